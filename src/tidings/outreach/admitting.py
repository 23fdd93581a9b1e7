"""The gate before the ways out: takes a token from each lane a row goes by, or says when the row is looked at again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import F

from tidings.core.pacing.breaker import passes, probing
from tidings.outreach.allowances import HELD_STEP_S, Short, refill, shortage, spend
from tidings.outreach.lanes import Key, breaker_of, key_of, locked, set_breaker, troubled, waits_until
from tidings.outreach.models import Attempt, Lane, Outreach
from tidings.outreach.people_reached import Reached, reached
from tidings.outreach.roads import Road, roads

PAUSED_LOOK = timedelta(seconds=30)  # how soon a manager's pause is looked at again


@dataclass(frozen=True, kw_only=True)
class Admitted:
    """The account a row goes by now; or, with `until`, when it is looked at again and why it waits.

    Reasons: "pace" (its account's or destination's), "warm_up" (the day's most is reached), "way_closed" (left alone
    for a while after failures), "way_paused" (by a manager).
    """

    account: str
    until: datetime | None = None
    reason: str = ""


@dataclass
class Gate:
    """A batch's view of the lanes it concerns, locked; `judge` changes them, the caller saves them."""

    now: datetime
    roads: Mapping[str, Road]
    bound: Mapping[int, str]
    lanes: dict[Key, Lane]
    reached: dict[Key, Reached] = field(default_factory=dict)

    @classmethod
    def before(cls, rows: Sequence[Outreach], now: datetime) -> "Gate":
        known = roads({row.channel for row in rows})
        gate = cls(now, known, bound_to_account(rows), {})
        trouble = troubled(road.name for road in known.values())
        if not trouble and all(road.is_free for road in known.values()):
            return gate
        concerned = {key for row in rows for key in gate.keys(row)}
        gate.lanes = locked({key for key in concerned if key in trouble or gate.is_limited(key)})
        for key, lane in gate.lanes.items():
            refill(lane, known[key.channel].terms_of(key), now)
        gate.reached = reached(gate.most_people(), rows, now)
        return gate

    def first_ways(self, rows: Sequence[Outreach]) -> list[Admitted]:
        """Where no lane is limited or in trouble: the first account of each."""
        accounts = [self.accounts(row)[0] for row in rows]
        by = {account: Admitted(account=account) for account in set(accounts)}
        return [by[account] for account in accounts]

    def judge(self, row: Outreach) -> Admitted:
        account = self.choose(row)
        if account is None:
            return self.held(row)
        lanes = [self.lanes[key] for key in self.keys_by(row, account) if key in self.lanes]
        for lane in lanes:
            if short := self.shortage(lane, row):
                return waiting(row, account, lane, short)
        for lane in lanes:
            self.go_by(lane)
            if each := self.reached.get(key_of(lane)):
                each.add(row.address)
        return Admitted(account=account)

    def accounts(self, row: Outreach) -> tuple[str, ...]:
        """Those it may go by, in order. What may have gone out by one account is never sent by another."""
        road, bound = self.roads[row.channel], self.bound.get(row.id, "")
        return (bound,) if bound in road.accounts else road.accounts

    def choose(self, row: Outreach) -> str | None:
        """The first account that is open; who is in haste, or has failed before, is no probe where another way is sure."""
        open_ones = {name: how for name in self.accounts(row) if (how := self.passes(row, name)) != "no"}
        sure = [name for name, how in open_ones.items() if how == "yes"]
        careful = is_urgent(row) or row.tries > 1
        return next(iter(sure if careful and sure else open_ones), None)

    def passes(self, row: Outreach, account: str) -> str:
        """yes, probe or no."""
        road = self.roads[row.channel]
        key = Key(road.name, account)
        if road.terms_of(key).paused:
            return "no"
        lane = self.lanes.get(key)
        return "yes" if lane is None else passes(breaker_of(lane), self.now)

    def held(self, row: Outreach) -> Admitted:
        """Every account is closed or paused: it waits for the first that may be tried again."""
        road = self.roads[row.channel]
        paused = {name: road.terms_of(Key(road.name, name)).paused for name in self.accounts(row)}
        again = {
            name: self.now + PAUSED_LOOK
            if paused[name]
            else self.lanes[Key(road.name, name)].until or self.now
            for name in paused
        }
        account = min(again, key=lambda name: again[name])
        reason = "way_paused" if paused[account] else "way_closed"
        short = Short(until=again[account], step_s=HELD_STEP_S, reason=reason)
        return waiting(row, account, self.lanes[Key(road.name, account)], short)

    def keys(self, row: Outreach) -> list[Key]:
        return [key for account in self.accounts(row) for key in self.keys_by(row, account)]

    def keys_by(self, row: Outreach, account: str) -> list[Key]:
        road = self.roads[row.channel]
        places = dict.fromkeys(["", road.destination(row.address)])
        return [Key(road.name, account, place) for place in places]

    def most_people(self) -> dict[Key, int]:
        """Of the accounts that may begin with so many people a day only."""
        terms = {key: self.roads[key.channel].terms_of(key) for key in self.lanes if not key.destination}
        return {key: each.people for key, each in terms.items() if each.people is not None}

    def is_limited(self, key: Key) -> bool:
        terms = self.roads[key.channel].terms_of(key)
        return terms.limits(key.destination) or (terms.paused and not key.destination)

    def shortage(self, lane: Lane, row: Outreach) -> Short | None:
        if passes(breaker_of(lane), self.now) == "no":
            return Short(until=lane.until or self.now, step_s=HELD_STEP_S, reason="way_closed")
        key, urgent = key_of(lane), is_urgent(row)
        if (each := self.reached.get(key)) and (short := each.shortage(row.address, self.now, urgent=urgent)):
            return short
        return shortage(lane, self.roads[key.channel].terms_of(key), self.now, urgent=urgent)

    def go_by(self, lane: Lane) -> None:
        key = key_of(lane)
        spend(lane, self.roads[key.channel].terms_of(key))
        if passes(breaker_of(lane), self.now) == "probe":
            set_breaker(lane, probing(breaker_of(lane), self.now))


def waiting(row: Outreach, account: str, lane: Lane, short: Short) -> Admitted:
    """Behind those who wait already, but looked at once more when it expires."""
    until = waits_until(lane, short.until, short.step_s, urgent=is_urgent(row))
    return Admitted(account=account, until=min(until, row.expires_at), reason=short.reason)


def is_urgent(row: Outreach) -> bool:
    return row.urgency == "now"


def bound_to_account(rows: Sequence[Outreach]) -> dict[int, str]:
    """The account by which a row may have gone out already: only there is its id known for the same.

    The rows are numbered for the try that is to come: the first has `tries` 1.
    """
    tried = [row.id for row in rows if row.tries > 1]
    if not tried:
        return {}
    unknown = Attempt.objects.filter(outreach_id__in=tried, outcome="unknown", channel=F("outreach__channel"))
    return dict(unknown.order_by("number").values_list("outreach_id", "account"))
