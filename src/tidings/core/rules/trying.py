"""Tries a pack's own tests: what is given is bound by the laws alone, and what is expected is compared word by word."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from tidings.core.durations import written
from tidings.core.hours import next_open
from tidings.core.policy import PURPOSES, RELATIONSHIPS, Policy, policy
from tidings.core.rules.binding import Binding, Since, bind, stop_scope
from tidings.core.rules.fields import PolicyRefused, only

GIVEN = ("places", "purpose", "urgency", "technology", "topic", "channel", "zone", "at")
EXPECT = (
    "open", "subject", "consent", "stands_in", "registries", "reassigned", "limits", "rules", "without", "stops"
)  # fmt: skip
# A company that forbids nothing, so that what a test finds is the law's.
ANYTHING_GOES: Mapping[str, Any] = {
    "hours": {purpose: {"default": "always"} for purpose in PURPOSES},
    "passes": {},
    "caps": [],
    "relationships": {purpose: dict.fromkeys(RELATIONSHIPS, "yes") for purpose in PURPOSES},
    "consent": {purpose: {"subject": "ignored", "channel": "ignored"} for purpose in PURPOSES},
    "channels": [],
}


@dataclass(frozen=True)
class Tried:
    """One test of a pack: what it says, and what came otherwise than it expects (nothing: it holds)."""

    pack: str
    says: str
    otherwise: tuple[str, ...]


def try_packs(packs: Sequence[Mapping[str, Any]]) -> list[Tried]:
    """Every test of every pack, each under all packs together; raises `PolicyRefused` for what cannot be read."""
    under_law(packs, "")
    return [
        try_one(packs, f"{pack.get('pack')}.tests.{n}", test)
        for pack in packs
        for n, test in enumerate(pack.get("tests") or ())
    ]


def try_one(packs: Sequence[Mapping[str, Any]], field: str, test: Mapping[str, Any]) -> Tried:
    only(field, test, ("says", "given", "expect"))
    given = only(f"{field}.given", test.get("given"), GIVEN)
    expect = only(f"{field}.expect", test.get("expect"), EXPECT)
    for name in ("places", "purpose", "channel", "zone", "at"):
        if name not in given:
            raise PolicyRefused(
                f"{field}.given.{name}", "is not stated.", "A test says where, what and when."
            )
    found = findings(under_law(packs, given.get("topic", "")), given)
    differs = [
        f"{name}: expected {plain(value)}, found {plain(found[name])}"
        for name, value in expect.items()
        if not fulfils(name, plain(value), found)
    ]
    return Tried(field.partition(".")[0], str(test.get("says", field)), tuple(differs))


def under_law(packs: Sequence[Mapping[str, Any]], topic: str) -> Policy:
    """The laws and a company that forbids nothing, whose topic is what the law calls by the same word."""
    subjects = {topic: [topic]} if topic else {}
    return policy({**ANYTHING_GOES, "subjects": subjects}, None, packs)


def findings(rules: Policy, given: Mapping[str, Any]) -> dict[str, Any]:
    """All that a test may expect, as found."""
    at = datetime.fromisoformat(str(given["at"])).replace(tzinfo=ZoneInfo(given["zone"]))
    asked = {name: given.get(name, "") for name in ("purpose", "urgency", "technology", "topic", "channel")}
    found = bind(rules, places=given["places"], at=at, today=at.date(), **asked)
    return {
        "open": next_open(at, (given["zone"],), found.hours) == at,
        "subject": found.subject.name.lower(),
        "consent": found.consent.name.lower(),
        "stands_in": since(found.stands_in),
        "registries": {duty.registry: plain(duty.stale_before) for duty in found.registries},
        "reassigned": found.reassigned,
        "limits": limits(rules, found, at),
        "rules": found.rules,
        "without": found.rules,
        "stops": stop_scope(
            rules,
            places=given["places"],
            channel=given["channel"],
            technology=asked["technology"],
            at=at,
            today=at.date(),
        ),
    }


def fulfils(name: str, value: Any, found: Mapping[str, Any]) -> bool:
    """`rules` must be among those that bound and `without` not; all else must be the same."""
    if name == "rules":
        return set(value) <= set(found["rules"])
    if name == "without":
        return not set(value) & set(found["rules"])
    return bool(plain(value) == found[name])


def since(stands_in: Since) -> dict[str, str]:
    return {
        name: day.isoformat()
        for name, day in (("purchase", stands_in.purchase), ("inquiry", stands_in.inquiry))
        if day
    }


def limits(rules: Policy, found: Binding, at: datetime) -> dict[str, int]:
    """The limits that bind, by the length of their windows."""
    pairs = zip(rules.counted(at), found.limits, strict=True)
    return {
        hours_or_days(cap.within.total_seconds(), written(cap.within)): n for cap, n in pairs if n is not None
    }


def hours_or_days(seconds: float, said: str) -> str:
    """`24h` for a day, as laws say it, weeks as days; else as a duration is written."""
    days, rest = divmod(int(seconds), 86_400)
    return said if rest else "24h" if days == 1 else f"{days}d"


def plain(value: Any) -> Any:
    """Dates as text at any depth, so that YAML's dates compare."""
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    return value.isoformat() if isinstance(value, date) else value
