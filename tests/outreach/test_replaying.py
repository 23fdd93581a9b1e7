"""Decisions come out the same years later, under the rules of their day, and whoever alters one is found out."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
import yaml

import tidings.staff.public as staff
from tests.outreach.conftest import NOON
from tests.policies import STANDS_IN
from tidings.core.policy import policy
from tidings.outreach import public as outreach
from tidings.outreach.models import Decision, Pack

# The policy and a decision as they were kept before laws, places and digests of answers were known.
OLD_POLICY = """
pack: company-default
valid_from: "2026-01-01"
hours:
  service: {default: "08:00-21:00"}
  marketing: {default: "08:00-21:00"}
  emergency: {default: always}
passes:
  urgency: {now: [hours, caps]}
  purpose: {emergency: [hours, caps, pause, holdout]}
caps:
  - {purpose: marketing, contacts: 2, within: 7d}
  - {purpose: service, contacts: 6, within: 24h}
relationships:
  service: {customer: "yes", former: "yes", prospect: with_consent}
  marketing: {customer: "yes", former: "no", prospect: "no"}
  emergency: {customer: "yes", former: "yes", prospect: "yes"}
consent:
  service: {subject: not_revoked, channel: not_revoked}
  marketing: {subject: granted, channel: granted}
  emergency: {subject: ignored, channel: ignored}
unknown_zone: {service: company, marketing: refuse, emergency: company}
channels: [email, push, chat, mobile, landline, post]
"""
OLD_SEEN = {
    "purpose": "service",
    "urgency": "normal",
    "relationship": "customer",
    "in_audience": True,
    "subject_consent": None,
    "channel_consent": {"email": None, "mobile": None},
    "reachable": ["email"],
    "suppressed": [],
    "wanted": ["email"],
    "ranked": [],
    "paused_until": None,
    "zones": ["America/Sao_Paulo"],
    "hours": ["09:00", "18:00"],
    "recent": [0, 1],
    "bucket": 4711,
    "holdout_bp": 500,
    "expires": "2026-07-03T15:00:00+00:00",
    "happened": "2026-07-01T15:00:00Z",
    "zones_from": "customer",
    "fallbacks": [],
}


@pytest.fixture
def decided(company):
    """A decision of today's making."""
    company.customer()
    company.campaign()
    company.happens("shop.order.late")
    company.decides()
    return company


def only() -> outreach.DecisionCard:
    [card] = outreach.decisions()
    return card


def alter(**fields):
    Decision.objects.update(**fields)


def as_of_old(verdict="contact", at=NOON, **fields):
    """Makes the one decision what it would have been in its day."""
    rules = policy(yaml.safe_load(OLD_POLICY))
    Pack.objects.create(version=rules.version, body=dict(rules.body), first_used_at=at)
    alter(
        verdict=verdict,
        pack=rules.version,
        at=at,
        seen=OLD_SEEN,
        latest=None,
        seen_digest="",
        answer_digest="",
        **fields,
    )


def test_the_answer_comes_out_byte_for_byte_and_its_digest_is_plain_sha_256(decided):
    again = outreach.replay(only())
    assert again.same and again.checked == sha256(again.bytes_again).hexdigest()
    assert again.bytes_again.startswith(
        b'{"channel":"email","earliest":1782918000000000,"fallbacks":[],"latest":'
    )


def test_a_decision_from_before_laws_were_known_replays(decided):
    as_of_old(reasons=["relationship_suffices", "within_hours", "channel_usual"], earliest=NOON)
    assert outreach.replay(only()).problems == ()
    assert outreach.why(only()).counted == ("Contacts from us in the 24 hours before: 1 of at most 6.",)


def test_a_decision_from_before_laws_that_waited_replays(decided):
    night, morning = (datetime(2026, 7, 2, hour, tzinfo=UTC) for hour in (2, 12))
    as_of_old(
        "later",
        at=night,
        reasons=["relationship_suffices", "outside_hours", "channel_usual"],
        earliest=morning,
    )
    assert outreach.replay(only()).problems == ()


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"verdict": "refuse"}, "What it answered has been altered since."),
        ({"reasons": ["emergency"]}, "What it answered has been altered since."),
        ({"earliest": NOON + timedelta(hours=1)}, "What it answered has been altered since."),
        ({"latest": None}, "What it answered has been altered since."),
    ],
)
def test_an_altered_answer_is_found(decided, fields, says):
    alter(**fields)
    assert says in outreach.replay(only()).problems


def test_what_it_saw_cannot_be_altered_unseen_even_where_the_answer_stays(decided):
    [row] = Decision.objects.all()
    alter(seen=row.seen | {"bucket": row.seen["bucket"] + 1})
    assert outreach.replay(only()).problems == ("What it saw has been altered since.",)


def test_another_policy_under_the_same_name_is_found(decided):
    pack = Pack.objects.get(version=only().pack)
    hours = pack.body["hours"] | {"service": {"default": "08:00-22:00"}}
    Pack.objects.filter(version=pack.version).update(body=pack.body | {"hours": hours})
    assert "The policy that is kept is not the one it was made under." in outreach.replay(only()).problems


def test_without_its_policy_or_what_it_saw_nothing_is_claimed(decided):
    alter(seen={})
    with pytest.raises(outreach.NotKept):
        outreach.replay(only())
    alter(pack="gone")
    with pytest.raises(outreach.NotKept):
        outreach.why(only())


LAW = {
    "pack": "br-test",
    "title": "A law of tests",
    "rules": [
        {
            "id": "br-test.hours",
            "jurisdiction": "br",
            "title": "Only in the morning, from August on",
            "source": "a test",
            "status": "U",
            "valid_from": "2026-08-01",
            "channels": ["email"],
            "hours": "08:00-10:00",
        }
    ],
}


def test_a_law_of_tomorrow_binds_from_its_day_on_and_the_past_stays(company):
    staff.save_company(actor="test", now=NOON, policy=STANDS_IN | {"laws": [LAW]})
    company.customer(country="BR")
    company.campaign()
    company.happens("shop.order.late", order="july")
    [july] = company.decides()
    company.later(days=35)
    company.happens("shop.order.late", order="august")
    [august] = company.decides()
    assert (july.verdict, august.verdict) == ("contact", "later")
    assert all(outreach.replays(card) for card in outreach.decisions())
    bound = [[rule.id for rule in outreach.why(card).rules] for card in outreach.decisions()]
    assert ["br-test.hours" in ids for ids in bound] == [True, False]
    now = outreach.today(outreach.decision(id=july.id), now=company.now)
    assert now.answer["verdict"] == "later" and now.at.weekday() == july.at.weekday()
    assert "It would be later instead of contact." in outreach.differences(outreach.decision(id=july.id), now)


def test_today_says_what_the_companys_new_policy_would_do(decided):
    staff.save_company(
        actor="test",
        now=NOON,
        policy=STANDS_IN | {"caps": [{"purpose": "service", "contacts": 0, "within": "24h"}]},
    )
    now = outreach.today(only(), now=NOON + timedelta(days=400))
    assert outreach.differences(only(), now)[0] == "It would be refuse instead of contact."
    assert outreach.replays(only())
