from datetime import timedelta
from pathlib import Path

import pytest
import yaml

import tidings
from tidings.core.hours import ALWAYS, Window
from tidings.core.policy import PolicyRefused, policy

DEFAULT = yaml.safe_load((Path(tidings.__file__).parent / "packs/company-default.yaml").read_text())


def test_the_packaged_default_keeps_eight_to_nine_every_day():
    found = policy(DEFAULT)
    assert found.windows("service", "email") == found.windows("marketing", "mobile") == (Window(480, 1260),)
    assert found.windows("emergency", "email") == ALWAYS
    assert [(cap.purposes, cap.contacts, cap.within) for cap in found.caps] == [
        (("marketing",), 2, timedelta(days=7)),
        (("service",), 6, timedelta(hours=24)),
    ]


def test_the_companys_own_policy_is_laid_over_key_by_key():
    found = policy(DEFAULT, {"hours": {"marketing": {"mobile": "09:00-20:00"}}, "caps": []})
    assert found.windows("marketing", "mobile") == (Window(540, 1200),)
    assert found.windows("marketing", "email") == (Window(480, 1260),)
    assert found.caps == ()


def test_hours_may_differ_by_weekday():
    hours = [
        {"days": ["mon", "fri"], "from": "09:00", "to": "17:00"},
        {"days": ["sat"], "from": "10:00", "to": "24:00"},
    ]
    found = policy(DEFAULT, {"hours": {"service": {"default": hours}}})
    assert found.windows("service", "email") == (
        Window(540, 1020, frozenset({0, 4})),
        Window(600, 1440, frozenset({5})),
    )


def test_the_version_changes_with_the_content_and_not_with_the_order_of_keys():
    turned = dict(reversed(DEFAULT.items()))
    assert policy(DEFAULT).version == policy(turned).version
    assert policy(DEFAULT).version != policy(DEFAULT, {"caps": []}).version
    assert len(policy(DEFAULT).version) == 64


def test_what_passes_what_is_data():
    found = policy(DEFAULT)
    assert found.passes("service", "now") == {"hours", "caps"}
    assert found.passes("service", "normal") == frozenset()
    assert "pause" in found.passes("emergency", "normal")


@pytest.mark.parametrize(
    ("own", "field"),
    [
        ({"hors": {}}, "hors"),
        ({"hours": {"service": {"email": "8 to 9"}}}, "hours.service.email"),
        ({"hours": {"service": {"email": "21:00-08:00"}}}, "hours.service.email"),
        (
            {"hours": {"service": {"email": [{"days": ["caturday"], "from": "08:00", "to": "09:00"}]}}},
            "hours.service.email.days",
        ),
        ({"caps": [{"purpose": "spam", "contacts": 1, "within": "7d"}]}, "caps.0.purpose"),
        ({"caps": [{"purpose": "service", "contacts": -1, "within": "7d"}]}, "caps.0.contacts"),
        ({"caps": [{"purpose": "service", "contacts": 1, "within": "soon"}]}, "caps.0.within"),
        ({"relationships": {"service": {"prospect": "maybe"}}}, "relationships.service.prospect"),
        ({"consent": {"marketing": {"subject": "assumed"}}}, "consent.marketing.subject"),
        ({"unknown_zone": {"marketing": "guess"}}, "unknown_zone.marketing"),
        ({"passes": {"urgency": {"now": ["consent"]}}}, "passes.urgency.now"),
        ({"unknown_place": {"service": "guess"}}, "unknown_place.service"),
        ({"caps": [{"contacts": 1, "within": "7d", "per": "planet"}]}, "caps.0.per"),
        ({"caps": [{"contacts": 1, "within": "7d", "channels": "voice"}]}, "caps.0.channels"),
        (
            {"consent": {"marketing": {"stands_in": {"purchase": "soon"}}}},
            "consent.marketing.stands_in.purchase",
        ),
        ({"not_after": {"voice": "email"}}, "not_after.voice"),
        ({"open_case": ["adverts"]}, "open_case"),
        ({"subjects": {"us-debt": [7]}}, "subjects.us-debt"),
        ({"laws": [{"pack": "xx", "rules": [{"id": "xx.a"}]}]}, "laws.0.rules.0 (xx.a).status"),
        ({"hours": "always"}, "hours"),
        ({"caps": "none"}, "caps"),
    ],
)
def test_a_policy_that_cannot_be_read_names_the_field(own, field):
    with pytest.raises(PolicyRefused) as refused:
        policy(DEFAULT, own)
    assert refused.value.field == field
    assert refused.value.mend


def test_as_shipped_nothing_is_sold_where_nobody_knows_the_place_and_service_waits_for_review():
    found = policy(DEFAULT)
    for stated in (found.unknown_place, found.unknown_zone):
        assert stated == {"service": "review", "marketing": "refuse", "emergency": "company"}


def test_a_cap_may_name_channels_whose_and_what_about():
    cap = {"purposes": ["service", "marketing"], "channels": ["voice"], "contacts": 1, "within": "1d"}
    [found] = policy(DEFAULT, {"caps": [cap | {"per": "household", "about": "topic"}]}).caps
    assert (found.purposes, found.channels, found.per, found.about) == (
        ("service", "marketing"),
        ("voice",),
        "household",
        "topic",
    )
