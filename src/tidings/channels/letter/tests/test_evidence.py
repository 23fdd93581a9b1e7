"""What shows that it is so, on paper: the picture itself, with its words; never an address to be typed."""

from dataclasses import replace

from tests.core.evidence import files
from tidings.channels.contract import Picture
from tidings.channels.letter.as_held import face
from tidings.channels.letter.drawing import data, draw
from tidings.channels.letter.tests.examples import FORM, message
from tidings.core.evidence.cleaning import cleaned
from tidings.core.notice import Evidence

SHOWN = (
    Evidence(kind="object", value="https://shop.example/n/T#evidence-1", says="Your parcel at the door"),
)
PICTURES = tuple(
    Picture(content_type=file.content_type, content=file.content, width=file.width, height=file.height)
    for file in cleaned(files.photo()).files
)


def test_the_picture_is_printed_with_its_words() -> None:
    plain, shown = message(evidence=SHOWN), replace(message(evidence=SHOWN), pictures={1: PICTURES[1:]})
    assert data(shown, FORM)["evidence"] == ["Your parcel at the door"]
    letter = draw(shown, FORM)
    assert letter.pages <= 2
    assert len(letter.pdf) > len(draw(plain, FORM).pdf) + len(PICTURES[1].content) / 2


def test_the_words_to_compare_are_the_same_with_and_without_it() -> None:
    plain, shown = message(evidence=SHOWN), replace(message(evidence=SHOWN), pictures={1: PICTURES[1:]})
    assert face(data(plain, FORM)) == face(data(shown, FORM))
