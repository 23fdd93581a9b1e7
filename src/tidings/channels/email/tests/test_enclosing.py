"""A mail brings its pictures along: seen by programs of others, light, and never without words."""

import io
import re
from dataclasses import replace

import mailparser
from PIL import Image

from tests.core.evidence import files
from tidings.channels.contract import Picture
from tidings.channels.email.as_held import faces
from tidings.channels.email.compose import compose
from tidings.channels.email.enclosing import HEAVIEST
from tidings.channels.email.tests.examples import message
from tidings.channels.email.tests.test_compose import body, parsed
from tidings.core.evidence.cleaning import cleaned
from tidings.core.notice import Evidence

SAYS = "Your parcel at the blue door"
SHOWN = (
    Evidence(kind="text", value="No delivery recorded", says="Our records"),
    Evidence(kind="object", value="https://shop.example/n/TOKEN#evidence-2", says=SAYS),
)
PICTURES = tuple(
    Picture(content_type=file.content_type, content=file.content, width=file.width, height=file.height)
    for file in cleaned(files.photo(1500, 1000)).files
)
NOISE = Picture(content_type="image/jpeg", content=b"\xff" * (HEAVIEST + 1), width=2000, height=2000)


def with_picture(*sizes: Picture):
    return replace(message(evidence=SHOWN), pictures={2: sizes} if sizes else {})


def test_the_picture_stands_in_the_mail_beside_its_words_and_leads_to_the_page() -> None:
    octets = compose(with_picture(NOISE, *PICTURES)).octets
    html = body(octets, "html")
    [shown] = re.findall("<img[^>]*>", html)
    assert 'src="cid:evidence-2@tidings"' in shown and f'alt="{SAYS}"' in shown and 'width="240"' in shown
    assert html.count("https://shop.example/n/TOKEN#evidence-2") == 2
    assert f"{SAYS}: https://shop.example/n/TOKEN#evidence-2" in body(octets, "plain").replace(" \n", " ")
    [related] = [part for part in parsed(octets).walk() if part.get_content_type() == "multipart/related"]
    page, picture = related.iter_parts()
    assert page.get_content_type() == "text/html"
    assert picture["Content-ID"] == "<evidence-2@tidings>" and picture.get_content_disposition() == "inline"
    Image.open(io.BytesIO(picture.get_content())).load()
    assert picture.get_content() in {one.content for one in PICTURES}
    [seen] = mailparser.parse_from_bytes(octets).attachments
    assert seen["mail_content_type"] == "image/jpeg"


def test_a_picture_too_heavy_for_a_mail_stays_on_the_page() -> None:
    octets = compose(with_picture(NOISE)).octets
    assert "cid:" not in body(octets, "html") and SAYS in body(octets, "html")
    assert octets == compose(with_picture()).octets


def test_a_mail_without_pictures_is_as_it_was() -> None:
    assert b"multipart/related" not in compose(message(evidence=SHOWN)).octets
    assert len(compose(with_picture(*PICTURES)).octets) < 110_000


def test_what_a_reader_copies_of_it_is_still_ours() -> None:
    """The words stand once in the text, and in the HTML perhaps again for the picture."""
    assert len(faces(with_picture(*PICTURES))) == 2
