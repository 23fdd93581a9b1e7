"""How many people an account may begin with in any 24 hours (WhatsApp's tiers): who was counted is not counted again.

The account's lane is locked while it is counted, so that the limit holds over all workers.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import connection

from tidings.channels import discover
from tidings.core.pacing.warm_up import kept_for_urgent
from tidings.outreach.allowances import DAY_S, Short
from tidings.outreach.drawing import last_heard
from tidings.outreach.lanes import Key
from tidings.outreach.models import Outreach

DAY = timedelta(seconds=DAY_S)


@dataclass
class Reached:
    """One account's people of the last 24 hours: how many, since when the first, and which of the batch are `known`.

    Free words to who wrote to us lately (`talking`) begin nothing and are not counted.
    """

    most: int
    count: int
    oldest: datetime | None
    known: set[int]
    talking: Collection[str]
    new: set[int] = field(default_factory=set)

    def shortage(self, address: str, now: datetime, *, urgent: bool) -> Short | None:
        """Why this person cannot be one more now, if so."""
        if not self.counts(address) or self.count < self.most - (0 if urgent else kept_for_urgent(self.most)):
            return None
        return Short(until=(self.oldest or now) + DAY, step_s=DAY_S / self.most, reason="warm_up")

    def add(self, address: str) -> None:
        if self.counts(address):
            self.new.add(person(address))
            self.known.add(person(address))
            self.count += 1

    def counts(self, address: str) -> bool:
        return address not in self.talking and person(address) not in self.known


COUNT = """
SELECT count(*), min(at), array_agg(person) FILTER (WHERE person = ANY(%(people)s)) FROM outreach_personreached
WHERE channel = %(channel)s AND account = %(account)s AND at > %(since)s
"""


def reached(most: Mapping[Key, int], rows: Sequence[Outreach], now: datetime) -> dict[Key, Reached]:
    """By account, with the most each may begin with."""
    if not most:
        return {}
    talking = talking_now(rows, now)
    people = sorted({person(row.address) for row in rows})
    found = {}
    for key, limit in most.items():
        with connection.cursor() as cursor:
            given = {"channel": key.channel, "account": key.account, "people": people, "since": now - DAY}
            cursor.execute(COUNT, given)
            count, oldest, known = cursor.fetchone()
        found[key] = Reached(limit, count, oldest, set(known or ()), talking)
    return found


SAVE = """
INSERT INTO outreach_personreached (channel, account, person, at)
SELECT %(channel)s, %(account)s, unnest(%(people)s::bigint[]), %(now)s
ON CONFLICT (channel, account, person) DO UPDATE SET at = excluded.at
"""


def save_reached(found: Mapping[Key, Reached], now: datetime) -> None:
    for key, each in found.items():
        if each.new:
            given = {"channel": key.channel, "account": key.account, "people": sorted(each.new), "now": now}
            with connection.cursor() as cursor:
                cursor.execute(SAVE, given)


def talking_now(rows: Iterable[Outreach], now: datetime) -> set[str]:
    """The addresses whose own words are so fresh that free words may answer them."""
    channels = discover()
    return {
        address
        for (name, address), at in last_heard(rows).items()
        if at > now - timedelta(hours=channels[name].declaration.limits["hours_for_free_words"])
    }


def person(address: str) -> int:
    """An address as a number of 63 bits: enough to tell people apart, and no address."""
    return int.from_bytes(hashlib.sha256(address.encode()).digest()[:8]) >> 1
