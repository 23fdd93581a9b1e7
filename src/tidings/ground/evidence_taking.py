"""Evidence comes in: cleaned, then kept once, whoever sends it and however often."""

import hashlib
import logging
from datetime import datetime, timedelta

from django.db import transaction

from tidings.core.evidence.shapes import KINDS, Cleaned, EvidenceRefused
from tidings.ground.evidence import EvidenceCard, evidence, standing
from tidings.ground.evidence_models import EvidenceFile, EvidenceObject, EvidenceUse

KEPT = timedelta(days=180)  # after it came, or as long as a notice that shows it can be opened
LOOKED_AT_EVERY = timedelta(days=7)


def take_evidence(*, octets: bytes, kind: str, customer: str = "", now: datetime) -> EvidenceCard:
    """The object in a file, kept from now on; the same file again is the same object, kept longer.

    `customer` (an external id) is whom it speaks of: it goes when they are erased. Raises `EvidenceRefused`.
    """
    if kind not in KINDS:
        raise EvidenceRefused("kind", f"{kind} is no kind of evidence", f"use one of {', '.join(KINDS)}")
    origin = hashlib.sha256(octets).hexdigest()
    id = kept_from(origin) or keep(cleaned(octets), origin=origin, kind=kind, now=now)
    with transaction.atomic():
        EvidenceObject.objects.filter(sha256=id, keep_until__lt=now + KEPT).update(keep_until=now + KEPT)
        if customer:
            EvidenceUse.objects.update_or_create(
                sha256=id,
                outreach=0,
                customer=customer,
                defaults={"state": "kept", "at": now, "until": now + KEPT},
            )
    return evidence(id=id)


def kept_from(origin: str) -> str:
    """The object made of this upload before, as long as it is whole; "" for none."""
    id = EvidenceObject.objects.filter(origin=origin).values_list("sha256", flat=True).first() or ""
    return id if id and standing(ids=[id])[id] == "whole" else ""


def cleaned(octets: bytes) -> Cleaned:
    # The libraries that read pictures and documents take their time to load, and few processes need them.
    from tidings.core.evidence.cleaning import cleaned as clean

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells of a stranger's file line by line
    return clean(octets)


@transaction.atomic
def keep(object: Cleaned, *, origin: str, kind: str, now: datetime) -> str:
    """Its id; files that were altered or lost since it was kept are put right."""
    measured, id = object.measured, hashlib.sha256(object.files[0].content).hexdigest()
    row, _ = EvidenceObject.objects.update_or_create(
        sha256=id,
        defaults={"fault": "", **vars(measured), "sizes": len(object.files), "origin": origin},
        create_defaults={
            **vars(measured),
            "origin": origin,
            "kind": kind,
            "sizes": len(object.files),
            "created_at": now,
            "keep_until": now + KEPT,
            "look_at": now + LOOKED_AT_EVERY,
        },
    )
    for file in object.files:
        EvidenceFile.objects.update_or_create(
            object=row,
            size=file.size,
            defaults={
                "content_type": file.content_type,
                "sha256": hashlib.sha256(file.content).hexdigest(),
                "width": file.width,
                "height": file.height,
                "content": file.content,
            },
        )
    return id
