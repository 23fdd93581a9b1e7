"""The facts a decision needs."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tidings.people import public as people


def consent(granted, at, **about):
    return {"granted": granted, "purpose": "marketing", "at": at} | about


def record_consent(customer_id, granted, at, now, **about):
    about = {
        "purpose": "marketing",
        "basis": "consent",
        "evidence": {"form": "f1"},
        "source": "portal",
    } | about
    return people.record_consent(customer_id=customer_id, granted=granted, at=at, now=now, **about)


def test_consent_for_the_subject_and_for_the_channel_are_told_apart(saved, known):
    customer = saved(
        email="a@example.com",
        mobile="+447400123456",
        consents=[consent(True, "2026-01-01"), consent(False, "2026-02-01", channel="email")],
    )
    found = known(customer)
    assert found.subject_consent is True
    assert found.channel_consent == {
        "email": False,
        **dict.fromkeys(["mobile", "sms", "whatsapp", "voice:mobile"], True),
    }
    assert known(customer, purpose="service").subject_consent is None


def test_a_yes_that_arrives_late_does_not_beat_a_later_no(saved, known, now):
    customer = saved(email="a@example.com")
    record_consent(customer, False, now - timedelta(days=1), now)
    record_consent(customer, True, now - timedelta(days=2), now)
    assert known(customer).subject_consent is False


def test_a_no_to_one_address_is_found_in_any_spelling(saved, known):
    customer = saved(
        emails=["Ana@example.com", "b@example.com"],
        consents=[
            consent(True, "2026-01-01"),
            consent(False, "2026-02-01", channel="email", address="ana@EXAMPLE.com"),
        ],
    )
    assert known(customer).addresses == {"email": ("b@example.com",)}


def test_a_yes_from_the_future_of_a_replay_is_not_known_yet(saved, known, now):
    customer = saved(email="a@example.com", consents=[consent(True, "2026-05-01")])
    assert known(customer, at=datetime(2026, 4, 1, tzinfo=UTC)).subject_consent is None


def test_a_yes_must_lie_in_the_past_and_a_no_counts_from_now_at_latest(saved, known, now):
    customer = saved(email="a@example.com")
    with pytest.raises(people.Refused):
        record_consent(customer, True, now + timedelta(seconds=1), now)
    record_consent(customer, False, now + timedelta(days=1), now)
    record_consent(customer, True, now, now + timedelta(hours=1))
    assert known(customer, at=now + timedelta(hours=2)).subject_consent is False


def test_a_day_stands_for_its_start_when_granted_and_for_its_end_when_revoked(saved, known):
    customer = saved(
        email="a@example.com", consents=[consent(True, "2026-01-01"), consent(False, "2026-01-01")]
    )
    assert known(customer).subject_consent is False


def test_a_line_with_a_key_is_written_once(saved, now):
    customer = saved()
    assert record_consent(customer, True, now, now, key="form:1") is True
    assert record_consent(customer, True, now, now, key="form:1") is False
    assert len(people.person(customer_id=customer).consents) == 1


def test_the_word_on_a_topic_goes_before_the_general_one_and_what_was_said_before_what_was_shown(
    saved, known, now
):
    customer = saved(language="en")
    people.prefer(customer_id=customer, channels=["mobile"], origin="shown", topic="offers", now=now)
    assert known(customer).channels == ("mobile",)
    people.prefer(
        customer_id=customer, channels=["email"], language="pt-BR", hours=(time(9), time(12)), now=now
    )
    assert known(customer).channels == ("email",)
    people.prefer(customer_id=customer, topic="offers", channels=["post", "email"], digest=True, now=now)
    found = known(customer)
    assert (found.channels, found.language, found.hours, found.digest) == (
        ("post", "email"),
        "pt-BR",
        (time(9), time(12)),
        True,
    )


def test_the_longer_of_two_pauses_counts_until_it_is_taken_back(saved, known, now):
    customer = saved()
    people.prefer(customer_id=customer, paused_until=now + timedelta(days=1), now=now)
    people.prefer(customer_id=customer, topic="offers", paused_until=now + timedelta(days=7), now=now)
    assert known(customer).paused_until == now + timedelta(days=7)
    people.prefer(customer_id=customer, topic="offers", paused_until=None, now=now)
    assert known(customer).paused_until == now + timedelta(days=1)


def test_questions_are_answered_in_their_order_and_strangers_left_out(saved, now):
    first, second = saved(), saved(id="c-2")
    asked = [people.Asked(id, "t", "service") for id in (second, 999_999_999, first, second)]
    assert [found.external_id for found in people.facts(asked=asked, now=now)] == ["c-2", "c-1", "c-2"]


def test_one_statement_answers_one_question_or_five_hundred(saved, now):
    rows = (
        (n, {"id": f"c-{n}", "email": f"c{n}@example.com", "mobile": "+447400123456"}) for n in range(500)
    )
    people.import_rows(rows=rows, name="many", actor="command", now=now)
    ids = list(people.find(external_ids=[f"c-{n}" for n in range(500)]).values())
    for several in (ids[:1], ids):
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert len(
                people.facts(asked=[people.Asked(id, "t", "service") for id in several], now=now)
            ) == len(several)
        assert len(captured) == 1


def test_every_statement_of_the_hot_path_uses_an_index(saved, now):
    from tidings.people import knowing

    rows = ((n, {"id": f"c-{n}", "email": f"c{n}@example.com"}) for n in range(3000))
    people.import_rows(rows=rows, name="many", actor="command", now=now)
    values = {"now": now, "channels": ["", "email"]}
    arguments = {knowing.OF_ONE: {"ids": 1, **values}, knowing.OF_MANY: {"ids": [1, 2], **values}}
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        for statement, given in arguments.items():
            cursor.execute(f"EXPLAIN {statement}", given)
            assert "Seq Scan" not in "\n".join(line for (line,) in cursor.fetchall())
