"""Cases laid out as columns, one by one; for many at once see `laying_facts`."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

import numpy as np

from tidings.core.cases.case import Case
from tidings.core.cases.facts import MOST
from tidings.core.cases.instants import days, micros
from tidings.core.cases.laid import Laid, Seen, Tables, laid, tables_of
from tidings.core.cases.moments import Starts
from tidings.core.cases.orders import Order
from tidings.core.cases.profile import Profile
from tidings.core.cases.standing import RELATIONSHIP_PLACES, UNKNOWN_RELATIONSHIP, WORTH_PLACES, standing
from tidings.core.cases.terms import NO_DAY, SUBJECTS
from tidings.core.policy import Level, Policy
from tidings.core.rules.shape import same_channel

Table = np.ndarray[Any, Any]


def lay_out(cases: Sequence[Case], *, policy: Policy, channels: tuple[str, ...], now: datetime) -> Laid:
    """The columns `decide` reads; what depends on law and hour is worked out once per distinct profile."""
    profiles, orders, conversations = Numbers(), Numbers(), Numbers([""])
    profile = [profiles(profile_of(case)) for case in cases]
    order = [orders(order_of(case)) for case in cases]
    conversation = [conversations(case.conversation) for case in cases]
    seen = Seen([*profiles.known], [*orders.known], [*conversations.known], channels)
    tables = tables_of(seen, policy, now)
    rows = {name: np.array(column) for name, column in columns(cases, channels, tables).items()}
    rows |= {"profile": np.array(profile, np.int32), "order": np.array(order, np.int32)}
    rows |= {"conversation": np.array(conversation, np.uint8)}
    rows["moment"], paused = pauses(cases, rows["profile"], tables, seen, now)
    return laid(rows, counts(cases, tables), seen, tables, paused, now)


class Numbers:
    """Gives each distinct thing its number, in the order of first sight."""

    def __init__(self, known: Iterable[Any] = ()) -> None:
        self.known: dict[Any, int] = {thing: place for place, thing in enumerate(known)}

    def __call__(self, thing: Any) -> int:
        return self.known.setdefault(thing, len(self.known))


def profile_of(case: Case) -> Profile:
    return Profile(
        purpose=case.purpose,
        urgency=case.urgency,
        topic=case.topic,
        technology=case.technology,
        wanted=case.wanted,
        places=frozenset(case.places),
        zones=frozenset(case.zones),
        own=case.hours,
        registries=frozenset(case.registries.items()),
        limit=min(case.expires, case.deadline or case.expires),
        shown=case.shown_hours if case.interrupts else None,
    )


def order_of(case: Case) -> Order:
    return Order(case.wanted, case.ranked, case.conversation, case.origin)


def columns(cases: Sequence[Case], channels: tuple[str, ...], tables: Tables) -> dict[str, list[Any]]:
    """The columns of ROW that one case alone tells."""
    bits = Bits(channels)
    subjects = [SUBJECTS.index(subject(case)) for case in cases]
    ages = tables.terms.ages
    return {
        "subject": subjects,
        "standing": [standing_of(case, said) for case, said in zip(cases, subjects, strict=True)],
        "kinship": [int(ages.kinship(day(c.purchased), day(c.inquired))) for c in cases],
        "granted": [bits(name for name, said in c.channel_consent.items() if said) for c in cases],
        "written": [bits(c.written) for c in cases],
        "revoked": [bits(name for name, said in c.channel_consent.items() if said is False) for c in cases],
        "reachable": [bits(c.reachable) for c in cases],
        "suppressed": [bits(c.suppressed) for c in cases],
        "unconfirmed": [bits(c.unconfirmed) for c in cases],
        "asked_for": [bits.meant(c.asked_for) for c in cases],
        "open_case": [int(c.open_case) for c in cases],
        "listed": [listed(c, channels, tables.terms.pairs) for c in cases],
        "bucket": [c.bucket for c in cases],
        "holdout": [c.holdout_bp for c in cases],
    }


class Bits:
    """Sets of channels as bits; a channel nobody here speaks has none."""

    def __init__(self, channels: tuple[str, ...]) -> None:
        self.places = {name: 1 << place for place, name in enumerate(channels)}

    def __call__(self, names: Iterable[str]) -> int:
        return sum(self.places.get(name, 0) for name in set(names))

    def meant(self, names: Iterable[str]) -> int:
        """As people say it: `voice` means every line."""
        said = tuple(names)
        return sum(bit for name, bit in self.places.items() if any(same_channel(one, name) for one in said))


def subject(case: Case) -> int:
    """What was said about the subject, one of SUBJECTS."""
    if case.subject_consent is None:
        return Level.IGNORED
    if not case.subject_consent:
        return -1
    return Level.WRITTEN if case.subject_written else Level.GRANTED


def standing_of(case: Case, said: int) -> int:
    place = RELATIONSHIP_PLACES.get(case.relationship, UNKNOWN_RELATIONSHIP)
    found: int = standing(place, said, case.in_audience, case.digest, WORTH_PLACES[case.worth])
    return found


def day(known: date | None) -> Table:
    return np.int32(NO_DAY if known is None else days(known))  # type: ignore[return-value]


def listed(case: Case, channels: tuple[str, ...], pairs: Sequence[tuple[str, int]]) -> int:
    return sum(
        1 << n
        for n, (register, place) in enumerate(pairs)
        if any(same_channel(name, channels[place]) for name in case.listed.get(register, ()))
    )


def counts(cases: Sequence[Case], tables: Tables) -> Table:
    """The contacts counted for each cap that binds somebody here, less those that need not be minded."""
    windows = [window for window, _, _ in tables.terms.caps]
    table = [[min(n, MOST) for n in minded(case, windows)] or [0] for case in cases]
    return np.array(table, np.uint8).reshape(len(cases), max(len(windows), 1))


def minded(case: Case, windows: Sequence[int]) -> list[int]:
    if not case.outbid:
        return [case.recent[at] for at in windows]
    return [case.recent[at] - case.outbid[at] for at in windows]


def pauses(
    cases: Sequence[Case], profile: Table, tables: Tables, seen: Seen, now: datetime
) -> tuple[Table, Starts]:
    """Each row's line of the moments: its profile's own, or one more for its pause."""
    ends = [micros(case.paused_until) if case.paused_until else 0 for case in cases]
    return paused_lines(np.array(ends, np.int64), profile, tables, seen, now)


def paused_lines(
    ends: Table, profile: Table, tables: Tables, seen: Seen, now: datetime
) -> tuple[Table, Starts]:
    """Lines for the distinct pauses (microseconds; 0 for none) that end later than now and bind."""
    binds = tables.terms.masks["no_pause"][profile] == 0
    rows = np.flatnonzero((ends > micros(now)) & binds)
    if not len(rows):
        return profile, Starts(rows, rows, rows)
    limits = np.array([micros(each.limit) for each in seen.profiles], np.int64)
    pairs, line = np.unique(np.stack([profile[rows], ends[rows]], axis=1), axis=0, return_inverse=True)
    moment = profile.astype(np.int32)
    moment[rows] = len(seen.profiles) + line.ravel()
    of = pairs[:, 0].astype(np.intp)
    return moment, Starts(of, pairs[:, 1], limits[of])
