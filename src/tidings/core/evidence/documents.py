"""Documents (PDF): refused where they could do something by themselves, else written anew without what they say of their maker."""

import io
import zlib
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, StreamObject

from tidings.core.evidence.jpeg import without_metadata
from tidings.core.evidence.shapes import (
    LARGEST_DOCUMENT,
    MOST_PAGES,
    Cleaned,
    EvidenceRefused,
    File,
    Measured,
)

PRINT_IT = "print it to a new PDF, or send it as a picture"
# ISO 32000-2: actions and what runs them (12.6), attached files (7.11.4), forms and players that hold code (12.7.8, 13).
ACTIVE_KEYS = frozenset({"/JS", "/JavaScript", "/AA", "/OpenAction", "/XFA", "/RichMediaContent", "/Launch"})
ACTIVE_ACTIONS = frozenset(
    {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition", "/Movie"}
)
ATTACHED_KEYS = frozenset({"/EmbeddedFiles", "/EmbeddedFile", "/AF", "/EF"})
PLAYED = frozenset({"/RichMedia", "/Screen", "/Movie", "/3D", "/Sound"})
SAID_BESIDE = frozenset({"/Metadata", "/PieceInfo", "/LastModified", "/Thumb", "/SpiderInfo"})
MOST_OBJECTS = 200_000


def clean_document(octets: bytes) -> Cleaned:
    """The document without information, XMP and thumbnails, in one file; raises `EvidenceRefused`."""
    if len(octets) > LARGEST_DOCUMENT:
        says = f"the document has more than {LARGEST_DOCUMENT // 1_000_000} MB"
        raise EvidenceRefused("too-large", says, "send fewer pages, or a picture of the one that matters")
    try:
        content, pages = written(PdfReader(io.BytesIO(octets), strict=True))
    except EvidenceRefused:
        raise
    except Exception as error:  # a broken document breaks its reader in any way, deep recursion included
        raise EvidenceRefused("unreadable", "the document cannot be read", PRINT_IT) from error
    measured = Measured(content_type="application/pdf", octets=len(content), pages=pages)
    full = File(size="full", content_type="application/pdf", content=content)
    return Cleaned(files=(full,), measured=measured)


def written(reader: PdfReader) -> tuple[bytes, int]:
    """The document written anew, and its pages."""
    if reader.is_encrypted:
        raise EvidenceRefused("locked", "the document is locked by a password", "send it unlocked")
    pages = len(reader.pages)
    if not 0 < pages <= MOST_PAGES:
        raise EvidenceRefused(
            "too-large", f"the document has {pages} pages; 1 to {MOST_PAGES} are taken", "send fewer"
        )
    must_be_still(reader.trailer)
    # Stripped before it is copied: only what can still be reached comes along.
    for part in dictionaries(reader.trailer):
        strip(part)
    writer = PdfWriter(clone_from=reader)
    writer.metadata = None
    anew = io.BytesIO()
    writer.write(anew)
    must_be_still(PdfReader(anew).trailer)
    return anew.getvalue(), pages


def must_be_still(root: Any) -> None:
    """Raises `EvidenceRefused` where it could act by itself, or carries other files."""
    for part in dictionaries(root):
        keys = set(part)
        if (
            keys & ATTACHED_KEYS
            or part.get("/Subtype") == "/FileAttachment"
            or part.get("/Type") == "/EmbeddedFile"
        ):
            raise EvidenceRefused("attachment", "the document carries other files", PRINT_IT)
        if keys & ACTIVE_KEYS or part.get("/S") in ACTIVE_ACTIONS or part.get("/Subtype") in PLAYED:
            if set(part) & ACTIVE_KEYS == {"/OpenAction"} and is_view(part["/OpenAction"]):
                continue
            raise EvidenceRefused("active", "the document has a script or an action in it", PRINT_IT)


def is_view(action: Any) -> bool:
    """Whether what happens on opening only turns to a page."""
    action = resolved(action)
    return isinstance(action, ArrayObject) or (
        isinstance(action, DictionaryObject) and action.get("/S") == "/GoTo"
    )


def dictionaries(root: Any) -> Iterator[DictionaryObject]:
    """Every dictionary that can be reached, each once."""
    seen: set[int] = set()
    # What was seen is held, so that no other object takes its number.
    held, waiting = [], [root]
    while waiting:
        part = resolved(waiting.pop())
        if id(part) in seen or not isinstance(part, DictionaryObject | ArrayObject):
            continue
        if len(seen) > MOST_OBJECTS:
            raise EvidenceRefused("too-large", "the document has too many parts", PRINT_IT)
        seen.add(id(part))
        held.append(part)
        if isinstance(part, DictionaryObject):
            yield part
            waiting += dict.values(part)  # as they stand: references are followed here
        else:
            waiting += list(part)


def resolved(part: Any) -> Any:
    return part.get_object() if isinstance(part, IndirectObject) else part


def strip(part: DictionaryObject) -> None:
    """Takes out what it says beside what it shows; a photo within has its own."""
    for key, value in list(dict.items(part)):
        if key in SAID_BESIDE or is_metadata(resolved(value)):
            part.pop(key)
    if isinstance(part, StreamObject) and (filters := filters_of(part))[-1:] == ["/DCTDecode"]:
        part._data = without_metadata(unpacked(part._data, filters[:-1]))
        part[NameObject("/Filter")] = NameObject("/DCTDecode")
        part.pop("/DecodeParms", None)


def is_metadata(part: Any) -> bool:
    """XMP, whatever it is filed under."""
    return isinstance(part, DictionaryObject) and part.get("/Type") == "/Metadata"


def filters_of(part: DictionaryObject) -> list[str]:
    """How a stream is packed, outermost first."""
    named = resolved(part.get("/Filter"))
    return [str(one) for one in named] if isinstance(named, ArrayObject) else [str(named)]


def unpacked(octets: bytes, filters: list[str]) -> bytes:
    """A photo out of what it is packed in besides; raises ValueError for what no scanner does."""
    for one in filters:
        if one != "/FlateDecode":
            raise ValueError(one)
        octets = zlib.decompress(octets)
    return octets
