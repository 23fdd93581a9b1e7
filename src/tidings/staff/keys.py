"""The keys of the company's programs: only a hash is kept, the key itself is shown once."""

import hmac
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction
from django.db.models import Q

from tidings.staff.audit import record
from tidings.staff.models import ApiKey, User
from tidings.staff.roles import known_scopes

MARK = "tdg"  # lets a scanner of secrets recognise a key of ours
SECRET_BYTES = 32
SHAPE = re.compile(rf"{MARK}_([0-9a-f]{{8}})_")
USE_NOTED_EVERY = timedelta(minutes=1)


class KeyRefused(ValueError):
    """A key that cannot be made or found; the text says why."""


@dataclass(frozen=True)
class KeyCard:
    """A key as others may know it; `scopes` are capabilities. As an actor it is "key:PREFIX"."""

    id: int
    name: str
    prefix: str
    scopes: frozenset[str]
    created_at: datetime
    last_used_at: datetime | None
    revoked_at: datetime | None

    @property
    def actor(self) -> str:
        return f"key:{self.prefix}"

    def can(self, capability: str) -> bool:
        return capability in self.scopes and self.revoked_at is None


@transaction.atomic
def create_key(*, name: str, scopes: Iterable[str], actor: str, now: datetime) -> tuple[KeyCard, str]:
    """A new key and its raw text, which is never to be had again; raises `KeyRefused` or `UnknownRole`."""
    scopes = known_scopes(scopes)
    if not name.strip() or not scopes:
        raise KeyRefused("A key needs a name and at least one scope.")
    prefix, secret = secrets.token_hex(4), secrets.token_urlsafe(SECRET_BYTES)
    raw = f"{MARK}_{prefix}_{secret}"
    creator = User.objects.filter(email=actor.removeprefix("user:")).first()
    row = ApiKey.objects.create(
        name=name.strip(), prefix=prefix, hash=digest(raw), scopes=scopes, created_by=creator, created_at=now
    )
    record(actor=actor, action="key.created", object=f"key:{prefix}", detail={"scopes": scopes}, now=now)
    return card(row), raw


def key_for(*, raw: str, now: datetime) -> KeyCard | None:
    """The live key that this text is, or None. One query by prefix; its use is noted once a minute at most."""
    looks = SHAPE.match(raw)
    row = ApiKey.objects.filter(prefix=looks[1], revoked_at=None).first() if looks else None
    if row is None or not hmac.compare_digest(bytes(row.hash), digest(raw)):
        return None
    note_use(row, now)
    return card(row)


@transaction.atomic
def revoke_key(*, prefix: str, actor: str, now: datetime) -> None:
    """End a key, at once and for good; raises `KeyRefused` when there is no such live key."""
    if not ApiKey.objects.filter(prefix=prefix, revoked_at=None).update(revoked_at=now):
        raise KeyRefused(f"There is no live key {prefix}.")
    record(actor=actor, action="key.revoked", object=f"key:{prefix}", now=now)


def keys() -> list[KeyCard]:
    """Every key, the newest first, the revoked ones included."""
    return [card(row) for row in ApiKey.objects.order_by("-id")]


def card(row: ApiKey) -> KeyCard:
    return KeyCard(
        row.id, row.name, row.prefix, frozenset(row.scopes), row.created_at, row.last_used_at, row.revoked_at
    )


def digest(raw: str) -> bytes:
    return sha256(raw.encode()).digest()  # fast is fine: nobody guesses 256 random bits


def note_use(row: ApiKey, now: datetime) -> None:
    stale = Q(last_used_at=None) | Q(last_used_at__lt=now - USE_NOTED_EVERY)
    if row.last_used_at is None or row.last_used_at < now - USE_NOTED_EVERY:
        ApiKey.objects.filter(stale, id=row.id).update(last_used_at=now)
