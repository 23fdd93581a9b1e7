"""The preferences page: one choice a form, at once, and the way back is the person's own."""

from datetime import time, timedelta
from typing import Any

import pytest
from django.test import Client

from tests.portal.journey import SENT, Told, tell
from tidings.conversations.models import Interaction
from tidings.ground import webhooks
from tidings.ground.clock import SimulatedClock
from tidings.ground.models import WebhookMessage
from tidings.people import public as people
from tidings.portal.standing import FOREVER

pytestmark = pytest.mark.django_db


@pytest.fixture
def told() -> Told:
    return tell()


def choose(client: Client, told: Told, status: int = 200, **form: str) -> str:
    response = client.post(f"/preferences/{told.preferences}", form)
    assert response.status_code == status
    return response.content.decode()


def facts(told: Told, topic: str = "deliveries", purpose: str = "service") -> people.Facts:
    asked = people.Asked(customer_id=told.customer_id, topic=topic, purpose=purpose)
    return people.facts(asked=[asked], now=SENT + timedelta(hours=2))[0]


def test_shows_how_things_stand_and_changes_nothing_by_being_looked_at(client: Client, told: Told) -> None:
    for _ in range(5):
        page = client.get(f"/preferences/{told.preferences}").content.decode()
    for part in (
        "For Maria.",
        "A pause",
        "Stop messages about deliveries",
        "Stop messages about offers",
        "advertising",
        "Stop everything",
    ):
        assert part in page
    assert len(page.encode()) < 60_000
    assert Interaction.objects.count() == 0


@pytest.mark.parametrize(("length", "days"), [("day", 1), ("week", 7), ("month", 30)])
def test_a_pause_lasts_as_long_as_chosen(
    client: Client, told: Told, clock: SimulatedClock, length: str, days: int
) -> None:
    page = choose(client, told, what="pause", length=length)
    assert (
        "Saved. It counts from now on." in page and "You asked for a pause until March" in page
    ) or days == 30
    assert facts(told).paused_until == clock.at + timedelta(days=days)


def test_a_pause_without_end_is_ended_by_the_customer(client: Client, told: Told) -> None:
    assert "until you end it" in choose(client, told, what="pause", length="open")
    assert facts(told).paused_until == FOREVER
    choose(client, told, what="unpause")
    assert facts(told).paused_until is None


def test_hours_are_kept_taken_back_and_explained_when_wrong(client: Client, told: Told) -> None:
    choose(client, told, what="hours", **{"from": "09:00", "to": "18:00"})
    assert facts(told).hours == (time(9), time(18))
    for wrong in ({"from": "18:00", "to": "09:00"}, {"from": "09:00", "to": ""}, {"from": "x", "to": "y"}):
        assert "the earlier one first" in choose(client, told, 422, what="hours", **wrong)
    assert facts(told).hours == (time(9), time(18))
    choose(client, told, what="hours", **{"from": "", "to": ""})
    assert facts(told).hours is None


def test_each_weekday_may_have_hours_of_its_own_and_a_day_without_is_left_alone(
    client: Client, told: Told
) -> None:
    chosen = {"mon_from": "09:00", "mon_to": "12:00", "sat_from": "10:00", "sat_to": "11:00"}
    page = choose(client, told, what="hours", **chosen)
    assert "You have chosen hours for each day" in page and "Not on this day" in page
    morning, late = (time(9), time(12)), (time(10), time(11))
    assert facts(told).hours == (morning, None, None, None, None, late, None)
    assert "the earlier one first" in choose(
        client, told, 422, what="hours", mon_from="12:00", mon_to="09:00"
    )
    choose(client, told, what="hours", **{"from": "08:00", "to": "20:00"})
    assert facts(told).hours == (time(8), time(20))


def test_one_topic_may_come_together_or_in_another_language(client: Client, told: Told) -> None:
    choose(client, told, what="digest", topic="offers", digest="yes")
    choose(client, told, what="language", topic="offers", language="pt")
    assert (facts(told, "offers", "marketing").digest, facts(told, "offers", "marketing").language) == (
        True,
        "pt",
    )
    assert (facts(told).digest, facts(told).language) == (False, "en")
    choose(client, told, what="language", topic="offers", language="")
    assert facts(told, "offers", "marketing").language == "en"
    choose(client, told, 422, what="digest", topic="nothing we know", digest="yes")


def test_hours_said_elsewhere_stay_on_the_page(client: Client, told: Told, clock: SimulatedClock) -> None:
    people.prefer(customer_id=told.customer_id, hours=(time(9, 30), time(18)), now=clock.at)
    page = client.get(f"/preferences/{told.preferences}").content.decode()
    assert "<option selected>09:30</option>" in page
    choose(client, told, what="hours", **{"from": "09:30", "to": "17:00"})
    assert facts(told).hours == (time(9, 30), time(17))


def test_the_page_speaks_the_language_chosen_from_then_on(client: Client, told: Told) -> None:
    assert "Salvo. Vale a partir de agora." in choose(client, told, what="language", language="pt")
    assert facts(told).language == "pt"
    choose(client, told, 422, what="language", language="xx")


def test_channels_are_ranked_for_one_topic_or_in_general(client: Client, told: Told) -> None:
    choose(client, told, what="channels", topic="deliveries", first="mobile", second="email")
    assert facts(told).channels == ("mobile", "email")
    assert facts(told, "offers", "marketing").channels == ()
    choose(client, told, what="channels", topic="", first="email")
    assert facts(told, "offers", "marketing").channels == ("email",)
    choose(client, told, what="channels", topic="deliveries", first="", second="")
    assert facts(told).channels == ("email",)


def test_no_word_of_the_page_stays_in_the_language_that_was_left(client: Client, told: Told) -> None:
    page = choose(client, told, what="language", language="pt")
    assert "Parar mensagens sobre entregas" in page and "mensagem de texto" in page
    assert "deliveries</h3>" not in page and "text message" not in page
    data = client.get(f"/preferences/{told.preferences}/data").content.decode()
    assert "Seus dados" in data


def test_digest_can_be_asked_for_and_taken_back(client: Client, told: Told) -> None:
    choose(client, told, what="digest", digest="yes")
    assert facts(told).digest is True
    choose(client, told, what="digest")
    assert facts(told).digest is False


@pytest.mark.parametrize(
    ("scope", "stopped", "open_still"),
    [
        ("topic:deliveries", ("deliveries", "service"), ("offers", "marketing")),
        ("purpose:marketing", ("offers", "marketing"), ("deliveries", "service")),
    ],
)
def test_a_stop_closes_its_scope_until_the_person_comes_back(
    client: Client,
    told: Told,
    clock: SimulatedClock,
    scope: str,
    stopped: tuple[str, str],
    open_still: tuple[str, str],
) -> None:
    page = choose(client, told, what="stop", scope=scope)
    assert "You have stopped" in page
    assert facts(told, *stopped).suppressed and not facts(told, *open_still).suppressed
    clock.advance(clock.at + timedelta(minutes=1))
    choose(client, told, what="restart", scope=scope)
    assert not facts(told, *stopped).suppressed


def test_stopping_everything_says_so_and_can_be_undone(
    client: Client, told: Told, clock: SimulatedClock
) -> None:
    assert "Hear from us again" in choose(client, told, what="stop", scope="all")
    assert facts(told).suppressed and facts(told, "offers", "marketing").suppressed
    clock.advance(clock.at + timedelta(minutes=1))
    assert "Stop everything" in choose(client, told, what="restart", scope="all")
    assert not facts(told).suppressed


def test_a_restart_lifts_no_blocked_address(client: Client, told: Told, clock: SimulatedClock) -> None:
    people.suppress_address(
        channel="email", address="maria@example.org", reason="complaint", source="x", evidence={}, now=SENT
    )
    choose(client, told, what="restart", scope="all")
    assert "email" in facts(told).suppressed or "email" not in facts(told).addresses


def test_each_change_is_on_the_timeline_and_told_to_the_company(
    client: Client, told: Told, clock: SimulatedClock
) -> None:
    webhooks.add_endpoint(url="https://shop.example/hook", topics=[], now=SENT)
    choose(client, told, what="pause", length="week")
    choose(client, told, what="stop", scope="all")
    clock.advance(clock.at + timedelta(minutes=1))
    choose(client, told, what="restart", scope="all")
    assert list(Interaction.objects.order_by("id").values_list("kind", "outreach_id")) == [
        (kind, told.outreach_id) for kind in ("preferred", "stopped", "restarted")
    ]
    assert list(WebhookMessage.objects.order_by("id").values_list("topic", flat=True)) == [
        "preference.changed",
        "contact.stopped",
        "preference.changed",
    ]


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"what": "delete"},
        {"what": "stop", "scope": "topic:secret"},
        {"what": "stop", "scope": "purpose:service"},
        {"what": "restart"},
        {"what": "pause", "length": "century"},
        {"what": "channels", "topic": "secret", "first": "email"},
        {"what": "channels", "topic": "", "first": "pigeon"},
    ],
)
def test_a_choice_that_is_not_on_the_page_changes_nothing(
    client: Client, told: Told, form: dict[str, Any]
) -> None:
    assert "Nothing was changed." in choose(client, told, 422, **form)
    assert Interaction.objects.count() == 0 and not facts(told).suppressed


def test_a_week_without_any_hours_is_asked_about_and_never_read_as_any_time(
    client: Client, told: Told
) -> None:
    choose(client, told, what="hours", **{"from": "09:00", "to": "12:00"})
    empty = {
        f"{day}_{end}": ""
        for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
        for end in ("from", "to")
    }
    assert "begin a pause" in choose(client, told, 422, what="hours", **empty)
    assert facts(told).hours == (time(9), time(12))
