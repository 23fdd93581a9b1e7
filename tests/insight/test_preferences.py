"""What we believe against what customers say and do: a planted gap is found, groups stay apart, and the silent count."""

import json
from datetime import timedelta

import numpy as np
import pytest
from click.testing import CliRunner

from tests.insight.conftest import NOW, Shop
from tidings.conversations import public as conversations
from tidings.insight.public import BeliefRefused, Line, believe, learn_now, preference_report
from tidings.people import public as people
from tidings.people.models import Customer, Preference
from tidings.site.command import main

pytestmark = pytest.mark.django_db
YEARS = {"new": timedelta(days=30), "old": timedelta(days=2000)}


def line(relationship: str, channel: str, topic: str = "") -> Line:
    [group] = [
        one
        for one in preference_report(now=NOW).groups
        if (one.topic, one.relationship) == (topic, relationship)
    ]
    return next(each for each in group.lines if each.channel == channel)


def crowd(relationship: str, size: int, since: str = "old", **first: int) -> None:
    """So many people, of whom `first` say that they want these channels first; the others say nothing."""
    saved = Customer.objects.bulk_create(
        Customer(
            external_id=f"{relationship}-{since}-{number}",
            relationship=relationship,
            relationship_since=NOW - YEARS[since],
            created_at=NOW,
            updated_at=NOW,
        )
        for number in range(size)
    )
    wants = [channel for channel, count in first.items() for _ in range(count)]
    Preference.objects.bulk_create(
        Preference(customer=customer, channels=[channel], origin="said", at=NOW)
        for customer, channel in zip(saved, wants, strict=False)
    )


def test_a_planted_gap_of_16_points_is_found_within_3_for_each_group() -> None:
    draw = np.random.default_rng(25)
    for relationship in ("customer", "prospect"):
        by_text = int(draw.binomial(1200, 0.09))
        crowd(relationship, 1200, sms=by_text, email=1200 - by_text)
        believe(relationship=relationship, channel="sms", percent=25, asked=1200, actor="user:a@x", now=NOW)
    for relationship in ("customer", "prospect"):
        gap = line(relationship, "sms").gap_to_said
        assert gap and gap.is_clear and gap.points == pytest.approx(0.16, abs=0.03)


def test_existing_and_prospective_customers_are_never_mixed() -> None:
    crowd("customer", 40, sms=30, email=10)
    crowd("prospect", 40, sms=4, email=36)
    assert line("customer", "sms").said.share == pytest.approx(0.75)
    assert line("prospect", "sms").said.share == pytest.approx(0.1)


def test_whoever_answers_more_often_does_not_speak_for_the_silent() -> None:
    crowd("customer", 100, "new", sms=60, email=20)
    crowd("customer", 300, "old", sms=3, email=27)
    said = line("customer", "sms").said
    assert said and said.share == pytest.approx(0.25 * 0.75 + 0.75 * 0.1)


def test_their_own_word_and_the_topic_count_before_an_import_and_before_all_topics(shop: Shop) -> None:
    ana = shop.customer("ana")
    people.prefer(customer_id=ana, channels=["letter"], origin="imported", now=NOW)
    assert line("customer", "letter").said.share == 1
    people.prefer(customer_id=ana, channels=["email"], now=NOW)
    people.prefer(customer_id=ana, channels=["sms"], topic="deliveries", now=NOW)
    assert line("customer", "email").said.share == 1
    assert line("customer", "sms", "deliveries").said.share == 1
    assert line("customer", "email", "offers").said.share == 1


def test_what_was_only_inferred_is_not_taken_for_what_they_say(shop: Shop) -> None:
    people.prefer(customer_id=shop.customer("ana"), channels=["sms"], origin="shown", now=NOW)
    assert preference_report(now=NOW).groups == ()


def test_a_prospect_who_chooses_on_the_page_is_heard(shop: Shop) -> None:
    ana = shop.customer("ana", relationship="prospect")
    conversations.change_preferences(customer_id=ana, changes={"channels": ("letter", "email")}, now=NOW)
    assert line("prospect", "letter").said.share == 1


def test_without_a_stated_belief_what_campaigns_wish_for_stands_for_it(shop: Shop) -> None:
    for number, wanted in enumerate(("sms", "sms", "sms", "email")):
        customer = shop.customer(f"c-{number}")
        shop.sent(customer, wanted, "deliveries", NOW - timedelta(days=30), wanted=[wanted, "letter"])
        people.prefer(customer_id=customer, channels=["email"], now=NOW)
    assert line("customer", "sms", "deliveries").believed.share == 0.75
    assert line("customer", "sms", "deliveries").said.share == 0
    people.prefer(customer_id=customer, channels=["letter"], now=NOW)
    assert line("customer", "letter", "deliveries").believed.share == 0
    believe(topic="deliveries", relationship="customer", channel="sms", percent=50, actor="user:a@x", now=NOW)
    assert line("customer", "sms", "deliveries").believed.share == 0.5


def test_what_they_do_is_how_often_they_answer_by_each_channel(shop: Shop) -> None:
    for number in range(4):
        shop.tell(
            shop.customer(f"c-{number}"), ("email", "answered"), ("email", ""), ("sms", ""), ("sms", "")
        )
    shop.tell(shop.customer("d"), ("sms", "answered"), ("sms", "answered"))
    learn_now(now=NOW)
    done = line("customer", "email", "deliveries").done
    assert done and done.share == pytest.approx(0.5 / (0.5 + 0.2))
    low, high = done.interval
    assert low < done.share < high


def test_a_belief_that_makes_no_sense_is_refused_with_its_mend() -> None:
    for wrong in ({"relationship": "friend"}, {"channel": "smoke"}, {"percent": 101}):
        given = {"relationship": "customer", "channel": "sms", "percent": 25} | wrong
        with pytest.raises(BeliefRefused) as refused:
            believe(**given, actor="user:a@x", now=NOW)
        assert refused.value.field == next(iter(wrong))


@pytest.mark.django_db(transaction=True)
def test_the_commands_tell_the_same(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDINGS_DATABASE_URL", database_url)
    crowd("customer", 50, sms=5, email=45)
    run = CliRunner().invoke
    told = run(main, ["preferences", "believe", "--channel", "sms", "--percent", "25", "--asked", "40"])
    assert told.exit_code == 0, told.output
    [group] = json.loads(run(main, ["preferences", "report", "--json"]).output)["groups"]
    sms = next(each for each in group["channels"] if each["channel"] == "sms")
    assert (sms["believed"]["percent"], sms["said"]["percent"], sms["gap_to_said"]["points"]) == (25, 10, 15)
    assert "50 of 50 told us" in run(main, ["preferences", "report", "--topic", "all"]).output
    assert run(main, ["preferences", "learn"]).exit_code == 0
    wrong = run(main, ["preferences", "believe", "--channel", "smoke", "--percent", "25"])
    assert wrong.exit_code == 1 and "Choose from" in wrong.output
