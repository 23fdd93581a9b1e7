"""Who we are on the wire, from the settings: the keys that sign, and where what comes back arrives."""

from collections.abc import Mapping
from dataclasses import dataclass

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from tidings.channels.email.dkim import Signer
from tidings.channels.email.return_path import ReturnPath

WEAKEST_RSA = 1024  # bits (RFC 8301 3.2); new keys should have 2048
SHORTEST_KEY = 16  # characters


class BadIdentity(ValueError):
    """A setting of our identity that cannot be right; names it and the mend."""


@dataclass(frozen=True, kw_only=True)
class Identity:
    """The signers of every mail, in order, and its return path; both may be missing."""

    signers: tuple[Signer, ...] = ()
    return_path: ReturnPath | None = None


NOBODY = Identity()


def identity(settings: Mapping[str, str]) -> Identity:
    """Raises `BadIdentity`."""
    found = (
        signer(settings, "TIDINGS_DKIM_KEY", "TIDINGS_DKIM_SELECTOR"),
        signer(settings, "TIDINGS_DKIM_ED25519_KEY", "TIDINGS_DKIM_ED25519_SELECTOR"),
    )
    return Identity(signers=tuple(one for one in found if one), return_path=return_path(settings))


def signer(settings: Mapping[str, str], key: str, selector: str) -> Signer | None:
    pem = settings.get(key, "")
    if not pem:
        return None
    if not settings.get("TIDINGS_DKIM_DOMAIN") or not settings.get(selector):
        raise BadIdentity(f"{key} needs TIDINGS_DKIM_DOMAIN and {selector} beside it")
    return Signer(
        domain=settings["TIDINGS_DKIM_DOMAIN"].lower(), selector=settings[selector], key=private_key(pem, key)
    )


def private_key(pem: str, name: str) -> RSAPrivateKey | Ed25519PrivateKey:
    try:
        key = load_pem_private_key(pem.encode(), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise BadIdentity(f"{name} must be a private key in PEM, without a password") from error
    if isinstance(key, RSAPrivateKey) and key.key_size < WEAKEST_RSA:
        raise BadIdentity(f"{name} is too weak: use RSA of 2048 bits")
    if not isinstance(key, RSAPrivateKey | Ed25519PrivateKey):
        raise BadIdentity(f"{name} must be an RSA or Ed25519 key")
    return key


def return_path(settings: Mapping[str, str]) -> ReturnPath | None:
    domain, key = settings.get("TIDINGS_MAIL_DOMAIN", ""), settings.get("TIDINGS_MAIL_KEY", "")
    if not domain:
        return None
    if len(key) < SHORTEST_KEY:
        raise BadIdentity("TIDINGS_MAIL_DOMAIN needs TIDINGS_MAIL_KEY beside it, of 16 characters or more")
    return ReturnPath(domain=domain.lower(), key=key.encode())
