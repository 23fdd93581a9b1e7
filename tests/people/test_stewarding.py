"""One person's data: all of it for them to have, and nothing but their stops once they are gone (B-14, B-15)."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from tidings.people import public as people

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
LATER = NOW + timedelta(days=30)
ANA = {
    "id": "c-ana",
    "name": "Ana Souza",
    "language": "pt-BR",
    "country": "US",
    "region": "FL",
    "last_purchase": "2026-01-31",
    "emails": ["Ana@example.com", "ana2@example.com"],
    "mobile": "+12125550123",
    "post": {"name": "Ana", "line1": "1 Street", "postal_code": "33101", "city": "Miami"},
    "organisation": {"id": "o-1", "name": "Souza Ltd", "role": "owner"},
    "consents": [
        {"granted": True, "purpose": "marketing", "at": "2026-01-01"},
        {"granted": False, "purpose": "marketing", "channel": "mobile", "at": "2026-02-01"},
    ],
    "preferences": [
        {"channels": ["email"], "hours": {"mon": ["09:00", "12:00"]}, "at": "2026-01-01"},
        {"topic": "offers", "digest": True, "at": "2026-01-01"},
    ],
    "attributes": {"tier": "gold"},
}

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana():
    return people.save(record=ANA, now=NOW).customer_id


def erase(customer_id):
    return people.erase(customer_id=customer_id, now=NOW, evidence={"because": "asked"})


def stop(customer_id, scope, **more):
    people.stop(
        customer_id=customer_id, scope=scope, reason="stopped", source="portal", evidence={}, now=NOW, **more
    )


def facts(customer_id, topic="offers", purpose="marketing", now=LATER):
    [found] = people.facts(asked=[people.Asked(customer_id, topic, purpose)], now=now)
    return found


def everything_stored():
    """All that the tables of this room hold, as one text."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename LIKE 'people_%'"
        )
        tables = [name for (name,) in cursor.fetchall()]
        texts = []
        for name in tables:
            cursor.execute(f"SELECT coalesce(string_agg(t::text, ' '), '') FROM {name} t")
            texts += cursor.fetchone()
    return " ".join(texts).lower()


def test_what_is_exported_can_be_imported_and_exported_again(ana):
    first = people.export(customer_id=ana)
    assert set(first) >= {"record", "points", "consents", "preferences", "suppressions", "places"}
    copy = people.save(record=first["record"] | {"id": "c-copy"}, now=LATER).customer_id
    assert people.export(customer_id=copy)["record"] == first["record"] | {"id": "c-copy"}
    assert people.save(record=first["record"] | {"id": "c-copy"}, now=LATER).state == "unchanged"


def test_of_an_erased_person_nothing_is_left_that_names_them(ana):
    people.import_rows(
        rows=[(1, {"id": "c-ana", "email": "no address"}), (2, {"id": "", "email": "ANA@example.com"})],
        name="refused", actor="command", now=NOW,
    )  # fmt: skip
    people.suppress_address(
        channel="email", address="ana@example.com", reason="hard_bounce", source="smtp", evidence={}, now=NOW
    )
    assert "souza" in everything_stored()
    counts = erase(ana)
    assert counts["contactpoint"] == 4 and counts["consent"] == 2 and counts["refused_rows"] == 2
    left = everything_stored()
    for word in ("c-ana", "ana@example", "souza", "12125550123", "miami", "gold", "o-1"):
        assert word not in left
    assert people.search(words="Ana") == []
    assert people.facts(asked=[people.Asked(ana, "t", "service")], now=LATER) == []
    assert list(people.facts_batches(topic="t", purpose="service", customers=None, now=LATER)) == []


def test_an_erased_person_imported_again_is_still_suppressed(ana):
    """B-15, by the company's own id and by every address, whoever states it."""
    stop(ana, "all")
    erase(ana)
    again = people.save(record=ANA, now=LATER).customer_id
    assert again != ana
    assert facts(again, purpose="service").suppressed >= {"email", "sms", "letter"}
    other = people.save(record={"id": "c-other", "email": "ANA@example.com"}, now=LATER).customer_id
    assert facts(other, purpose="service").suppressed >= {"email"}
    assert facts(other).addresses == {}


def test_a_number_stays_stopped_whatever_line_the_next_record_says_it_is(ana):
    stop(ana, "all")
    erase(ana)
    other = people.save(record={"id": "c-other", "landline": ANA["mobile"]}, now=LATER).customer_id
    assert "voice:landline" in facts(other, purpose="service").suppressed
    third = people.save(record={"id": "c-third", "mobile": ANA["mobile"]}, now=LATER).customer_id
    assert {"sms", "voice:mobile"} <= facts(third, purpose="service").suppressed


def test_nobody_advertises_to_the_erased_though_service_may_reach_who_comes_back(ana):
    erase(ana)
    again = people.save(record=ANA, now=LATER).customer_id
    assert facts(again).suppressed >= {"email", "sms"}
    assert facts(again, topic="deliveries", purpose="service").suppressed == frozenset()


def test_a_refusal_in_the_ledger_outlives_it_unless_a_later_yes_took_it_back():
    about = {"purpose": "service", "at": "2026-01-01"}
    record = {
        "id": "c-1",
        "email": "a@example.com",
        "mobile": "+12125550123",
        "consents": [
            about | {"granted": False, "channel": "email"},
            about | {"granted": False, "channel": "mobile"},
            about | {"granted": True, "channel": "mobile", "at": "2026-02-01"},
        ],
    }
    erase(people.save(record=record, now=NOW).customer_id)
    again = people.save(record={k: v for k, v in record.items() if k != "consents"}, now=LATER).customer_id
    assert facts(again, topic="t", purpose="service").suppressed == {"email"}


def test_an_address_that_others_have_too_stays_blocked_in_the_clear(ana):
    people.suppress_address(
        channel="email", address="ana@example.com", reason="hard_bounce", source="smtp", evidence={}, now=NOW
    )
    other = people.save(record={"id": "c-2", "email": "ana@example.com"}, now=NOW).customer_id
    erase(ana)
    assert facts(other, topic="t", purpose="service").addresses == {}


def test_without_the_key_the_hashes_tell_nothing_of_an_address(ana, settings):
    erase(ana)
    settings.SECRET_KEY = "another key"
    again = people.save(record=ANA, now=LATER).customer_id
    assert facts(again).suppressed == frozenset()
    settings.SECRET_KEY_FALLBACKS = ["only-for-commands-that-sign-nothing"]


def test_nobody_is_erased_twice_and_the_ledger_lets_go_of_nobody_else(ana):
    other = people.save(record=ANA | {"id": "c-2"}, now=NOW).customer_id
    erase(ana)
    with pytest.raises(people.UnknownCustomer):
        erase(ana)
    assert len(people.person(customer_id=other).consents) == 2
    with (
        pytest.raises(DatabaseError, match="only grows"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("DELETE FROM people_consent")
    with (
        pytest.raises(DatabaseError, match="only grows"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("DELETE FROM people_erased")
