"""Why we believe that one customer prefers a channel: what they answered, and what people like them do."""

from dataclasses import dataclass
from datetime import datetime, time

from tidings.core.inference import words
from tidings.insight.hours_shown import hours_shown
from tidings.insight.inferring import best, like_them
from tidings.insight.models import Tally
from tidings.insight.priors import Learned, priors_of
from tidings.insight.remembered import Remembered, remember
from tidings.insight.snapshot import last_round
from tidings.people import public as people


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What one customer showed of a topic ("": of all): channels, the best first, and the reason in words.

    `origin` is "shown", "like_them", or "" where neither says anything. `hours` is when they answer best, if that is clear.
    """

    topic: str
    channels: tuple[str, ...]
    origin: str
    because: str
    hours: tuple[time, time] | None = None


def evidence(*, customer_id: int, language: str = "en", now: datetime) -> list[Evidence]:
    """What is inferred of this customer and why, all topics together first; [] before anything was learned."""
    round = last_round()
    segment = people.segments_of(customer_ids=[customer_id], now=now).get(customer_id)
    if round is None or segment is None:
        return []
    now = round.started_at  # what was written down then, not what would be today
    person = shown_by(customer_id, "channel", now) or Remembered(segment)
    learned = round.learned.get("channel", {})
    hours = hours_shown([customer_id], round.learned.get("hour", {}), now=now)
    return [
        of_topic(person, topic, learned, language, None if topic else hours.get(customer_id))
        for topic in ("", *sorted(person.topics))
    ]


def of_topic(
    person: Remembered,
    topic: str,
    learned: dict[str, Learned],
    language: str,
    hours: tuple[time, time] | None,
) -> Evidence:
    [shown] = best([person.about(topic)], priors_of(learned, topic, person.segment))
    alike = like_them(learned, topic, person.segment)
    counts = {name: (tally.answered, tally.sent) for name, tally in person.only(topic).items()}
    return Evidence(
        topic=topic,
        channels=shown or alike,
        origin="shown" if shown else "like_them" if alike else "",
        because=words.because(counts=counts, like_them=alike[0] if alike else "", language=language),
        hours=hours,
    )


def shown_by(customer_id: int, about: str, now: datetime) -> Remembered | None:
    return remember(Tally.objects.filter(customer_id=customer_id, about=about), now=now).get(customer_id)
