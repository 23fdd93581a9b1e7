"""The portal's phrases: the same in each language, and all that the pages ask for."""

import re
from pathlib import Path
from string import Formatter

import pytest

from tidings.core import words as shared
from tidings.core.reasons import Reason
from tidings.portal.words import LANGUAGES, accepted, words

PORTAL = Path(words.__wrapped__.__code__.co_filename).parent


def names(phrase: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(phrase) if name}


def test_every_language_has_the_same_phrases_with_the_same_names() -> None:
    english = {key: names(phrase) for key, phrase in words("en").phrases.items()}
    assert LANGUAGES == ("en", "es", "pt")
    for language in LANGUAGES:
        assert {key: names(phrase) for key, phrase in words(language).phrases.items()} == english


@pytest.mark.parametrize("file", sorted(PORTAL.rglob("*.html")), ids=lambda file: file.name)
def test_every_phrase_a_page_asks_for_exists(file: Path) -> None:
    for key in re.findall(r'{% say "(\w+)"', file.read_text()):
        assert words("en").knows(key) or key in shared.phrases("en"), key


def test_every_reason_to_contact_is_said_in_words_for_the_customer() -> None:
    for number in range(Reason.RELATIONSHIP_SUFFICES, Reason.WITHDRAWN):
        assert words("en").knows(f"because_{Reason(number).code}"), Reason(number)


def test_a_language_we_do_not_have_is_spoken_to_in_english() -> None:
    assert words("fr").language == "en" and words("pt-BR").language == "pt"
    assert accepted("fr,pt-BR;q=0.8", otherwise="en") == "pt-br"
    assert accepted("", otherwise="pt") == "pt"
