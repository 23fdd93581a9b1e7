import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.core.needs import MENDS, TYPES, Money, Need, check_data, sample, typed

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["amount", "currency", "a"]), inner)
    ),
    max_leaves=6,
)


def one(kind: str, value: object, *, optional: bool = False) -> list[str]:
    need = Need(path="order.it", type=kind, optional=optional)
    return [problem.says for problem in check_data([need], {"order": {"it": value}})]


@given(st.sampled_from(TYPES), anything)
def test_whatever_passes_the_check_can_be_typed(kind: str, value: object) -> None:
    if value is not None and not one(kind, value):
        assert typed([Need(path="order.it", type=kind)], {"order": {"it": value}})["order"]["it"] is not None


@given(st.sampled_from(TYPES))
def test_made_up_data_passes_its_own_check(kind: str) -> None:
    needs = [Need(path="order.it", type=kind), Need(path="other", type=kind, optional=True)]
    data = sample(needs, now=datetime(2018, 8, 15, tzinfo=UTC))
    assert check_data(needs, json.loads(json.dumps(data))) == []


@pytest.mark.parametrize("moment", ["9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+23:59"])
def test_a_moment_that_some_zones_cannot_say_is_none(moment: str) -> None:
    assert one("datetime", moment) == ["is not a moment with its offset"]


@given(st.dates())
def test_dates_come_through(day: date) -> None:
    need = Need(path="d", type="date")
    assert typed([need], {"d": day.isoformat()}) == {"d": day}


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2))
def test_money_comes_through_exactly(amount: Decimal) -> None:
    need = Need(path="m", type="money")
    data = {"m": {"amount": f"{amount:f}", "currency": "BRL"}}
    assert typed([need], data) == {"m": Money(amount=amount, currency="BRL")}


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("text", ""),
        ("text", " \n"),
        ("text", 3),
        ("number", "3"),
        ("number", True),
        ("number", float("nan")),
        ("number", float("inf")),
        ("integer", 3.0),
        ("integer", True),
        ("boolean", 1),
        ("money", 14.1),
        ("money", {"amount": 14.1, "currency": "BRL"}),
        ("money", {"amount": "14,10", "currency": "BRL"}),
        ("money", {"amount": "14.10", "currency": "reais"}),
        ("money", {"amount": "1e400", "currency": "BRL"}),
        ("date", "2018-02-30"),
        ("date", "15/08/2018"),
        ("date", "2018-08-15T00:00:00Z"),
        ("datetime", "2018-08-15"),
        ("datetime", "2018-08-15T14:30:00"),
        ("url", "javascript:alert(1)"),
        ("url", "https://"),
        ("url", 'https://example.com/"onclick='),
        ("url", "https://example.com/a b"),
        ("url", "http://[bad"),
    ],
)
def test_what_is_of_another_type_is_a_problem_with_its_mend(kind: str, value: object) -> None:
    (problem,) = check_data([Need(path="order.it", type=kind)], {"order": {"it": value}})
    assert (problem.field, problem.mend) == ("order.it", MENDS[kind])


def test_what_is_missing_is_a_problem_unless_it_is_optional() -> None:
    assert check_data([Need(path="a.b", type="text")], {"a": 3})[0].says == "is missing"
    assert check_data([Need(path="a.b", type="text", optional=True)], {}) == []
    assert one("text", 3, optional=True) == ["is not a text"]


@given(st.text())
def test_a_text_never_brings_lines_or_turned_writing(text: str) -> None:
    if not one("text", text):
        said = typed([Need(path="order.it", type="text")], {"order": {"it": text}})["order"]["it"]
        assert said == " ".join(said.split())
        assert not set(said) & set("\r\n\x00\x1b\u202e\u2066\x85\u2028")


def test_only_what_is_declared_reaches_the_words() -> None:
    assert typed([Need(path="a.b", type="text")], {"a": {"b": "x", "secret": "y"}, "c": 1}) == {
        "a": {"b": "x"}
    }
