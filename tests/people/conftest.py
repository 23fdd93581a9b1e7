"""One moment, one customer to save, one question to ask: what most tests of people start from."""

from datetime import UTC, datetime

import pytest

from tidings.people import public as people


@pytest.fixture
def now():
    return datetime(2026, 5, 4, 12, tzinfo=UTC)


@pytest.fixture
def saved(db, now):
    """Saves a record and gives our id of the customer."""

    def save(**record):
        return people.save(record={"id": "c-1"} | record, now=now).customer_id

    return save


@pytest.fixture
def known(db, now):
    """The facts of a customer for one question."""

    def ask(customer_id, topic="offers", purpose="marketing", at=now):
        [found] = people.facts(asked=[people.Asked(customer_id, topic, purpose)], now=at)
        return found

    return ask
