"""Which channels a customer shows to prefer, and which are preferred by people like them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tidings.core.inference.answers import Tally
from tidings.core.inference.ranking import Priors, chances, ranked
from tidings.core.inference.segments import Segment
from tidings.insight.priors import Learned, priors_of
from tidings.insight.remembered import Remembered

ENOUGH = 2.0  # answers, faded: below that a person has shown nothing yet
CLEAR = 0.5  # the chance of a segment's first channel to be a stranger's best one


@dataclass(frozen=True, kw_only=True)
class Inferred:
    """One customer's channels for one topic, the likeliest best first; () where they showed too little."""

    customer_id: int
    topic: str
    channels: tuple[str, ...]


def infer(people: Mapping[int, Remembered], learned: Mapping[str, Learned]) -> list[Inferred]:
    """What each customer shows, for every topic they have heard of and for all together."""
    alike: dict[tuple[str, Segment], list[int]] = defaultdict(list)
    for customer, person in people.items():
        for topic in ("", *person.topics):
            alike[topic, person.segment].append(customer)
    return [
        Inferred(customer_id=customer, topic=topic, channels=channels)
        for (topic, segment), customers in alike.items()
        for customer, channels in zip(
            customers,
            best([people[each].about(topic) for each in customers], priors_of(learned, topic, segment)),
            strict=True,
        )
    ]


def best(people: Sequence[Mapping[str, Tally]], priors: Priors) -> list[tuple[str, ...]]:
    """Each person's channels; with fewer than two channels there is nothing to prefer."""
    if len(priors) < 2:
        return [()] * len(people)
    chance = chances(people, priors)
    return [
        ranked(list(priors), one) if weight(person) >= ENOUGH else ()
        for person, one in zip(people, chance, strict=True)
    ]


def weight(person: Mapping[str, Tally]) -> float:
    return sum(tally.welcomed + tally.unwelcome for tally in person.values())


def like_them(learned: Mapping[str, Learned], topic: str, segment: Segment) -> tuple[str, ...]:
    """The channels of a stranger of this segment; () where none of them is clearly the first."""
    priors = priors_of(learned, topic, segment)
    if len(priors) < 2:
        return ()
    [chance] = chances([{}], priors)
    return ranked(list(priors), chance) if chance.max() >= CLEAR else ()
