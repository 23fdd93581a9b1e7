"""Which way a contact goes on, for many at once: what is left of its ways, judged as a new decision is."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import tidings.campaigns.public as campaigns
import tidings.people.public as people
from tidings.core.cases import Case
from tidings.core.cases.orders import Order
from tidings.core.deciding import LATER
from tidings.core.next_channel import Journey, Way, is_spoken, next_ways
from tidings.core.reasons import Reason
from tidings.outreach.checking import Judged, facts_for, judged, known_again
from tidings.outreach.models import Attempt, Outreach
from tidings.outreach.seeing import Known, addresses, case, in_audience, wanted_channels


@dataclass(frozen=True, kw_only=True)
class Next:
    """The way on and when it opens; without a way, the `reason` why nothing follows ("": nothing is left)."""

    way: Way | None = None
    due_at: datetime | None = None
    reason: str = ""
    message_id: str = ""

    @property
    def channel(self) -> str:
        return self.way.channel if self.way else ""

    @property
    def address(self) -> str:
        return self.way.address if self.way else ""


def next_channels(rows: Sequence[Outreach], now: datetime) -> dict[int, Next]:
    """For each row how it goes on: consent, stops, hours, pauses and caps are asked anew; earlier attempts count."""
    if not rows:
        return {}
    facts, known, journeys = facts_for(rows, now), known_again(rows, now), journeys_of(rows)
    left = {row.id: ways_left(row, facts[row.id], known, journeys[row.id]) for row in rows if row.id in facts}
    asked = [row for row in rows if left.get(row.id)]
    cases = [case_on(row, facts[row.id], known, left[row.id]) for row in asked]
    answers = dict(zip((row.id for row in asked), judged(cases, known.rules, now), strict=True))
    return {row.id: next_of(row, left.get(row.id, ()), answers.get(row.id), row.id in facts) for row in rows}


def journeys_of(rows: Sequence[Outreach]) -> dict[int, Journey]:
    """What was tried for each, and what the customer did meanwhile."""
    tried, doubtful = defaultdict[int, list[Way]](list), defaultdict[int, set[str]](set)
    attempts = Attempt.objects.filter(outreach_id__in=[row.id for row in rows]).order_by("number")
    for one in attempts.only("outreach_id", "channel", "address", "outcome", "receipt"):
        tried[one.outreach_id].append(Way(channel=one.channel, address=one.address))
        if one.outcome == "unknown" and not one.receipt:
            doubtful[one.outreach_id].add(one.address)
    heard = people.last_heard(customer_ids={row.customer_id for row in rows})
    return {
        row.id: Journey(
            tried=tried[row.id],
            dead=row.reason == Reason.ADDRESS_DEAD.code,
            doubtful=doubtful[row.id],
            wrote=(at := heard.get(row.customer_id)) is not None and at >= row.created_at,
        )
        for row in rows
    }


def ways_left(row: Outreach, facts: people.Facts, known: Known, journey: Journey) -> tuple[Way, ...]:
    """The ways that nobody has tried yet, in the customer's order, then the campaign's."""
    version = campaigns.live_version(version_id=row.version_id)
    talk = known.lately.talk(row.customer_id)
    wanted = wanted_channels(version, known.rules, known.ready)
    order = Order(wanted, facts.channels, talk.channel, facts.origin).sequence
    writes = journey.wrote or bool(talk.channel and not is_spoken(talk.channel))
    journey = replace(journey, wrote=writes and not any(map(is_spoken, talk.asked_for)))
    usable = {name: addresses(facts, name) for name in {*order, row.channel}}
    return next_ways(journey, order=order, addresses=usable)


def case_on(row: Outreach, facts: people.Facts, known: Known, ways: Sequence[Way]) -> Case:
    """The case as it stands now, on the ways that are left; its own earlier attempts are contacts like any other."""
    return case(
        facts,
        known,
        topic=row.topic,
        purpose=row.purpose,
        urgency=row.urgency,
        in_audience=in_audience(campaigns.live_version(version_id=row.version_id), facts),
        wanted=tuple(dict.fromkeys(way.channel for way in ways)),
        bucket=0,
        holdout_bp=0,
        expires=row.expires_at,
    )


def next_of(row: Outreach, ways: Sequence[Way], answer: Judged | None, is_known: bool) -> Next:
    """The judge's choice among the ways, or why there is none."""
    if not is_known:
        return Next(reason=Reason.CUSTOMER_GONE.code)
    if answer is None:
        return Next()
    if answer.verdict > LATER:
        return Next(reason=answer.reasons[0])
    way = next(way for way in ways if way.channel == answer.channel)
    return Next(way=way, due_at=answer.earliest, message_id=message_id(row, way))


def message_id(row: Outreach, way: Way) -> str:
    """A second address on the same channel is another message; "" leaves the id to whoever sends the first one there."""
    if way.channel != row.channel:
        return ""
    _, _, domain = row.message_id.rpartition("@")
    left = hashlib.sha256(f"{row.code}|{way.channel}|{way.address}".encode()).hexdigest()[:32]
    return f"{left}@{domain}" if domain else ""
