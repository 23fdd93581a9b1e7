"""How far a stop reaches by law: in some places, from some day on, a stop of one text ends every text and recorded call."""

from datetime import datetime

import tidings.people.public as people
import tidings.staff.public as staff
from tidings.core.policy import AHEAD
from tidings.core.rules.binding import stop_scope
from tidings.outreach.cards import OutreachCard
from tidings.outreach.rules import policy_of

# Of these the laws on stops speak; a voice whose kind nobody stated is taken for a recorded one.
TOLD_BY_LAW = ("sms", "voice")


def channels_ended(card: OutreachCard, *, now: datetime) -> tuple[str, ...]:
    """The channels that a stop of this contact ends altogether, unrelated matters too; () where it ends its own only."""
    asked = people.Asked(customer_id=card.customer_id, topic=card.topic, purpose=card.purpose)
    known = people.facts(asked=[asked], now=now)
    policy = policy_of(staff.company())
    places = [place for facts in known for place in facts.places] or [policy.place]

    def reach(channel: str) -> str:
        today = (now + AHEAD).date()
        return stop_scope(policy, places=places, channel=channel, technology="", at=now, today=today)

    named = card.channel.partition(":")[0]
    if named not in TOLD_BY_LAW or reach(named) != "all":
        return ()
    return tuple(channel for channel in TOLD_BY_LAW if reach(channel) == "all")
