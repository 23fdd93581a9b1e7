"""What came of one notice, and how much it still says today."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

HALF_LIFE = timedelta(days=90)
# How a notice was received: (welcomed, unwelcome). Who stops or complains says it more clearly than who stays silent.
KINDS: Mapping[str, tuple[float, float]] = {
    "acted": (1.0, 0.0),
    "asked": (1.0, 0.0),
    "ignored": (0.0, 1.0),
    "stopped": (0.0, 3.0),
    "complained": (0.0, 3.0),
}


@dataclass(frozen=True, kw_only=True)
class Answer:
    """How one notice about `topic` was received: `option` is the channel it came by (or the part of the day)."""

    topic: str
    option: str
    kind: str
    at: datetime


@dataclass(frozen=True)
class Tally:
    """Answers added up: faded weights for the arithmetic, whole numbers for the words."""

    welcomed: float = 0.0
    unwelcome: float = 0.0
    answered: int = 0
    sent: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.welcomed + other.welcomed,
            self.unwelcome + other.unwelcome,
            self.answered + other.answered,
            self.sent + other.sent,
        )

    def faded(self, share: float) -> "Tally":
        """The same answers with only this share of their weight."""
        return Tally(self.welcomed * share, self.unwelcome * share, self.answered, self.sent)


def tallied(answers: Iterable[Answer], *, now: datetime) -> dict[tuple[str, str], Tally]:
    """The answers of one customer added up by (topic, option)."""
    sums: dict[tuple[str, str], Tally] = defaultdict(Tally)
    for answer in answers:
        sums[answer.topic, answer.option] += weighed(answer, now)
    return dict(sums)


def weighed(answer: Answer, now: datetime) -> Tally:
    """One answer by today's weight: half of it is gone after `HALF_LIFE`, half of the rest after another."""
    welcomed, unwelcome = KINDS[answer.kind]
    return Tally(welcomed, unwelcome, int(welcomed > 0), 1).faded(fading(answer.at, now))


def fading(at: datetime, now: datetime) -> float:
    """What is left of something said at `at`: 1 now, a half after `HALF_LIFE`."""
    return float(0.5 ** (max(now - at, timedelta(0)) / HALF_LIFE))
