"""A sender's line is a claim: who answers their own message in another's name stops and starts nothing of theirs."""

import pytest

from tests.conversations.conftest import NUMBER
from tests.conversations.test_replying import comes, reachable, stops
from tests.conversations.toy import Toy
from tests.portal.journey import SENT, Told
from tidings.conversations import public as conversations
from tidings.people import public as people

VICTIM = "+5511900000001"


@pytest.fixture
def victim(told: Told) -> int:
    return people.save(
        record={"id": "vera", "name": "Vera", "mobile": VICTIM, "zone": "America/Sao_Paulo"}, now=SENT
    ).customer_id


def answers_as(told: Told, sender: str, text: str) -> list[str]:
    return comes(text, sender=sender, provider_id=f"p{told.outreach_id}")


def test_a_stop_in_anothers_name_is_the_answerers_own(told: Told, victim: int) -> None:
    answers_as(told, VICTIM, "STOP")
    assert stops(told.customer_id)
    assert stops(victim) == set()
    assert reachable("vera")


def test_a_start_in_anothers_name_lifts_nothing(told: Told, victim: int) -> None:
    conversations.stop_address(channel="sms", address=VICTIM, by="reply STOP", now=SENT)
    answers_as(told, VICTIM, "START")
    assert not reachable("vera")


def test_who_answers_from_the_address_it_went_to_stops_it_for_all_who_use_it(told: Told, toy: Toy) -> None:
    people.save(record={"id": "otto", "name": "Otto", "mobile": NUMBER, "zone": "UTC"}, now=SENT)
    answers_as(told, NUMBER, "STOP")
    assert not reachable("otto")
