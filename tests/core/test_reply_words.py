"""What replies ask for, in five languages and any spelling; and the answers we have for them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.core.courtesies import COURTESIES, courtesy
from tidings.core.reply_words import asks_help, asks_start, doubts_us, reason_of
from tidings.core.stop_words import heard_stop


@pytest.mark.parametrize(
    "text", ["HELP", "help!", " Info? ", "Ajuda", "AYUDA", "Aide", "Hilfe.", "please help"]
)
def test_help_is_understood(text: str) -> None:
    assert asks_help(text)
    assert not (asks_start(text) or heard_stop(text))


@pytest.mark.parametrize("text", ["START", "Unstop", "start.", "opt in", "OPT-IN", "Anmelden", "recomeçar"])
def test_coming_back_is_understood(text: str) -> None:
    assert asks_start(text)
    assert not (asks_help(text) or heard_stop(text))


@pytest.mark.parametrize(
    "text", ["help me with my order", "where do I start?", "start the delivery", "", "🙂"]
)
def test_longer_words_are_for_a_person(text: str) -> None:
    assert not (asks_help(text) or asks_start(text))


@pytest.mark.parametrize(
    "text",
    [
        "Is this really you?",
        "this is a SCAM",
        "É golpe?",
        "Quem é você?",
        "C'est bien vous ?",
        "Ist das echt?",
        "¿Es una estafa?",
    ],
)
def test_doubt_is_understood(text: str) -> None:
    assert doubts_us(text)
    assert reason_of(text) == "suspects_scam"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Please call me back", "requested"),
        ("Me liguem, por favor", "requested"),
        ("Rufen Sie mich an", "requested"),
        ("I'm interested, tell me more", "interested"),
        ("I am not interested", "cannot_resolve"),
        ("Não tenho interesse", "cannot_resolve"),
        ("Quiero poner una queja", "complaint"),
        ("can you confirm", "wants_confirmation"),
        ("Where is my order", "cannot_resolve"),
        ("ok, thank you!", ""),
        ("Danke", ""),
        ("STOP", ""),
        ("", ""),
        ("thanks\n> On Monday you wrote:\n> is this a scam?", ""),
    ],
)
def test_why_somebody_came_back(text: str, reason: str) -> None:
    assert reason_of(text) == reason


@given(st.text(max_size=300))
def test_any_text_has_an_answer(text: str) -> None:
    assert isinstance(reason_of(text), str)
    assert asks_help(text) + asks_start(text) <= 1


@pytest.mark.parametrize("language", COURTESIES)
@pytest.mark.parametrize("kind", COURTESIES["en"])
def test_every_answer_is_short_whole_and_names_the_company(language: str, kind: str) -> None:
    values = {
        "company": "Loja Azul",
        "help_line": "0800 123 456",
        "code": "8XTE-TGKP",
        "check": "https://a.example/x",
    }
    said = courtesy(kind, language=language, **values)  # type: ignore[arg-type]
    assert said.startswith("Loja Azul") and "{" not in said and len(said) <= 200
    assert courtesy(kind, language=f"{language}-XX", **values) == said  # type: ignore[arg-type]


def test_a_language_we_do_not_have_is_answered_in_english() -> None:
    assert courtesy("help", language="ja", company="A", help_line="") == courtesy(
        "help", language="en", company="A", help_line=""
    )
