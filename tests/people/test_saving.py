"""Saving customer records, and saying what became of each."""

from datetime import UTC, datetime, time

import pytest

from tidings.people import public as people

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
ANA = {
    "id": "c-1",
    "name": "Ana Souza",
    "language": "pt_br",
    "country": "brazil",
    "region": "SP",
    "email": "Ana@Example.COM",
    "mobile": "(11) 91234-5678",
}

pytestmark = pytest.mark.django_db


def save(**record):
    return people.save(record=record, now=NOW)


def facts(customer_id, topic="deliveries", purpose="service", now=NOW):
    [found] = people.facts(asked=[people.Asked(customer_id, topic, purpose)], now=now)
    return found


def test_a_new_record_is_created_then_unchanged_then_updated():
    assert save(**ANA).state == "created"
    assert save(**ANA).state == "unchanged"
    assert save(**ANA | {"name": "Ana S."}).state == "updated"
    assert people.find(external_ids=["c-1", "c-2"]) == {"c-1": save(**ANA).customer_id}


def test_addresses_and_country_and_language_are_kept_in_their_normal_form():
    found = facts(save(**ANA).customer_id)
    assert found.addresses == {"email": ("Ana@example.com",), "mobile": ("+5511912345678",)}
    assert (found.language, found.zones, found.relationship) == ("pt-BR", ("America/Sao_Paulo",), "customer")


def test_what_a_later_record_leaves_out_stays_and_what_it_clears_goes():
    customer = save(**ANA).customer_id
    save(id="c-1", name="Ana Maria", email=None)
    found = facts(customer)
    assert found.name == "Ana Maria"
    assert found.addresses == {"mobile": ("+5511912345678",)}


def test_an_address_that_is_no_longer_stated_is_kept_but_not_used():
    customer = save(id="c-1", emails=["a@example.com", "b@example.com"]).customer_id
    assert save(id="c-1", emails=["b@example.com", "c@example.com"]).state == "updated"
    assert facts(customer).addresses == {"email": ("b@example.com", "c@example.com")}
    states = {point.address: point.state for point in people.person(customer_id=customer).points}
    assert states == {"a@example.com": "gone", "b@example.com": "usable", "c@example.com": "usable"}
    assert save(id="c-1", email="a@example.com").state == "updated"
    assert facts(customer).addresses == {"email": ("a@example.com",)}


def test_a_number_in_the_wrong_field_moves_to_its_own_channel_and_says_so():
    customer = save(id="c-1", country="GB", mobile="020 7946 0018", landline="07400 123456").customer_id
    points = {point.channel: point for point in people.person(customer_id=customer).points}
    assert points["mobile"].address == "+447400123456"
    assert points["mobile"].note == "stated as landline, but it is a mobile number"


def test_every_wrong_field_is_named_with_its_mend_and_nothing_is_saved():
    with pytest.raises(people.Refused) as refused:
        save(
            id="c-1",
            emial="x",
            email="nobody",
            mobile="123",
            country="Atlantis",
            zone="Mars/Base",
            since="soon",
        )
    problems = {problem.field: problem for problem in refused.value.problems}
    assert set(problems) == {"emial", "email", "mobile", "country", "zone", "since"}
    assert problems["emial"].mend in ("did you mean email?", "did you mean emails?")
    assert all(problem.says and problem.mend for problem in problems.values())
    assert people.find(external_ids=["c-1"]) == {}


@pytest.mark.parametrize(
    "record", [{}, {"id": ""}, {"id": None}, {"id": ["x"]}, {"id": "x" * 201}, {"id": "a\x00b"}]
)
def test_a_record_without_a_good_id_is_refused_at_the_id(record):
    with pytest.raises(people.Refused) as refused:
        people.save(record=record, now=NOW)
    assert [problem.field for problem in refused.value.problems] == ["id"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "\ud800"),
        ("attributes", {"a": {"b": "\x00"}}),
        ("attributes", {"a": float("nan")}),
        (
            "consents",
            [{"purpose": "marketing", "granted": True, "at": "2020-01-01", "evidence": {"x": "\x00"}}],
        ),
        ("post", {"line1": "a\x00"}),
    ],
)
def test_what_the_database_could_not_keep_is_refused_not_raised(field, value):
    with pytest.raises(people.Refused):
        save(id="c-1", **{field: value})


def test_zones_come_from_the_best_evidence_and_are_worked_out_again_when_it_changes():
    customer = save(id="c-1", mobile="+16502530000").customer_id
    assert facts(customer).zones == ("America/Los_Angeles",)
    save(id="c-1", country="BR", region="AM")
    assert facts(customer).zones == ("America/Eirunepe", "America/Manaus")
    save(id="c-1", zone="Europe/Lisbon")
    save(id="c-1", region="SP")
    assert facts(customer).zones == ("Europe/Lisbon",)
    save(id="c-1", zone="")
    assert facts(customer).zones == ("America/Sao_Paulo",)


def test_nothing_known_of_the_place_leaves_the_zones_empty():
    assert facts(save(id="c-1").customer_id).zones == ()


def test_organisation_and_role_are_kept_once():
    record = {"id": "c-1", "organisation": {"id": "acme", "name": "Acme", "role": "buyer"}}
    customer = save(**record).customer_id
    assert save(**record).state == "unchanged"
    [membership] = people.person(customer_id=customer).organisations
    assert (membership.organisation, membership.name, membership.role) == ("acme", "Acme", "buyer")


def test_preferences_of_a_record_rank_channels_by_topic_and_in_general():
    customer = save(
        id="c-1",
        preferences=[
            {"channels": "email,mobile", "hours": ["09:00", "18:00"]},
            {"topic": "offers", "channels": ["post"], "paused_until": "2026-06-01T00:00:00Z"},
        ],
    ).customer_id
    general, offers = facts(customer), facts(customer, topic="offers")
    assert (general.channels, general.hours) == (("email", "mobile"), (time(9), time(18)))
    assert (offers.channels, offers.paused_until) == (("post",), datetime(2026, 6, 1, tzinfo=UTC))


def test_importing_again_does_not_take_back_what_the_customer_said_since():
    record = {"id": "c-1", "preferences": [{"channels": ["email"], "paused_until": "2026-06-01T00:00:00Z"}]}
    customer = save(**record).customer_id
    people.prefer(customer_id=customer, channels=["mobile"], paused_until=None, now=NOW)
    assert save(**record).state == "unchanged"
    assert (facts(customer).channels, facts(customer).paused_until) == (("mobile",), None)


def test_changing_one_wish_keeps_the_others():
    customer = save(id="c-1").customer_id
    people.prefer(customer_id=customer, channels=["email"], hours=(time(9), time(17)), now=NOW)
    people.prefer(customer_id=customer, language="pt-BR", now=NOW)
    found = facts(customer)
    assert (found.channels, found.hours, found.language) == (("email",), (time(9), time(17)), "pt-BR")
    people.prefer(customer_id=customer, channels=[], hours=(), now=NOW)
    assert (facts(customer).channels, facts(customer).hours) == ((), None)
