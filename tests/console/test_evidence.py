"""Evidence in the console: handed in by a form, seen with its state; on an outreach, what it shows."""

from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.core.evidence import files
from tests.outreach.test_evidence import SAYS, company, made_due, photo  # noqa: F401 (a fixture)
from tidings.ground.evidence_models import EvidenceFile, EvidenceObject

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)


def hand_in(client, octets: bytes, **form):
    file = SimpleUploadedFile("door.jpg", octets, "image/jpeg")
    return client.post("/console/evidence/new", {"file": file, "kind": "photo", **form}, follow=True)


def test_a_photo_is_handed_in_and_seen(signed_in) -> None:
    client = signed_in("campaign_owner")
    page = hand_in(client, files.photo(), customer="ana").content.decode()
    id = EvidenceObject.objects.get().sha256
    assert f"Its id: {id}" in page and f'src="/console/evidence/{id}/small"' in page
    served = client.get(f"/console/evidence/{id}/small")
    assert (served.headers["Content-Type"], served.headers["X-Content-Type-Options"]) == (
        "image/jpeg",
        "nosniff",
    )


def test_a_file_that_cannot_be_evidence_is_refused_beside_the_field(signed_in) -> None:
    refused = hand_in(signed_in("campaign_owner"), b"<svg/>")
    assert refused.status_code == 422 and "This is no jpeg" in refused.content.decode()


def test_who_only_reads_sees_no_form(signed_in) -> None:
    page = signed_in("auditor").get("/console/evidence/").content.decode()
    assert "None yet" in page and "Hand one in" not in page


@pytest.mark.parametrize("state", ["whole", "altered", "missing"])
def test_an_outreach_shows_its_evidence_and_whether_it_is_whole(signed_in, company, state: str) -> None:  # noqa: F811
    outreach = made_due("ana", photo())
    if state == "altered":
        EvidenceFile.objects.filter(size="full").update(content=b"other")
    if state == "missing":
        EvidenceObject.objects.all().delete()
    page = signed_in("auditor").get(f"/console/outreaches/{outreach.id}/").content.decode()
    assert SAYS in page and ("<img" in page) == (state == "whole")
    assert state in page.lower()
