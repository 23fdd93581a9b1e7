"""What customers show is written down below what they said, with the reason in words, and unlearned when it fades."""

from collections.abc import Callable
from datetime import time, timedelta

import pytest
from django.test import Client

from tests.console.conftest import quick_passwords, signed_in
from tests.insight.conftest import NOW, Shop
from tidings.conversations.models import Interaction
from tidings.ground.clock import SimulatedClock
from tidings.ground.loops import run_until
from tidings.insight import learning
from tidings.insight.models import Learning, Tally
from tidings.insight.public import erase, evidence, export, last_report, learn_now, loop
from tidings.outreach.models import Outreach
from tidings.people import public as people
from tidings.people.models import Preference

TEXTS = (("sms", "answered"),) * 5 + (("email", ""),) * 4
SIGNING_IN = (quick_passwords, signed_in)  # fixtures of the console's own tests
pytestmark = pytest.mark.django_db


def ranking(customer_id: int, topic: str = "deliveries") -> tuple[tuple[str, ...], str]:
    """The channels a decision would see, and who says so."""
    [facts] = people.facts(asked=[people.Asked(customer_id, topic, "service")], now=NOW)
    return facts.channels, facts.origin


def test_who_answers_texts_is_reached_by_text_and_strangers_like_the_others(
    shop: Shop, crowd: Callable[[int], list[int]]
) -> None:
    one_of_many, *_ = crowd(25)
    ana, stranger = shop.customer("ana"), shop.customer("new")
    shop.tell(ana, *TEXTS)
    learn_now(now=NOW)
    assert ranking(ana) == (("sms", "email"), "shown")
    assert ranking(one_of_many) == (("email", "sms"), "shown")
    assert ranking(stranger) == (("email", "sms"), "like_them")


def test_what_they_said_stands_before_what_they_showed(shop: Shop, crowd: Callable[[int], list[int]]) -> None:
    crowd(25)
    ana = shop.customer("ana")
    shop.tell(ana, *TEXTS)
    people.prefer(customer_id=ana, channels=["letter", "email"], now=NOW - timedelta(days=200))
    before = Preference.objects.filter(customer_id=ana).values().get()
    learn_now(now=NOW)
    assert ranking(ana) == (("letter", "email"), "said")
    assert Preference.objects.filter(customer_id=ana, origin="said").values().get() == before


def test_the_reason_is_told_in_words(shop: Shop, crowd: Callable[[int], list[int]]) -> None:
    crowd(25)
    ana, stranger = shop.customer("ana"), shop.customer("new")
    shop.tell(ana, *TEXTS)
    learn_now(now=NOW)
    everything, deliveries = evidence(customer_id=ana, now=NOW)
    assert (everything.topic, deliveries.topic) == ("", "deliveries")
    assert deliveries.origin == "shown" and deliveries.channels == ("sms", "email")
    assert deliveries.because == (
        "Answered 5 of 5 by text message; answered 0 of 4 by email; people like them mostly answer by email"
    )
    [alike] = evidence(customer_id=stranger, language="pt", now=NOW)
    assert (alike.origin, alike.because) == ("like_them", "Pessoas como ela respondem mais por email")


def test_where_only_one_channel_was_ever_used_nothing_is_inferred(shop: Shop) -> None:
    for number in range(25):
        shop.tell(shop.customer(f"c-{number}"), ("email", "answered"), ("email", ""))
    learn_now(now=NOW)
    assert not Preference.objects.filter(origin__in=["shown", "like_them"]).exists()


def test_what_was_shown_fades_when_nothing_confirms_it(shop: Shop, crowd: Callable[[int], list[int]]) -> None:
    crowd(25)
    ana = shop.customer("ana")
    shop.tell(ana, *TEXTS, ago=350)
    learn_now(now=NOW)
    assert ranking(ana) == (("email", "sms"), "like_them")


def test_silence_counts_only_after_a_week_and_an_answer_at_once(shop: Shop) -> None:
    ana = shop.customer("ana")
    shop.tell(ana, ("email", ""), ("sms", "question"), ago=2)
    learn_now(now=NOW)
    assert list(Tally.objects.filter(about="channel").values_list("option", "answered", "sent")) == [
        ("sms", 1, 1)
    ]


def test_a_stop_after_an_answer_counts_as_a_stop(shop: Shop) -> None:
    ana = shop.customer("ana")
    shop.tell(ana, ("email", "answered"))
    Interaction.objects.create(customer_id=ana, outreach=Outreach.objects.get(), at=NOW, kind="stopped")
    learn_now(now=NOW)
    tally = Tally.objects.get(about="channel")
    assert (tally.answered, tally.sent) == (0, 1) and tally.unwelcome > 2


def test_a_second_round_reads_only_whom_something_new_was_sent_and_changes_nothing_else(
    shop: Shop, crowd: Callable[[int], list[int]]
) -> None:
    crowd(25)
    learn_now(now=NOW)
    before = list(Preference.objects.order_by("id").values())
    learn_now(now=NOW + timedelta(days=20))
    assert Tally.objects.filter(at__gt=NOW).count() == 0
    assert list(Preference.objects.order_by("id").values()) == before


def test_who_hears_nothing_is_looked_at_again_and_what_they_showed_is_taken_back(
    shop: Shop, crowd: Callable[[int], list[int]]
) -> None:
    ids = crowd(25)
    learn_now(now=NOW)
    assert ranking(ids[0])[1] == "shown"
    learn_now(now=NOW + timedelta(days=300))
    assert ranking(ids[0])[1] == "like_them"


def test_a_round_goes_on_where_it_was_broken_off(
    shop: Shop, crowd: Callable[[int], list[int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(learning, "CUSTOMERS", 7)
    monkeypatch.setattr(learning, "STRANGERS", 7)
    crowd(25)
    for number in range(10):
        shop.customer(f"new-{number}")
    clock = SimulatedClock(NOW)
    while not Learning.objects.filter(finished_at__isnull=False).exists():
        assert loop().step(clock) == 1
    assert Preference.objects.filter(origin="shown", topic="").count() == 25
    assert Preference.objects.filter(origin="like_them").count() == 35
    assert loop().step(clock) == 0


def test_the_loop_sleeps_until_something_was_sent_and_then_runs_once_a_day(shop: Shop) -> None:
    assert loop().next_due() is None
    shop.tell(shop.customer("ana"), ("email", "answered"))
    assert loop().next_due() == NOW - timedelta(days=20)
    handled = run_until([loop()], SimulatedClock(NOW), NOW + timedelta(days=3))
    assert handled and Learning.objects.count() == 4
    assert loop().next_due() == NOW + timedelta(days=4)
    assert last_report(now=NOW)["at"] == (NOW + timedelta(days=3)).isoformat()


def test_the_hours_somebody_answers_in_are_known(shop: Shop, crowd: Callable[[int], list[int]]) -> None:
    crowd(25)  # all at six in the morning, where they are
    for number in range(25):
        owl = shop.customer(f"owl-{number}")
        for day in range(4):
            at = NOW + timedelta(hours=13, days=-20 - day)  # seven in the evening
            outreach = shop.sent(owl, "email", "deliveries", at, wanted=["email"])
            Interaction.objects.create(customer_id=owl, outreach=outreach, at=at, kind="answered")
        shop.tell(owl, *[("email", "")] * 4, ago=40)
    learn_now(now=NOW)
    hours = evidence(customer_id=owl, now=NOW)[0].hours
    assert hours == (time(18), time(21))
    asked = people.Asked(customer_id=owl, topic="deliveries", purpose="service")
    [facts] = people.facts(asked=[asked], now=NOW)
    assert (facts.shown_hours, facts.hours) == (hours, None)


def test_the_console_tells_what_somebody_shows_and_why(
    shop: Shop, crowd: Callable[[int], list[int]], signed_in: Callable[..., Client]
) -> None:
    one, *_ = crowd(25)
    learn_now(now=NOW)
    shown = signed_in("agent").get(f"/console/customers/{one}/").content.decode()
    assert "Answered 2 of 3 by email; answered 0 of 1 by text message" in shown
    assert "email, then sms" in shown and "shown by them" in shown


def test_what_one_person_showed_is_handed_over_and_let_go_of(shop: Shop) -> None:
    ana = shop.customer("ana")
    shop.tell(ana, ("email", "answered"), ("sms", "answered"))
    learn_now(now=NOW)
    told = [(one["about"], one["option"], one["answered"]) for one in export(customer_id=ana)["shown"]]
    assert told == [("channel", "email", 1), ("channel", "sms", 1), ("hour", "06-09", 2)]
    assert erase(customer_id=ana) == {"tallies": 3}
    assert export(customer_id=ana) == {"shown": []}
