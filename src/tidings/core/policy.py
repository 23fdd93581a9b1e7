"""The company's policy as a value: hours, caps, relationships, consent. Read from data, never written as `if`s."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from types import MappingProxyType
from typing import Any, TypeVar

from tidings.core.durations import duration
from tidings.core.hours import ALWAYS, Window, Windows

PURPOSES = ("service", "marketing", "emergency")
RELATIONSHIPS = ("customer", "prospect", "former")
ALLOWED = ("no", "yes", "with_consent")
CONSENT = ("ignored", "not_revoked", "granted")
PASSES = ("hours", "caps", "pause", "holdout")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Value = TypeVar("Value")


class PolicyRefused(ValueError):
    """A policy that cannot be read; `field` is the dotted path, `mend` what to write instead."""

    def __init__(self, field: str, says: str, mend: str) -> None:
        super().__init__(f"{field}: {says} {mend}")
        self.field, self.says, self.mend = field, says, mend


@dataclass(frozen=True)
class Cap:
    """At most `contacts` of a purpose to one customer in any `within`, over all campaigns."""

    purpose: str
    contacts: int
    within: timedelta


@dataclass(frozen=True)
class ConsentRule:
    """What consent a purpose takes (an index into CONSENT) for the subject and for the channel."""

    subject: int
    channel: int


@dataclass(frozen=True)
class Policy:
    """What the company allows itself; `version` is the SHA-256 of its canonical JSON, `body` that very mapping."""

    version: str
    body: Mapping[str, Any]
    hours: Mapping[str, Mapping[str, Windows]]
    passed: Mapping[str, frozenset[str]]
    caps: tuple[Cap, ...]
    relationships: Mapping[str, Mapping[str, int]]
    consent: Mapping[str, ConsentRule]
    company_zone_for: frozenset[str]
    channels: tuple[str, ...]

    def windows(self, purpose: str, channel: str) -> Windows:
        """The hours of a purpose on a channel."""
        by_channel = self.hours[purpose]
        return by_channel.get(channel) or by_channel["default"]

    def passes(self, purpose: str, urgency: str) -> frozenset[str]:
        """Which of hours, caps, pause and holdout do not bind a contact of this purpose and urgency."""
        return self.passed[f"purpose:{purpose}"] | self.passed.get(f"urgency:{urgency}", frozenset())


def policy(default: Mapping[str, Any], own: Mapping[str, Any] | None = None) -> Policy:
    """The default with the company's own laid over it, key by key; raises `PolicyRefused`."""
    body = merged(default, own or {})
    for key, value in (own or {}).items():
        expect(str(key), key, tuple(default))
        if not isinstance(value, type(default[key])):
            raise PolicyRefused(key, "has another shape than in the default.", "See the default policy.")
    return Policy(
        version=version(body),
        body=MappingProxyType(body),
        hours=each(body, "hours", PURPOSES, read_hours),
        passed=read_passes(body),
        caps=tuple(read_cap(f"caps.{n}", cap) for n, cap in enumerate(body["caps"])),
        relationships=each(body, "relationships", PURPOSES, read_relationships),
        consent=each(body, "consent", PURPOSES, read_consent),
        company_zone_for=read_company_zone(body),
        channels=tuple(body["channels"]),
    )


def version(body: Mapping[str, Any]) -> str:
    """SHA-256 (hex) of the policy's canonical JSON: keys sorted, no spaces."""
    canonical = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)
    return sha256(canonical.encode()).hexdigest()


def merged(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Mappings are laid over each other at every depth; anything else is replaced."""
    both = dict(under)
    for key, value in over.items():
        below = both.get(key)
        both[key] = (
            merged(below, value) if isinstance(below, Mapping) and isinstance(value, Mapping) else value
        )
    return both


def each(
    body: Mapping[str, Any], part: str, names: tuple[str, ...], read: Callable[[str, Any], Value]
) -> Mapping[str, Value]:
    """One part of the policy, read for each name it must have."""
    return MappingProxyType({name: read(f"{part}.{name}", body[part][name]) for name in names})


def read_hours(field: str, stated: Any) -> Mapping[str, Windows]:
    if not isinstance(stated, Mapping) or "default" not in stated:
        raise PolicyRefused(field, "has no default hours.", 'Write {default: "08:00-21:00"}.')
    return MappingProxyType({name: read_windows(f"{field}.{name}", value) for name, value in stated.items()})


def read_windows(field: str, stated: Any) -> Windows:
    if stated == "always":
        return ALWAYS
    if isinstance(stated, str):
        return (read_window(field, *stated.partition("-")[::2]),)
    if isinstance(stated, list) and all(isinstance(item, Mapping) for item in stated):
        return tuple(
            read_window(field, item.get("from"), item.get("to"), item.get("days")) for item in stated
        )
    raise PolicyRefused(
        field, f"{stated!r} are no hours.", 'Write "08:00-21:00", "always" or a list of windows.'
    )


def read_window(field: str, opens: Any, closes: Any, days: Any = None) -> Window:
    first, last = read_minute(field, opens), read_minute(field, closes)
    if first >= last:
        raise PolicyRefused(
            field, "ends before it begins.", "Write the earlier hour first; split at midnight."
        )
    for day in days or ():
        expect(f"{field}.days", day, WEEKDAYS)
    return Window(first, last, frozenset(WEEKDAYS.index(day) for day in days or WEEKDAYS))


def read_minute(field: str, stated: Any) -> int:
    found = re.fullmatch(r"\s*(\d{1,2}):(\d\d)\s*", str(stated))
    minute = int(found[1]) * 60 + int(found[2]) if found else -1
    if not 0 <= minute <= 24 * 60:
        raise PolicyRefused(field, f"{stated!r} is no time of day.", 'Write it as "08:00".')
    return minute


def read_passes(body: Mapping[str, Any]) -> Mapping[str, frozenset[str]]:
    found = {f"purpose:{purpose}": frozenset[str]() for purpose in PURPOSES}
    for kind, named in body["passes"].items():
        expect("passes", kind, ("urgency", "purpose"))
        for name, passed in named.items():
            for item in passed:
                expect(f"passes.{kind}.{name}", item, PASSES)
            found[f"{kind}:{name}"] = frozenset(passed)
    return MappingProxyType(found)


def read_cap(field: str, stated: Mapping[str, Any]) -> Cap:
    purpose, contacts = stated.get("purpose"), stated.get("contacts")
    expect(f"{field}.purpose", purpose, PURPOSES)
    if not isinstance(contacts, int) or contacts < 0:
        raise PolicyRefused(
            f"{field}.contacts", f"{contacts!r} is no number of contacts.", "Write 0 or more."
        )
    return Cap(str(purpose), contacts, read_duration(f"{field}.within", stated.get("within")))


def read_duration(field: str, stated: Any) -> timedelta:
    try:
        return duration(str(stated))
    except ValueError:
        raise PolicyRefused(field, f"{stated!r} is no duration.", "Write 30m, 24h, 7d or 4w.") from None


def read_relationships(field: str, stated: Mapping[str, Any]) -> Mapping[str, int]:
    return MappingProxyType(
        {name: expect(f"{field}.{name}", stated.get(name, "no"), ALLOWED) for name in RELATIONSHIPS}
    )


def read_consent(field: str, stated: Mapping[str, Any]) -> ConsentRule:
    subject, channel = (
        expect(f"{field}.{name}", stated.get(name), CONSENT) for name in ("subject", "channel")
    )
    return ConsentRule(subject, channel)


def read_company_zone(body: Mapping[str, Any]) -> frozenset[str]:
    stated = body["unknown_zone"]
    for purpose in PURPOSES:
        expect(f"unknown_zone.{purpose}", stated.get(purpose), ("company", "refuse"))
    return frozenset(purpose for purpose in PURPOSES if stated[purpose] == "company")


def expect(field: str, value: Any, allowed: tuple[str, ...]) -> int:
    """The value's place among those allowed."""
    if value not in allowed:
        raise PolicyRefused(field, f"{value!r} is not known.", f"Write one of: {', '.join(allowed)}.")
    return allowed.index(value)
