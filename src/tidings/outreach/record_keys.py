"""The keys of signed records: the company's own, else one made from the secret key."""

from functools import lru_cache

from django.conf import settings

from tidings.core.genuine.record import RecordKey


def signing_key() -> RecordKey:
    """The key that signs now: `TIDINGS_RECORD_KEY`, else one that follows from the secret key."""
    return made(settings.RECORD_KEY or settings.SECRET_KEY)


def known_keys() -> tuple[RecordKey, ...]:
    """The keys whose records are still ours, the signing one first."""
    earlier = (settings.RECORD_KEY, settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return tuple(dict.fromkeys(made(secret) for secret in earlier if secret))


@lru_cache(maxsize=16)
def made(secret: str) -> RecordKey:
    return RecordKey.of(secret)
