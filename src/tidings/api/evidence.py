"""Evidence objects: a photo, receipt, tracking picture or document handed in once, known by its hash from then on."""

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from ninja import File, Form, Path, Router, Schema, UploadedFile

from tidings.api.problems import Refusal
from tidings.api.scopes import needs
from tidings.api.shapes import answers
from tidings.core.evidence.shapes import LARGEST, EvidenceRefused
from tidings.core.problem import Problem
from tidings.ground import clock, evidence
from tidings.ground.evidence_taking import take_evidence

router = Router()
Kind = Literal["photo", "receipt", "tracking", "document"]
ObjectId = Annotated[str, Path(pattern="^[0-9a-f]{64}$")]
Customer = Annotated[str, Form(max_length=200, pattern=r"^[^\x00]*$")]
# What a file is decided by what is in it, when it comes in.
FILES = {
    "responses": {
        200: {
            "description": "The file",
            "content": {
                kind: {"schema": {"type": "string", "format": "binary"}}
                for kind in ("image/jpeg", "image/png", "application/pdf")
            },
        }
    }
}


class Trouble(Schema):
    """What would keep a reader from it: missing, unreadable or too-heavy."""

    trouble: str
    says: str
    mend: str


class Evidence(Schema):
    """`id` is the SHA-256 of the full file as it is kept; sides in pixels, `octets` in bytes."""

    id: str
    kind: str
    content_type: str
    octets: int
    width: int
    height: int
    pages: int
    created_at: datetime
    keep_until: datetime
    standing: str
    troubles: list[Trouble]


@router.post("", auth=needs("send.events"), response=answers(Evidence, 413), summary="Hand in evidence")
def take(
    request: HttpRequest,
    file: Annotated[UploadedFile, File()],
    kind: Annotated[Kind, Form()] = "photo",
    customer: Customer = "",
) -> dict[str, Any]:
    """The same file again is the same object. With `customer` (your own id) it goes when they are erased."""
    if (file.size or 0) > LARGEST:
        raise Refusal(413, f"Evidence may have {LARGEST // 1_000_000} MB.")
    try:
        return shown(take_evidence(octets=file.read(), kind=kind, customer=customer, now=clock.now()))
    except EvidenceRefused as refused:
        problem = Problem("file", refused.says, refused.mend)
        raise Refusal(400, f"The file was refused: {refused.code}.", problems=[problem]) from refused


@router.get("/{id}", auth=needs("see.outreach"), response=answers(Evidence, 404), summary="One object")
def one(request: HttpRequest, id: ObjectId) -> dict[str, Any]:
    try:
        return shown(evidence.evidence(id=id))
    except evidence.EvidenceGone as gone:
        raise Http404("There is no such evidence.") from gone


@router.get(
    "/{id}/{size}",
    auth=needs("see.outreach"),
    response=answers(None, 404),
    openapi_extra=FILES,
    summary="Its file: full, phone or small",
)
def file(request: HttpRequest, id: ObjectId, size: Literal["full", "phone", "small"]) -> HttpResponse:
    try:
        found = evidence.evidence_file(id=id, size=size)
    except evidence.EvidenceGone as gone:
        raise Http404(f"This evidence is {gone.standing}.") from gone
    response = HttpResponse(found.content, content_type=found.content_type)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Disposition"] = "attachment"
    return response


def shown(card: evidence.EvidenceCard) -> dict[str, Any]:
    sizes = {
        name: getattr(card.measured, name) for name in ("content_type", "octets", "width", "height", "pages")
    }
    return {**vars(card), **sizes, "troubles": [vars(each) for each in card.troubles]}
