"""What lies between a customer and us lately: contacts that count against the caps, an open conversation, open cases.

Contacts are counted over all campaigns and channels, those made elsewhere included, for the person, for the household
and for the organisations they belong to, in the rolling windows of `policy.counted(now)`.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection

import tidings.people.public as people
from tidings.core.rules.shape import PERSON, Cap

# What travels in a digest counts once, as the message that carries it. A further channel is a contact of its own: the
# outreach counts where it stands now, and every other message of it that was handed over counts as another's (id 0), so
# that it counts against its own next attempt, too. What may have gone out counts as if it had.
OURS = (
    "SELECT 'contact', id, customer_id, channel, purpose, topic, {at}, '{{}}'::text[], campaign_id, urgency"
    " FROM outreach_outreach"
)
SENT = (
    OURS.format(at="sent_at")
    + " WHERE customer_id = ANY(%(all)s) AND digest = '' AND phase = 'sent' AND sent_at > %(since)s"
)
OPEN = OURS.format(at="NULL") + " WHERE customer_id = ANY(%(all)s) AND digest = '' AND phase = 'open'"
SENDING = (
    OURS.format(at="NULL") + " WHERE customer_id = ANY(%(all)s) AND phase = 'open' AND state = 'sending'"
)
IN_DOUBT = OURS.format(at="due_at") + " WHERE customer_id = ANY(%(all)s) AND phase = 'unknown'"
ON_OTHER_CHANNELS = """
SELECT 'contact', 0, row.customer_id, a.channel, row.purpose, row.topic, min(a.finished_at), '{}'::text[],
    row.campaign_id, row.urgency
FROM outreach_outreach row JOIN outreach_attempt a ON a.outreach_id = row.id
WHERE row.customer_id = ANY(%(all)s) AND row.tried <> '{}' AND a.message_id <> row.message_id
    AND a.outcome IN ('accepted', 'unknown') AND a.receipt NOT IN ('failed', 'expired') AND a.finished_at > %(since)s
GROUP BY row.id, a.message_id, a.channel
"""
OTHERS = """
SELECT 'contact', 0, customer_id, channel, purpose, topic, at, '{}'::text[], 0, '' FROM outreach_outsidecontact
WHERE customer_id = ANY(%(all)s) AND at > %(since)s
UNION ALL
SELECT 'conversation', 0, customer_id, channel, '', '', until, asked_for, 0, '' FROM outreach_openconversation
WHERE customer_id = ANY(%(mine)s) AND until > %(now)s
UNION ALL
SELECT 'case', 0, customer_id, '', '', topic, until, '{}'::text[], 0, '' FROM outreach_opencase
WHERE customer_id = ANY(%(mine)s) AND until > %(now)s
"""
BEFORE = f"{SENT} UNION ALL {IN_DOUBT} UNION ALL {ON_OTHER_CHANNELS}"
TO_DECIDE = f"{BEFORE} UNION ALL {OPEN} UNION ALL {OTHERS}"
TO_SEND = f"{BEFORE} UNION ALL {SENDING} UNION ALL {OTHERS}"


@dataclass(frozen=True)
class Contact:
    """One earlier contact (`id` of its outreach, 0 for another's), or one on its way (`at` None: in every window).

    `value` is what it is worth to the customer, as urgent as it is; None where only its campaign could say.
    """

    id: int
    customer_id: int
    channel: str
    purpose: str
    topic: str
    at: datetime | None
    campaign_id: int = 0
    urgency: str = ""
    value: float | None = None


@dataclass(frozen=True)
class Talk:
    """A conversation that is open now: on which channel, and which others the customer asked for in it."""

    channel: str = ""
    asked_for: tuple[str, ...] = ()


SILENCE = Talk()


@dataclass
class Lately:
    """What was read for a batch of customers; contacts decided meanwhile are added, so that the next ones see them."""

    caps: tuple[Cap, ...]
    now: datetime
    circles: Mapping[int, people.Circle]
    contacts: dict[int, list[Contact]] = field(default_factory=lambda: defaultdict(list))
    talks: dict[int, Talk] = field(default_factory=dict)
    cases: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))

    def counts(
        self,
        customer_id: int,
        *,
        purpose: str,
        topic: str,
        before: int | None = None,
        among: Callable[[Contact], bool] | None = None,
    ) -> tuple[int, ...]:
        """One number for each of the caps, for a contact of this purpose and topic.

        `before` is the outreach that is about to be sent: itself and what was claimed after it do not count. `among`
        says which others count, all where it is left out.
        """
        if not any(self.contacts.get(one) for one in self.counted_with(customer_id)):
            return (0,) * len(self.caps)
        return tuple(
            sum(
                self.falls_in(cap, contact, (purpose, topic))
                and (before is None or precedes(contact, before))
                and (among is None or among(contact))
                for one in self.circle(customer_id, cap.per)
                for contact in self.contacts.get(one, ())
            )
            for cap in self.caps
        )

    def circle(self, customer_id: int, per: str) -> Collection[int]:
        """Whose contacts count: the person's own, or those of all in the household or in the organisations."""
        if per == PERSON or customer_id not in self.circles:
            return (customer_id,)
        return getattr(self.circles[customer_id], per) | {customer_id}

    def counted_with(self, customer_id: int) -> frozenset[int]:
        """Everyone whose contacts any cap counts together with this person's, themselves included."""
        circle = self.circles.get(customer_id)
        return (circle.everyone if circle else frozenset()) | {customer_id}

    def falls_in(self, cap: Cap, contact: Contact, asked: tuple[str, str]) -> bool:
        """Whether a contact lies in a cap's window (open at its far end) and is one that it counts."""
        return (contact.at is None or contact.at > self.now - cap.within) and cap.counts(
            purpose=contact.purpose, channel=contact.channel, topic=contact.topic, asked=asked
        )

    def talk(self, customer_id: int) -> Talk:
        return self.talks.get(customer_id, SILENCE)

    def open_case(self, customer_id: int, topic: str) -> bool:
        """Whether a case about this topic, or about everything, is open."""
        return bool({"", topic} & self.cases.get(customer_id, set()))

    @property
    def everything(self) -> frozenset[Contact]:
        """All contacts that were read."""
        return frozenset(contact for some in self.contacts.values() for contact in some)

    def add(self, contact: Contact) -> None:
        self.contacts[contact.customer_id].append(contact)


def precedes(contact: Contact, outreach: int) -> bool:
    return contact.id != outreach and (contact.at is not None or contact.id < outreach)


def lately(
    *, customers: Collection[int], caps: Sequence[Cap], now: datetime, sending: bool = False
) -> Lately:
    """What counts for these customers: sent in the windows, and what is decided but not yet sent (`sending`: only what
    is being sent just now)."""
    found = Lately(tuple(caps), now, circles_of(customers, caps))
    everyone = {*customers}.union(*(circle.everyone for circle in found.circles.values()))
    for kind, id, customer, channel, purpose, topic, at, names, campaign, urgency in read(
        TO_SEND if sending else TO_DECIDE, customers, everyone, found
    ):
        if kind == "contact":
            found.add(Contact(id, customer, channel, purpose, topic, at, campaign, urgency))
        elif kind == "conversation":
            found.talks[customer] = Talk(channel, tuple(names))
        else:
            found.cases[customer].add(topic)
    return found


def circles_of(customers: Collection[int], caps: Sequence[Cap]) -> Mapping[int, people.Circle]:
    """With whom each shares a household or an organisation, if any cap asks."""
    if all(cap.per == PERSON for cap in caps):
        return {}
    return people.circles(customer_ids=customers)


def read(sql: str, mine: Collection[int], everyone: Collection[int], found: Lately) -> list[tuple]:
    since = found.now - max((cap.within for cap in found.caps), default=found.now - found.now)
    values = {"mine": list(mine), "all": list(everyone), "since": since, "now": found.now}
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()
