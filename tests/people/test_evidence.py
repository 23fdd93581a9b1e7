"""What a yes must be able to show: written consent (A-04), soft opt-in (B-09), an existing relationship (A-23)."""

from datetime import date, timedelta

import pytest

from tidings.core.consent import SOFT_OPT_IN_EVIDENCE, WRITTEN_EVIDENCE
from tidings.people import public as people

NUMBER = "+12125550123"
WHOLE = {**dict.fromkeys(WRITTEN_EVIDENCE, "stated"), "not_a_condition": True}
WRITTEN = {
    "granted": True, "purpose": "marketing", "at": "2026-01-01", "basis": "written",
    "channel": "mobile", "address": NUMBER, "evidence": WHOLE,
}  # fmt: skip
CHANNELS = {"mobile", "sms", "whatsapp", "voice:mobile"}

pytestmark = pytest.mark.django_db


def test_a_written_yes_with_all_its_evidence_counts_as_written(saved, known):
    found = known(saved(mobile=NUMBER, email="a@example.com", consents=[WRITTEN]))
    assert (set(found.written), found.subject_written) == (CHANNELS, True)


@pytest.mark.parametrize("missing", [*WRITTEN_EVIDENCE, "address"])
def test_a_written_yes_that_lacks_something_counts_as_a_plain_one(saved, known, missing):
    line = WRITTEN | {"evidence": {name: value for name, value in WHOLE.items() if name != missing}}
    found = known(saved(mobile=NUMBER, consents=[line | ({"address": ""} if missing == "address" else {})]))
    assert (found.subject_consent, found.channel_consent["sms"]) == (True, True)
    assert (found.written, found.subject_written) == ((), False)


def test_a_written_yes_stays_one_after_a_plain_yes_and_ends_with_a_no(saved, known):
    plain = {"granted": True, "purpose": "marketing", "at": "2026-02-01"}
    customer = saved(mobile=NUMBER, consents=[WRITTEN, plain])
    assert set(known(customer).written) == CHANNELS
    saved(
        mobile=NUMBER, consents=[plain | {"granted": False, "at": "2026-03-01"}, plain | {"at": "2026-04-01"}]
    )
    assert (known(customer).subject_consent, known(customer).written) == (True, ())


def test_a_yes_in_writing_for_one_number_says_nothing_in_writing_of_another(saved, known):
    customer = saved(mobile=["+12125550124"], consents=[WRITTEN])
    assert known(customer).written == ()


@pytest.mark.parametrize("missing", SOFT_OPT_IN_EVIDENCE)
def test_a_soft_opt_in_needs_its_four_facts(saved, missing):
    facts = dict.fromkeys(SOFT_OPT_IN_EVIDENCE, True)
    line = {"granted": True, "purpose": "marketing", "at": "2026-01-01", "basis": "soft_opt_in"}
    saved(consents=[line | {"evidence": facts}])
    with pytest.raises(people.Refused, match="soft opt-in"):
        saved(consents=[line | {"evidence": facts | {missing: False}}])


def test_the_last_purchase_is_the_later_of_what_is_stated_and_when_they_became_a_customer(saved, known, now):
    customer = saved(since="2024-06-01", last_purchase="2025-08-31", last_inquiry="2026-01-05")
    assert (known(customer).purchased, known(customer).inquired) == (date(2025, 8, 31), date(2026, 1, 5))
    saved(last_purchase=None)
    assert known(customer).purchased == date(2024, 6, 1)
    saved(relationship="prospect")
    assert known(customer).purchased is None
    with pytest.raises(people.Refused, match="future"):
        saved(last_purchase=(now + timedelta(days=1)).date().isoformat())


def test_what_is_said_of_one_channel_is_not_said_of_another_by_the_same_number(saved, known):
    """The peers' failure 14: consent for the subject is one thing, for the channel another."""
    yes = {"granted": True, "purpose": "marketing", "at": "2026-01-01"}
    no = yes | {"granted": False, "at": "2026-02-01"}
    found = known(saved(mobile=NUMBER, consents=[yes, no | {"channel": "voice"}]))
    assert found.subject_consent is True
    assert (found.channel_consent["sms"], found.channel_consent["voice:mobile"]) == (True, False)
    by_kind = known(saved(id="c-2", mobile=NUMBER, consents=[yes, no | {"channel": "mobile"}]))
    assert {by_kind.channel_consent[name] for name in CHANNELS} == {False}


def test_a_stop_of_one_channel_leaves_the_others_by_that_number(saved, known, now):
    customer = saved(mobile=NUMBER, landline="+442079460018")
    about = {"scope": "all", "reason": "stopped", "source": "portal", "evidence": {}, "now": now}
    people.stop(customer_id=customer, channel="voice", **about)
    closed = known(customer).suppressed
    assert {"voice:mobile", "voice:landline"} <= closed and "sms" not in closed
