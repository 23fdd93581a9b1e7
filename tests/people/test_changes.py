"""Whose facts changed since a moment: what an older file of facts no longer says."""

from datetime import timedelta

import pytest

from tidings.people import public as people


@pytest.fixture
def since(saved, now):
    """A moment after everybody was saved."""
    for number in range(3):
        saved(id=f"c-{number}", email=f"C{number}@example.com", mobile=f"+1202555012{number}")
    return now + timedelta(hours=1)


def changed(since):
    ids = people.find(external_ids=["c-0", "c-1", "c-2"])
    found = people.changes(customer_ids=[*ids.values(), 10**12], since=since)
    names = {id: name for name, id in ids.items()}
    return {names[id] for id in found.changed}, found.gone - {10**12}


def test_nobody_changed(since):
    assert changed(since) == (set(), frozenset())


def test_who_stopped_and_whose_address_was_blocked_changed(since):
    about = {"scope": "all", "reason": "r", "source": "s", "evidence": {}, "now": since}
    people.stop(customer_id=people.find(external_ids=["c-0"])["c-0"], **about)
    people.suppress_address(channel="email", address="c1@example.com", **about)
    assert changed(since)[0] == {"c-0", "c-1"}


def test_whose_number_stands_on_a_list_loaded_since_changed(since, tmp_path):
    (tmp_path / "list.txt").write_text("2025550122\n")
    path = tmp_path / "list.txt"
    people.load_registry(name="us-dnc", path=path, dated=since.date(), full=True, actor="command", now=since)
    assert changed(since)[0] == {"c-2"}


def test_who_was_erased_is_known_no_more(since):
    customer = people.find(external_ids=["c-0"])["c-0"]
    people.erase(customer_id=customer, now=since, evidence={})
    assert people.changes(customer_ids=[customer], since=since).gone == {customer}


def test_whoever_has_another_address_or_wish_changed_whenever_they_said_so(since):
    def heard(**record):
        people.save(record=record, now=since)

    heard(id="c-0", emails=["other@example.com"])
    long_ago = {"topic": "", "channels": ["sms"], "at": "2020-01-01T00:00:00Z"}
    heard(id="c-1", preferences=[long_ago])
    heard(id="c-2", emails=["C2@example.com"])
    assert changed(since)[0] == {"c-0", "c-1"}


def test_whose_stop_was_lifted_changed(since, now):
    customer = people.find(external_ids=["c-0"])["c-0"]
    people.stop(customer_id=customer, scope="all", reason="r", source="s", evidence={}, now=now)
    assert changed(since)[0] == set()
    people.lift(customer_id=customer, scope="all", evidence={"said": "start"}, now=since)
    assert changed(since)[0] == {"c-0"}
