"""A figure is money where its clause speaks of paying and it counts and numbers nothing."""

import pytest

from tidings.core.clarity.sums import bare_sums

MONEY = [
    ("en", "Your bill for May is 61.80."),
    ("en", "We deducted 35."),
    ("en", "Cancelling after 6 June costs 44."),
    ("en", "You can have it posted for 6.50."),
    ("en", "If we overrun we credit your account with 75.00."),
    ("en", "If the kitchen cannot be used: up to 120 a night for 21 nights."),
    ("pt", "A multa é de 60 e os portes são de 4,90."),
    ("pt", "O conserto custa 140 com mão de obra."),
    ("es", "El servicio sigue por 39,90 al mes."),
    ("es", "La prima sube a 41."),
]
OTHERS = [
    ("en", "The refund takes 3 to 7 business days."),
    ("en", "Dogs may travel on deck 4 and we charge nothing."),
    ("en", "From 12 to 17 a day costs £9."),
    ("en", "Groups under 18 still pay half."),
    ("en", "25% of the price from 15 minutes, half from 30, all from 60."),
    ("en", "Your average rises by 0.11, and you pay nothing."),
    ("en", "You need 3 credits from another course."),
    ("en", "Invoice 4471 is paid."),
    ("en", "The fee of €4.50 was charged on 5 March 2026 at 14:10."),
    ("en", "It costs 5 or 10 euros."),
    ("pt", "O autocarro 12 passa na rua de baixo e custa o mesmo."),
    ("pt", "A multa por 58 km/h na zona de 50 é de 60 €."),
    ("es", "Se cobra al 5, al 15 o al 25, como prefiera."),
    ("es", "La prueba se paga en la calle Mayor 20."),
]


@pytest.mark.parametrize(("speech", "sentence"), MONEY)
def test_a_sum_without_currency_is_found(speech: str, sentence: str) -> None:
    assert list(bare_sums(sentence, speech, of_money=True))


@pytest.mark.parametrize(("speech", "sentence"), OTHERS)
def test_a_figure_of_something_else_is_no_sum(speech: str, sentence: str) -> None:
    assert list(bare_sums(sentence, speech, of_money=True)) == []


def test_cents_alone_are_money_only_where_the_notice_speaks_of_money() -> None:
    assert list(bare_sums("Last year it was 412.00.", "en", of_money=True)) == ["412.00"]
    assert list(bare_sums("Last year it was 412.00.", "en", of_money=False)) == []
