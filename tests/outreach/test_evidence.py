"""Evidence on its way: seen in the mail, provable afterwards, left out with a reason where it is not what it was."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.core.evidence import files
from tests.outreach.delivering import NOON, by_smtp, deliver, found_company, happened, now_is
from tidings.campaigns import public as campaigns
from tidings.channels.email.mailbox import Mail, Mailbox
from tidings.channels.email.sink import running
from tidings.core.genuine.comparing import compare
from tidings.core.genuine.html_text import html_text
from tidings.ground.clock import SimulatedClock
from tidings.ground.evidence_models import EvidenceFile, EvidenceObject, EvidenceUse
from tidings.ground.evidence_taking import take_evidence
from tidings.ground.loops import run_until
from tidings.outreach import decide
from tidings.outreach.compose import NOTICE_GOOD_FOR
from tidings.outreach.models import Outreach
from tidings.outreach.public import faces_with, loops, story
from tidings.people import public as people

pytestmark = pytest.mark.django_db
SAYS = "Your parcel beside the blue door"
CAMPAIGN = """
campaign: delivered
topic: orders
trigger: {event: com.example.delivered, per: order.id}
needs: {order.id: text, order.item: text, "parcel.photo?": evidence}
notice:
  en:
    what: "Your {{ order.item }} was delivered."
    means: "It lies where you asked."
    done: "The driver took a photo."
    next_steps: [{id: fine, says: "Thank you", does: confirm}]
    if_ignored: "Nothing more to do."
    evidence:
      - {text: "Delivered at noon", says: "Our records"}
      - {object: "{% if parcel.photo %}{{ parcel.photo }}{% endif %}", says: "Your parcel beside the blue door"}
strategy: {channels: [email], expires: 48h}
"""


@pytest.fixture(autouse=True)
def company(db: None) -> None:
    found_company()
    assert campaigns.launch(text=CAMPAIGN, actor="test", now=NOON).state == "live"


@pytest.fixture
def sink(tmp_path: Path) -> Iterator[str]:
    with running(tmp_path) as url:
        yield url


def photo() -> str:
    return take_evidence(octets=files.photo(), kind="photo", now=NOON).id


def made_due(customer: str, photo: object) -> Outreach:
    known(customer)
    told(made_event(customer, photo))
    return Outreach.objects.get(customer__external_id=customer)


def known(customer: str) -> int:
    record = {"id": customer, "email": f"{customer}@example.com", "zone": "UTC", "relationship": "customer"}
    return people.save(record=record, now=NOON).customer_id


def made_event(customer: str, photo: object, item: str = "lamp") -> dict[str, Any]:
    event = happened(customer, "delivered", item, NOON)
    data = {"order": {"id": item, "item": item}, "parcel": {"photo": photo}}
    return event | {"id": f"{item}-{customer}", "data": data}


def told(event: dict[str, Any]) -> None:
    campaigns.store(events=[campaigns.read_cloudevent(event)], now=NOON)
    decide.step(SimulatedClock(NOON))


def mail(folder: Path) -> Mail:
    [mail] = Mailbox(folder).all()
    return mail


def pictures(mail: Mail) -> list[bytes]:
    return [part.get_content() for part in mail.parsed.walk() if part.get_content_maintype() == "image"]


def test_the_picture_is_seen_in_the_mail_and_kept_as_long_as_the_page(sink: str, tmp_path: Path) -> None:
    id = photo()
    outreach = made_due("ana", id)
    deliver(sink)
    kept = {bytes(each) for each in EvidenceFile.objects.values_list("content", flat=True)}
    [shown] = pictures(mail(tmp_path))
    assert shown in kept and len(shown) <= 60_000
    assert id not in mail(tmp_path).text and "#evidence-2" in mail(tmp_path).text
    use = EvidenceUse.objects.get()
    assert (use.outreach, use.customer, use.state) == (outreach.id, "ana", "shown")
    assert use.until > now_is(outreach).expires_at + NOTICE_GOOD_FOR
    assert EvidenceObject.objects.get().keep_until >= use.until


def test_what_is_told_in_a_digest_keeps_its_evidence_as_long_as_the_pages_it_links(
    sink: str, tmp_path: Path
) -> None:
    id = photo()
    campaigns.launch(text=CAMPAIGN.replace("48h", "30d"), actor="test", now=NOON)
    people.prefer(customer_id=known("ana"), topic="orders", digest=True, now=NOON)
    for item in ("lamp", "desk"):
        told(made_event("ana", id, item))
    rows = Outreach.objects.order_by("id")
    due = max(row.due_at for row in rows)
    clock = SimulatedClock(due - timedelta(minutes=1))
    run_until(loops(channels=by_smtp(sink)), clock, due + timedelta(minutes=5))
    rows = list(rows.all())
    assert [row.state for row in rows] == ["sent", "sent"]
    assert pictures(mail(tmp_path)) == []  # the pages that it links show them
    assert [(use.outreach, use.customer, use.state) for use in EvidenceUse.objects.order_by("outreach")] == [
        (row.id, "ana", "shown") for row in rows
    ]
    last = max(row.expires_at for row in rows) + NOTICE_GOOD_FOR
    assert EvidenceObject.objects.get().keep_until >= last


def test_what_the_customer_pastes_of_it_is_known_as_ours(sink: str, tmp_path: Path) -> None:
    outreach = made_due("ana", photo())
    deliver(sink)
    faces = faces_with(outreach_id=outreach.id)
    assert compare(mail(tmp_path).text, faces).same
    assert not compare(mail(tmp_path).text.replace("blue door", "back door"), faces).same
    page = mail(tmp_path).parsed.get_body(("html",)).get_content()
    assert page.count("#evidence-2") == 2  # behind the picture and behind its words
    assert compare(html_text(page), faces).same
    assert not compare(
        html_text(re.sub(r'"http[^"]+#evidence-2"', '"https://evil.example"', page, count=1)), faces
    ).same


@pytest.mark.parametrize(("spoilt", "said"), [("altered", "was altered"), ("missing", "is missing")])
def test_evidence_that_is_not_what_it_was_is_left_out_and_the_outreach_says_so(
    sink: str, tmp_path: Path, spoilt: str, said: str
) -> None:
    outreach = made_due("ana", photo())
    if spoilt == "missing":
        EvidenceObject.objects.all().delete()
    EvidenceFile.objects.update(content=files.octets(files.picture(90, 90, dark=200)))
    deliver(sink)
    assert now_is(outreach).state == "sent"
    assert pictures(mail(tmp_path)) == [] and SAYS in mail(tmp_path).text
    assert EvidenceUse.objects.get().state == spoilt
    assert any(said in line.says for line in story(id=outreach.id))


def test_an_event_without_a_photo_is_told_without(sink: str, tmp_path: Path) -> None:
    made_due("ana", None)
    deliver(sink)
    assert SAYS not in mail(tmp_path).text and not EvidenceUse.objects.exists()


def test_an_event_whose_photo_is_no_id_is_a_problem_with_its_mend() -> None:
    with pytest.raises(Outreach.DoesNotExist):
        made_due("ana", "https://elsewhere.example/photo.jpg")
    trouble = str(campaigns.event_trouble())
    assert "parcel.photo" in trouble and "the upload of the evidence" in trouble


def test_a_second_send_of_the_same_is_one_use(sink: str) -> None:
    outreach = made_due("ana", photo())
    deliver(sink)
    Outreach.objects.filter(id=outreach.id).update(state="pending", due_at=NOON)
    deliver(sink, at=NOON + timedelta(minutes=2))
    assert EvidenceUse.objects.count() == 1
