"""Peers' failure 2 (SuiteCRM #4145, #6110): an edit or an import cleared an opt-out, and a known address confirmed itself."""

from datetime import UTC, datetime, timedelta

import pytest

from tidings.people import public as people

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
ANA = {"id": "c-ana", "name": "Ana", "email": "Ana@example.com", "mobile": "+447400123456"}
YES = {"purpose": "marketing", "granted": True, "at": "2026-05-01"}

pytestmark = pytest.mark.django_db


def suppressed(customer_id: int) -> frozenset[str]:
    [found] = people.facts(
        asked=[people.Asked(customer_id, "offers", "marketing")], now=NOW + timedelta(days=99)
    )
    return found.suppressed


def test_suitecrm_4145_neither_an_edit_nor_an_import_clears_an_opt_out() -> None:
    ana = people.save(record=ANA, now=NOW).customer_id
    people.stop(
        customer_id=ana, scope="purpose:marketing", reason="stopped", source="portal", evidence={}, now=NOW
    )
    for later, change in enumerate(
        [{"name": "Ana S."}, {"consents": [YES]}, {"email": "new@example.com"}], 1
    ):
        rows = [(1, ANA | change)]
        people.save(record=ANA | change, now=NOW + timedelta(days=later))
        people.import_rows(rows=rows, name="again", actor="command", now=NOW + timedelta(days=later))
    assert suppressed(ana) >= {"email", "sms", "voice:mobile"}


def test_suitecrm_4145_nor_do_a_list_that_is_loaded_anew_and_a_person_who_is_erased() -> None:
    ana = people.save(record=ANA, now=NOW).customer_id
    people.suppress_address(
        channel="email", address="ana@example.com", reason="complaint", source="mail", evidence={}, now=NOW
    )
    people.erase(customer_id=ana, now=NOW, evidence={"because": "asked"})
    again = people.save(record=ANA | {"id": "c-ana-2", "consents": [YES]}, now=NOW + timedelta(days=1))
    assert suppressed(again.customer_id) >= {"email", "sms"}


def test_suitecrm_6110_a_known_address_is_no_consent() -> None:
    people.save(record=ANA | {"consents": [YES | {"channel": "email"}]}, now=NOW)
    other = people.save(record=ANA | {"id": "c-other"}, now=NOW).customer_id
    [found] = people.facts(asked=[people.Asked(other, "offers", "marketing")], now=NOW)
    assert found.subject_consent is None and found.channel_consent["email"] is None
