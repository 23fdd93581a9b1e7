from datetime import timedelta

import pytest

import tidings.people.public as people
import tidings.staff.public as staff
from tests.outreach.conftest import NOON
from tests.policies import STANDS_IN
from tidings.core.codes import is_whole
from tidings.outreach import public as outreach
from tidings.outreach.models import Decision, Outreach, Pack


def test_an_event_becomes_a_decision_and_an_outreach_that_is_due_at_once(company):
    company.customer()
    company.campaign()
    company.happens("shop.order.late")
    [decision] = company.decides()
    row = company.only()
    assert (decision.verdict, decision.reasons) == (
        "contact",
        ["relationship_suffices", "within_hours", "channel_usual"],
    )
    assert (row.state, row.channel, row.address, row.due_at) == ("pending", "email", "ana@example.com", NOON)
    assert (row.zones, row.language, row.thread) == (["America/Sao_Paulo"], "en", "order.id=o1")
    assert row.expires_at == NOON + timedelta(hours=48)
    assert is_whole(row.code)


def test_at_night_it_is_held_not_dropped(company):
    company.customer()
    company.campaign()
    company.later(hours=11)  # 23:00 in Sao Paulo
    company.happens("shop.order.late")
    [decision] = company.decides()
    assert decision.verdict == "later"
    assert company.only().due_at == decision.earliest == NOON + timedelta(hours=20)


def test_a_broken_promise_is_told_in_the_morning_after(company):
    company.customer()
    company.campaign(trigger="{absent: shop.order.delivered, by: order.promised, per: order.id}")
    company.happens("shop.order.placed", promised="2026-07-02")
    assert company.decides() == []
    company.later(hours=36)  # the end of 2 July in Sao Paulo
    [decision] = company.decides()
    assert decision.cause == "absence:order.id=o1"
    assert company.only().due_at == NOON + timedelta(hours=44)


def test_deciding_again_adds_nothing(company):
    company.customer()
    company.campaign()
    company.happens("shop.order.late")
    company.decides()
    assert company.decides() == []
    assert Outreach.objects.count() == 1


def test_two_triggers_in_one_batch_see_each_other_in_the_caps(company):
    company.customer(consents=[granted("marketing", topic="offers"), granted("marketing", channel="email")])
    company.campaign("offer", "offers")
    for order in ("o1", "o2", "o3"):
        company.happens("shop.order.late", order=order)
    assert [(d.verdict, d.reasons) for d in company.decides()][2] == ("refuse", ["too_many_contacts"])
    assert Outreach.objects.count() == 2


@pytest.mark.parametrize("at_once", [True, False])
def test_a_batch_is_decided_as_one_event_after_the_other(company, at_once):
    for name in ("ana", "bento"):
        company.customer(
            name, consents=[granted("marketing", "offers"), granted("marketing", channel="email")]
        )
    company.campaign("offer", "offers")
    for n, name in enumerate(["ana", "ana", "bento", "ana", "bento", "bento"]):
        company.happens("shop.order.late", customer=name, order=f"o{n}")
        if not at_once:
            company.decides()
    company.decides()
    by_order = {decision.thread[-1]: decision.verdict for decision in Decision.objects.all()}
    assert [by_order[n] for n in "012345"] == ["contact", "contact", "contact", "refuse", "contact", "refuse"]


def test_caps_roll_over_all_campaigns_and_count_urgent_contacts(company):
    company.customer()
    company.campaign("late")
    company.campaign("fraud", "fraud", trigger="{event: shop.order.odd, per: order.id}")
    for order in range(6):
        company.happens("shop.order.odd", order=f"o{order}")
    company.decides()
    Outreach.objects.update(state="sent", sent_at=NOON)
    company.happens("shop.order.late")
    company.happens("shop.order.odd", order="o9")
    assert {d.campaign.name: d.verdict for d in company.decides()} == {"late": "refuse", "fraud": "contact"}
    Outreach.objects.filter(state="pending").update(state="sent", sent_at=NOON)
    company.later(hours=24)
    company.happens("shop.order.late", order="o10")
    assert [d.verdict for d in company.decides()] == ["contact"]


def test_a_withdrawal_in_the_same_batch_withdraws(company):
    company.customer()
    company.campaign()
    company.happens("shop.order.late")
    company.happens("shop.order.cancelled")
    company.decides()
    row = company.only()
    assert (row.state, row.reason) == ("withdrawn", "withdrawn:shop.order.cancelled")
    assert row.withdrawn_at == NOON


def test_a_withdrawal_takes_back_what_waits_for_the_morning(company):
    company.customer()
    company.campaign()
    company.later(hours=11)
    company.happens("shop.order.late")
    company.decides()
    company.happens("shop.order.cancelled")
    company.decides()
    assert company.only().state == "withdrawn"


def test_what_happens_anew_after_a_withdrawal_is_told(company):
    company.customer()
    company.campaign()
    company.happens("shop.order.cancelled")
    company.later(minutes=1)
    company.happens("shop.order.late")
    company.decides()
    assert company.only().state == "pending"


def test_what_is_on_its_way_out_is_only_marked(company):
    company.customer()
    company.campaign()
    company.happens("shop.order.late")
    company.decides()
    Outreach.objects.update(state="sending")
    company.happens("shop.order.cancelled")
    company.decides()
    row = company.only()
    assert (row.state, row.withdrawn_at) == ("sending", NOON)


def test_stop_withdraws_what_is_pending_at_once(company):
    ana = company.customer()
    company.campaign()
    company.happens("shop.order.late")
    company.decides()
    people.stop(
        customer_id=ana, scope="all", reason="asked", source="portal", evidence={"by": "ana"}, now=NOON
    )
    assert outreach.stopped(customer_id=ana, scope="topic:offers", now=NOON) == 0
    assert outreach.stopped(customer_id=ana, scope="topic:deliveries", now=NOON) == 1
    assert (company.only().state, company.only().reason) == ("withdrawn", "stopped")


def test_the_holdout_leaves_a_decision_and_no_outreach(company):
    for n in range(40):
        company.customer(f"c{n}")
        company.happens("shop.order.late", customer=f"c{n}", order=f"o{n}")
    company.campaign(more="holdout: 50%")
    verdicts = {d.verdict for d in company.decides()}
    held = Decision.objects.filter(verdict="hold_out")
    assert verdicts == {"contact", "hold_out"}
    assert Outreach.objects.count() == 40 - held.count()
    assert all(decision.reasons == ["held_out"] for decision in held)


@pytest.mark.parametrize(
    ("who", "language"),
    [({"language": "pt-BR"}, "pt"), ({"language": "fr"}, "en"), ({"language": None}, "en")],
)
def test_the_customers_language_comes_first_then_the_companys(company, who, language):
    company.customer(**who)
    company.campaign()
    company.happens("shop.order.late")
    company.decides()
    assert company.only().language == language


def granted(purpose, topic="", channel=""):
    return {
        "purpose": purpose,
        "topic": topic,
        "channel": channel,
        "granted": True,
        "at": "2026-01-01T00:00:00Z",
        "basis": "consent",
        "evidence": {"form": "sign-up"},
    }


PLANTED = {
    "not_in_audience": ({}, {"more": "audience: {relationship: [former]}"}, None),
    "no_subject_consent": ({}, {"topic": "offers"}, None),
    "no_channel_consent": (
        {"consents": [granted("marketing", topic="offers", channel="mobile")]},
        {"topic": "offers"},
        None,
    ),
    "relationship_not_allowed": ({"relationship": "former"}, {"topic": "offers"}, None),
    "no_address": ({"email": None}, {}, None),
    "suppressed": (
        {},
        {},
        lambda ana: people.stop(
            customer_id=ana,
            scope="topic:deliveries",
            reason="asked",
            source="portal",
            evidence={"by": "x"},
            now=NOON,
        ),
    ),
    "subject_consent_revoked": (
        {},
        {},
        lambda ana: people.record_consent(
            customer_id=ana,
            granted=False,
            purpose="service",
            topic="deliveries",
            basis="asked",
            evidence={"by": "x"},
            source="portal",
            at=NOON,
            now=NOON,
        ),
    ),
    "paused": (
        {},
        {},
        lambda ana: people.prefer(customer_id=ana, paused_until=NOON + timedelta(days=30), now=NOON),
    ),
    "expired": ({}, {}, "old"),
}


@pytest.mark.parametrize("reason", PLANTED)
def test_each_planted_reason_is_found(company, reason):
    who, what, act = PLANTED[reason]
    ana = company.customer(**who)
    company.campaign(**what)
    if callable(act):
        act(ana)
    company.happens("shop.order.late", at=NOON - timedelta(days=9) if act == "old" else None)
    [decision] = company.decides()
    assert decision.verdict == "refuse"
    assert reason in decision.reasons
    assert Outreach.objects.count() == 0
    assert outreach.explain(reasons=decision.reasons, seen=decision.seen)


def test_an_unknown_zone_is_the_companys_for_service_and_refused_for_marketing(company):
    staff.save_company(actor="test", now=NOON, country="")
    company.customer(zone=None)
    company.campaign()
    company.happens("shop.order.late")
    [decision] = company.decides()
    assert decision.verdict == "contact"
    assert decision.seen["zones"] == ["America/Sao_Paulo"]


def test_every_decision_replays_from_what_it_saw(company):
    for planted, (who, _, _) in PLANTED.items():
        company.customer(planted, **who)
    company.campaign("late")
    company.campaign("offer", "offers")
    company.later(hours=11)
    for planted in PLANTED:
        company.happens("shop.order.late", customer=planted, order=planted)
    assert len(company.decides()) == 2 * len(PLANTED)
    staff.save_company(
        actor="test", now=company.now, policy=STANDS_IN | {"hours": {"service": {"default": "always"}}}
    )
    assert all(outreach.replays(card) for card in outreach.decisions())
    assert Pack.objects.count() == 1
