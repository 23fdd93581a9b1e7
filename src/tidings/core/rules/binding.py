"""Which rules bind one kind of contact, and what they demand together: the strictest of the company and every law."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from tidings.core.hours import Hours
from tidings.core.months import earliest_within
from tidings.core.policy import AHEAD, BEHIND, Policy, counted_between, not_after
from tidings.core.rules.shape import (
    Ages,
    Cap,
    ConsentNeed,
    Level,
    RegistryNeed,
    Rule,
    lies_in,
    same_channel,
)

VOICE = "voice"
SPOKEN = ("live", "prerecorded", "ai")
HOURS, CONSENT, CAPS, NOT_AFTER, OPEN_CASE = (
    f"company.{name}" for name in ("hours", "consent", "caps", "not-after", "open-case")
)


@dataclass(frozen=True)
class Since:
    """A purchase or an inquiry on or after these days counts; None: none does."""

    purchase: date | None = None
    inquiry: date | None = None


@dataclass(frozen=True)
class Duty:
    """A registry to look up in a version dated `stale_before` or later.

    Who is listed is left alone unless the relationship is as young as `exempt` or they gave consent of `lifted_by`.
    """

    registry: str
    stale_before: date
    exempt: Since
    lifted_by: Level | None


@dataclass(frozen=True, kw_only=True)
class Binding:
    """What binds a contact of one purpose through one channel to people of the same places.

    `hours` must all be open; `limits` stand in the order of `policy.counted(at)` (None: no limit); `stands_in` is the
    relationship young enough to replace a granted consent; `barred_after` are the conversations that bar the channel
    unless it was asked for; `place_unknown` and `review` say that nobody knows which laws bind; `rules` all that did.
    """

    hours: tuple[Hours, ...]
    own_hours: bool
    pause: bool
    holdout: bool
    limits: tuple[int | None, ...]
    subject: Level
    consent: Level
    stands_in: Since
    registries: tuple[Duty, ...]
    reassigned: bool
    barred_after: frozenset[str]
    open_case: bool
    place_unknown: bool
    review: bool
    rules: tuple[str, ...]


def bind(
    policy: Policy,
    *,
    places: Iterable[str],
    purpose: str,
    urgency: str,
    technology: str,
    topic: str,
    channel: str,
    at: datetime,
    today: date,
) -> Binding:
    """What binds a contact at `at`; `today` is the latest local date among the person's zones.

    A rule is in force from the first of its days in the person's own calendar until its end has passed on every
    clock of the earth. What the company lets an urgency pass loosens the company's own rules only.
    """
    kind = Kind(purpose, urgency, technology, topic, channel)
    return bound(policy, frozenset(places), kind, (at - BEHIND).date(), (at + AHEAD).date(), today)


@dataclass(frozen=True)
class Kind:
    """What a contact is, as far as rules ask."""

    purpose: str
    urgency: str
    technology: str
    topic: str
    channel: str


@lru_cache(maxsize=65_536)
def bound(
    policy: Policy, places: frozenset[str], kind: Kind, earliest: date, latest: date, today: date
) -> Binding:
    unknown = "" if places else policy.unknown_place[kind.purpose]
    stood_in = frozenset({policy.place} - {""}) if unknown == "company" else places
    laws = [r for r in binding_laws(policy, stood_in, kind) if r.judges and r.stands(earliest, today)]
    passed = policy.passes(kind.purpose, kind.urgency)
    caps = [] if "caps" in passed else [cap for cap in policy.caps if company_cap_binds(cap, kind)]
    needs = [policy.consent[kind.purpose], *(rule.consent for rule in laws if rule.consent)]
    barred = not_after(policy, kind.channel)
    held = kind.purpose in policy.open_case
    own = {HOURS: "hours" not in passed, CONSENT: True, CAPS: caps, NOT_AFTER: barred, OPEN_CASE: held}
    counted = counted_between(policy, earliest, latest)
    return Binding(
        hours=hours_of(policy, kind, laws, "hours" in passed),
        own_hours="hours" not in passed,
        pause="pause" not in passed,
        holdout="holdout" not in passed,
        limits=limits(counted, [*caps, *(cap for rule in laws for cap in rule.caps)]),
        subject=max(need.subject for need in needs),
        consent=max(need.channel for need in needs),
        stands_in=standing_in(needs, today),
        registries=duties([rule.registry for rule in laws if rule.registry], today),
        reassigned=any(rule.reassigned for rule in laws),
        barred_after=barred.union(*(rule.not_after for rule in laws)),
        open_case=held or any(rule.open_case for rule in laws),
        place_unknown=unknown in ("refuse", "review"),
        review=unknown == "review",
        rules=(*(id for id, binds in own.items() if binds), *(rule.id for rule in laws)),
    )


def stop_scope(
    policy: Policy, *, places: Iterable[str], channel: str, technology: str, at: datetime, today: date
) -> str:
    """How far a stop reaches there: `all` (unrelated contacts too) or `purpose`; the widest of the laws in force."""
    kinds = [Kind(purpose, "", technology, "", channel) for purpose in ("service", "marketing")]
    rules = (rule for kind in kinds for rule in binding_laws(policy, frozenset(places), kind))
    found = {rule.stops for rule in rules if rule.stands((at - BEHIND).date(), today)}
    return "all" if "all" in found else "purpose"


def binding_laws(policy: Policy, places: frozenset[str], kind: Kind) -> list[Rule]:
    """The rules that bind, whenever they are in force."""
    members = {name: group for pack in policy.packs for name, group in pack.members.items()}
    return [
        rule
        for rule in policy.rules
        if means(policy, rule, kind) and any(in_place(rule, place, members) for place in places)
    ]


def holding_in(policy: Policy, place: str, on: date | None = None) -> list[Rule]:
    """The rules of law that hold in a place ("": anywhere), on a day or ever."""
    members = {name: group for pack in policy.packs for name, group in pack.members.items()}
    return [
        rule
        for rule in policy.rules
        if (not place or in_place(rule, place, members)) and (on is None or rule.stands(on, on))
    ]


def in_place(rule: Rule, place: str, members: dict[str, frozenset[str]]) -> bool:
    """Whether the rule holds in the place, by its own name or as a member of what the rule names."""
    country = place.partition("-")[0]
    inside = lies_in(place, rule.jurisdiction) or country in members.get(rule.jurisdiction, ())
    return inside and not any(lies_in(place, left_out) for left_out in rule.except_places)


def means(policy: Policy, rule: Rule, kind: Kind) -> bool:
    """Whether the rule is about such a contact."""
    topics = {word for word, topics in policy.subjects.items() if kind.topic in topics}
    return (
        (not rule.purposes or kind.purpose in rule.purposes)
        and (not rule.channels or any(same_channel(name, kind.channel) for name in rule.channels))
        and (not rule.technologies or bool(technologies(kind) & {*rule.technologies}))
        and (not rule.topics or bool(topics & {*rule.topics}))
        and not topics & {*rule.except_topics}
    )


def technologies(kind: Kind) -> set[str]:
    """How it speaks: what is written is text; a voice of which nobody said how it speaks may be any."""
    if kind.channel.partition(":")[0] != VOICE:
        return {"text"}
    return {kind.technology} if kind.technology in SPOKEN else {*SPOKEN}


def company_cap_binds(cap: Cap, kind: Kind) -> bool:
    return (not cap.purposes or kind.purpose in cap.purposes) and (
        not cap.channels or any(same_channel(name, kind.channel) for name in cap.channels)
    )


def hours_of(policy: Policy, kind: Kind, laws: Sequence[Rule], passed: bool) -> tuple[Hours, ...]:
    """The company's hours unless it lets this pass them, and those of every law, each once."""
    company = [] if passed else [Hours(policy.windows(kind.purpose, kind.channel))]
    return tuple(dict.fromkeys([*company, *(Hours(r.hours, r.closed) for r in laws if r.hours)]))


def limits(counted: tuple[Cap, ...], caps: Sequence[Cap]) -> tuple[int | None, ...]:
    """The smallest limit of the caps that bind for each counted window."""
    return tuple(
        min((cap.contacts for cap in caps if cap.window == window.window), default=None) for window in counted
    )


def standing_in(needs: Sequence[ConsentNeed], today: date) -> Since:
    """The relationship that replaces the grant in the eyes of all who ask for one."""
    asking = [n.stands_in for n in needs if max(n.subject, n.channel) >= Level.GRANTED]
    return youngest(asking, today)


def youngest(ages: Sequence[Ages], today: date) -> Since:
    """The days since which a relationship is young enough for every one of them."""
    return Since(
        latest_start([age.purchase for age in ages], today),
        latest_start([age.inquiry for age in ages], today),
    )


def latest_start(months: Sequence[int | None], today: date) -> date | None:
    known = [n for n in months if n is not None]
    return earliest_within(today, min(known)) if known and len(known) == len(months) else None


def duties(needs: Sequence[RegistryNeed], today: date) -> tuple[Duty, ...]:
    """One duty a registry: the shortest age and the narrowest ways out of all rules that name it."""
    by_name: dict[str, list[RegistryNeed]] = {}
    for need in needs:
        by_name.setdefault(need.name, []).append(need)
    return tuple(duty(name, same, today) for name, same in by_name.items())


def duty(name: str, needs: Sequence[RegistryNeed], today: date) -> Duty:
    lifted = [need.lifted_by for need in needs if need.lifted_by is not None]
    return Duty(
        registry=name,
        stale_before=today - timedelta(days=min(need.max_age for need in needs)),
        exempt=youngest([need.exempt for need in needs], today),
        lifted_by=max(lifted) if len(lifted) == len(needs) else None,
    )
