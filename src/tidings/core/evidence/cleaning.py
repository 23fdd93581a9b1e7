"""A file as it came made into one that may be kept: known by its content, rid of what it says beside what it shows."""

from tidings.core.evidence.documents import clean_document
from tidings.core.evidence.pictures import clean_picture
from tidings.core.evidence.shapes import LARGEST, Cleaned, EvidenceRefused

# What a file is shows in its first octets; its name and the type its sender states are not asked.
BEGINNINGS = {
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"%PDF-": "application/pdf",
}


def cleaned(octets: bytes) -> Cleaned:
    """The object in a file, without metadata and in every size it is shown in; raises `EvidenceRefused`.

    The same octets give the same object.
    """
    if not octets:
        raise EvidenceRefused("empty", "the file is empty", "send the photo or document itself")
    if len(octets) > LARGEST:
        says = f"the file has more than {LARGEST // 1_000_000} MB"
        raise EvidenceRefused("too-large", says, "send a smaller picture, or fewer pages")
    content_type = sniffed(octets)
    if content_type == "application/pdf":
        return clean_document(octets)
    return clean_picture(octets, content_type)


def sniffed(octets: bytes) -> str:
    """The media type, by content; raises `EvidenceRefused` for all that is not taken (SVG, HTML, HEIC ...)."""
    for beginning, content_type in BEGINNINGS.items():
        if octets.startswith(beginning):
            return content_type
    if octets[:4] == b"RIFF" and octets[8:12] == b"WEBP":
        return "image/webp"
    raise EvidenceRefused(
        "unknown-type", "this is no JPEG, PNG, WebP or PDF", "save it as one of these and send that"
    )
