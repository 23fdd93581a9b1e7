"""The hours in which customers answer, where that is clear: a wish within what is lawful, which closes no other hour."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime, time

from tidings.core.inference.hours import best_hours
from tidings.core.inference.ranking import chances
from tidings.core.inference.segments import Segment
from tidings.insight.inferring import ENOUGH, weight
from tidings.insight.models import Tally
from tidings.insight.priors import Learned, priors_of
from tidings.insight.remembered import remember

Span = tuple[time, time]


def hours_shown(
    customer_ids: Collection[int], learned: Mapping[str, Learned], *, now: datetime
) -> dict[int, Span]:
    """The best hours of those of them who have any; `learned` are the priors of parts of the day."""
    rows = Tally.objects.filter(customer_id__in=customer_ids, about="hour")
    alike: dict[Segment, dict[int, Mapping]] = defaultdict(dict)
    for customer, person in remember(rows, now=now).items():
        answers = person.about("")
        if weight(answers) >= ENOUGH:
            alike[person.segment][customer] = answers
    found: dict[int, Span] = {}
    for segment, answers_of in alike.items():
        priors = priors_of(learned, "", segment)
        if len(priors) >= 2:
            spans = (best_hours(chance, list(priors)) for chance in chances([*answers_of.values()], priors))
            found |= {customer: span for customer, span in zip(answers_of, spans, strict=True) if span}
    return found
