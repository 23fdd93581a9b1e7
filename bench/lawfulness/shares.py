"""Who is held out, by the published recipe: SHA-256 of campaign, newline and customer, its first 8 bytes modulo 10,000."""

from hashlib import sha256


def external_id(number: int) -> str:
    return f"p{number}"


def bucket(campaign: str, number: int) -> int:
    digest = sha256(f"{campaign}\n{external_id(number)}".encode()).digest()
    return int.from_bytes(digest[:8], "big") % 10_000
