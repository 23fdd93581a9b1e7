"""Sections A and B of the rules page beyond the hours of the states: consent by technology and line, lists, windows, caps."""

from datetime import date

import pytest

from tests.core.rules.lawbook import bound, laws, may
from tidings.core.policy import Level
from tidings.core.rules.binding import stop_scope

EAST = "America/New_York"
NONE, ANY, GRANTED, WRITTEN = Level
MACHINES = ("prerecorded", "ai")


@pytest.mark.parametrize(
    ("channel", "technology", "service", "marketing"),
    [
        ("sms", "text", GRANTED, WRITTEN),
        ("voice:mobile", "live", NONE, ANY),
        ("voice:mobile", "prerecorded", GRANTED, WRITTEN),
        ("voice:mobile", "ai", GRANTED, WRITTEN),
        ("voice:landline", "live", NONE, ANY),
        ("voice:landline", "prerecorded", NONE, WRITTEN),
        ("voice:landline", "ai", NONE, WRITTEN),
        ("voice", "prerecorded", GRANTED, WRITTEN),  # nobody knows the line
        ("voice:mobile", "text", GRANTED, WRITTEN),  # nobody said how it speaks
        ("email", "text", NONE, ANY),
    ],
)
def test_a02_a03_consent_by_line_and_technology(channel, technology, service, marketing):
    asked = {"channel": channel, "technology": technology}
    assert bound("us-nj", "2026-06-16 12:00", EAST, purpose="service", **asked).consent == service
    assert bound("us-nj", "2026-06-16 12:00", EAST, purpose="marketing", **asked).consent == marketing
    assert bound("us-nj", "2026-06-16 12:00", EAST, purpose="emergency", **asked).consent == NONE


def test_a03_three_recorded_calls_to_a_home_line_in_thirty_days():
    calls = {"purpose": "service", "channel": "voice:landline"}
    assert 3 in bound("us", "2026-06-16 12:00", EAST, technology="ai", **calls).limits
    assert 3 not in bound("us", "2026-06-16 12:00", EAST, technology="live", **calls).limits


def test_a06_a07_an_exemption_holds_only_for_topics_the_company_names():
    text = {"purpose": "service", "channel": "sms", "technology": "text", "topic": "fraud"}
    when = ("us", "2026-06-16 12:00", EAST)
    named = laws_with(subjects={"us-fraud-free-to-user": ["fraud"], "us-health-free-to-user": ["care"]})
    assert bound(*when, **text).consent == GRANTED
    assert bound(*when, rules=named, **text).consent == ANY
    assert 3 in bound(*when, rules=named, **text).limits
    assert {1, 3} <= set(bound(*when, rules=named, **text | {"topic": "care"}).limits)


def test_a18_debts_are_capped_and_have_hours():
    debts = laws_with(subjects={"us-debt": ["overdue"]})
    found = bound("us", "2026-06-16 12:00", EAST, rules=debts, purpose="service", topic="overdue")
    assert 7 in found.limits
    assert {"us.debt.hours", "us.debt.cap", "us.debt.stop"} <= set(found.rules)


def laws_with(**company):
    return laws.__wrapped__(**company)


@pytest.mark.parametrize(
    ("places", "zone", "when", "registry", "oldest"),
    [
        ("us", EAST, "2026-11-21 12:00", "us-national-dnc", date(2026, 10, 21)),
        ("us", EAST, "2026-11-22 12:00", "us-national-dnc", date(2026, 10, 22)),
        ("gb", "Europe/London", "2026-06-28 12:00", "gb-tps", date(2026, 6, 1)),
        ("gb", "Europe/London", "2026-06-28 12:00", "gb-ctps", date(2026, 6, 1)),
        ("ca", "America/Toronto", "2026-11-21 12:00", "ca-dncl", date(2026, 10, 21)),
        ("au", "Australia/Sydney", "2026-07-01 12:00", "au-dncr", date(2026, 6, 1)),
    ],
)
def test_a21_b07_b22_b28_the_oldest_usable_day_of_each_list(places, zone, when, registry, oldest):
    duties = {duty.registry: duty for duty in bound(places, when, zone).registries}
    assert duties[registry].stale_before == oldest


def test_a23_a_relationship_exempts_from_the_registry_only():
    found = bound("us", "2026-11-21 12:00", EAST)
    [duty] = found.registries
    assert (duty.exempt.purchase, duty.exempt.inquiry) == (date(2025, 5, 21), date(2026, 8, 21))
    assert duty.lifted_by == WRITTEN
    assert found.stands_in.purchase is None
    assert bound("us", "2026-11-21 12:00", EAST, technology="ai").stands_in.purchase is None


def test_a24_numbers_are_confirmed_before_machines_use_them():
    assert bound("us", "2026-06-16 12:00", EAST, channel="sms").reassigned
    assert not bound("us", "2026-06-16 12:00", EAST, channel="voice:mobile").reassigned
    assert not bound("us", "2026-06-16 12:00", EAST, channel="email").reassigned


@pytest.mark.parametrize(("day", "scope"), [("2027-01-30", "purpose"), ("2027-01-31", "all")])
def test_a_stop_ends_everything_from_the_end_of_january_2027(day, scope):
    from datetime import datetime
    from zoneinfo import ZoneInfo

    at = datetime.fromisoformat(f"{day} 12:00").replace(tzinfo=ZoneInfo(EAST))
    found = stop_scope(laws(), places=["us-ny"], channel="sms", technology="text", at=at, today=at.date())
    assert found == scope


@pytest.mark.parametrize(
    ("day", "time", "lawful"),
    [
        ("2026-06-16", "09:59", False),
        ("2026-06-16", "10:00", True),
        ("2026-06-16", "12:59", True),
        ("2026-06-16", "13:00", False),
        ("2026-06-16", "13:59", False),
        ("2026-06-16", "14:00", True),
        ("2026-06-16", "19:59", True),
        ("2026-06-16", "20:00", False),
        ("2026-06-13", "11:00", False),
        ("2026-06-14", "11:00", False),
        ("2026-07-14", "11:00", False),
        ("2026-04-06", "11:00", False),
    ],
)
def test_b19_france(day, time, lawful):
    assert may("fr", f"{day} {time}", "Europe/Paris") is lawful
    assert 4 in bound("fr", f"{day} {time}", "Europe/Paris").limits


@pytest.mark.parametrize(
    ("day", "time", "lawful"),
    [
        ("2026-06-16", "08:59", False),
        ("2026-06-16", "09:00", True),
        ("2026-06-16", "21:29", True),
        ("2026-06-16", "21:30", False),
        ("2026-06-13", "09:59", False),
        ("2026-06-13", "10:00", True),
        ("2026-06-14", "17:59", True),
        ("2026-06-14", "18:00", False),
    ],
)
@pytest.mark.parametrize("zone", ["America/Toronto", "America/St_Johns"])
def test_b21_canada(day, time, lawful, zone):
    assert may("ca", f"{day} {time}", zone) is lawful


@pytest.mark.parametrize(
    ("day", "time", "lawful"),
    [
        ("2026-06-16", "08:59", False),
        ("2026-06-16", "09:00", True),
        ("2026-06-16", "19:59", True),
        ("2026-06-16", "20:00", False),
        ("2026-06-13", "16:59", True),
        ("2026-06-13", "17:00", False),
        ("2026-06-14", "12:00", False),
        ("2026-01-26", "12:00", False),
        ("2026-12-25", "12:00", False),
    ],
)
@pytest.mark.parametrize("zone", ["Australia/Sydney", "Australia/Adelaide", "Australia/Lord_Howe"])
def test_b27_australia(day, time, lawful, zone):
    assert may("au", f"{day} {time}", zone) is lawful


def test_b27_australian_research_has_hours_of_its_own():
    research = laws_with(subjects={"au-research": ["survey"]})
    asked = {"purpose": "service", "topic": "survey", "rules": research}
    assert "au.research-hours" in bound("au", "2026-06-16 12:00", "Australia/Sydney", **asked).rules


@pytest.mark.parametrize(
    ("places", "zone", "channel", "technology", "level"),
    [
        ("gb", "Europe/London", "voice", "live", ANY),
        ("gb", "Europe/London", "voice", "prerecorded", GRANTED),
        ("gb", "Europe/London", "email", "text", GRANTED),
        ("pt", "Europe/Lisbon", "email", "text", GRANTED),
        ("pt", "Europe/Lisbon", "push", "text", GRANTED),
        ("pt", "Europe/Lisbon", "voice", "ai", GRANTED),
        ("de", "Europe/Berlin", "voice", "live", GRANTED),
        ("fr", "Europe/Paris", "voice", "live", GRANTED),
        ("ca", "America/Toronto", "voice", "live", ANY),
        ("ca", "America/Toronto", "voice", "ai", GRANTED),
        ("au", "Australia/Sydney", "voice", "live", ANY),
        ("au", "Australia/Sydney", "sms", "text", GRANTED),
        ("br", "America/Sao_Paulo", "sms", "text", ANY),
    ],
)
def test_consent_for_selling_abroad(places, zone, channel, technology, level):
    found = bound(places, "2026-11-20 12:00", zone, channel=channel, technology=technology)
    assert (found.subject, found.consent) == (ANY if places != "fr" else found.subject, level)
    assert found.subject >= ANY


def test_b19_france_had_a_list_before_it_had_consent():
    before = bound("fr", "2026-08-09 11:00", "Europe/Paris")
    assert (before.consent, [duty.registry for duty in before.registries]) == (ANY, ["fr-bloctel"])


@pytest.mark.parametrize(
    ("channel", "technology", "purchase", "inquiry"),
    [
        ("email", "text", date(2024, 11, 21), date(2026, 5, 21)),
        ("sms", "text", date(2024, 11, 21), date(2026, 5, 21)),
        ("voice", "ai", None, None),
    ],
)
def test_b25_b26_what_stands_in_for_consent_in_canada(channel, technology, purchase, inquiry):
    found = bound("ca", "2026-11-21 12:00", "America/Toronto", channel=channel, technology=technology)
    assert (found.stands_in.purchase, found.stands_in.inquiry) == (purchase, inquiry)


def test_a_company_that_wants_a_grant_itself_lets_no_relationship_stand_in():
    consent = {
        purpose: {"subject": "granted", "channel": "granted"}
        for purpose in ("service", "marketing", "emergency")
    }
    rules = laws_with(consent=consent)
    found = bound("ca", "2026-11-21 12:00", "America/Toronto", rules=rules, channel="email")
    assert found.stands_in.purchase is None


def test_the_stricter_of_two_countries_wins():
    both = bound("ca us", "2026-11-21 12:00", "America/Toronto")
    assert both.consent == ANY
    assert {duty.registry for duty in both.registries} == {"us-national-dnc", "ca-dncl"}
    assert bound("ca us", "2026-11-21 12:00", "America/Toronto", channel="sms").consent == WRITTEN
    assert bound("ca us", "2026-11-21 12:00", "America/Toronto", channel="sms").stands_in.purchase is None
