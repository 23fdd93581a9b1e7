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
