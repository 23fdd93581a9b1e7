"""Hot questions walk an index, however many rows there are."""

import json

import pytest

from tests.outreach.conftest import NOON
from tests.outreach.plans import plan
from tidings.outreach.falling_back import SILENT
from tidings.outreach.receiving import FIND, bounds
from tidings.outreach.recent import TO_SEND
from tidings.outreach.withdraw import GOES_OUT, NO_FURTHER, OF_ADDRESS, OF_CUSTOMER, OF_SCOPE

pytestmark = pytest.mark.django_db


def test_a_receipt_is_found_by_either_name() -> None:
    given = json.dumps([{"place": 0, "provider_id": "p"} | bounds("left")])
    found = plan(FIND, {"given": given, "channels": ["sms"], "account": ""})
    assert "attempt_by_our_id" in found and "attempt_by_provider_id" in found
    assert "Seq Scan" not in found


def test_silence_that_is_over_is_found_by_its_moment() -> None:
    assert "outreach_next_channel" in plan(SILENT, [NOON, 10])


@pytest.mark.parametrize(
    ("whose", "index"), [(OF_CUSTOMER, "outreach_waits_customer"), (OF_ADDRESS, "outreach_waits_address")]
)
def test_a_stop_finds_what_waits_for_its_next_channel(whose: str, index: str) -> None:
    values = {"customer": 1, "address": "a@b.example", "channel": "", "scope": "all", "now": NOON}
    sql = NO_FURTHER.format(open=GOES_OUT[1], whose=f"{whose} AND {OF_SCOPE}")
    assert index in plan(sql, values)


def test_what_lies_between_us_is_read_without_a_whole_table() -> None:
    values = {"mine": [1], "all": [1], "since": NOON, "now": NOON}
    found = plan(TO_SEND, values)
    assert "Seq Scan" not in found
    assert "outreach_gone_on" in found
