"""The packaged laws, and what they make of a contact, asked in a few words."""

from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from tidings.core.hours import next_open
from tidings.core.policy import policy
from tidings.core.rules.binding import bind
from tidings.core.rules.trying import ANYTHING_GOES
from tidings.ground.packs import PACKAGED, packs_in


@cache
def laws(**company):
    """The laws beside a company that forbids nothing (or what is said instead)."""
    return policy({**ANYTHING_GOES, **company}, None, packs_in(PACKAGED))


def bound(places, when, zone, rules=None, **asked):
    """What binds a marketing call by a person (or what is said instead) at a wall-clock time (`2026-06-15 08:00`)."""
    at = datetime.fromisoformat(when).replace(tzinfo=ZoneInfo(zone))
    kind = {"purpose": "marketing", "urgency": "normal", "technology": "live", "topic": "offers"} | asked
    kind.setdefault("channel", "voice:landline")
    return bind(rules or laws(), places=places.split(), at=at, today=at.date(), **kind)


def may(places, when, zone, **asked):
    """Whether the hours of all laws are open at that very moment."""
    at = datetime.fromisoformat(when).replace(tzinfo=ZoneInfo(zone))
    return next_open(at, (zone,), bound(places, when, zone, **asked).hours) == at
