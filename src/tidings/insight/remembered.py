"""Tallies as the arithmetic wants them: one customer's answers by option, faded to the present moment."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from tidings.core.inference import answers
from tidings.core.inference.segments import Segment
from tidings.insight.models import Tally

OTHER_TOPICS = 0.5  # how a person answers elsewhere says half as much about this topic


@dataclass
class Remembered:
    """One customer: their segment, and their tallies by topic and option."""

    segment: Segment
    topics: dict[str, dict[str, answers.Tally]] = field(default_factory=lambda: defaultdict(dict))

    def about(self, topic: str) -> Mapping[str, answers.Tally]:
        """What they showed of a topic, its own answers first and those about others at `OTHER_TOPICS`; "" is all alike."""
        sums: dict[str, answers.Tally] = defaultdict(answers.Tally)
        for name, options in self.topics.items():
            share = 1.0 if topic in ("", name) else OTHER_TOPICS
            for option, tally in options.items():
                sums[option] += tally.faded(share)
        return dict(sums)

    def only(self, topic: str) -> Mapping[str, answers.Tally]:
        """What they showed of this topic alone ("": of all)."""
        return self.topics.get(topic, {}) if topic else self.about("")


def remember(rows: Iterable[Tally], *, now: datetime) -> dict[int, Remembered]:
    """The tallies by customer."""
    found: dict[int, Remembered] = {}
    for row in rows:
        segment = Segment(row.relationship, row.tenure)
        person = found.setdefault(row.customer_id, Remembered(segment))
        left = answers.Tally(row.welcomed, row.unwelcome, row.answered, row.sent)
        person.topics[row.topic][row.option] = left.faded(answers.fading(row.at, now))
    return found
