"""Secrets at rest: encrypted with a key derived from the installation's secret key, so that a copy of the database is not enough."""

import base64
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


class SealBroken(ValueError):
    """A sealed value that no secret key of ours opens (neither today's nor an older one that is still named)."""


def seal(text: str) -> str:
    return _sealer(*_keys()).encrypt(text.encode()).decode("ascii")


def open_seal(sealed: str) -> str:
    """What was sealed, under today's key or one of `TIDINGS_SECRET_KEY_FALLBACKS`; raises `SealBroken`."""
    try:
        return _sealer(*_keys()).decrypt(sealed.encode()).decode()
    except InvalidToken:
        raise SealBroken("no secret key of this installation opens it: state it again") from None


def _keys() -> tuple[str, ...]:
    return (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)


@lru_cache(maxsize=4)
def _sealer(*keys: str) -> MultiFernet:
    return MultiFernet([Fernet(_derived(key)) for key in keys])


def _derived(key: str) -> bytes:
    hkdf = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"tidings: settings of channels")
    return base64.urlsafe_b64encode(hkdf.derive(key.encode()))
