"""Cases asked of the kernel, and its answers beside what they answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain

import pyarrow as pa

from tidings.core.cases import EPOCH, Case, lay_out, micros
from tidings.core.deciding import CONTACT, LATER, NO_CHANNEL, decide, fallbacks_of
from tidings.core.policy import Policy
from tidings.outreach.seeing import Sighted


@dataclass(frozen=True, kw_only=True)
class Decided:
    """A trigger with its case and the answer."""

    sighted: Sighted
    case: Case
    verdict: int
    reasons: int
    channel: str
    fallbacks: tuple[str, ...]
    earliest: datetime | None
    latest: datetime | None

    @property
    def is_contact(self) -> bool:
        return self.verdict in (CONTACT, LATER)


def decided_cases(
    turn: Sequence[Sighted], cases: Sequence[Case], rules: Policy, now: datetime
) -> list[Decided]:
    channels = tuple(sorted(set(chain.from_iterable(case.wanted for case in cases))))
    laid = lay_out(cases, policy=rules, channels=channels, now=now)
    answer = decide(laid, policy=rules, now=micros(now))
    return read_answer(turn, cases, answer, channels)


def read_answer(
    turn: Sequence[Sighted], cases: Sequence[Case], answer: pa.RecordBatch, channels: Sequence[str]
) -> list[Decided]:
    """The answer's columns as rows beside what they answer."""
    return [
        Decided(
            sighted=sighted,
            case=case,
            verdict=row["verdict"],
            reasons=row["reasons"],
            channel="" if row["channel"] == NO_CHANNEL else channels[row["channel"]],
            fallbacks=tuple(channels[place] for place in fallbacks_of(row["fallbacks"])),
            earliest=moment(row["earliest"]),
            latest=moment(row["latest"]),
        )
        for sighted, case, row in zip(turn, cases, answer.to_pylist(), strict=True)
    ]


def moment(since_1970: int | None) -> datetime | None:
    return None if since_1970 is None else EPOCH + timedelta(microseconds=since_1970)
