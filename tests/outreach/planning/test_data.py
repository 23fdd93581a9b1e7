"""What an audience's columns bring for the notice, and the mend where a cell cannot be read."""

from decimal import Decimal

import pyarrow as pa
import pytest

from tidings.core.needs import Need
from tidings.outreach.planning.data import fragment, told

MONEY = Need(path="order.freight", type="money")


def test_money_is_written_as_amount_and_currency() -> None:
    assert fragment(MONEY, "14.10 EUR") == '{"amount":"14.10","currency":"EUR"}'


@pytest.mark.parametrize("cell", ["14.10", '{"amount": "14.10", "currency": "EUR"}', Decimal("14.10")])
def test_money_written_otherwise_is_refused_with_what_a_cell_holds_not_what_an_event_does(cell) -> None:
    rows = pa.record_batch({"order.freight": [cell]})
    assert told(rows, [MONEY]).problems[0].mend == "write it as 14.10 EUR"
