"""Evidence objects as they are shown: each file held against its hash before anybody sees it, so that no other is ever shown."""

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db import connection

from tidings.core.evidence.shapes import Measured, is_id
from tidings.core.evidence.weighing import Weighed, weighed
from tidings.ground.evidence_models import EvidenceFile, EvidenceObject

Standing = Literal["whole", "altered", "missing"]
MEASURES = ("content_type", "octets", "width", "height", "pages", "contrast")


class EvidenceGone(LookupError):
    """An object that cannot be shown: `standing` is missing or altered."""

    def __init__(self, standing: Standing) -> None:
        super().__init__(f"this evidence object is {standing}")
        self.standing = standing


@dataclass(frozen=True, kw_only=True)
class EvidenceCard:
    """One object: its id, what it is, its sizes, how long it is kept, and what would keep a reader from it."""

    id: str
    kind: str
    measured: Measured
    created_at: datetime
    keep_until: datetime
    standing: Standing
    troubles: tuple[Weighed, ...]


@dataclass(frozen=True, kw_only=True)
class StoredFile:
    """One size of an object, held against its hash; sides in pixels, 0 for a document."""

    size: str
    content_type: str
    content: bytes
    width: int
    height: int


def evidence(*, id: str) -> EvidenceCard:
    """One object; raises `EvidenceGone` where there is none (one that was altered has its card, and says so)."""
    row = EvidenceObject.objects.filter(sha256=id).first() if is_id(id) else None
    if row is None:
        raise EvidenceGone("missing")
    return card(row, standing(ids=[id])[id])


def evidences(*, limit: int = 50) -> list[EvidenceCard]:
    """The newest objects."""
    rows = list(EvidenceObject.objects.order_by("-created_at", "-id")[:limit])
    known = standing(ids=[row.sha256 for row in rows])
    return [card(row, known[row.sha256]) for row in rows]


def card(row: EvidenceObject, stands: Standing) -> EvidenceCard:
    sizes = measured(row)
    return EvidenceCard(
        id=row.sha256,
        kind=row.kind,
        measured=sizes,
        created_at=row.created_at,
        keep_until=row.keep_until,
        standing=stands,
        troubles=tuple(weighed(sizes)),
    )


def measured(row: EvidenceObject) -> Measured:
    return Measured(**{name: getattr(row, name) for name in MEASURES})


def evidence_here(ids: Collection[str]) -> dict[str, Measured | None]:
    """The sizes of each of these objects; None for one that cannot be shown."""
    stands = standing(ids=ids)
    whole = [id for id in ids if stands[id] == "whole"]
    found = {row.sha256: measured(row) for row in EvidenceObject.objects.filter(sha256__in=whole)}
    return {id: found.get(id) for id in ids}


# Hashed where it lies: what is whole need not cross the wire to be known for it.
STANDING = """
SELECT o.sha256, count(f.id) = o.sizes AND coalesce(bool_and(encode(sha256(f.content), 'hex') = f.sha256), false)
    AND coalesce(bool_or(f.size = 'full' AND f.sha256 = o.sha256), false)
FROM ground_evidenceobject o LEFT JOIN ground_evidencefile f ON f.object_id = o.id
WHERE o.sha256 = ANY(%s) GROUP BY o.id
"""


def standing(*, ids: Collection[str]) -> dict[str, Standing]:
    """Whether each of these can be shown as it was kept."""
    with connection.cursor() as cursor:
        cursor.execute(STANDING, [list(ids)])
        found = dict(cursor.fetchall())
    return {id: stand(found.get(id)) for id in ids}


def stand(is_whole: bool | None) -> Standing:
    if is_whole is None:
        return "missing"
    return "whole" if is_whole else "altered"


def evidence_file(*, id: str, size: str) -> StoredFile:
    """One size of an object, the full one of a document; raises `EvidenceGone` rather than give another."""
    files = {file.size: file for file in stored(id)} if is_id(id) else {}
    if not files:
        raise EvidenceGone("missing")
    return files.get(size) or files["full"]


def stored(id: str) -> Iterator[StoredFile]:
    """Every size of an object, largest first; raises `EvidenceGone`."""
    rows = list(
        EvidenceFile.objects.filter(object__sha256=id).select_related("object").order_by("-width", "id")
    )
    fulls = [row.sha256 for row in rows if row.size == "full"]
    if rows and (fulls != [id] or len(rows) != rows[0].object.sizes):
        raise EvidenceGone("altered")
    for row in rows:
        content = bytes(row.content)
        if hashlib.sha256(content).hexdigest() != row.sha256:
            raise EvidenceGone("altered")
        yield StoredFile(
            size=row.size, content_type=row.content_type, content=content, width=row.width, height=row.height
        )
