"""A word of time is vague where it has nothing to hold on to: no date beside it, no habit, no condition."""

import pytest

from tests.core.clarity.notices import kinds, saying

VAGUE = [
    ("en", "You hear our decision in due course."),
    ("en", "As soon as possible after the report we order the new card."),
    ("en", "We send the new card next Tuesday morning."),
    ("en", "The new card was sent last night."),
    ("pt", "O cartão novo segue na próxima semana."),
    ("pt", "Pedimos o cartão novo ontem."),
    ("es", "La tarjeta sale desde hace unos días."),
    ("es", "La enviamos mañana por la tarde."),
    ("en", "If you say yes the card is ready Thursday-ish."),
    ("en", "The card stays good for a good while."),
    ("pt", "Pode pedir outro cartão até sexta-feira."),
    ("pt", "Passou de {{ card.day | day }} para a próxima quinta-feira."),
    ("es", "Sigue sirviendo unos días más."),
]
HELD = [
    ("en", "We are closed today, Saturday, 14 June."),
    ("en", "Our desk is staffed from Monday to Friday."),
    ("en", "A card left on a Monday stays there until Thursday."),
    ("en", "Choose your move-in time."),
    ("en", "The money goes back 7 days after the last night."),
    ("en", "It costs what it costs over the next twelve months."),
    ("en", "You pay what you pay today."),
    ("en", "Our stocks are sufficient this week."),
    ("en", "The week after, we come on Monday again."),
    ("pt", "A caixa fecha sempre na sexta-feira."),
    ("pt", "Pode cancelar a qualquer momento."),
    ("es", "Se paga el mismo día; si cae en domingo, el lunes."),
]


@pytest.mark.parametrize(("language", "sentence"), VAGUE)
def test_a_time_without_a_day_is_vague(language: str, sentence: str) -> None:
    assert "vague-date" in kinds(saying("means", f'"{sentence}"', language), language)


@pytest.mark.parametrize(("language", "sentence"), HELD)
def test_a_time_that_holds_on_to_something_is_not(language: str, sentence: str) -> None:
    assert "vague-date" not in kinds(saying("means", f'"{sentence}"', language), language)


def test_what_a_reader_may_choose_is_no_promise() -> None:
    step = saying("subject", '"Your card"').replace("Unblock my card", "Call me tomorrow")
    assert "vague-date" not in kinds(step)


def test_a_day_that_the_event_brings_is_not_told_by_words_of_time() -> None:
    said = saying("means", '"The new card is with you when it has been printed."')
    assert "vague-date" not in kinds(said)
    assert "vague-date" in kinds(
        said.replace("  card.place?: text", "  card.place?: text\n  card.there: date")
    )
