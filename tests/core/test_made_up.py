"""Values made up for a notice: they fit what is declared, and read as a customer's own."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from tidings.core.made_up import made_up
from tidings.core.needs import TYPES, Need, check_data

NOW = datetime(2026, 3, 4, 23, 17, 5, tzinfo=UTC)


def told(path: str, kind: str = "text", language: str = "en", over: str = "") -> Any:
    values = made_up(
        [Need(path=path, type=kind)],
        language=language,
        now=NOW,
        currency="BRL",
        home="https://a.example/",
        over=over,
    )
    return values[path]


@pytest.mark.parametrize("kind", TYPES)
def test_every_type_fits_what_is_declared(kind: str) -> None:
    value = json.loads(json.dumps(told("id", kind)))
    assert check_data([Need(path="id", type=kind)], {"id": value}) == []


@pytest.mark.parametrize(
    ("path", "language", "says"),
    [
        ("order.id", "en", "A-4711"),
        ("order.short_id", "pt-BR", "A-4711"),
        ("orderNumber", "de", "A-4711"),
        ("appointment.branch", "pt", "Rua das Flores, 12"),
        ("branch.name", "es", "Calle de las Flores, 12"),
        ("payment.place", "en", "Riverside"),
        ("customer.first_name", "en", ""),
        ("customer.name", "en", "Sam Taylor"),
        ("product.title", "pt", "mochila azul"),
        ("branch.address", "de", ""),
        ("application.kind", "en", ""),
        ("name", "en", ""),
    ],
)  # fmt: skip
def test_a_text_says_what_its_name_tells_or_nothing(path: str, language: str, says: str) -> None:
    assert told(path, language=language) == says


def test_days_and_amounts_follow_their_names() -> None:
    assert told("appointment.day", "date") == "2026-03-06"
    assert told("savings.as_of", "date") == "2026-03-03"
    assert told("order.promised", "date", over="order.promised") == "2026-03-03"
    assert told("appointment.at", "datetime") == "2026-03-06T10:00:00+00:00"
    assert told("order.freight", "money") == {"amount": "14.10", "currency": "BRL"}
    assert told("order.total", "money") == {"amount": "86.40", "currency": "BRL"}
    assert told("order.tracking_url", "url") == "https://a.example/order/tracking"
