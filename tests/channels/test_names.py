"""A channel's name and its kind of address are known everywhere because its folder is there."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.channels import discover, names
from tidings.core.channel_names import ADDRESS_KINDS, KINDS
from tidings.people import public as people
from tidings.people.portable import addresses
from tidings.people.problems import Refused
from tidings.people.record import read_record

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
A_NAME = st.sampled_from(names.known())


def test_every_channel_has_its_kind_of_address() -> None:
    kinds = {name: channel.declaration.address_kind for name, channel in discover().items()}
    assert kinds.items() - names.address_kinds().items() == {("voice", "mobile")}
    assert set(kinds.values()) <= set(names.kinds())
    assert set(kinds) <= set(names.known())


def test_the_rules_own_channels_come_first_so_that_their_places_never_change() -> None:
    assert tuple(names.address_kinds())[: len(ADDRESS_KINDS)] == tuple(ADDRESS_KINDS)
    assert names.kinds()[: len(KINDS)] == KINDS


@given(A_NAME)
def test_a_word_about_a_kind_of_address_is_about_every_channel_that_uses_it(kind: str) -> None:
    assert all(names.covers(kind, name) for name in names.names_by_kind(kind))


@given(A_NAME, A_NAME)
def test_no_word_reaches_another_kind_of_address_but_voice_which_has_two(said: str, asked: str) -> None:
    if names.covers(said, asked) and said != "voice":
        kinds = names.address_kinds()
        assert kinds.get(said, said) == kinds.get(asked, asked)


def test_a_record_states_addresses_of_a_channels_own_kind() -> None:
    stated = {"id": "1", "addresses": {"webhook": ["app-1", "app-2", "app-1"]}, "email": "a@example.com"}
    record = read_record(stated, company_country="", now=NOW)
    assert [point.address for point in record.points["addresses.webhook"]] == ["app-1", "app-2"]
    assert {point.channel for point in record.points["addresses.webhook"]} == {"webhook"}


@pytest.mark.parametrize(
    ("stated", "field"),
    [
        ({"raven": "x"}, "addresses.raven"),
        ({"email": "a@example.com"}, "addresses.email"),
        ({"webhook": 7.5}, "addresses.webhook"),
        ("webhook", "addresses"),
    ],
)
def test_what_is_no_address_of_a_kind_we_have_is_refused_by_field(stated: object, field: str) -> None:
    with pytest.raises(Refused) as refused:
        read_record({"id": "1", "addresses": stated}, company_country="", now=NOW)
    assert [problem.field for problem in refused.value.problems] == [field]
    assert refused.value.problems[0].mend


@pytest.mark.django_db
def test_the_address_is_among_the_facts_until_it_is_stopped_and_goes_with_an_export() -> None:
    record = {"id": "1", "addresses": {"webhook": "app-1"}}
    people.save(record=record, now=NOW)
    customer = people.find(external_ids=["1"])["1"]
    assert facts(customer).channel_addresses == {"webhook": ("app-1",)}
    assert addresses(people.person(customer_id=customer).points) == {"addresses": {"webhook": ["app-1"]}}
    people.stop(
        customer_id=customer,
        scope="all",
        channel="webhook",
        reason="asked",
        source="test",
        evidence={},
        now=NOW,
    )
    assert facts(customer).suppressed == {"webhook"}


@pytest.mark.django_db
def test_an_address_no_longer_stated_is_used_no_more_and_those_of_other_kinds_stay() -> None:
    for stated in ({"webhook": "app-1"}, {"webhook": None}):
        record = {"id": "1", "email": "a@example.com", "addresses": stated}
        people.save(record=record, now=NOW)
    customer = people.find(external_ids=["1"])["1"]
    assert facts(customer).addresses == {"email": ("a@example.com",)}


def facts(customer: int) -> people.Facts:
    asked = people.Asked(customer_id=customer, topic="deliveries", purpose="service")
    return people.facts(asked=[asked], now=NOW)[0]
