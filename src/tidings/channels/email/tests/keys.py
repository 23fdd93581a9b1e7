"""Keys and an identity for tests. Made once a process."""

from dataclasses import replace
from functools import cache

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from tidings.channels.email.identity import Identity, identity

IN = "in.shop.example"


@cache
def rsa_key() -> RSAPrivateKey:
    return generate_private_key(65537, 2048)


@cache
def ed25519_key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


def pem(key: RSAPrivateKey | Ed25519PrivateKey) -> str:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def settings() -> dict[str, str]:
    """All that gives an identity."""
    return {
        "TIDINGS_DKIM_DOMAIN": "shop.example",
        "TIDINGS_DKIM_SELECTOR": "r1",
        "TIDINGS_DKIM_KEY": pem(rsa_key()),
        "TIDINGS_DKIM_ED25519_SELECTOR": "e1",
        "TIDINGS_DKIM_ED25519_KEY": pem(ed25519_key()),
        "TIDINGS_MAIL_DOMAIN": IN,
        "TIDINGS_MAIL_KEY": "sixteen characters or more",
    }


@cache
def ours() -> Identity:
    return identity(settings())


def only(algorithm: str) -> Identity:
    return replace(ours(), signers=tuple(one for one in ours().signers if one.algorithm == algorithm))
