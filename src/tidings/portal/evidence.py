"""The evidence objects of a notice's page: pictures in the sizes screens have, documents to save; only to who holds the notice's link."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from tidings.core.evidence.pointing import anchor, objects
from tidings.core.notice import Evidence
from tidings.ground.evidence import EvidenceGone, StoredFile, evidence_file, stored
from tidings.outreach import public as outreach
from tidings.portal.pages import opened, portal_page

ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "application/pdf": "pdf"}
# A file is looked at, never run: whatever a browser makes of it may load and start nothing.
NOTHING_RUNS = "default-src 'none'; sandbox"


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A picture (`sizes` for a browser to choose from), a document, or neither: one that cannot be shown."""

    says: str
    anchor: str
    picture: str = ""
    sizes: str = ""
    width: int = 0
    height: int = 0
    file: str = ""

    @property
    def gone(self) -> bool:
        return not self.file


@portal_page
def evidence(request: HttpRequest, token: str, place: int, size: str) -> HttpResponse:
    """`/n/TOKEN/evidence/PLACE/SIZE`: one file, as it was kept; 404 rather than another."""
    card = opened(token, purpose="notice")
    shown = dict(objects(outreach.notice(id=card.id).composed))
    if place not in shown:
        raise Http404
    try:
        return served(evidence_file(id=shown[place].value, size=size), name=f"evidence-{place}")
    except EvidenceGone as gone:
        raise Http404 from gone


def served(file: StoredFile, *, name: str) -> HttpResponse:
    """The file under the type it was found to have; a document is saved, not opened here."""
    response = HttpResponse(file.content, content_type=file.content_type)
    how = "inline" if file.width else "attachment"
    response.headers["Content-Disposition"] = f'{how}; filename="{name}.{ENDINGS[file.content_type]}"'
    response.headers["Content-Security-Policy"] = NOTHING_RUNS
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def shown_object(token: str, place: int, evidence: Evidence) -> Shown:
    """What the page shows of an object; looked at now, so that a picture is whole or is not there at all."""
    try:
        files = list(stored(evidence.value))
    except EvidenceGone:
        files = []

    def at(size: str) -> str:
        return reverse("portal:evidence", args=[token, place, size])

    pictures = [file for file in files if file.width]
    middle = pictures[min(1, len(pictures) - 1)] if pictures else None
    return Shown(
        says=evidence.says,
        anchor=anchor(place),
        file=at("full") if files else "",
        picture=at(middle.size) if middle else "",
        sizes=", ".join(f"{at(file.size)} {file.width}w" for file in pictures),
        width=middle.width if middle else 0,
        height=middle.height if middle else 0,
    )
