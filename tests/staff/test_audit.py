"""The audit trail."""

from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from tidings.staff import public as staff
from tidings.staff.models import AuditEntry

pytestmark = pytest.mark.django_db


def note(action: str, noon: datetime, actor: str = "command") -> None:
    staff.record(actor=actor, action=action, object="campaign:parcel-late", now=noon)


def test_the_database_refuses_to_change_or_remove_an_entry(noon: datetime) -> None:
    note("campaign.approved", noon)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AuditEntry.objects.update(actor="somebody else")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AuditEntry.objects.all().delete()
    assert [line.actor for line in staff.audit()] == ["command"]


def test_it_is_read_from_the_newest_on_in_pages(noon: datetime) -> None:
    for number in range(5):
        note(f"step.{number}", noon + timedelta(hours=number))
    first = staff.audit(limit=2)
    then = staff.audit(limit=9, before=first[-1].id)
    assert [line.action for line in first + then] == ["step.4", "step.3", "step.2", "step.1", "step.0"]


def test_one_actor_can_be_followed(noon: datetime) -> None:
    note("one", noon)
    note("two", noon, actor="user:ana@example.com")
    assert [line.action for line in staff.audit(actor="user:ana@example.com")] == ["two"]
