"""The round of learning, once a day: tally what came back, learn what it teaches, write it down, report.

Each step handles one small part and ends with its own commit, so that a round may stop and go on anywhere.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction

from tidings.ground.clock import Clock
from tidings.ground.loops import Loop
from tidings.insight import priors
from tidings.insight.hours_shown import hours_shown
from tidings.insight.inferring import infer, like_them
from tidings.insight.models import Learning, Tally
from tidings.insight.preferences import preference_report
from tidings.insight.remembered import remember
from tidings.insight.tallying import HORIZON, PATIENCE, tally
from tidings.outreach import public as outreach
from tidings.people import public as people

EVERY = timedelta(days=1)
STALE = timedelta(days=30)  # what was shown is looked at again at least so often, to let it fade
CUSTOMERS = 500  # in one step
STRANGERS = 10_000  # in one step
ABOUT = ("channel", "hour")


def loop() -> Loop:
    """The loop that learns; it wakes once a day and needs no waking."""
    return Loop("learn", step=step, next_due=next_due)


def next_due() -> datetime | None:
    """Now for a round under way, else a day after the last one began; never while nothing was ever sent."""
    last = Learning.objects.order_by("-id").first()
    if last is None:
        return outreach.first_sent()
    return last.started_at + EVERY if last.finished_at else last.started_at


def step(clock: Clock) -> int:
    """One part of the round under way (1), or nothing where none is due (0)."""
    now = clock.now()
    due = next_due()
    if due is None or due > now:
        return 0
    go_on(begun(now))
    return 1


def learn_now(*, now: datetime) -> Learning:
    """A whole round at once: for the command line, where somebody waits for it."""
    round = begun(now)
    while round.stage != "done":
        round = go_on(round)
    return round


def begun(now: datetime) -> Learning:
    """The round under way, or a new one that reads whom something was sent to since the last."""
    with transaction.atomic():
        last = Learning.objects.select_for_update().order_by("-id").first()
        if last is not None and last.finished_at is None:
            return last
        since = last.started_at - PATIENCE - EVERY if last else now - HORIZON
        return Learning.objects.create(since=since, started_at=now)


@transaction.atomic
def go_on(round: Learning) -> Learning:
    """Do the next part of this round; two workers take turns."""
    round = Learning.objects.select_for_update().get(id=round.id)
    if round.stage != "done":
        STAGES[round.stage](round)
        round.save()
    return round


def tallying(round: Learning) -> None:
    found = outreach.sent_customers(since=round.since, after=round.place, limit=CUSTOMERS)
    if found:
        tally(customer_ids=found, now=round.started_at)
    follow(round, "refresh", found[-1] if found else None)


def refreshing(round: Learning) -> None:
    """Tallies again those who heard nothing for a while, so that what they showed fades."""
    stale = Tally.objects.filter(at__lt=round.started_at - STALE).order_by("at", "customer_id")
    found = sorted(set(stale.values_list("customer_id", flat=True)[:CUSTOMERS]))
    if found:
        tally(customer_ids=found, now=round.started_at)
    follow(round, "learn", 0 if found else None)


def learning(round: Learning) -> None:
    """One topic's priors of channels and of hours."""
    names = priors.topics("channel")
    topic = names[round.place]
    for about in ABOUT:
        learned = round.learned.setdefault(about, {})
        wider = learned.get("", {})
        learned[topic] = priors.learn_topic(about=about, topic=topic, wider=wider, now=round.started_at)
    follow(round, "shown", round.place + 1 if round.place + 1 < len(names) else None)


def showing(round: Learning) -> None:
    """Writes down what some of those who were tallied in this round showed."""
    rows = Tally.objects.filter(at=round.started_at, about="channel", customer_id__gt=round.place)
    found = list(rows.order_by("customer_id").values_list("customer_id", flat=True).distinct()[:CUSTOMERS])
    known = Tally.objects.filter(about="channel", customer_id__in=found)
    inferred = infer(remember(known, now=round.started_at), round.learned.get("channel", {}))
    hours = hours_shown(found, round.learned.get("hour", {}), now=round.started_at)
    people.prefer_shown(
        [
            people.Shown(
                customer_id=one.customer_id,
                topic=one.topic,
                channels=one.channels,
                hours=None if one.topic else hours.get(one.customer_id),
            )
            for one in inferred
        ],
        now=round.started_at,
    )
    follow(round, "like_them", found[-1] if found else None)


def likening(round: Learning) -> None:
    """Writes down for some people of one segment what people like them want; all topics together, which binds least."""
    segments = sorted(people.people_by_segment(now=round.started_at))
    if round.place >= len(segments):
        return follow(round, "report", None)
    channels = like_them(round.learned.get("channel", {}), "", segments[round.place])
    changed = channels and people.prefer_like_them(
        segment=segments[round.place], topic="", channels=channels, limit=STRANGERS, now=round.started_at
    )
    return follow(round, "like_them", round.place + (not changed))


def reporting(round: Learning) -> None:
    round.report = preference_report(now=round.started_at).as_json()
    round.finished_at = round.started_at
    follow(round, "done", None)


def follow(round: Learning, stage: str, place: int | None) -> None:
    """On to `place` of this stage; where it has come to its end (None) or is the same one, on to `stage`."""
    if place is None:
        round.stage, round.place = stage, 0
    else:
        round.place = place


STAGES: dict[str, Callable[[Learning], None]] = {
    "tally": tallying,
    "refresh": refreshing,
    "learn": learning,
    "shown": showing,
    "like_them": likening,
    "report": reporting,
}
