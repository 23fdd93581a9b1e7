"""Reads what came of the notices of some customers and adds it up: by channel, and by part of the day."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tidings.conversations import public as conversations
from tidings.core.inference import hours
from tidings.core.inference.answers import Answer, tallied
from tidings.core.inference.segments import Segment
from tidings.insight.models import Tally
from tidings.outreach import public as outreach
from tidings.people import public as people

HORIZON = timedelta(days=730)  # eight half-lives: what is older weighs less than half a percent
PATIENCE = timedelta(days=7)  # whoever has not answered by then let the notice pass


def tally(*, customer_ids: Sequence[int], now: datetime) -> None:
    """Replace these customers' tallies by what they have done until now; within the caller's transaction."""
    segments = people.segments_of(customer_ids=customer_ids, now=now)
    rows = [
        row
        for (customer, about), answers in received(customer_ids, now).items()
        if customer in segments
        for row in rows_of(customer, about, answers, segments[customer], now)
    ]
    Tally.objects.filter(customer_id__in=list(customer_ids)).delete()
    Tally.objects.bulk_create(rows, batch_size=1000)


def received(customer_ids: Sequence[int], now: datetime) -> Mapping[tuple[int, str], list[Answer]]:
    """How each notice was received, by customer and by what it is counted for: "channel" or "hour"."""
    sent = outreach.sent_to(customer_ids=customer_ids, since=now - HORIZON, until=now)
    reactions = conversations.reactions(outreach_ids=[one.id for one in sent])
    answers: dict[tuple[int, str], list[Answer]] = defaultdict(list)
    for one in sent:
        kind = reactions.get(one.id) or ("ignored" if one.at <= now - PATIENCE else "")
        for about, option in options(one) if kind else ():
            answers[one.customer_id, about].append(
                Answer(topic=one.topic, option=option, kind=kind, at=one.at)
            )
    return answers


def options(one: outreach.Sent) -> Iterator[tuple[str, str]]:
    """What an outreach tells about: its channel, and the part of the day where the customer's clock is known."""
    yield "channel", one.channel.partition(":")[0]
    if len(one.zones) == 1 and (part := hours.part_of(one.at.astimezone(ZoneInfo(one.zones[0])))):
        yield "hour", part


def rows_of(
    customer: int, about: str, answers: Sequence[Answer], segment: Segment, now: datetime
) -> Iterator[Tally]:
    for (topic, option), sums in tallied(answers, now=now).items():
        yield Tally(
            customer_id=customer,
            about=about,
            topic=topic,
            option=option,
            welcomed=sums.welcomed,
            unwelcome=sums.unwelcome,
            answered=sums.answered,
            sent=sums.sent,
            relationship=segment.relationship,
            tenure=segment.tenure,
            at=now,
        )
