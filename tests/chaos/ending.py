"""How a run of chaos ends: the reckoning, shown and judged."""

import time
from collections.abc import Sequence

from tests.chaos import reckoning
from tests.chaos.company import Company
from tests.chaos.reckoning import Told
from tests.chaos.troubles import Happened

ENDS_WITHIN_S = 60.0


def settled(company: Company, happened: Sequence[Happened]) -> dict[str, Told]:
    """The reckoning, once the patience with unknown outcomes has ended."""
    bound = reckoning.bounds(company, happened)
    company.ask(reckoning.AN_HOUR_LATER)
    until = time.monotonic() + ENDS_WITHIN_S
    while company.ask("SELECT 1 FROM outreach_outreach WHERE state = 'unknown' LIMIT 1"):
        assert time.monotonic() < until, company.words()
        company.tend_workers()
        time.sleep(0.2)
    return reckoning.reckoned(company, bound)


def judge(company: Company, told: dict[str, Told], count: int) -> None:
    """One final state each, nothing lost; doubles within their bound, each under the name that tells it for the same."""
    assert [fault for each in told.values() for fault in each.wrong][:20] == []
    assert sum(sum(each.states.values()) for each in told.values()) == count
    assert {channel: each.doubles for channel, each in told.items() if each.doubles > each.bound} == {}
    for channel in ("email", "webhook"):
        assert all(len(names) == 1 for names in reckoning.names_by_customer(company, channel).values())
