"""What taking up events comes to: reasons to tell somebody something, or not to any more, and what stands in the way."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tidings.campaigns.listening import Listener
from tidings.core.cloudevents import LONGEST_NAME
from tidings.core.needs import MISSING, at, check_data
from tidings.core.problem import Problem


@dataclass(frozen=True, kw_only=True)
class Trigger:
    """A reason to tell one customer something. `cause` names it for good, so that nothing is decided twice."""

    campaign_id: int
    version_id: int
    customer_id: int
    event_id: int
    cause: str
    thread: str
    data: dict[str, Any]
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Withdrawal:
    """What was to be told in this thread up to `at` is overtaken: `because` is the type of the event that did it."""

    campaign_id: int
    thread: str
    because: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What a batch of events, or of due waits, asks for. `handled` counts the rows that are done."""

    triggers: tuple[Trigger, ...] = ()
    withdrawals: tuple[Withdrawal, ...] = ()
    handled: int = 0


def data_problems(listener: Listener, data: Any) -> list[Problem]:
    if not isinstance(data, dict):
        return [Problem("data", "is not an object", 'send "data": {...}')]
    return check_data(listener.needs, data)


def no_thread(listener: Listener, data: Any) -> Problem:
    says = (
        "is missing"
        if at(data, listener.per) in (MISSING, None, "")
        else "is nothing to tell threads apart by"
    )
    mend = f"{listener.campaign} needs it: send a text of at most {LONGEST_NAME} bytes or a whole number"
    return Problem(listener.per, says, mend)


def unknown_customer(customer: str) -> Problem:
    if not customer:
        mend = 'send the attribute "customer", or data.customer, or the customer\'s id as subject'
        return Problem("customer", "is not named", mend)
    return Problem(
        "customer", f"{customer} is unknown", "import this customer: the event is then taken up by itself"
    )
