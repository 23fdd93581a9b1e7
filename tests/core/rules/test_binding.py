"""What binds together: the intersection, whatever the order; more rules never allow more."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.rules.lawbook import bound, laws
from tidings.core.hours import next_open
from tidings.core.policy import Level, policy
from tidings.core.rules.binding import Since, bind
from tidings.core.rules.trying import ANYTHING_GOES
from tidings.ground.packs import packaged_policy

NOW = datetime(2026, 11, 22, 15, tzinfo=UTC)
PLACES = ("us", "us-fl", "us-ri", "us-ca", "gb", "fr", "de", "pt", "ca", "ca-qc", "au", "br", "jp")
CHANNELS = ("email", "sms", "voice", "voice:mobile", "voice:landline", "push", "letter")
asked = st.fixed_dictionaries(
    {
        "purpose": st.sampled_from(("service", "marketing", "emergency")),
        "urgency": st.sampled_from(("normal", "now")),
        "technology": st.sampled_from(("text", "live", "prerecorded", "ai")),
        "topic": st.sampled_from(("offers", "deliveries")),
        "channel": st.sampled_from(CHANNELS),
    }
)
places = st.lists(st.sampled_from(PLACES), max_size=4)
moments = st.integers(0, 24 * 365 * 3).map(lambda n: datetime(2025, 6, 1, tzinfo=UTC) + timedelta(hours=n))
windows = st.tuples(st.integers(0, 20), st.integers(1, 24)).filter(lambda pair: pair[0] < pair[1])
rules = st.fixed_dictionaries(
    {
        "hours": windows.map(lambda pair: f"{pair[0]:02}:00-{pair[1]:02}:00"),
        "consent": st.fixed_dictionaries(
            {
                "subject": st.sampled_from(("ignored", "not_revoked", "granted", "written")),
                "channel": st.sampled_from(("ignored", "not_revoked", "granted", "written")),
            }
        ),
        "caps": st.lists(
            st.fixed_dictionaries({"contacts": st.integers(0, 5), "within": st.sampled_from(("24h", "7d"))}),
            max_size=2,
        ),
        "purposes": st.lists(st.sampled_from(("service", "marketing")), max_size=2),
        "channels": st.lists(st.sampled_from(CHANNELS), max_size=2),
    }
)


def asking(policy, places, kind, at):
    return bind(policy, places=places, at=at, today=at.date(), **kind)


def is_as_strict(one, other, at):
    """Whether `one` allows nothing that `other` forbids."""
    opens, others = (next_open(at, ("Etc/UTC",), its.hours) for its in (one, other))
    return (
        (opens is None or (others is not None and opens >= others))
        and one.subject >= other.subject
        and one.consent >= other.consent
        and (one.reassigned or not other.reassigned)
        and {duty.registry for duty in one.registries} >= {duty.registry for duty in other.registries}
        and one.barred_after >= other.barred_after
        and (one.open_case or not other.open_case)
    )


def limits(policy, found, at):
    return {
        cap.window: limit
        for cap, limit in zip(policy.counted(at), found.limits, strict=True)
        if limit is not None
    }


@settings(max_examples=150)
@given(places, st.sampled_from(PLACES), asked, moments)
def test_one_more_place_never_turns_a_no_into_a_yes(known, further, kind, at):
    if not known:
        return
    fewer, more = asking(laws(), known, kind, at), asking(laws(), [*known, further], kind, at)
    assert is_as_strict(more, fewer, at)
    few, many = limits(laws(), fewer, at), limits(laws(), more, at)
    assert all(many[window] <= limit for window, limit in few.items())


@settings(max_examples=100)
@given(st.lists(rules, min_size=1, max_size=4), asked, moments)
def test_one_more_rule_never_turns_a_no_into_a_yes(stated, kind, at):
    named = [
        {"id": f"xx.rule-{n}", "title": "t", "source": "s", "status": "U", **rule}
        for n, rule in enumerate(stated)
    ]
    fewer, more = (policy(ANYTHING_GOES, None, [{"pack": "xx", "rules": its}]) for its in (named[:-1], named))
    few, many = asking(fewer, ["xx"], kind, at), asking(more, ["xx"], kind, at)
    assert is_as_strict(many, few, at)
    after = limits(more, many, at)
    assert all(after[window] <= limit for window, limit in limits(fewer, few, at).items())


@given(places, asked, moments)
def test_the_order_of_places_does_not_matter(known, kind, at):
    assert asking(laws(), known, kind, at) == asking(laws(), list(reversed(known)), kind, at)


@settings(max_examples=50)
@given(places, asked, moments)
def test_the_same_question_has_the_same_answer_in_another_policy_of_the_same_content(known, kind, at):
    again = policy(laws().body)
    assert asking(again, known, kind, at) == asking(laws(), known, kind, at)


def test_limits_stand_in_the_order_of_what_is_counted():
    found = bound("us-fl fr", "2026-06-16 12:00", "Europe/Paris", rules=(both := packaged_policy()))
    counted = both.counted(datetime(2026, 6, 16, 10, tzinfo=UTC))
    named = {(cap.purposes, cap.within.days): limit for cap, limit in zip(counted, found.limits, strict=True)}
    assert named[("marketing",), 7] == 2
    assert named[("marketing",), 30] == 4
    assert named[("marketing",), 1] == 3
    assert named[("service",), 1] is None


def test_urgency_passes_the_companys_hours_and_caps_and_never_a_laws():
    found = bound("fr", "2026-06-16 12:00", "Europe/Paris", rules=packaged_policy(), urgency="now")
    assert (len(found.hours), found.own_hours, found.pause) == (1, False, True)
    assert found.hours[0].closed == "FR"
    assert [limit for limit in found.limits if limit is not None] == [4]
    assert "company.hours" not in found.rules


def test_a_cap_of_the_company_may_name_channels_households_and_topics():
    caps = [
        {"purpose": "marketing", "channels": ["voice"], "contacts": 1, "within": "30d", "per": "household"}
    ]
    found = packaged_policy({"caps": caps})
    [cap, *_] = found.counted(NOW)
    assert (cap.channels, cap.per) == (("voice",), "household")
    assert bound("jp", "2026-06-16 12:00", "Asia/Tokyo", rules=found).limits[0] == 1
    assert bound("jp", "2026-06-16 12:00", "Asia/Tokyo", rules=found, channel="email").limits[0] is None


@pytest.mark.parametrize(
    ("about", "contact", "counts"),
    [
        ("all", ("marketing", "sms", "books"), True),
        ("topic", ("marketing", "sms", "books"), False),
        ("topic", ("marketing", "sms", "offers"), True),
        ("purpose", ("service", "sms", "offers"), False),
        ("all", ("marketing", "email", "offers"), False),
        ("all", ("marketing", "voice:mobile", "offers"), True),
    ],
)
def test_which_contacts_count_for_a_cap(about, contact, counts):
    caps = [{"purposes": [], "channels": ["sms", "voice"], "contacts": 1, "within": "1d", "about": about}]
    [cap] = policy({**ANYTHING_GOES, "caps": caps}).caps
    purpose, channel, topic = contact
    assert cap.counts(purpose=purpose, channel=channel, topic=topic, asked=("marketing", "offers")) is counts


@pytest.mark.parametrize(
    ("stated", "review", "unknown"),
    [("company", False, False), ("review", True, True), ("refuse", False, True)],
)
def test_a_place_nobody_knows(stated, review, unknown):
    rules = packaged_policy({"unknown_place": {"marketing": stated}, "place": "fr"})
    found = bound("", "2026-06-16 12:00", "Europe/Paris", rules=rules)
    assert (found.review, found.place_unknown) == (review, unknown)
    assert ("fr.hours" in found.rules) == (stated == "company")


def test_an_emailer_is_never_called_unasked():
    rules = packaged_policy()
    assert "email" in bound("us", "2026-06-16 12:00", "America/New_York", rules=rules).barred_after
    assert not bound("us", "2026-06-16 12:00", "America/New_York", rules=rules, channel="sms").barred_after
    assert bound("us", "2026-06-16 12:00", "America/New_York", rules=rules).open_case


def test_the_companys_own_relationship_stands_in_only_where_every_law_agrees():
    rules = packaged_policy({"consent": {"marketing": {"stands_in": {"purchase": "12mo", "inquiry": "6mo"}}}})
    ours = bound("jp", "2026-11-21 12:00", "Asia/Tokyo", rules=rules, channel="email")
    assert ours.stands_in == Since(date(2025, 11, 21), date(2026, 5, 21))
    canada = bound("ca", "2026-11-21 12:00", "America/Toronto", rules=rules, channel="email")
    assert canada.stands_in == Since(date(2025, 11, 21), date(2026, 5, 21))
    france = bound("fr", "2026-11-20 12:00", "Europe/Paris", rules=rules, channel="email")
    assert (france.stands_in, france.consent) == (Since(), Level.GRANTED)
