"""Evidence handed in by the company's systems: once, cleaned, and seen again by its id."""

from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

import tidings.staff.public as staff
from tests.core.evidence import files
from tidings.ground.clock import SimulatedClock, using
from tidings.ground.evidence_models import EvidenceFile, EvidenceObject, EvidenceUse

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 15, 30, tzinfo=UTC)


@pytest.fixture
def headers():
    with using(SimulatedClock(NOW)):
        scopes = ["send.events", "see.outreach"]
        raw = staff.create_key(name="shop", scopes=scopes, actor="command", now=NOW)[1]
        yield {"Authorization": f"Bearer {raw}"}


def hand_in(headers, octets: bytes, *, name="IMG_2034.jpg", **form):
    return Client().post(
        "/api/v1/evidence", {"file": SimpleUploadedFile(name, octets, "text/html"), **form}, headers=headers
    )


def test_a_photo_is_handed_in_once_and_seen_again(headers) -> None:
    first, again = (hand_in(headers, files.photo(), customer="ana") for _ in range(2))
    assert first.status_code == 200 and first.json() == again.json()
    said = first.json()
    assert (said["kind"], said["content_type"], said["width"], said["standing"], said["troubles"]) == (
        "photo", "image/jpeg", 900, "whole", [],
    )  # fmt: skip
    assert EvidenceObject.objects.count() == 1 and EvidenceUse.objects.get().customer == "ana"
    assert Client().get(f"/api/v1/evidence/{said['id']}", headers=headers).json() == said
    served = Client().get(f"/api/v1/evidence/{said['id']}/small", headers=headers)
    assert served.headers["Content-Type"] == "image/jpeg"
    assert served.headers["X-Content-Type-Options"] == "nosniff"
    assert files.SECRET.encode() not in served.content


@pytest.mark.parametrize(
    ("octets", "code"),
    [
        (b"<svg onload='x'/>", "unknown-type"),
        (files.with_script(), "active"),
        (files.photo()[:800], "unreadable"),
    ],
)
def test_what_cannot_be_evidence_is_refused_with_its_mend(headers, octets: bytes, code: str) -> None:
    refused = hand_in(headers, octets)
    assert refused.status_code == 400 and code in refused.json()["detail"]
    [problem] = refused.json()["problems"]
    assert problem["field"] == "file" and problem["mend"]
    assert not EvidenceObject.objects.exists()


def test_a_file_without_end_is_refused(headers) -> None:
    assert hand_in(headers, b"\xff\xd8\xff" + b"0" * 10_000_001).status_code == 413


def test_a_tiny_picture_is_taken_and_its_trouble_told(headers) -> None:
    [trouble] = hand_in(headers, files.photo(90, 60)).json()["troubles"]
    assert trouble["trouble"] == "unreadable"


def test_an_altered_one_is_not_served(headers) -> None:
    id = hand_in(headers, files.document(), kind="receipt").json()["id"]
    EvidenceFile.objects.update(content=b"%PDF-1.7 another")
    refused = Client().get(f"/api/v1/evidence/{id}/full", headers=headers)
    assert refused.status_code == 404 and "altered" in refused.json()["detail"]
    assert Client().get(f"/api/v1/evidence/{id}", headers=headers).json()["standing"] == "altered"
    assert Client().get(f"/api/v1/evidence/{'0' * 64}/full", headers=headers).status_code == 404
