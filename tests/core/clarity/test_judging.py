"""The sentence model finds what no list has, leaves good sentences alone, and knows nothing of other languages."""

import itertools

import pytest

from tidings.core.clarity.judging import judged, wholly
from tidings.core.clarity.reading import Words
from tidings.core.clarity.sentence_grams import alike, stretches

IS = [
    ("pressing", "what", "en", "Your account is frozen: tell us your PIN tonight or lose everything."),
    ("pressing", "done", "es", "Si no responde hoy mismo, un agente irá a detenerle."),
    ("promoting", "done", "en", "Treat yourself to our summer menu at half the price."),
    ("promoting", "means", "pt", "Experimente grátis o nosso plano premium durante um mês."),
    ("private", "what", "en", "Your HIV test came back positive."),
    ("preamble", "what", "pt", "Agradecemos a confiança que deposita em nós há tantos anos."),
]
IS_NOT = [
    ("pressing", "what", "en", "We have blocked a payment of ‹money› on your card ending ‹text›."),
    ("promoting", "done", "en", "We refund the delivery fee of ‹money› to your card."),
    ("promoting", "done", "pt", "Devolvemos os portes de ‹money› para o seu cartão."),
    ("private", "what", "es", "Su paquete ‹text› llega el ‹date›."),
    ("preamble", "what", "en", "Your parcel ‹text› is at our depot in Leeds."),
]


def words(part: str, language: str, own: str) -> Words:
    return Words(
        part=part,
        where=f"notice.{language}.{part}",
        line=1,
        language=language,
        source=own,
        text=own,
        least=own,
        own=own,
    )


@pytest.mark.parametrize(("label", "part", "language", "sentence"), IS)
def test_a_sentence_is_found_by_its_meaning(label: str, part: str, language: str, sentence: str) -> None:
    assert [each.sentence for each in judged(label, words(part, language, sentence))] == [sentence]


@pytest.mark.parametrize(("label", "part", "language", "sentence"), IS_NOT)
def test_a_plain_sentence_is_left_alone(label: str, part: str, language: str, sentence: str) -> None:
    assert list(judged(label, words(part, language, sentence))) == []


def test_only_the_parts_of_a_label_are_judged() -> None:
    assert list(judged("pressing", words("answer", "en", IS[0][3]))) == []


def test_other_languages_are_not_judged() -> None:
    assert list(judged("pressing", words("what", "fr", IS[0][3]))) == []


def test_a_text_is_empty_only_where_each_sentence_is() -> None:
    empty, full = "There is an update regarding your account.", "Your card ending ‹text› was used in Porto."
    assert wholly("empty-what", words("what", "en", empty))
    assert not wholly("empty-what", words("what", "en", f"{empty} {full}"))


def test_sums_days_and_hours_are_alike_however_they_are_written() -> None:
    assert alike("€14.10 on 9 May 2031 at 14:30").split() == ["‹money›", "on", "‹date›", "at", "‹hour›"]
    assert alike("14,10 EUR em 9 de maio de 2031").split() == ["‹money›", "em", "‹date›"]


def test_long_sentences_are_read_in_stretches_that_overlap() -> None:
    said = [str(number) for number in range(22)]
    read = stretches(" ".join(said))
    assert {word for stretch in read for word in stretch.split()} == set(said)
    assert all(set(one.split()) & set(other.split()) for one, other in itertools.pairwise(read))
