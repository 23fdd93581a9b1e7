"""Where two rules meet: what the kernel says in words."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from tests.core.deciding.laws import CHANNELS, COMPANY, COUNTED, NOW, POLICY
from tests.core.deciding.people import REGISTRIES, facts_of
from tests.core.deciding.test_kernel import answers, decided
from tidings.core.cases import Case, lay_out, micros, with_recent
from tidings.core.deciding import decide, fallbacks_of
from tidings.core.policy import policy

EVERY = dict.fromkeys(CHANNELS, True)
OFFER = Case(
    purpose="marketing",
    urgency="normal",
    topic="offers",
    technology="live",
    relationship="customer",
    in_audience=True,
    subject_consent=True,
    channel_consent=EVERY,
    reachable=CHANNELS,
    suppressed=(),
    wanted=CHANNELS,
    ranked=("voice:mobile", "email"),
    origin="said",
    paused_until=None,
    places=("us",),
    zones=("America/New_York",),
    hours=None,
    recent=(0,) * len(COUNTED),
    registries=REGISTRIES,
    bucket=5000,
    holdout_bp=0,
    expires=NOW + timedelta(days=2),
)


def verdict(case):
    [found] = decided([case], NOW)
    return found


def test_the_customers_first_choice_is_taken_and_the_rest_stand_by_in_order():
    found = verdict(OFFER)
    assert (found.verdict, found.channel, found.fallbacks) == (
        "contact",
        "voice:mobile",
        ("email", "voice:landline", "letter"),
    )
    assert found.reasons == {"consent_granted", "channel_chosen", "within_hours"}


def test_who_writes_is_answered_there_and_never_called_unasked():
    wrote = replace(OFFER, conversation="email")
    found = verdict(wrote)
    assert found.channel == "email"
    assert found.fallbacks == ("letter",)
    assert "answered_where_they_wrote" in found.reasons
    asked = verdict(replace(wrote, asked_for=("voice",)))
    assert asked.fallbacks == ("voice:mobile", "voice:landline", "letter")
    assert verdict(replace(wrote, reachable=("voice:mobile",))).reasons == {"call_unasked"}


def test_a_purchase_stands_in_for_consent_until_its_last_day():
    nothing = replace(OFFER, subject_consent=None, channel_consent={}, wanted=("voice:mobile",))
    assert verdict(replace(nothing, purchased=date(2025, 1, 2))).reasons >= {"relationship_stands_in"}
    old = verdict(replace(nothing, purchased=date(2025, 1, 1)))
    assert old.reasons == {"no_subject_consent", "no_channel_consent", "relationship_too_old"}


def test_a_register_bars_who_stands_on_it_and_everyone_when_it_is_old():
    called = replace(OFFER, wanted=("voice:mobile",), listed={"us-dnc": ("voice:mobile",)})
    assert verdict(called).reasons == {"registry_listed"}
    assert verdict(replace(called, written=("voice:mobile",))).verdict == "contact"
    assert verdict(replace(called, purchased=NOW.date())).verdict == "contact"
    assert verdict(replace(called, listed={}, registries={})).reasons == {"registry_stale"}
    last = {"us-dnc": NOW.date() - timedelta(days=31)}
    assert verdict(replace(called, listed={}, registries=last)).verdict == "contact"


def test_an_unknown_place_refuses_an_offer_and_asks_for_a_look_at_service():
    assert verdict(replace(OFFER, places=())).reasons == {"place_unknown"}
    assert verdict(replace(OFFER, places=(), purpose="service")).reasons == {"place_unknown", "needs_review"}
    assert verdict(replace(OFFER, places=(), purpose="emergency")).verdict == "contact"


@pytest.mark.parametrize(
    ("change", "reason"),
    [({"digest": True}, "digest_chosen"), ({"worth": "digest"}, "digest_earned")],
)
def test_a_digest_is_its_own_verdict_but_never_for_what_is_urgent(change, reason):
    found = verdict(replace(OFFER, **change))
    assert found.verdict == "digest"
    assert reason in found.reasons
    assert found.latest is not None
    assert verdict(replace(OFFER, urgency="now", **change)).verdict == "contact"


def test_what_is_not_worth_it_is_refused_and_the_holdout_comes_before_the_digest():
    assert verdict(replace(OFFER, worth="drop")).reasons == {"not_worth_it"}
    assert verdict(replace(OFFER, digest=True, bucket=0, holdout_bp=100)).verdict == "hold_out"


def test_the_latest_moment_is_the_last_that_is_open_before_the_news_is_old():
    found = verdict(replace(OFFER, deadline=NOW.replace(hour=23) + timedelta(days=1, hours=4)))
    assert found.latest == NOW.replace(hour=0, minute=0) + timedelta(days=2) - timedelta(microseconds=1)


def test_counts_beyond_what_a_byte_holds_still_reach_a_cap():
    rules = policy(COMPANY, {"caps": [{"purpose": "marketing", "contacts": 300, "within": "7d"}]})
    often = replace(OFFER, recent=(300,), wanted=("email",))
    laid = lay_out([often], policy=rules, channels=CHANNELS, now=NOW)
    [row] = decide(laid, policy=rules, now=micros(NOW)).to_pylist()
    assert row["verdict"] == 3
    facts = facts_of([OFFER]).drop_columns(["recent"])
    counted = with_recent(facts, np.full((1, len(COUNTED)), 300))
    assert counted.column("recent").to_pylist() == [[255] * len(COUNTED)]


def test_more_channels_than_an_answer_can_name_are_refused_in_words():
    names = tuple(f"channel{n}" for n in range(16))
    with pytest.raises(ValueError, match="16 channels are too many"):
        lay_out([OFFER], policy=POLICY, channels=names, now=NOW)


def test_fallbacks_are_read_from_a_row_or_its_number():
    assert fallbacks_of(0x31) == (0, 2)
    assert fallbacks_of({"fallbacks": 0x2}) == (1,)
    assert answers(lay_out([], policy=POLICY, channels=CHANNELS, now=NOW), NOW) == []
