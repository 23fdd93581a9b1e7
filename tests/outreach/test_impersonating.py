"""A message into which an event brings what the company watches for is not sent."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.outreach.delivering import NOON, deliver, found_company, kept, make_due, now_is
from tidings.channels.email.sink import running
from tidings.outreach.models import Attempt, Outreach
from tidings.staff import public as staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def sink(db: None, tmp_path: Path) -> Iterator[str]:
    found_company()
    with running(tmp_path) as url:
        yield url


def test_a_link_that_only_looks_like_ours_is_not_sent(sink: str, tmp_path: Path) -> None:
    first, forged = make_due("a", "b")
    Outreach.objects.filter(id=forged.id).update(
        data={"order": {"id": "1", "item": "lamp (https://sh0p.example/x)"}}
    )
    deliver(sink)
    assert [now_is(row).state for row in (first, forged)] == ["sent", "failed"]
    assert "sh0p.example looks like our own domain and is not" in Attempt.objects.get(outreach=forged).says


def test_only_the_message_that_says_it_is_stopped(sink: str, tmp_path: Path) -> None:
    first, forged, last = make_due("a", "b", "c")
    staff.save_company(actor="test", now=NOON, watch={"domains": ["examp1e.com"]})
    Outreach.objects.filter(id=forged.id).update(
        data={"order": {"id": "1", "item": "lamp (https://examp1e.com)"}}
    )
    deliver(sink)
    assert [now_is(row).state for row in (first, forged, last)] == ["sent", "failed", "sent"]
    said = Attempt.objects.get(outreach=forged).says
    assert said == "cannot be composed: Impersonates: the domain examp1e.com is on the watch list"
    assert len(kept(tmp_path)) == 2
