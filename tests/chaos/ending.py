"""How a run of chaos ends: the reckoning, shown and judged."""

import time
from collections.abc import Sequence

from tests.chaos import reckoning
from tests.chaos.company import Company
from tests.chaos.reckoning import Told
from tests.chaos.troubles import Happened

ENDS_WITHIN_S = 180.0
OPEN = "SELECT state, reason, due_at FROM outreach_outreach WHERE state IN ('pending', 'sending', 'unknown') LIMIT 5"


def settled(company: Company, happened: Sequence[Happened]) -> dict[str, Told]:
    """The reckoning, once the patience with unknown outcomes has ended."""
    bound = reckoning.bounds(company, happened)
    until = time.monotonic() + ENDS_WITHIN_S
    while still := company.ask(OPEN):
        assert time.monotonic() < until, f"{still}\n{company.words()}"
        # Again and again: a worker may have told only now that nobody knows of a message.
        company.ask(reckoning.AN_HOUR_LATER)
        company.tend_workers()
        time.sleep(0.5)
    return reckoning.reckoned(company, bound)


def judge(company: Company, told: dict[str, Told], count: int) -> None:
    """One final state each, nothing lost; doubles within their bound, each under the name that tells it for the same."""
    assert [fault for each in told.values() for fault in each.wrong][:20] == []
    assert sum(sum(each.states.values()) for each in told.values()) == count
    assert {channel: each.doubles for channel, each in told.items() if each.doubles > each.bound} == {}
    for channel in ("email", "webhook"):
        assert all(len(names) == 1 for names in reckoning.names_by_customer(company, channel).values())
