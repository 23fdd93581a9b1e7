"""What a domain publishes about its mail: DKIM keys, SPF, DMARC, BIMI; read here as text, looked up in `looking.py` only."""
