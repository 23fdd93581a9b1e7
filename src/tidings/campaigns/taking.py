"""Events taken up: which campaigns they trigger, which waits they arm, move or end, which outreaches they withdraw.

Everything happens in the caller's transaction, with the decisions that follow: a crash undoes all of it or nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import tidings.people.public as people
import tidings.staff.public as staff
from tidings.campaigns import taking_rows, waits
from tidings.campaigns.listening import Heard, Listener, Mention, listeners, mentions
from tidings.campaigns.triggers import Taken, Trigger, Withdrawal, data_problems, no_thread, unknown_customer
from tidings.core.conditions import ConditionUnclear
from tidings.core.needs import at
from tidings.core.problem import Problem
from tidings.core.waiting import due


def take_events(*, now: datetime, limit: int) -> Taken:
    """Take up to `limit` new events in the order they came, in the caller's transaction."""
    events = taking_rows.claim(now, limit)
    if not events:
        return Taken()
    listening = listeners()
    spoken = {event.id: list(mentions(event, listening)) for event in events}
    shared = {
        event.id: {mention.thread for mention in spoken[event.id] if mention.is_shared} for event in events
    }
    free = taking_rows.lock_threads(set().union(*shared.values()))
    ours = [event for event in events if shared[event.id] <= free]
    batch = Batch(now, ours, spoken)
    for event in ours:
        if batch.must_end_before(event):
            break
        batch.take(event)
    batch.save()
    return Taken(
        triggers=tuple(batch.triggers), withdrawals=tuple(batch.withdrawals), handled=len(batch.states)
    )


@dataclass
class Batch:
    """The events of one transaction, with all they may touch loaded before and written after."""

    now: datetime
    events: Sequence[Heard]
    spoken: dict[int, list[Mention]]
    triggers: list[Trigger] = field(default_factory=list)
    withdrawals: list[Withdrawal] = field(default_factory=list)
    problems: list[taking_rows.Trouble] = field(default_factory=list)
    withdrawn: dict[tuple[int, str], datetime] = field(default_factory=dict)
    superseded: list[tuple[int, str]] = field(default_factory=list)
    states: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        all_mentions = [mention for event in self.events for mention in self.spoken[event.id]]
        self.sightings = taking_rows.Sightings.load(all_mentions)
        self.waits = waits.load({mention.key for mention in all_mentions if mention.listener.absent})
        self.customers = people.find(external_ids=self.wanted_customers())
        self.zone = staff.company().zone if any(mention.role == "promise" for mention in all_mentions) else ""

    def wanted_customers(self) -> set[str]:
        wanted = ("trigger", "promise")
        return {
            event.customer
            for event in self.events
            if event.customer and any(mention.role in wanted for mention in self.spoken[event.id])
        }

    def must_end_before(self, event: Heard) -> bool:
        """Whether this event begins anew what this batch withdraws: the withdrawal must be carried out first."""
        return any(
            mention.role == "trigger" and self.withdrawn.get(mention.key, event.time) < event.time
            for mention in self.spoken[event.id]
        )

    def take(self, event: Heard) -> None:
        before = len(self.problems)
        used = [self.take_for(event, mention) for mention in self.spoken[event.id]]
        if len(self.problems) > before:
            state = "problem"
        elif any(used):
            state = "used"
        else:
            state = (
                "unused" if any(mention.role != "more" for mention in self.spoken[event.id]) else "unknown"
            )
        self.states[event.id] = state

    def take_for(self, event: Heard, mention: Mention) -> bool:
        """Take the event up for one campaign; whether there was anything to do."""
        if not mention.thread:
            return self.trouble(event, mention.listener, no_thread(mention.listener, event.data))
        if mention.role == "gives_way":
            return self.give_way(event, mention)
        if mention.role == "more":
            return self.hear_more(event, mention)
        if self.sightings.overtaken(event, mention):
            return False
        if mention.role == "promise":
            return self.await_promise(event, mention)
        return mention.listener.live and self.trigger(event, mention)

    def give_way(self, event: Heard, mention: Mention) -> bool:
        campaign_id, thread = mention.key
        self.sightings.see(event, thread)
        if wait := self.waits.get(mention.key):
            wait.end("cleared" if event.type == mention.listener.absent else "withdrawn")
        self.withdrawn[mention.key] = min(event.time, self.withdrawn.get(mention.key, event.time))
        self.withdrawals.append(
            Withdrawal(campaign_id=campaign_id, thread=thread, because=event.type, at=event.time)
        )
        return True

    def hear_more(self, event: Heard, mention: Mention) -> bool:
        wait = self.waits.get(mention.key)
        if wait is None or wait.over or wait.state == "withdrawn":
            return False
        wait.hear(event)
        return True

    def await_promise(self, event: Heard, mention: Mention) -> bool:
        listener, key = mention.listener, mention.key
        try:
            due_at = due(at(event.data, listener.by), self.zone)
        except ValueError as error:
            return self.trouble(
                event, listener, Problem(listener.by, str(error), 'send "2018-08-15" or a time with offset')
            )
        wait = self.waits.get(key)
        if wait is None:
            wait = self.waits[key] = waits.promised(*key, event, due_at)
        elif wait.over:
            return False
        else:
            self.superseded.append((wait.event_id, listener.campaign))
            wait.promise_anew(event, due_at)
        self.unfit(event, listener, wait.customer, wait.data)
        return True

    def trigger(self, event: Heard, mention: Mention) -> bool:
        listener = mention.listener
        if not self.counts(event, listener) or self.unfit(event, listener, event.customer, event.data):
            return False
        self.triggers.append(
            Trigger(
                campaign_id=listener.campaign_id,
                version_id=listener.version_id,
                customer_id=self.customers[event.customer],
                event_id=event.id,
                cause=f"event:{event.source}|{event.event_id}",
                thread=mention.thread,
                data=event.data,
                at=event.time,
            )
        )
        return True

    def counts(self, event: Heard, listener: Listener) -> bool:
        """Whether the campaign's condition holds; what is optional and absent makes it not hold."""
        try:
            return listener.when is None or listener.when.holds(event.data)
        except ConditionUnclear as unclear:
            optional = {need.path for need in listener.needs if need.optional}
            if unclear.problem.field not in optional:
                self.trouble(event, listener, unclear.problem)
            return False

    def unfit(self, event: Heard, listener: Listener, customer: str, data: Any) -> bool:
        """Whether something is missing to tell this customer; it is listed with its mend."""
        found = data_problems(listener, data)
        if customer not in self.customers:
            found.append(unknown_customer(customer))
        for problem in found:
            self.trouble(event, listener, problem)
        return bool(found)

    def trouble(self, event: Heard, listener: Listener, problem: Problem) -> bool:
        self.problems.append(taking_rows.Trouble(event.id, listener.campaign, problem))
        return False

    def save(self) -> None:
        self.sightings.save()
        waits.save(self.waits.values())
        taking_rows.save_problems(self.problems, self.now)
        taking_rows.save_states(self.states)
        taking_rows.mend([(event, name) for event, name in self.superseded if event not in self.states])
