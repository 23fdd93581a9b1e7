"""Who is held out, so that an outreach can be proven: a stable draw, the same in any language and on any day.

The bucket is the first 8 bytes (big-endian) of SHA-256 over `CAMPAIGN`, a newline and the customer's external id
(UTF-8), modulo 10,000. A campaign that holds out 10 % holds out the buckets 0 to 999.
"""

from hashlib import sha256

BUCKETS = 10_000


def bucket(*, campaign: str, customer: str) -> int:
    """The customer's bucket for this campaign, 0 to 9,999; independent from one campaign to the next."""
    digest = sha256(f"{campaign}\n{customer}".encode()).digest()
    return int.from_bytes(digest[:8], "big") % BUCKETS
