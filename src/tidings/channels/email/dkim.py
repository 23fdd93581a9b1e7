"""DKIM signatures (RFC 6376) by RSA and Ed25519 (RFC 8301, RFC 8463), relaxed/relaxed, over headers that nobody can add to."""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

# Those that a forger would like to add or double are named once more than they are there (RFC 6376 8.15).
OVERSIGNED = ("from", "to", "cc", "subject", "date", "message-id", "reply-to", "list-unsubscribe")


@dataclass(frozen=True, kw_only=True)
class Signer:
    """One key under its selector at a domain."""

    domain: str
    selector: str
    key: RSAPrivateKey | Ed25519PrivateKey

    @property
    def algorithm(self) -> str:
        return "ed25519-sha256" if isinstance(self.key, Ed25519PrivateKey) else "rsa-sha256"

    def seal(self, octets: bytes) -> str:
        """The signature of those octets, in base64."""
        if isinstance(self.key, Ed25519PrivateKey):
            return base64.b64encode(self.key.sign(hashlib.sha256(octets).digest())).decode()
        return base64.b64encode(self.key.sign(octets, padding.PKCS1v15(), hashes.SHA256())).decode()


def signed(signers: Sequence[Signer], head: Sequence[str], body: bytes, *, at: int) -> list[str]:
    """A signature line for each signer over the header lines of `head` (without their CRLF) and the body; `at` in Unix seconds."""
    names = [line.partition(":")[0].lower() for line in head]
    covered = b"".join(relaxed_header(line) for _, line in sorted(zip(names, head, strict=True), key=by_name))
    listed, body_hash = header_list(tuple(sorted(names))), hash_of(body)
    return [line_of(signer, covered, listed, body_hash, at) for signer in signers]


def by_name(named: tuple[str, str]) -> str:
    return named[0]


def line_of(signer: Signer, covered: bytes, listed: str, body_hash: str, at: int) -> str:
    line = (
        f"DKIM-Signature: v=1; a={signer.algorithm}; c=relaxed/relaxed; d={signer.domain};\r\n"
        f" s={signer.selector}; t={at};\r\n h={listed};\r\n bh={body_hash};\r\n b="
    )
    seal = signer.seal(covered + relaxed_header(line)[:-2])
    return line + "\r\n ".join(seal[start : start + 70] for start in range(0, len(seal), 70))


@lru_cache(maxsize=64)
def header_list(names: tuple[str, ...]) -> str:
    """What `h=` names: every header there is, and once more those that must not be added."""
    listed = [*names, *OVERSIGNED]
    rows = [":".join(listed[start : start + 5]) for start in range(0, len(listed), 5)]
    return ":\r\n ".join(rows)


def relaxed_header(line: str) -> bytes:
    """RFC 6376 3.4.2, with its CRLF."""
    name, _, value = line.encode().partition(b":")
    return name.strip().lower() + b":" + b" ".join(value.split()) + b"\r\n"


def hash_of(body: bytes) -> str:
    return base64.b64encode(hashlib.sha256(relaxed_body(body)).digest()).decode()


def relaxed_body(body: bytes) -> bytes:
    """RFC 6376 3.4.4. What we draw has no blanks to mend, which is quick to see."""
    if b"\t" in body:
        body = body.replace(b"\t", b" ")
    while b"  " in body:
        body = body.replace(b"  ", b" ")
    if b" \r\n" in body:
        body = body.replace(b" \r\n", b"\r\n")
    bare = body.rstrip(b"\r\n")
    while bare.endswith(b" "):
        bare = bare.rstrip(b" \r\n")
    return bare + b"\r\n" if bare else b""
