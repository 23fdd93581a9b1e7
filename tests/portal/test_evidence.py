"""What shows that it is so, on the notice's page: whole or not there, to whoever holds the link and nobody else."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.core.evidence import files
from tests.portal import journey
from tests.portal.journey import SENT, Told, tell, token
from tidings.conversations.models import Interaction
from tidings.ground.evidence_models import EvidenceFile, EvidenceObject
from tidings.ground.evidence_taking import take_evidence
from tidings.outreach.models import Outreach

pytestmark = pytest.mark.django_db
SAYS = "Your parcel by the <blue> door"


def told_with(monkeypatch: pytest.MonkeyPatch, octets: bytes, name: str = "maria") -> Told:
    """A customer whose notice shows this file, as its third piece of evidence."""
    id = take_evidence(octets=octets, kind="photo", now=SENT).id
    third = f'\n      - {{object: "{{{{ order.photo }}}}", says: "{SAYS}"}}\n    answers:'
    text = journey.CAMPAIGN.replace("\n    answers:", third).replace(
        "order.track: url", "order.track: url, order.photo: evidence"
    )
    monkeypatch.setattr(journey, "CAMPAIGN", text)
    monkeypatch.setattr(journey, "DATA", {"order": journey.DATA["order"] | {"photo": id}})
    return tell(name)


@pytest.fixture
def told(db: None, monkeypatch: pytest.MonkeyPatch) -> Told:
    return told_with(monkeypatch, files.photo())


def page(client: Client, told: Told) -> str:
    return client.get(f"/n/{told.notice}").content.decode()


def test_the_page_shows_the_picture_in_the_sizes_of_screens(client: Client, told: Told) -> None:
    [shown] = re.findall("<img[^>]*>", page(client, told))
    assert 'alt="Your parcel by the &lt;blue&gt; door"' in shown and 'width="720"' in shown
    addresses = re.findall(r"(/n/[^ ]+/evidence/3/\w+) (\d+)w", shown)
    assert [int(width) for _, width in addresses] == [900, 720, 320]
    for address, _ in addresses:
        served = client.get(address)
        assert (served.status_code, served.headers["Content-Type"]) == (200, "image/jpeg")
        assert served.headers["X-Content-Type-Options"] == "nosniff"
        assert served.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert (served.headers["Cache-Control"], served.headers["Referrer-Policy"]) == (
            "no-store",
            "no-referrer",
        )


def test_its_address_says_nothing_and_opens_nothing_without_the_notices_token(
    client: Client, told: Told
) -> None:
    id = EvidenceObject.objects.get().sha256
    assert id not in page(client, told)
    other = tell("joao")
    for wrong in (
        token("stop", told.outreach_id),
        token("notice", told.outreach_id, expires=SENT - timedelta(days=1)),
        f"{told.notice}x",
        told.preferences,
    ):
        assert client.get(f"/n/{wrong}/evidence/3/full").status_code in (404, 410)
    for place in (0, 1, 2, 4, 99):
        assert client.get(f"/n/{told.notice}/evidence/{place}/full").status_code == 404
    assert other.notice != told.notice


def test_looking_changes_nothing(client: Client, told: Told) -> None:
    before = (
        list(Outreach.objects.values()),
        list(EvidenceObject.objects.values()),
        Interaction.objects.count(),
    )
    page(client, told)
    client.get(f"/n/{told.notice}/evidence/3/full")
    assert before == (
        list(Outreach.objects.values()), list(EvidenceObject.objects.values()), Interaction.objects.count()
    )  # fmt: skip


@pytest.mark.parametrize("lost", ["altered", "missing"])
def test_what_is_not_what_it_was_is_told_in_words_never_shown(client: Client, told: Told, lost: str) -> None:
    EvidenceFile.objects.filter(size="small").update(content=files.octets(files.picture(90, 90)))
    if lost == "missing":
        EvidenceObject.objects.all().delete()
    shown = page(client, told)
    assert "<img" not in shown and "cannot be shown" in shown and "by the &lt;blue&gt; door" in shown
    assert client.get(f"/n/{told.notice}/evidence/3/full").status_code == 404


def test_a_document_is_saved_not_opened(client: Client, db: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    told = told_with(monkeypatch, files.document())
    assert f'href="/n/{told.notice}/evidence/3/full"' in page(client, told) and "(PDF)" in page(client, told)
    served = client.get(f"/n/{told.notice}/evidence/3/full")
    assert served.headers["Content-Type"] == "application/pdf"
    assert served.headers["Content-Disposition"] == 'attachment; filename="evidence-3.pdf"'


def test_on_a_phone_the_picture_fits_and_is_seen(
    live_site: Any, browser: Any, axe: Any, monkeypatch: Any
) -> None:
    told = told_with(monkeypatch, files.photo())
    context = browser.new_context(viewport={"width": 360, "height": 740}, device_scale_factor=2)
    seen = context.new_page()
    seen.goto(f"{live_site.url}/n/{told.notice}#evidence-3")
    picture = seen.get_by_role("img", name=SAYS)
    picture.wait_for()
    natural, shown = picture.evaluate("one => [one.naturalWidth, one.getBoundingClientRect().width]")
    assert natural > 0 and 250 < shown <= 360
    assert picture.evaluate("one => one.currentSrc").endswith("/phone")
    assert seen.evaluate("document.documentElement.scrollWidth") <= 360
    axe(seen)
    context.close()
