"""SMPP 3.4: the protocol by which text messages are handed to a carrier's message centre (SMSC)."""
