"""The keys of signed records: the pair that signs, and its public half, by which anyone can check."""

import hashlib
import hmac
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tidings.core.genuine.jws import canonical, padded, unpadded


@dataclass(frozen=True)
class PublicKey:
    """A public key under its published name; `text` is how it is written down (Base64 for URLs, RFC 8037 2)."""

    public: Ed25519PublicKey = field(repr=False)
    id: str
    text: str

    @classmethod
    def read(cls, text: str) -> "PublicKey":
        octets = padded(text)
        return cls(Ed25519PublicKey.from_public_bytes(octets), hashlib.sha256(octets).hexdigest()[:16], text)

    @property
    def header(self) -> str:
        """What a record signed with it begins with."""
        return unpadded(canonical({"alg": "EdDSA", "kid": self.id}))

    @property
    def jwk(self) -> dict[str, str]:
        return {"kty": "OKP", "crv": "Ed25519", "use": "sig", "alg": "EdDSA", "kid": self.id, "x": self.text}


@dataclass(frozen=True)
class RecordKey:
    """A signing key and its published name; `of` makes it from any secret text, always the same."""

    private: Ed25519PrivateKey = field(repr=False)
    pepper: bytes = field(repr=False)
    id: str
    header: str

    @classmethod
    def of(cls, secret: str) -> "RecordKey":
        private = Ed25519PrivateKey.from_private_bytes(derived(secret, "signature"))
        public = PublicKey.read(unpadded(private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)))
        return cls(private, derived(secret, "address"), public.id, public.header)

    @property
    def public(self) -> Ed25519PublicKey:
        return self.private.public_key()

    @property
    def published(self) -> PublicKey:
        return PublicKey.read(unpadded(self.public.public_bytes(Encoding.Raw, PublicFormat.Raw)))


def derived(secret: str, use: str) -> bytes:
    """32 bytes for one use of a secret; nothing is learnt of the secret, or of another use, from them."""
    return hmac.new(secret.encode(), f"tidings record {use}".encode(), hashlib.sha256).digest()
