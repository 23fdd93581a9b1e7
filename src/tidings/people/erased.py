"""Stops that outlive an erasure: a keyed hash of the address, the reason and the day, and nothing else (GDPR art. 17(3)).

Whoever states the address (or the company's id of the person) again brings the stop back. The key is derived from the
installation's secret key: without it the hashes say nothing, and cannot be tried out against a list of addresses.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.crypto import salted_hmac

from tidings.people.rows import read, write
from tidings.people.saving_points import NUMBERS, PointChanges

SALT = "tidings.people.erased"
ID = "customer"  # the kind of the company's own id
NUMBER = "number"  # what mobiles and landlines are alike
KNOWN = "SELECT digest, kind, channel, scope, reason, at FROM people_erased WHERE digest = ANY(%s)"
KEEP = """
    INSERT INTO people_erased (digest, made_with, kind, channel, scope, reason, at)
    SELECT decode(digest, 'hex'), made_with, kind, channel, scope, reason, at FROM ROWS ON CONFLICT DO NOTHING
"""
KEEP_TYPES = {
    "digest": "text",
    "made_with": "text",
    "kind": "text",
    "channel": "text",
    "scope": "text",
    "reason": "text",
    "at": "timestamptz",
}
STOP = """
    INSERT INTO people_suppression
        (customer_id, channel, address, scope, reason, source, evidence, at, lifted_evidence)
    SELECT customer_id, channel, address, scope, reason, 'erased before', '{}', at, '{}' FROM ROWS
    ON CONFLICT DO NOTHING
"""
STOP_TYPES = {
    "customer_id": "bigint",
    "channel": "text",
    "address": "text",
    "scope": "text",
    "reason": "text",
    "at": "timestamptz",
}


@dataclass(frozen=True)
class ErasedStop:
    """A stop to keep about one address (`form`, as it is compared) or about the company's id (`kind` "customer")."""

    kind: str
    form: str
    channel: str
    scope: str
    reason: str
    at: datetime


def keep(stops: Iterable[ErasedStop]) -> int:
    """Keep the stops without what they are about; how many there are."""
    rows = [
        {
            "digest": digest(stop.kind, stop.form, settings.SECRET_KEY).hex(),
            "made_with": made_with(),
            **{name: getattr(stop, name) for name in ("kind", "channel", "scope", "reason", "at")},
        }
        for stop in stops
    ]
    write(KEEP, KEEP_TYPES, rows)
    return len(rows)


def digest(kind: str, form: str, key: str) -> bytes:
    """One number is one number, whatever line the next record says it is."""
    about = NUMBER if kind in NUMBERS else kind
    return salted_hmac(SALT, f"{about}\n{form}", secret=key, algorithm="sha256").digest()


def made_with() -> str:
    """The name of the key at hand; it says nothing about the key."""
    return digest("key", "", settings.SECRET_KEY).hex()[:8]


def stop_again(inserted: Mapping[str, int], changes: Mapping[str, PointChanges]) -> None:
    """Bring back the stops of addresses that somebody states, and of people whom a record names again."""
    stated = {
        (row["channel"], row["form"])
        for change in changes.values()
        for row in change.rows
        if row["state"] == "usable"
    }
    about = {**{(ID, name): id for name, id in inserted.items()}, **dict.fromkeys(stated)}
    digests = {
        digest(kind, form, key): (kind, form)
        for kind, form in about
        for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    }
    found = read(KNOWN, [list(digests)]) if digests else []
    write(STOP, STOP_TYPES, [stop_row(row, *digests[bytes(row["digest"])], about) for row in found])


def stop_row(
    kept: Mapping[str, Any], kind: str, form: str, about: Mapping[tuple[str, str], int | None]
) -> dict[str, Any]:
    customer_id = about[kind, form]
    return {
        "customer_id": customer_id,
        "channel": kept["channel"] or ("" if customer_id or kind in NUMBERS else kind),
        "address": "" if customer_id else form,
        **{name: kept[name] for name in ("scope", "reason", "at")},
    }
