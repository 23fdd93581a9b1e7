"""One case at a time, as people would put it; `deciding/` holds the kernel against a plain reading of the rules."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pyarrow as pa
import pytest
import yaml

import tidings
from tidings.core.cases import Case, lay_out, micros
from tidings.core.deciding import ANSWER, VERDICTS, decide
from tidings.core.policy import policy
from tidings.core.reasons import WORDS, Reason, codes

DEFAULT = yaml.safe_load((Path(tidings.__file__).parent / "packs/company-default.yaml").read_text())
POLICY = policy(DEFAULT)
CHANNELS = ("email", "mobile", "post")
NOON = datetime(2026, 7, 1, 15, tzinfo=UTC)  # 12:00 in Sao Paulo
NIGHT = datetime(2026, 7, 2, 2, tzinfo=UTC)  # 23:00 in Sao Paulo
OPEN = datetime(2026, 7, 2, 11, tzinfo=UTC)
PLAIN = Case(
    purpose="service",
    urgency="normal",
    relationship="customer",
    in_audience=True,
    subject_consent=None,
    channel_consent={},
    reachable=("email",),
    suppressed=(),
    wanted=("email", "mobile"),
    ranked=(),
    paused_until=None,
    zones=("America/Sao_Paulo",),
    hours=None,
    recent=(0, 0),
    bucket=5000,
    holdout_bp=0,
    expires=NIGHT + timedelta(days=2),
    places=("br",),
)
OFFER = replace(PLAIN, purpose="marketing", subject_consent=True, channel_consent={"email": True})


def verdicts(cases, now=NOON, rules=POLICY):
    answer = decide(lay_out(cases, policy=rules, channels=CHANNELS, now=now), policy=rules, now=micros(now))
    return [
        (
            VERDICTS[row["verdict"]],
            codes(row["reasons"]),
            CHANNELS[row["channel"]] if row["channel"] >= 0 else "",
            row["earliest"],
        )
        for row in answer.to_pylist()
    ]


def verdict(case, now=NOON, rules=POLICY):
    return verdicts([case], now, rules)[0]


def test_service_to_a_customer_in_the_daytime_is_told_at_once():
    assert verdict(PLAIN) == (
        "contact",
        ["relationship_suffices", "within_hours", "channel_usual"],
        "email",
        micros(NOON),
    )


def test_at_night_it_is_held_to_the_first_open_moment():
    assert verdict(PLAIN, NIGHT) == (
        "later",
        ["relationship_suffices", "outside_hours", "channel_usual"],
        "email",
        micros(OPEN),
    )


def test_the_closing_edge_is_closed():
    edge = datetime(2026, 7, 2, 0, tzinfo=UTC)
    assert verdict(PLAIN, edge - timedelta(microseconds=1))[0] == "contact"
    assert verdict(PLAIN, edge)[0] == "later"


def test_urgent_news_waits_neither_for_hours_nor_for_caps():
    found = verdict(replace(PLAIN, urgency="now", recent=(9, 9)), NIGHT)
    assert found == ("contact", ["relationship_suffices", "urgent", "channel_usual"], "email", micros(NIGHT))


def test_an_offer_needs_consent_for_the_subject_and_the_channel():
    assert verdict(OFFER)[:2] == ("contact", ["consent_granted", "within_hours", "channel_usual"])
    assert verdict(replace(OFFER, subject_consent=None))[:2] == ("refuse", ["no_subject_consent"])
    assert verdict(replace(OFFER, channel_consent={}))[:2] == ("refuse", ["no_channel_consent"])


@pytest.mark.parametrize(
    ("change", "reasons"),
    [
        ({"in_audience": False}, ["not_in_audience"]),
        ({"relationship": "prospect"}, ["no_subject_consent"]),
        ({"relationship": "stranger"}, ["relationship_not_allowed"]),
        ({"subject_consent": False}, ["subject_consent_revoked"]),
        ({"channel_consent": {"email": False}}, ["channel_consent_revoked"]),
        ({"suppressed": ("email",)}, ["suppressed"]),
        ({"reachable": ()}, ["no_address"]),
        ({"reachable": ("post",)}, ["no_address"]),
        ({"recent": (0, 6)}, ["too_many_contacts"]),
        ({"paused_until": NOON + timedelta(days=9)}, ["paused"]),
        ({"zones": ()}, ["zone_unknown", "needs_review"]),
        ({"places": ()}, ["place_unknown", "needs_review"]),
        ({"zones": ("Etc/GMT-14", "Etc/GMT+12"), "hours": (time(9), time(10))}, ["no_common_hours"]),
        ({"hours": (time(9), time(10)), "expires": NOON + timedelta(hours=5)}, ["expired_before_hours"]),
        ({"expires": NOON}, ["expired"]),
        (
            {"subject_consent": False, "recent": (0, 7), "suppressed": ("email",)},
            ["subject_consent_revoked", "suppressed", "too_many_contacts"],
        ),
    ],
)
def test_each_planted_refusal_is_found_with_all_its_reasons(change, reasons):
    found = verdict(replace(PLAIN, **change))
    assert found == ("refuse", reasons, "", None)


def test_a_cap_of_another_purpose_does_not_bind():
    assert verdict(replace(PLAIN, recent=(9, 0)))[0] == "contact"


def test_the_holdout_takes_only_those_who_would_be_contacted():
    assert verdict(replace(PLAIN, bucket=999, holdout_bp=1000))[:2] == ("hold_out", ["held_out"])
    assert verdict(replace(PLAIN, bucket=1000, holdout_bp=1000))[0] == "contact"
    assert verdict(replace(PLAIN, bucket=0, holdout_bp=1000, reachable=()))[:2] == ("refuse", ["no_address"])


def test_the_customers_choice_of_channel_comes_first():
    both = replace(PLAIN, reachable=("email", "mobile"))
    assert verdict(both)[2] == "email"
    chosen = verdict(replace(both, ranked=("mobile",)))
    assert chosen[1:3] == (["relationship_suffices", "within_hours", "channel_chosen"], "mobile")


def test_a_stopped_channel_gives_way_to_the_next():
    assert verdict(replace(PLAIN, reachable=("email", "mobile"), suppressed=("email",)))[2] == "mobile"


def test_a_pause_shorter_than_the_news_is_waited_for():
    found = verdict(replace(PLAIN, paused_until=NIGHT))
    assert found[:2] == (
        "later",
        ["relationship_suffices", "outside_hours", "pause_ends_first", "channel_usual"],
    )
    assert found[3] == micros(OPEN)


def test_two_hindrances_that_together_leave_no_channel_are_both_named():
    mixed = replace(
        PLAIN, reachable=("email", "mobile"), suppressed=("email",), channel_consent={"mobile": False}
    )
    assert verdict(mixed)[:2] == ("refuse", ["channel_consent_revoked", "suppressed"])


def test_an_emergency_reaches_everyone_it_can():
    case = replace(
        PLAIN,
        purpose="emergency",
        relationship="prospect",
        subject_consent=False,
        bucket=0,
        holdout_bp=9000,
        paused_until=NIGHT + timedelta(days=9),
        zones=(),
    )
    assert verdict(case, NIGHT)[:2] == ("contact", ["emergency", "urgent", "channel_usual"])


def test_a_batch_answers_in_the_order_of_its_rows_and_an_empty_one_with_nothing():
    assert [line[0] for line in verdicts([PLAIN, replace(PLAIN, reachable=()), PLAIN])] == [
        "contact",
        "refuse",
        "contact",
    ]
    assert verdicts([]) == []


def test_the_answer_is_columns():
    answer = decide(
        lay_out([PLAIN], policy=POLICY, channels=CHANNELS, now=NOON), policy=POLICY, now=micros(NOON)
    )
    assert isinstance(answer, pa.RecordBatch)
    assert answer.schema == ANSWER.with_metadata({"pack": POLICY.version})


def test_every_reason_has_words_in_both_languages():
    assert set(WORDS) == set(Reason)
    assert all(words.en and words.pt for words in WORDS.values())
