"""Suppression is monotone: nothing but the person's own later act lifts it."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from tidings.core.contact_points import CHANNELS
from tidings.people import public as people

BOTH = {"email": "Ana@example.com", "mobile": "+447400123456"}


@pytest.fixture
def customer(saved):
    return saved(**BOTH)


@pytest.fixture
def stop(now):
    def stop(customer_id, scope="all", **more):
        return people.stop(
            customer_id=customer_id,
            scope=scope,
            reason="asked",
            source="portal",
            evidence={},
            now=now,
            **more,
        )

    return stop


def test_suitecrm_4145_an_opt_out_survives_every_import_and_api_edit(customer, stop, saved, known, now):
    """SuiteCRM #4145: the opt-out flag was lost when a record was edited through the API or inline."""
    stop(customer)
    yes = {"purpose": "marketing", "granted": True, "basis": "consent"}
    saved(**BOTH, name="Edited", consents=[yes | {"at": "2019-01-01"}, yes | {"at": now.isoformat()}])
    saved(email=None, emails=[])
    saved(
        **BOTH, consents=[yes | {"at": "2020-01-01", "purpose": "all"}], preferences=[{"channels": ["email"]}]
    )
    rows = [(1, {"id": "c-1", "email": "new@example.com", "relationship": "prospect"})]
    people.import_rows(rows=rows, name="again", actor="command", now=now + timedelta(days=9))
    assert known(customer).suppressed >= set(CHANNELS)


def test_an_address_that_bounced_stays_blocked_for_whoever_states_it_again(customer, saved, known, now):
    people.suppress_address(
        channel="email", address="ANA@example.com", reason="hard_bounce", source="smtp", evidence={}, now=now
    )
    assert known(customer).addresses == {"mobile": ("+447400123456",)}
    assert known(customer).suppressed == {"email"}
    other = saved(id="c-2", email="ana@EXAMPLE.com")
    assert known(other).suppressed == {"email"}


def test_a_stop_closes_just_what_it_names(customer, stop, known):
    stop(customer, "topic:offers", channel="email")
    assert known(customer).suppressed == {"email"}
    assert known(customer, topic="deliveries", purpose="service").suppressed == frozenset()
    stop(customer, "purpose:marketing")
    assert known(customer, topic="news").suppressed >= set(CHANNELS)
    assert known(customer, topic="deliveries", purpose="service").suppressed == frozenset()


def test_stopping_twice_keeps_the_first_stop(customer, stop):
    assert stop(customer) is True
    assert stop(customer) is False
    assert len(people.person(customer_id=customer).suppressions) == 1


def test_the_persons_own_later_act_lifts_their_stop_and_it_stays_on_record(customer, stop, known, now):
    stop(customer, "purpose:marketing")
    lifted = people.lift(
        customer_id=customer,
        scope="purpose:marketing",
        evidence={"page": "preferences"},
        now=now + timedelta(hours=1),
    )
    assert lifted == 1
    assert known(customer).suppressed == frozenset()
    [kept] = people.person(customer_id=customer).suppressions
    assert kept.lifted_at == now + timedelta(hours=1)
    assert stop(customer, "purpose:marketing") is True


def test_lifting_one_scope_leaves_the_others(customer, stop, known, now):
    stop(customer, "all")
    stop(customer, "topic:offers")
    people.lift(
        customer_id=customer, scope="topic:offers", evidence={"page": "x"}, now=now + timedelta(hours=1)
    )
    assert known(customer).suppressed >= set(CHANNELS)


def test_an_act_of_the_same_moment_does_not_lift(customer, stop, now):
    stop(customer)
    assert people.lift(customer_id=customer, scope="all", evidence={"page": "x"}, now=now) == 0


def test_lifting_needs_evidence_and_a_stop_a_known_scope_and_person(customer, stop, now):
    with pytest.raises(people.Refused):
        people.lift(customer_id=customer, scope="all", evidence={}, now=now)
    with pytest.raises(people.Refused):
        stop(customer, "everything")
    with pytest.raises(people.Refused):
        stop(999_999_999)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM people_suppression",
        "UPDATE people_suppression SET scope = 'topic:x'",
        "UPDATE people_suppression SET lifted_at = at",
        "UPDATE people_suppression SET lifted_at = at + interval '1 day'",
        "UPDATE people_suppression SET at = at + interval '1 day'",
        "DELETE FROM people_consent",
        "UPDATE people_consent SET granted = true",
    ],
)
def test_the_database_itself_refuses_to_forget(customer, stop, saved, statement):
    stop(customer)
    saved(**BOTH, consents=[{"purpose": "marketing", "granted": False}])
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
