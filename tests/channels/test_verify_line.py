"""How to check that it is really us is said in the same words on every channel: one source, `core.words`."""

import unicodedata
from importlib import import_module
from importlib.util import find_spec

import pytest

from tidings.channels import discover
from tidings.channels.sms.tests.conformance import SENDERS
from tidings.core.genuine.harmless import plainly
from tidings.core.words import phrase

SETTINGS = {"TIDINGS_SMS_URL": "smpp://t:s@127.0.0.1:1", "TIDINGS_SMS_SENDERS": SENDERS}
# Others draw it: the company's own system gets the code in the notice's envelope; voice is declared only.
DRAWN_ELSEWHERE = {"webhook", "voice"}
# Our own channels: one that is added later has no examples of this shape.
DRAWN = [
    name
    for name in discover()
    if name not in DRAWN_ELSEWHERE and find_spec(f"tidings.channels.{name}.tests.examples")
]
BEARS_NO_CODE = {"push"}  # shows a few words, and leads to the page that has the line


@pytest.mark.parametrize("language", ["en", "pt", "es"])
@pytest.mark.parametrize("name", DRAWN)
def test_the_verify_line_is_in_the_same_words(name: str, language: str) -> None:
    channel = discover()[name]
    examples = import_module(f"tidings.channels.{name}.tests.examples")
    message = examples.message(language=language)
    faces = channel.faces(message, SETTINGS if name == "sms" else {})
    assert bool(faces) == (name not in BEARS_NO_CODE)
    lines = {
        words_only(phrase(key, language=language, code=message.code, address=message.links.check))
        for key in ("check", "check_short")
    }
    for face in faces:
        said = words_only(" ".join(part.text for part in face.said))
        assert any(line in said for line in lines), said


def words_only(text: str) -> str:
    """Without what carriers and mail programs change: blanks, and the accents that a text's alphabet lacks."""
    apart = unicodedata.normalize("NFD", plainly(text)[0].text)
    return " ".join("".join(sign for sign in apart if not unicodedata.combining(sign)).split())
