"""The company."""

from datetime import datetime

import pytest
from django.db import IntegrityError

from tidings.staff import public as staff
from tidings.staff.models import Company

pytestmark = pytest.mark.django_db


def test_there_is_a_company_before_anybody_has_saved_one() -> None:
    assert staff.company() == staff.CompanyCard()
    assert staff.company().second_person


def test_what_is_saved_is_what_is_read_and_the_rest_stays(noon: datetime) -> None:
    staff.save_company(actor="command", now=noon, name="Marula Bank", zone="Africa/Windhoek")
    staff.save_company(actor="user:ana@example.com", now=noon, policy={"caps": []})
    assert staff.company() == staff.CompanyCard(
        name="Marula Bank", zone="Africa/Windhoek", policy={"caps": []}
    )
    assert [line.detail for line in staff.audit()] == [{"fields": ["policy"]}, {"fields": ["name", "zone"]}]


def test_reading_it_is_one_query(django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        staff.company()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "  "),
        ("zone", "Mars/Olympus"),
        ("sender_email", "news"),
        ("sender_email", "news@bank.example\r\nBcc: all@example.com"),
        ("sender_name", "Bank\nBcc: all@example.com"),
        ("country", "Germany"),
        ("currency", "eur"),
        ("language", "English, please"),
        ("public_url", "javascript:alert(1)"),
        ("policy", []),
        ("policy", {"caps": [{"purpose": "marketing", "contacts": -1, "within": "7d"}]}),
        ("policy", {"hours": {"service": {"default": "21:00-08:00"}}}),
        ("policy", {"no_such_rule": {}}),
        ("motto", "x"),
    ],
)
def test_what_cannot_be_is_refused_by_name(field: str, value: object, noon: datetime) -> None:
    with pytest.raises(staff.CompanyRefused) as refused:
        staff.save_company(actor="command", now=noon, **{field: value})
    assert refused.value.field == field
    assert not Company.objects.exists()


def test_there_is_only_one() -> None:
    with pytest.raises(IntegrityError):
        Company.objects.create(id=2, name="Another")
