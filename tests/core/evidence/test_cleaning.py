"""What may be kept of a file: what it shows, and nothing of what it says beside it."""

import io
import re
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from tests.core.evidence import files
from tests.core.evidence.files import SECRET
from tidings.core.evidence.cleaning import cleaned
from tidings.core.evidence.jpeg import without_metadata
from tidings.core.evidence.shapes import LARGEST, EvidenceRefused, is_id

TELLING = re.compile(rb"Exif|http://ns.adobe.com|x:xmpmeta|iTXt|tEXt|eXIf|iCCP|GPS|Photoshop")


def refused(octets: bytes) -> str:
    with pytest.raises(EvidenceRefused) as found:
        cleaned(octets)
    assert found.value.says and found.value.mend
    return found.value.code


@pytest.mark.parametrize("octets", [files.photo(), files.screenshot()], ids=["photo", "screenshot"])
def test_a_picture_is_kept_in_three_sizes_without_what_it_says_beside(octets: bytes) -> None:
    kept = cleaned(octets)
    assert [file.size for file in kept.files] == ["full", "phone", "small"]
    for file in kept.files:
        shown = Image.open(io.BytesIO(file.content))
        assert (shown.width, shown.height) == (file.width, file.height)
        assert Image.MIME[shown.format or ""] == file.content_type
        assert SECRET.encode() not in file.content and not TELLING.search(file.content)
        assert not shown.getexif() and not set(shown.info) & {"exif", "xmp", "comment", "icc_profile"}
    assert [
        max(file.width, file.height) <= side for file, side in zip(kept.files, (1600, 720, 320), strict=True)
    ]


def test_the_same_file_gives_the_same_object() -> None:
    assert cleaned(files.photo()) == cleaned(files.photo())
    assert cleaned(files.document()) == cleaned(files.document())


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_taken_sideways_stands_upright(orientation: int) -> None:
    full = cleaned(files.photo(800, 400, orientation=orientation)).files[0]
    assert (full.width > full.height) == (orientation < 5)


@settings(max_examples=25, deadline=None)
@given(
    text=st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), min_size=8, max_size=60),
    latitude=st.floats(0, 90),
    orientation=st.integers(1, 8),
    size=st.tuples(st.integers(24, 400), st.integers(24, 400)),
    form=st.sampled_from(["JPEG", "PNG", "WEBP"]),
    mode=st.sampled_from(["RGB", "L", "RGBA", "P", "CMYK", "1"]),
)
def test_whatever_a_picture_says_of_itself_is_gone(text, latitude, orientation, size, form, mode) -> None:
    mode = {
        "JPEG": "RGB" if mode in ("RGBA", "P") else mode,
        "WEBP": "RGB",
        "PNG": "L" if mode == "CMYK" else mode,
    }[form]
    shown = files.picture(*size).convert(mode)
    told = files.exif(text, latitude=latitude, orientation=orientation)
    for file in cleaned(files.octets(shown, form, exif=told)).files:
        assert text.encode() not in file.content
        assert not TELLING.search(file.content)
        assert not Image.open(io.BytesIO(file.content)).getexif()


def test_a_document_loses_its_maker_and_its_photos_place() -> None:
    [full] = cleaned(files.document()).files
    assert SECRET.encode() in files.document()
    assert SECRET.encode() not in full.content and b"Exif" not in full.content
    read = PdfReader(io.BytesIO(full.content))
    assert len(read.pages) == 2
    assert not set(read.metadata or {}) - {"/Producer"}
    assert "/Metadata" not in read.root_object
    inner = read.pages[0]["/Resources"]["/XObject"]["/Im0"].get_object()
    Image.open(io.BytesIO(inner._data)).load()


@settings(max_examples=30, deadline=None)
@given(
    text=st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), min_size=8, max_size=60),
    after=st.binary(max_size=40),
)
def test_a_photo_within_a_document_keeps_its_picture_only(text: str, after: bytes) -> None:
    plain = files.octets(files.picture(60, 40))
    told = files.octets(files.picture(60, 40), exif=files.exif(text), comment=text.encode())
    bare = without_metadata(told + after.replace(b"\xff", b""))
    assert text.encode() not in bare
    assert Image.open(io.BytesIO(bare)).tobytes() == Image.open(io.BytesIO(plain)).tobytes()


@given(st.binary(max_size=200))
def test_what_is_no_jpeg_is_refused_or_bare(octets: bytes) -> None:
    with suppress(ValueError):
        assert without_metadata(b"\xff\xd8" + octets)


def test_a_photo_packed_twice_within_a_document_is_stripped_too() -> None:
    [full] = cleaned(files.document(packed=True)).files
    assert SECRET.encode() not in full.content and b"Exif" not in full.content


@pytest.mark.parametrize(
    ("octets", "code"),
    [
        (b"", "empty"),
        (b"\xff\xd8\xff" + b"0" * LARGEST, "too-large"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "unknown-type"),
        (b"<!doctype html><script>alert(1)</script>", "unknown-type"),
        (b"GIF89a" + b"0" * 99, "unknown-type"),
        (files.photo()[:900], "unreadable"),
        (b"\xff\xd8\xff<script>", "unreadable"),
        (files.octets(Image.new("1", (8000, 7000)), "PNG"), "too-large"),
        (files.octets(Image.new("RGB", (9, 9)), "WEBP", save_all=True, append_images=[Image.new("RGB", (9, 9), "red")]), "moving"),
        (files.with_script(), "active"),
        (files.with_launch(), "active"),
        (files.with_attachment(), "attachment"),
        (files.locked(), "locked"),
        (files.document(51), "too-large"),
        (b"%PDF-1.7\nnothing", "unreadable"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_what_cannot_be_evidence_is_refused_with_its_reason(octets: bytes, code: str) -> None:
    assert refused(octets) == code


@settings(max_examples=40, deadline=None)
@given(at=st.integers(0, 3000), octet=st.integers(0, 255), form=st.sampled_from(["pdf", "jpeg", "png"]))
def test_a_broken_file_is_kept_clean_or_refused_never_a_crash(at: int, octet: int, form: str) -> None:
    whole = bytearray({"pdf": DOCUMENT, "jpeg": PHOTO, "png": SHOT}[form])
    whole[at % len(whole)] = octet
    try:
        kept = cleaned(bytes(whole))
    except EvidenceRefused:
        return
    assert form == "pdf" or all(SECRET.encode() not in file.content for file in kept.files)


DOCUMENT, PHOTO, SHOT = files.document(), files.photo(300, 200), files.screenshot()


def test_an_id_is_a_hash_and_nothing_else() -> None:
    assert is_id("0" * 64)
    assert not any(map(is_id, ("", "0" * 63, "G" * 64, "A" * 64, "0" * 64 + "\n", "../" + "0" * 61)))
