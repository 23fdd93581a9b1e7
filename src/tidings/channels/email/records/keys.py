"""The published key of a signer (RFC 6376 3.6.1, RFC 8463)."""

import base64

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tidings.channels.contract import Finding
from tidings.channels.email.dkim import Signer
from tidings.channels.email.records.tags import tags

ADVISED_RSA = 2048  # bits


def name_of(signer: Signer) -> str:
    """Where its record stands in the DNS."""
    return f"{signer.selector}._domainkey.{signer.domain}"


def record_of(signer: Signer) -> str:
    """The record that publishes it."""
    public = signer.key.public_key()
    if isinstance(signer.key, RSAPrivateKey):
        octets, kind = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo), "rsa"
    else:
        octets, kind = public.public_bytes(Encoding.Raw, PublicFormat.Raw), "ed25519"
    return f"v=DKIM1; k={kind}; p={base64.b64encode(octets).decode()}"


def judge(signer: Signer, records: list[str]) -> Finding:
    """Whether what is published is the public half of our key."""
    name, mend = name_of(signer), f'Publish at {name_of(signer)} the TXT record "{record_of(signer)}"'
    if len(records) != 1:
        return Finding(well=False, says=f"DKIM: {len(records) or 'no'} records at {name}", mend=mend)
    ours, theirs = tags(record_of(signer)), tags(records[0])
    if "".join(theirs.get("p", "").split()) != ours["p"] or theirs.get("k", "rsa") != ours["k"]:
        return Finding(well=False, says=f"DKIM: {name} publishes another key than ours", mend=mend)
    if "y" in theirs.get("t", "").split(":"):
        return Finding(well=False, says=f"DKIM: {name} is marked as a test (t=y)", mend="Remove t=y")
    if isinstance(signer.key, RSAPrivateKey) and signer.key.key_size < ADVISED_RSA:
        return Finding(
            well=False, says=f"DKIM: {signer.key.key_size} bits are few", mend="Make an RSA key of 2048 bits"
        )
    return Finding(well=True, says=f"DKIM: {name} is our {signer.algorithm} key")
