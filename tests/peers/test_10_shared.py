"""Peers' failure 10 (Chatwoot #4728): two people who share a phone or a browser were taken for one."""

from tests.outreach.conftest import Company
from tidings.people import public as people

PHONE = "+5511961234567"


def test_chatwoot_4728_two_people_with_one_phone_stay_two(company: Company) -> None:
    ana = company.customer("ana", mobile=PHONE)
    bento = company.customer("bento", mobile=PHONE)
    assert ana != bento
    assert people.person(customer_id=ana).name == "Ana" and people.person(customer_id=bento).name == "Bento"


def test_chatwoot_4728_what_one_of_them_says_is_not_put_into_the_others_mouth(company: Company) -> None:
    ana, bento = company.customer("ana", mobile=PHONE), company.customer("bento", mobile=PHONE)
    people.stop(
        customer_id=ana, scope="all", reason="asked", source="portal", evidence={"by": "ana"}, now=company.now
    )
    people.record_consent(
        customer_id=ana,
        granted=False,
        purpose="marketing",
        basis="asked",
        evidence={"by": "ana"},
        source="portal",
        at=company.now,
        now=company.now,
    )
    assert people.person(customer_id=bento).consents == ()
    assert people.person(customer_id=bento).suppressions == ()


def test_chatwoot_4728_changing_one_record_leaves_the_other(company: Company) -> None:
    company.customer("ana", mobile=PHONE)
    bento = company.customer("bento", mobile=PHONE)
    company.customer("ana", mobile=PHONE, name="Ana Maria", email="new@example.com")
    assert people.person(customer_id=bento).name == "Bento"
    assert {point.address for point in people.person(customer_id=bento).points} == {
        PHONE,
        "bento@example.com",
    }
