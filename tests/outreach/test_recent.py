"""Contacts count wherever they were made, for the person, the household and the organisation."""

from datetime import timedelta

import pytest

import tidings.staff.public as staff
from tests.outreach.conftest import NOON
from tests.policies import STANDS_IN
from tidings.outreach import public as outreach
from tidings.outreach.models import Outreach


def cap(company, **rule):
    staff.save_company(
        actor="test", now=NOON, policy=STANDS_IN | {"caps": [{"within": "24h", "contacts": 1} | rule]}
    )


def told(customer, at=NOON, **more):
    said = {"channel": "voice", "purpose": "service", "topic": "survey", "source": "survey", "key": "s1"}
    return outreach.record_contact(customer_id=customer, at=at, **said | more)


def verdicts(company, *customers):
    for n, customer in enumerate(customers):
        company.happens("shop.order.late", customer=customer, order=f"o{company.count}{n}")
    return {d.customer.external_id: (d.verdict, *d.reasons[:1]) for d in company.decides()}


def test_a_contact_made_elsewhere_counts_once_and_only_in_its_window(company):
    ana = company.customer()
    company.campaign()
    cap(company)
    assert [told(ana), told(ana)] == [True, False]
    assert verdicts(company, "ana")["ana"] == ("refuse", "too_many_contacts")
    company.later(hours=24)
    assert verdicts(company, "ana")["ana"][0] == "contact"


@pytest.mark.parametrize(
    ("rule", "refused"),
    [
        ({"purpose": "marketing"}, False),
        ({"purpose": "service"}, True),
        ({"channels": ["email"]}, False),
        ({"about": "topic"}, False),
        ({"about": "purpose"}, True),
        ({"about": "all"}, True),
    ],
)
def test_a_cap_counts_what_it_is_about(company, rule, refused):
    ana = company.customer()
    company.campaign()
    cap(company, **rule)
    told(ana)
    assert (verdicts(company, "ana")["ana"][0] == "refuse") is refused


AT_HOME = {"country": "BR", "postal_code": "01310-100", "city": "Sao Paulo", "region": "SP", "street": "Av 1"}


def test_a_household_is_told_as_one_where_the_policy_says_so(company):
    for name in ("ana", "bento"):
        company.customer(name, organisation={"id": "family", "role": "member"})
    company.customer("cy")
    company.campaign()
    cap(company, per="organisation")
    said = verdicts(company, "ana", "cy")
    assert {who: verdict for who, (verdict, *_) in said.items()} == {"ana": "contact", "cy": "contact"}
    assert verdicts(company, "bento")["bento"] == ("refuse", "organisation_cap")
    Outreach.objects.update(state="sent", sent_at=NOON)
    company.later(hours=25)
    assert verdicts(company, "bento")["bento"][0] == "contact"


def test_two_of_one_organisation_in_the_same_batch_see_each_other(company):
    for name in ("ana", "bento"):
        company.customer(name, organisation={"id": "family", "role": "member"})
    company.campaign()
    cap(company, per="organisation")
    said = verdicts(company, "ana", "bento")
    assert sorted(verdict for verdict, *_ in said.values()) == ["contact", "refuse"]


def test_an_open_case_about_the_matter_holds_offers_back_until_it_is_closed(company):
    consents = [
        {"purpose": "marketing", "granted": True, "at": "2026-01-01T00:00:00Z", "evidence": {"form": "x"}}
        | one
        for one in ({"topic": "offers"}, {"channel": "email"})
    ]
    ana = company.customer(consents=[{"basis": "consent", **one} for one in consents])
    company.campaign("offer", "offers")
    assert outreach.case_open(customer_id=ana, key="c1", now=NOON)
    assert not outreach.case_open(customer_id=ana, key="c1", now=NOON)
    assert outreach.open_cases(customer_id=ana, now=NOON) == [("c1", "", NOON)]
    [refused] = verdicts(company, "ana").values()
    assert refused == ("refuse", "open_case")
    assert outreach.case_closed(customer_id=ana, key="c1")
    assert verdicts(company, "ana")["ana"][0] == "contact"


def test_a_case_nobody_closed_ends_by_itself(company):
    ana = company.customer()
    outreach.case_open(customer_id=ana, key="c1", now=NOON)
    assert outreach.open_cases(customer_id=ana, now=NOON + timedelta(days=61)) == []


def test_who_is_talking_with_us_is_answered_there_and_it_is_said(company):
    ana = company.customer()
    company.campaign()
    outreach.conversation_open(customer_id=ana, channel="email", asked_for=("voice",), now=NOON)
    outreach.conversation_open(customer_id=ana, channel="email", now=NOON)
    company.happens("shop.order.late")
    [decision] = company.decides()
    assert decision.seen["conversation"] == "email" and decision.seen["asked_for"] == ["voice"]
    assert "answered_where_they_wrote" in decision.reasons
    assert outreach.conversation_closed(customer_id=ana)
    company.happens("shop.order.late", order="o2")
    [decision] = company.decides()
    assert decision.seen["conversation"] == ""
