"""The keys of signed records: the one that signs now, and every one that ever did, whose public half stays published.

A key is the company's own (`TIDINGS_RECORD_KEY`), else one that `tidings keys rotate` made (sealed in the database), else
one that follows from the secret key. Before its first signature a key's public half is written down, for good.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.conf import settings
from django.db import transaction

from tidings.core.genuine.keys import PublicKey, RecordKey
from tidings.ground import seals
from tidings.outreach.models import SigningKey
from tidings.staff import public as staff


class KeyIsStated(Exception):
    """`TIDINGS_RECORD_KEY` states the key: who wants another one states another one."""


@dataclass(frozen=True, kw_only=True)
class KeyCard:
    """A key as it is listed: its published name, since when it is known, until when it signed (None: still)."""

    id: str
    public: str
    made_at: datetime
    ended_at: datetime | None
    signs: bool


def signing_key(*, now: datetime) -> RecordKey:
    """The key that signs now; one query, so ask once a batch."""
    rows = list(SigningKey.objects.order_by("-made_at"))
    key = chosen(rows)
    if key.id not in {row.id for row in rows}:
        publish(key, now=now)
    return key


def chosen(rows: list[SigningKey]) -> RecordKey:
    if settings.RECORD_KEY:
        return made(settings.RECORD_KEY)
    sealed = next((row.secret for row in rows if row.secret and row.ended_at is None), "")
    return made(opened(sealed)) if sealed else made(settings.SECRET_KEY)


def known_keys() -> tuple[PublicKey, ...]:
    """Every key whose records are ours, those that are stated now first."""
    stated = (settings.RECORD_KEY, settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    ours = [made(secret).published for secret in stated if secret]
    kept = [PublicKey.read(row.public) for row in SigningKey.objects.order_by("-made_at")]
    return tuple({key.id: key for key in (*ours, *kept)}.values())


def rotate_key(*, actor: str, now: datetime) -> KeyCard:
    """A new key signs from the next batch on; the old ones' public halves stay. Raises `KeyIsStated`."""
    if settings.RECORD_KEY:
        raise KeyIsStated("TIDINGS_RECORD_KEY is set: set it to another long random text")
    with transaction.atomic():
        signing_key(now=now)  # the one that signed until now is published even if it never did
        SigningKey.objects.filter(ended_at=None).update(ended_at=now, secret="")
        secret = secrets.token_urlsafe(48)
        key = made(secret)
        publish(key, now=now, sealed=seals.seal(secret))
        staff.record(actor=actor, action="record_key.rotated", object=key.id, detail={}, now=now)
    return next(card for card in key_cards(now=now) if card.id == key.id)


def key_cards(*, now: datetime) -> list[KeyCard]:
    """Every key that ever signed, the newest first; the one that signs now is among them."""
    signs = signing_key(now=now).id
    return [
        KeyCard(
            id=row.id, public=row.public, made_at=row.made_at, ended_at=row.ended_at, signs=row.id == signs
        )
        for row in SigningKey.objects.order_by("-made_at", "id")
    ]


def published_keys() -> list[dict[str, str]]:
    """As a JWK set lists them (RFC 7517, RFC 8037): who has one can check our records without us."""
    return [key.jwk for key in known_keys()]


def publish(key: RecordKey, *, now: datetime, sealed: str = "") -> None:
    values = {"public": key.published.text, "secret": sealed, "made_at": now}
    SigningKey.objects.get_or_create(id=key.id, defaults=values)


@lru_cache(maxsize=16)
def opened(sealed: str) -> str:
    return seals.open_seal(sealed)


@lru_cache(maxsize=16)
def made(secret: str) -> RecordKey:
    return RecordKey.of(secret)
