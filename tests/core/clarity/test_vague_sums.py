"""A sum is vague where it is told as a fact and no text says how much it is."""

import pytest

from tests.core.clarity.notices import kinds, saying

VAGUE = [
    ("en", "An excess will be deducted, as your policy says."),
    ("en", "You can fetch it for nothing or have it posted for a small charge."),
    ("en", "We return {{ card.fee | money }}, less a deduction."),
    ("en", "A car without one is ticketed, at the rate that applies on the day."),
    ("pt", "Enviamos o cartão, cobrando apenas uma taxa de diagnóstico."),
    ("pt", "Quem atrasa paga multa e juros."),
    ("es", "Le hacemos un pequeño descuento en la próxima factura."),
    ("en", "If we send it we ask for a contribution to the postage."),
    ("en", "We make a contribution to your hotel costs for one night."),
    ("en", "There is a charge for a new card, as every year."),
    ("pt", "Há uma taxa por cada cartão novo."),
    ("es", "Hay que pagar una cuota cada mes."),
]
TOLD = [
    ("en", "The renewal pack shows each part of the price."),
    ("en", "Nobody can charge you a late fee through us."),
    ("en", "All other payments keep their dates."),
    ("en", "We charge a small fee of €2.00."),
    ("pt", "Passa para o preço normal, sem taxa."),
    ("es", "Puede ver otras tarifas en su página."),
]


@pytest.mark.parametrize(("language", "sentence"), VAGUE)
def test_a_sum_that_nobody_tells_is_vague(language: str, sentence: str) -> None:
    assert "vague-amount" in kinds(saying("means", f'"{sentence}"', language), language)


@pytest.mark.parametrize(("language", "sentence"), TOLD)
def test_a_sum_denied_or_told_is_not(language: str, sentence: str) -> None:
    assert "vague-amount" not in kinds(saying("means", f'"{sentence}"', language), language)


def test_a_fee_by_its_name_is_told_by_another_part() -> None:
    said = saying("if_ignored", '"A card fee is charged with the next statement."')
    assert "vague-amount" in kinds(said)
    told = said.replace("it costs {{ card.fee", "the card fee is {{ card.fee")
    assert "vague-amount" not in kinds(told)


def test_a_sum_that_the_event_brings_and_no_text_tells_is_missed() -> None:
    bare = saying("done", '"We have ordered a new card, which should not come to much."')
    assert "vague-amount" in kinds(bare)
    assert "vague-amount" not in kinds(bare.replace("  card.fee: money\n", ""), "en")


def test_hints_at_a_sum_are_vague_where_no_text_tells_any() -> None:
    hint = saying("means", '"From now on your card costs somewhat more than it did."')
    assert "vague-amount" in kinds(hint.replace("{{ card.fee | money }}", "nothing"))
    share = saying("means", '"For that our rules pay back part of the fare."')
    assert "vague-amount" not in kinds(share)
    assert "vague-amount" in kinds(share.replace("; it costs {{ card.fee | money }}", ""))


@pytest.mark.parametrize(
    ("answer", "vague"),
    [
        ("Our vaccination rate applies, as ever.", True),
        ("It depends on the effort.", True),
        ("Nothing.", False),
        ("It is covered by your plan.", False),
        ("Half a percent of what you pay back.", False),
    ],
)
def test_who_asks_what_it_costs_is_told_a_sum_or_that_it_is_free(answer: str, vague: bool) -> None:
    asked = saying("done", '"We have ordered a new card; it costs {{ card.fee | money }}."').replace(
        "Why was my card blocked?", "What does the new one cost?"
    )
    asked = asked.replace(
        "Someone typed a wrong PIN three times. Choose “Please call me” if it was not you.", answer
    )
    assert ("vague-amount" in kinds(asked)) == vague
