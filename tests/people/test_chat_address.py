"""A customer's name in the chat: stated by the company, else their own id; used once the chat was opened."""

from datetime import UTC, datetime

import pytest

from tidings.people import public as people
from tidings.people.models import ContactPoint

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)


def save(**stated: object) -> int:
    return people.save(record={"id": "ana", "name": "Ana", **stated}, now=NOW).customer_id


def usable() -> list[str]:
    points = ContactPoint.objects.filter(channel="chat", state="usable")
    return list(points.values_list("address", flat=True))


def test_it_is_their_own_id_and_used_once_the_chat_was_opened() -> None:
    ana = save()
    assert people.chat_address(customer_id=ana) == "ana"
    assert usable() == []
    assert [people.open_chat(customer_id=ana) for _ in range(2)] == ["ana", "ana"]
    assert usable() == ["ana"]


def test_what_the_company_states_comes_first() -> None:
    ana = save(chat="app-77")
    assert people.open_chat(customer_id=ana) == "app-77"
    assert usable() == ["app-77"]


def test_a_record_that_says_nothing_of_it_leaves_it_open() -> None:
    ana = save()
    people.open_chat(customer_id=ana)
    save(email="ana@example.com")
    assert usable() == ["ana"]


def test_one_that_was_removed_is_not_opened_again() -> None:
    ana = save()
    people.open_chat(customer_id=ana)
    ContactPoint.objects.update(state="removed")
    people.open_chat(customer_id=ana)
    assert usable() == []
