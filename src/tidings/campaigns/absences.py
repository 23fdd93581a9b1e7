"""Broken promises taken up: a wait whose moment has passed is a trigger, once."""

from collections.abc import Mapping
from datetime import datetime

import tidings.people.public as people
from tidings.campaigns import taking_rows, waits
from tidings.campaigns.listening import Listener, listeners
from tidings.campaigns.triggers import Taken, Trigger, data_problems, unknown_customer
from tidings.core.problem import Problem


def take_absences(*, now: datetime, limit: int) -> Taken:
    """Take up to `limit` broken promises, earliest first, in the caller's transaction; each fires once."""
    due = waits.claim(now, limit)
    if not due:
        return Taken()
    of = {listener.campaign_id: listener for listener in listeners()}
    customers = people.find(external_ids={wait.customer for wait in due})
    lacks = {wait.id: lacking(wait, of[wait.campaign_id], customers) for wait in due}
    told = [wait for wait in due if not lacks[wait.id]]
    waits.settle([wait.id for wait in told], "fired")
    waits.settle([id for id, problems in lacks.items() if problems], "problem")
    taking_rows.mark_trouble(
        [
            taking_rows.Trouble(wait.event_id, of[wait.campaign_id].campaign, problem)
            for wait in due
            for problem in lacks[wait.id]
        ],
        now,
    )
    taking_rows.mend([(wait.event_id, of[wait.campaign_id].campaign) for wait in told])
    triggers = [trigger(wait, of[wait.campaign_id], customers[wait.customer]) for wait in told]
    return Taken(triggers=tuple(triggers), handled=len(due))


def lacking(wait: waits.DueWait, listener: Listener, customers: Mapping[str, int]) -> list[Problem]:
    """What keeps the customer from being told, though the moment has come."""
    found = data_problems(listener, wait.data)
    return found if wait.customer in customers else [*found, unknown_customer(wait.customer)]


def trigger(wait: waits.DueWait, listener: Listener, customer_id: int) -> Trigger:
    return Trigger(
        campaign_id=wait.campaign_id,
        version_id=listener.version_id,
        customer_id=customer_id,
        event_id=wait.event_id,
        cause=f"absence:{wait.thread}",
        thread=wait.thread,
        data=wait.data,
        at=wait.due_at,
    )
