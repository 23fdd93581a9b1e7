"""The tier that Meta has granted a number bounds with how many people it begins in any 24 hours, not how many messages go."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from tidings.channels.whatsapp.channel import CHANNEL, TIERS
from tidings.core.pacing.bucket import Rate
from tidings.outreach import roads
from tidings.outreach.models import Outreach, PersonReached
from tidings.outreach.paces import Terms, terms
from tidings.outreach.ways import admit
from tidings.people import public as people

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
TIER = 20


@pytest.fixture
def limits(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Terms]]:
    given = {"main": Terms(people=TIER)}
    monkeypatch.setattr(roads, "accounts", lambda declaration: tuple(given))
    monkeypatch.setattr(roads, "terms", lambda declaration, account: given[account])
    yield given


def rows(*numbers: int, urgency: str = "normal") -> list[Outreach]:
    return [
        Outreach(
            id=1000 * place + number,
            channel="whatsapp",
            address=f"+55119{number:08}",
            urgency=urgency,
            expires_at=NOON + timedelta(days=9),
        )
        for place, number in enumerate(numbers)
    ]


def go(rows: list[Outreach], **later: float) -> list[bool]:
    return [each.until is None for each in admit(rows, NOON + timedelta(**later))]


@pytest.mark.parametrize("tier", TIERS[:-1])
def test_the_tier_is_a_number_of_people_and_no_pace(tier: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDINGS_WHATSAPP_TIER", tier)
    found = terms(CHANNEL.declaration, "main")
    assert (found.people, found.account) == (int(tier), Rate(per_s=80, burst=80))


def test_without_a_tier_there_is_no_limit_of_people(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDINGS_WHATSAPP_TIER", "unlimited")
    assert terms(CHANNEL.declaration, "main").people is None


def test_so_many_people_and_a_tenth_kept_for_what_is_urgent(limits: dict[str, Terms]) -> None:
    assert sum(go(rows(*range(40)))) == TIER - 2
    assert sum(go(rows(*range(100, 140), urgency="now"))) == 2
    assert PersonReached.objects.count() == TIER


def test_a_person_is_counted_once_however_many_messages_go(limits: dict[str, Terms]) -> None:
    same = rows(*[7] * 50)
    assert all(go(same))
    assert all(go(same, hours=1))
    assert PersonReached.objects.count() == 1
    assert sum(go(rows(*range(100, 140)), hours=1)) == TIER - 2 - 1


def test_who_would_be_one_too_many_waits_until_the_first_is_forgotten(limits: dict[str, Terms]) -> None:
    go(rows(*range(TIER - 2)))
    answers = admit(rows(100, 101, 102), NOON + timedelta(hours=1))
    assert {each.reason for each in answers} == {"warm_up"}
    untils = [each.until for each in answers if each.until]
    assert untils[0] == NOON + timedelta(days=1)
    assert untils[1] - untils[0] == timedelta(days=1) / TIER
    assert all(go(rows(100, 101, 102), days=1, seconds=1))


def test_a_day_after_the_first_message_a_person_is_counted_anew(limits: dict[str, Terms]) -> None:
    go(rows(7))
    go(rows(7), hours=23)
    go(rows(7), hours=25)
    assert PersonReached.objects.get().at == NOON + timedelta(hours=25)


def test_free_words_to_who_wrote_are_not_counted(limits: dict[str, Terms]) -> None:
    go(rows(*range(TIER - 2)))
    record = {"id": "ana", "mobile": "+5511900000500", "zone": "UTC", "relationship": "customer"}
    people.save(record=record, now=NOON)
    people.heard_from(kind="mobile", address="+5511900000500", at=NOON, channel="whatsapp")
    assert go(rows(500, 501), hours=2) == [True, False]
    assert go(rows(502), hours=2) == [False]
