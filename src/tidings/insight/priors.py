"""What everyone teaches about people nobody has heard of yet: priors by topic and segment, each leaning on the wider one."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db.models import F

from tidings.core.inference.answers import Tally as Answers
from tidings.core.inference.ranking import Priors, learn
from tidings.core.inference.segments import Segment
from tidings.insight.models import Tally
from tidings.insight.remembered import Remembered, remember

ENOUGH_PEOPLE = 20
SAMPLE = 4000  # people; more would move no prior by anything that counts

# Of each segment ("" stands for everyone) the priors by option; kept as JSON.
Learned = Mapping[str, Priors]


def learn_topic(*, about: str, topic: str, wider: Learned, now: datetime) -> dict[str, dict[str, int]]:
    """The priors of one topic ("": of all together), which lean on `wider`, those of all topics."""
    people = list(sample(about, topic, now))
    answers = [person.only(topic) for person in people]
    everyone = options(answers, wider.get("", {}))
    by_segment: dict[Segment, list[Mapping[str, Answers]]] = defaultdict(list)
    for person, answered in zip(people, answers, strict=True):
        by_segment[person.segment].append(answered)
    of_segments = {key(segment): options(each, everyone) for segment, each in by_segment.items()}
    return {"": everyone, **{name: everyone | priors for name, priors in of_segments.items() if priors}}


def options(people: Sequence[Mapping[str, Answers]], parents: Priors) -> dict[str, int]:
    """A prior for each option that enough of these people were reached by."""
    names = sorted({name for person in people for name in person})
    reached = {name: sum(name in person for person in people) for name in names}
    return {
        name: learn(people, name, parent=parents.get(name))
        for name in names
        if reached[name] >= ENOUGH_PEOPLE
    }


def sample(about: str, topic: str, now: datetime) -> Sequence[Remembered]:
    """Some of those who have tallies on this topic, drawn by their number and therefore the same every time."""
    rows = Tally.objects.filter(about=about, **({"topic": topic} if topic else {}))
    people = rows.values("customer_id").distinct().count()
    every = max(1, -(-people // SAMPLE))
    drawn = rows.annotate(left_over=F("customer_id") % every).filter(left_over=0)
    return list(remember(drawn.iterator(5000), now=now).values())


def topics(about: str) -> list[str]:
    """The topics there are tallies of, all together first."""
    names = Tally.objects.filter(about=about).values_list("topic", flat=True).distinct().order_by("topic")
    return ["", *names]


def key(segment: Segment) -> str:
    return f"{segment.relationship}|{segment.tenure}"


def priors_of(learned: Mapping[str, Learned], topic: str, segment: Segment) -> Priors:
    """The nearest priors there are: of the topic's segment, of the topic, of all topics."""
    for name in (topic, ""):
        of_topic = learned.get(name, {})
        if found := of_topic.get(key(segment)) or of_topic.get(""):
            return found
    return {}
