"""The terms of all profiles of a batch as small tables, a line a profile; a row finds its line by its profile's number."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np

from tidings.core.cases.facts import MOST
from tidings.core.cases.instants import days
from tidings.core.cases.profile import Term
from tidings.core.rules.binding import Since
from tidings.core.rules.shape import Cap, Level, same_channel

Table = np.ndarray[Any, Any]
SUBJECTS = (-1, 0, 2, 3)  # revoked, nothing said, granted, written: a row keeps the place in this line
TOO_OLD = 1  # class 0 of a day is "none", 1 "before every day that counts"
FIELDS = (
    "wanted", "revocable", "granted", "written", "subject_revocable", "subject_granted", "subject_written",
    "reassigned", "held", "no_pause", "no_holdout", "urgent",
)  # fmt: skip


@dataclass(frozen=True)
class Ages:
    """The days that matter for purchases and for inquiries; a row keeps one class for both, its kinship."""

    purchases: Table
    inquiries: Table

    def kinship(self, purchased: Table, inquired: Table) -> Table:
        """The class of days since 1970 (a day nobody knows is the smallest integer)."""
        return aged(self.purchases, purchased) * self.inquiry_classes + aged(self.inquiries, inquired)

    @property
    def inquiry_classes(self) -> int:
        return len(self.inquiries) + 2

    @property
    def classes(self) -> int:
        return (len(self.purchases) + 2) * self.inquiry_classes

    def reaches(self, since: Sequence[Since]) -> Table:
        """Whether a kinship reaches back far enough: a line for each `since`, a column for each kinship."""
        bought = after(
            self.purchases, [None if its.purchase is None else days(its.purchase) for its in since]
        )
        asked = after(self.inquiries, [None if its.inquiry is None else days(its.inquiry) for its in since])
        both: Table = bought[:, :, None] | asked[:, None, :]
        return both.reshape(len(since), self.classes)


NO_DAY = int(np.iinfo(np.int32).min)
NEVER_YOUNG = int(np.iinfo(np.int64).max)


def aged(known: Table, day: Table) -> Table:
    found: Table = np.searchsorted(known, day, side="right") + np.not_equal(day, NO_DAY)
    return found


def after(known: Table, since: Sequence[int | None]) -> Table:
    """For each day asked about, which classes begin on it or later; None: no class does."""
    least = np.array([NO_DAY, NO_DAY, *known], np.int64)
    wanted = np.array([NEVER_YOUNG if day is None else day for day in since], np.int64)
    found: Table = least[None, :] >= wanted[:, None]
    return found


@dataclass(frozen=True)
class Terms:
    """`masks` has a column for each of FIELDS; the other tables are asked by profile and what their names say."""

    masks: dict[str, Table]
    why: Table  # [profile] reasons that refuse all
    subject_revoked: Table  # [profile, subject] channels
    subject_lacks: Table  # [profile, subject] channels whose law asks for more consent to the subject
    subject_unwritten: Table  # [profile, subject] those of them that ask for written consent
    ages: Ages
    stands: Table  # [profile, kinship] channels on which the relationship replaces consent
    may_stand: Table  # [profile, kinship] channels on which an older relationship than known would have
    barred: Table  # [profile, conversation] channels
    conversations: tuple[str, ...]
    pairs: tuple[tuple[str, int], ...]  # register, channel's place
    pairs_of: Table  # [set of channels] the pairs of these channels
    duty: Table  # [profile] pairs to look up
    stale: Table  # [profile] pairs whose register is too old
    exempt: Table  # [profile, kinship] pairs
    lifted_by_grant: Table  # [profile] pairs
    lifted_by_written: Table
    caps: tuple[tuple[int, int, str], ...]  # window's place, contacts, per whom
    bars: Table  # [profile, cap] channels


def terms_of(
    lines: Sequence[Term], channels: Sequence[str], conversations: Sequence[str], counted: Sequence[Cap]
) -> Terms:
    """The tables of these lines; `conversations` are the channels of those that are open, "" first."""
    caps = caps_of(lines, counted)
    if len(lines) > 1:
        return tables(lines, channels, conversations, caps)
    return tables_again(tuple(map(without_moments, lines)), tuple(channels), tuple(conversations), caps)


def without_moments(line: Term) -> Term:
    """What binds, whatever the hour: no table here depends on it."""
    return replace(line, clocks=(), opens=(), latest=())


def tables(
    lines: Sequence[Term],
    channels: Sequence[str],
    conversations: Sequence[str],
    caps: tuple[tuple[int, int, str], ...],
) -> Terms:
    ages = ages_of(lines)
    pairs = tuple(sorted({(register, place) for line in lines for register, place, _, _ in line.duties}))
    return Terms(
        masks={name: np.array([getattr(line, name) for line in lines], np.uint16) for name in FIELDS},
        why=np.array([line.why for line in lines], np.uint64),
        subject_revoked=subject_table(lines, lambda line, said: line.subject_revocable * (said < 0)),
        subject_lacks=subject_table(lines, lacks_subject),
        subject_unwritten=subject_table(lines, lambda line, said: line.subject_written * (0 <= said < Level.WRITTEN)),
        ages=ages,
        stands=distinct(lines, lambda line: line.stands_in, lambda since: bits(ages.reaches(since))),
        may_stand=distinct(lines, lambda line: line.stands_in, lambda since: too_old(ages, since)),
        barred=distinct(lines, lambda line: line.barred_after, lambda after: barred(after, conversations)),
        conversations=tuple(conversations),
        pairs=pairs,
        pairs_of=pairs_of(pairs, len(channels)),
        duty=pair_table(lines, pairs, lambda stale, duty: True),
        stale=pair_table(lines, pairs, lambda stale, duty: stale),
        exempt=distinct(lines, lambda line: line.duties, lambda its: exempt(its, pairs, ages)),
        lifted_by_grant=pair_table(lines, pairs, lambda stale, duty: lifted(duty, Level.GRANTED)),
        lifted_by_written=pair_table(lines, pairs, lambda stale, duty: lifted(duty, Level.WRITTEN)),
        caps=caps,
        bars=distinct(lines, lambda line: line.limits, lambda limits: bars(limits, caps)),
    )  # fmt: skip


# One event after another asks for the same tables of one line.
tables_again = lru_cache(maxsize=1024)(tables)


def ages_of(lines: Iterable[Term]) -> Ages:
    since = {its for line in lines for its in (*line.stands_in, *(duty.exempt for *_, duty in line.duties))}
    purchases = sorted({days(its.purchase) for its in since if its.purchase})
    inquiries = sorted({days(its.inquiry) for its in since if its.inquiry})
    return Ages(np.array(purchases, np.int32), np.array(inquiries, np.int32))


def caps_of(lines: Iterable[Term], counted: Sequence[Cap]) -> tuple[tuple[int, int, str], ...]:
    """Every limit that binds somebody: the window it counts, the contacts it allows, and per whom."""
    limits = {limits for line in lines for limits in line.limits}
    found = {(place, min(n, MOST)) for line in limits for place, n in enumerate(line) if n is not None}
    return tuple((place, n, counted[place].per) for place, n in sorted(found))


def distinct(lines: Sequence[Term], of: Callable[[Term], Any], table: Callable[[Any], Table]) -> Table:
    """A table a part of the terms, worked out once for each part (see `shared`), with a line for every profile."""
    places: dict[int, int] = {}
    at = np.array([places.setdefault(id(of(line)), len(places)) for line in lines], np.intp)
    parts = {id(of(line)): of(line) for line in lines}
    return np.array([table(parts[part]) for part in places])[at] if places else np.zeros((0, 1), np.uint32)


def subject_table(lines: Sequence[Term], channels: Callable[[Term, int], int]) -> Table:
    return np.array([[channels(line, said) for said in SUBJECTS] for line in lines], np.uint16).reshape(-1, 4)


def lacks_subject(line: Term, said: int) -> int:
    if said < 0:
        return 0
    return line.subject_written * (said < Level.WRITTEN) | line.subject_granted * (said < Level.GRANTED)


def bits(lines: Table) -> Table:
    """Lines of yes and no as one number a column: the first line is the lowest bit."""
    places = np.arange(len(lines), dtype=np.uint32)[:, None]
    found: Table = np.bitwise_or.reduce(lines.astype(np.uint32) << places, axis=0, initial=0)
    return found


def too_old(ages: Ages, since: Sequence[Since]) -> Table:
    """Where the day is known and counts for the law, but lies too far back."""
    bought = np.array([its.purchase is not None for its in since], bool)
    asked = np.array([its.inquiry is not None for its in since], bool)
    kinship = np.arange(ages.classes)
    known = bought[:, None] & (kinship // ages.inquiry_classes >= TOO_OLD)
    known |= asked[:, None] & (kinship % ages.inquiry_classes >= TOO_OLD)
    return bits(known & ~ages.reaches(since))


def barred(after: Sequence[frozenset[str]], conversations: Sequence[str]) -> Table:
    """The channels barred after each conversation."""
    return bits(
        np.array(
            [[any(same_channel(one, name) for one in its) for name in conversations] for its in after], bool
        )
    )


def pairs_of(pairs: Sequence[tuple[str, int]], width: int) -> Table:
    sets = np.arange(1 << width, dtype=np.uint32)
    found = np.zeros_like(sets)
    for n, (_, place) in enumerate(pairs):
        found |= (sets >> np.uint32(place) & np.uint32(1)) << np.uint32(n)
    return found


def pair_table(
    lines: Sequence[Term], pairs: Sequence[tuple[str, int]], holds: Callable[[bool, Any], bool]
) -> Table:
    place = {pair: n for n, pair in enumerate(pairs)}
    return distinct(
        lines,
        lambda line: line.duties,
        lambda its: np.array(
            sum(1 << place[register, at] for register, at, stale, duty in its if holds(stale, duty)),
            np.uint32,
        ),
    )


def exempt(its: Sequence[Any], pairs: Sequence[tuple[str, int]], ages: Ages) -> Table:
    """The pairs that do not bind whose relationship is young enough."""
    by_pair = {(register, at): duty.exempt for register, at, _, duty in its}
    return bits(ages.reaches([by_pair.get(pair, Since()) for pair in pairs]))


def lifted(duty: Any, level: Level) -> bool:
    return duty.lifted_by is not None and duty.lifted_by <= level


def bars(limits: Sequence[Sequence[int | None]], caps: Sequence[tuple[int, int, str]]) -> Table:
    """The channels that each cap bars once it is reached."""
    least = [[None if n is None else min(n, MOST) for n in line] for line in limits]
    binds = [[bool(line) and line[place] == n for place, n, _ in caps] for line in least]
    return bits(np.array(binds, bool).reshape(len(limits), len(caps)))
