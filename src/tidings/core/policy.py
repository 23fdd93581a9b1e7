"""The company's policy and the laws beside it as one value. Read from data, never written as `if`s."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from types import MappingProxyType
from typing import Any, TypeVar

from tidings.core.hours import Windows
from tidings.core.rules.fields import (
    CONSENT,
    PURPOSES,
    PolicyRefused,
    expect,
    only,
    read_cap,
    read_consent,
    read_each,
    read_names,
    read_windows,
)
from tidings.core.rules.reading import read_pack
from tidings.core.rules.shape import Cap, ConsentNeed, Level, Pack, Rule, same_channel
from tidings.core.worth.rhythm import Rhythm, RhythmRefused, read_rhythm

__all__ = ["CONSENT", "PURPOSES", "Cap", "Level", "Policy", "PolicyRefused", "policy"]

RELATIONSHIPS = ("customer", "prospect", "former")
ALLOWED = ("no", "yes", "with_consent")
PASSES = ("hours", "caps", "pause", "holdout")
UNKNOWN = ("company", "review", "refuse")
AHEAD, BEHIND = timedelta(hours=14), timedelta(hours=12)  # how far any wall clock is from UTC
Value = TypeVar("Value")


@dataclass(frozen=True, eq=False)
class Policy:
    """What company and laws allow; `version` is the SHA-256 of its canonical JSON, `body` that very mapping.

    `place` is the company's own country; `unknown_zone` and `unknown_place` say by purpose what stands in where a customer's is
    not known: the company's own, a review by a person, or nothing (refuse). `digest` is when what can wait is told together,
    `joins` the purposes of which what better offers left no room for joins it.
    """

    version: str
    body: Mapping[str, Any]
    hours: Mapping[str, Mapping[str, Windows]]
    passed: Mapping[str, frozenset[str]]
    caps: tuple[Cap, ...]
    relationships: Mapping[str, Mapping[str, int]]
    consent: Mapping[str, ConsentNeed]
    unknown_zone: Mapping[str, str]
    unknown_place: Mapping[str, str]
    place: str
    not_after: Mapping[str, tuple[str, ...]]
    open_case: tuple[str, ...]
    subjects: Mapping[str, tuple[str, ...]]
    channels: tuple[str, ...]
    digest: Rhythm
    joins: tuple[str, ...]
    packs: tuple[Pack, ...]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Policy) and self.version == other.version

    def __hash__(self) -> int:
        return hash(self.version)

    @property
    def company_zone_for(self) -> frozenset[str]:
        """The purposes for which the company's own zone stands in where none is known."""
        return frozenset(purpose for purpose in PURPOSES if self.unknown_zone[purpose] == "company")

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Every law's rule, in force or not."""
        return tuple(rule for pack in self.packs for rule in pack.rules)

    def windows(self, purpose: str, channel: str) -> Windows:
        """The company's own hours of a purpose on a channel."""
        by_channel = self.hours[purpose]
        return by_channel.get(channel) or by_channel.get(channel.partition(":")[0]) or by_channel["default"]

    def passes(self, purpose: str, urgency: str) -> frozenset[str]:
        """Which of the company's hours, caps, pause and holdout do not bind a contact of this purpose and urgency."""
        return self.passed[f"purpose:{purpose}"] | self.passed.get(f"urgency:{urgency}", frozenset())

    def counted(self, at: datetime) -> tuple[Cap, ...]:
        """Every window of past contacts that a cap in force at `at` anywhere asks about, in a stable order."""
        return counted_between(self, (at - BEHIND).date(), (at + AHEAD).date())


@lru_cache(maxsize=256)
def counted_between(policy: Policy, earliest: date, latest: date) -> tuple[Cap, ...]:
    """One cap a window, the tightest of them (a tighter one elsewhere does not matter to the count)."""
    laws = (
        cap
        for rule in policy.rules
        if rule.stands(earliest, latest) and concerned(policy, rule)
        for cap in rule.caps
    )
    tightest: dict[Cap, Cap] = {}
    for cap in (*policy.caps, *laws):
        before = tightest.get(cap.window)
        tightest[cap.window] = cap if before is None or cap.contacts < before.contacts else before
    return tuple(tightest.values())


def concerned(policy: Policy, rule: Rule) -> bool:
    """Whether any of the company's topics are what the rule speaks of."""
    return not rule.topics or any(policy.subjects.get(word) for word in rule.topics)


def policy(
    default: Mapping[str, Any],
    own: Mapping[str, Any] | None = None,
    laws: Sequence[Mapping[str, Any]] = (),
) -> Policy:
    """The default with the company's own laid over it key by key, and the packs of laws beside; raises `PolicyRefused`.

    The company's own packs (`own["laws"]`) are added to the others and replace none. What `Policy.body` says can be
    handed in as `default` again and gives the same policy, years later too.
    """
    own = dict(own or {})
    packs = [*default.get("laws", ()), *map(without_tests, laws), *map(without_tests, own.pop("laws", ()))]
    check_own(default, own)
    body = merged(default, own) | ({"laws": packs} if packs else {})
    return read_policy(body)


def without_tests(pack: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in only("laws", pack, tuple(pack)).items() if key != "tests"}


def check_own(default: Mapping[str, Any], own: Mapping[str, Any]) -> None:
    for key, value in own.items():
        expect(str(key), key, (*default, "laws"))
        if not isinstance(value, type(default[key])):
            raise PolicyRefused(key, "has another shape than in the default.", "See the default policy.")


def read_policy(body: Mapping[str, Any]) -> Policy:
    packs = read_each("laws", body.get("laws"), lambda at, pack: read_pack(pack, at))
    check_ids(packs)
    return Policy(
        version=version(body),
        body=MappingProxyType(dict(body)),
        hours=each(body, "hours", PURPOSES, read_hours),
        passed=read_passes(body),
        caps=read_each("caps", body["caps"], lambda at, cap: read_cap(at, cap, ())),
        relationships=each(body, "relationships", PURPOSES, read_relationships),
        consent=each(body, "consent", PURPOSES, read_consent),
        unknown_zone=read_unknown(body, "unknown_zone"),
        unknown_place=read_unknown(body, "unknown_place"),
        place=str(body.get("place", "")).lower(),
        not_after=read_lists(body, "not_after"),
        open_case=read_names("open_case", body.get("open_case"), PURPOSES),
        subjects=read_lists(body, "subjects"),
        channels=tuple(body["channels"]),
        digest=read_digest(body),
        joins=read_names("digest.joins", (body.get("digest") or {}).get("joins"), PURPOSES),
        packs=packs,
    )


def check_ids(packs: tuple[Pack, ...]) -> None:
    """One rule an id, over all packs."""
    seen: set[str] = set()
    for pack in packs:
        for rule in pack.rules:
            if rule.id in seen:
                raise PolicyRefused(
                    f"laws.{pack.name}.{rule.id}",
                    "stands twice.",
                    "Give a rule of your own an id of its own.",
                )
            seen.add(rule.id)


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


def read_passes(body: Mapping[str, Any]) -> Mapping[str, frozenset[str]]:
    found = {f"purpose:{purpose}": frozenset[str]() for purpose in PURPOSES}
    for kind, named in body["passes"].items():
        expect("passes", kind, ("urgency", "purpose"))
        for name, passed in named.items():
            for item in passed:
                expect(f"passes.{kind}.{name}", item, PASSES)
            found[f"{kind}:{name}"] = frozenset(passed)
    return MappingProxyType(found)


def read_relationships(field: str, stated: Mapping[str, Any]) -> Mapping[str, int]:
    return MappingProxyType(
        {name: expect(f"{field}.{name}", stated.get(name, "no"), ALLOWED) for name in RELATIONSHIPS}
    )


def read_digest(body: Mapping[str, Any]) -> Rhythm:
    try:
        return read_rhythm(body.get("digest"))
    except RhythmRefused as refused:
        raise PolicyRefused(refused.field, refused.says, refused.mend) from None


def read_unknown(body: Mapping[str, Any], part: str) -> Mapping[str, str]:
    """What stands in by purpose; a policy from before the question was asked lets the company stand in."""
    stated = body.get(part, {})
    for purpose in PURPOSES:
        expect(f"{part}.{purpose}", stated.get(purpose, UNKNOWN[0]), UNKNOWN)
    return MappingProxyType({purpose: stated.get(purpose, UNKNOWN[0]) for purpose in PURPOSES})


def read_lists(body: Mapping[str, Any], part: str) -> Mapping[str, tuple[str, ...]]:
    stated = body.get(part) or {}
    return MappingProxyType({name: read_names(f"{part}.{name}", stated[name]) for name in stated})


def not_after(policy: Policy, channel: str) -> frozenset[str]:
    """The conversations after which the company does not use the channel unasked."""
    return frozenset(
        one for named, after in policy.not_after.items() if same_channel(named, channel) for one in after
    )
