"""The print file: PDF/A, the address in the window and nothing else, codes that readers read, hostile words harmless."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.programs import program
from tidings.channels.contract import CannotCompose
from tidings.channels.letter.drawing import Form, draw
from tidings.channels.letter.tests import pages
from tidings.channels.letter.tests.examples import FORM, MESSAGE, message
from tidings.channels.letter.windows import WINDOWS

AMERICAN = message(to="123 Main St\n20500-0003\nWashington\nDC\nUS", to_name="John Doe")


def written(folder: Path, pdf: bytes) -> Path:
    path = folder / "letter.pdf"
    path.write_bytes(pdf)
    return path


def poppler(name: str) -> str:
    return program(name, skip="pdfinfo")


def test_it_is_an_archivable_pdf_with_every_font_inside(tmp_path: Path) -> None:
    letter = draw(MESSAGE, FORM)
    path = written(tmp_path, letter.pdf)
    told = pages.run(poppler("pdfinfo"), str(path))
    assert f"Pages:           {letter.pages}" in told
    assert "Your order f346 is late" in told
    assert "A4" in told
    assert "Tagged:          yes" in told
    metadata = pages.run(poppler("pdfinfo"), "-meta", str(path))
    assert "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>" in metadata
    fonts = pages.run(poppler("pdffonts"), str(path)).splitlines()[2:]
    assert fonts
    assert all(line.split()[-5:-2] == ["yes", "yes", "yes"] for line in fonts), "embedded, subset, readable"


def test_a_line_break_adds_no_hyphen_to_a_code_or_an_address(tmp_path: Path) -> None:
    address = "https://avisos-e-noticias.banco-exemplo-de-portugal.example.com/is-it-you"
    letter = message(language="pt", links=replace(MESSAGE.links, check=address))
    path = written(tmp_path, draw(letter, FORM).pdf)
    read = pages.run(poppler("pdftotext"), "-layout", str(path), "-")
    assert MESSAGE.code in read  # on one line
    assert "exemplo-de-" in read and not re.search(r"-\s+-", read)


def test_the_same_message_gives_the_same_octets() -> None:
    assert draw(MESSAGE, FORM).pdf == draw(MESSAGE, FORM).pdf


@pytest.mark.parametrize("window", WINDOWS.values(), ids=list(WINDOWS))
def test_the_window_shows_the_address_and_nothing_else(tmp_path: Path, window: object) -> None:
    form = Form(window=window, pages=2, posted_in="br")  # type: ignore[arg-type]
    path = written(tmp_path, draw(MESSAGE, form).pdf)
    found = list(pages.words(path, pdftotext=poppler("pdftotext")))
    seen = [word for word in found if word.touches(form.window.clear)]
    assert " ".join(word.text for word in seen) == (
        "Ana Lima Rua das Flores 12 Apto 3 01000-000 São Paulo - SP"
    )
    assert all(word.is_within(form.window.safe) for word in seen)


def test_a_reader_reads_the_codes(tmp_path: Path) -> None:
    path = written(tmp_path, draw(MESSAGE, FORM).pdf)
    read = zxingcpp.read_barcodes(pages.image(path, pdftoppm=poppler("pdftoppm")))
    assert {one.text for one in read} == {
        "https://shop.example/n/TOKEN",
        "https://shop.example/is-it-you?code=K7MP-3XWQ-9DTA",
    }


def test_an_american_address_bears_its_bars(tmp_path: Path) -> None:
    form = Form(window=WINDOWS["us-10"], pages=1, posted_in="us", barcode="00123123456")
    drawn, bare = draw(AMERICAN, form), draw(AMERICAN, replace(form, barcode=""))
    strip = (slice(int(63.5 / 25.4 * 150), int(67 / 25.4 * 150)), slice(148, 620))
    (tmp_path / "bare").mkdir()
    dark = [
        (pages.image(written(folder, letter.pdf), pdftoppm=poppler("pdftoppm"))[strip] < 128).any(axis=0)
        for folder, letter in ((tmp_path, drawn), (tmp_path / "bare", bare))
    ]
    bars = int((dark[0][1:] & ~dark[0][:-1]).sum())
    assert bars >= 60 > int((dark[1][1:] & ~dark[1][:-1]).sum())


def test_every_part_of_the_notice_is_there(tmp_path: Path) -> None:
    path = written(tmp_path, draw(MESSAGE, FORM).pdf)
    shown = " ".join(pages.run(poppler("pdftotext"), str(path), "-").split())
    composed = MESSAGE.composed
    for part in (composed.what, composed.means, composed.done, composed.if_ignored, "That is fine"):
        assert part in shown
    assert "Why is it late?" in shown
    assert MESSAGE.code in shown


def test_words_that_look_like_markup_are_only_words(tmp_path: Path) -> None:
    hostile = '#let x = 1 $a$ *b* _c_ \\ #read("/etc/passwd") <label> @ref `raw` // no comment "quotes" [x]'
    path = written(tmp_path, draw(message(what=hostile, done=hostile), FORM).pdf)
    assert pages.run(poppler("pdftotext"), str(path), "-").count('#read("/etc/passwd")') == 2


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200), st.text(max_size=60))
def test_any_words_are_set_or_refused(what: str, name: str) -> None:
    try:
        assert draw(message(what=what or "x", to_name=name), FORM).pdf.startswith(b"%PDF-1.7")
    except CannotCompose as refused:
        assert str(refused)


def test_too_many_pages_are_refused() -> None:
    with pytest.raises(CannotCompose, match="at most 2"):
        draw(message(what="A long story. " * 1500), FORM)


def test_signs_that_no_font_has_are_refused_rather_than_left_out() -> None:
    with pytest.raises(CannotCompose, match="cannot be set"):
        draw(message(what="\U00012031"), FORM)


@pytest.mark.parametrize("to", ["", "Only one line", "x" * 60 + "\n1000\nTown\nBR", "\n".join("abcdefgh")])
def test_an_address_that_no_window_shows_is_refused(to: str) -> None:
    with pytest.raises(CannotCompose):
        draw(message(to=to, to_name=""), FORM)
