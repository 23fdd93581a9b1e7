"""What looks like a scam is told with reasons that can be pointed at; what a company writes properly is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.core.scam import look
from tidings.core.scam.addresses import is_known, is_ours, links, numbers_to_call
from tidings.core.scam.sign_table import SIGNS

OURS = ("larch.example",)
PROPER = [
    "Your parcel waits at 12 Mill Street until 6 March. Is it really us? Code K7M2-94QD at https://larch.example/is-it-you",
    "We never ask for your PIN, password or card number, and we never\nsend account numbers in a message.",
    "A sua consulta é a 12 de maio às 14h30. Nunca pedimos a palavra-passe.",
    "Su cita es el 12 de mayo a las 14:30. No le pediremos que confirme su contraseña.",
    "Is it safe to give a card number? Only on our own page.",
]
SUSPICIOUS = [
    ("asks-for-secrets", "Please confirm your password and card number today."),
    ("asks-for-secrets", "Responda com a sua senha para não perder o acesso"),
    ("asks-for-secrets", "Facilite el código de seguridad de su tarjeta"),
    ("shortened-link", "Track your parcel: bit.ly/3xQ9zLm"),
    ("disguised-link", "Pay at http://royalpost-redelivery.top today"),
    ("disguised-link", "Open http://192.0.2.7/login"),
    ("pays-in-untraceable-ways", "Pay the fee with gift cards"),
    ("takes-over-the-device", "Install AnyDesk so that we can help"),
    ("imitated-letters", "You have W0N a phone"),
    ("secrecy", "Do not tell anyone about this transfer"),
]


@pytest.mark.parametrize("text", PROPER)
def test_proper_messages_alarm_nobody(text):
    assert not look(text, domains=OURS).alarming


@pytest.mark.parametrize(("sign", "text"), SUSPICIOUS)
def test_a_grave_sign_is_enough_and_is_pointed_at(sign, text):
    likeness = look(text)
    [reason] = [reason for reason in likeness.reasons if reason.sign == sign]
    assert likeness.alarming
    assert reason.mend
    assert 0 <= reason.where[0] < reason.where[1] <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        "Dear customer, act now or your account will be closed.",
        "Caro cliente, aja já: a sua conta será bloqueada.",
        "Estimado cliente: último aviso, su cuenta será suspendida.",
    ],
)
def test_two_lesser_signs_together_alarm(text):
    likeness = look(text)
    assert likeness.alarming
    assert len({reason.sign for reason in likeness.reasons}) > 1


def test_one_lesser_sign_alone_is_said_but_does_not_alarm():
    likeness = look("Dear customer, your library card is ready at the desk on 3 March 2026.")
    assert [reason.sign for reason in likeness.reasons] == ["generic-greeting"]
    assert not likeness.alarming


def test_links_numbers_and_senders_that_are_not_ours_are_named():
    text = "Call +44 20 7946 0999 or see https://other.example/page"
    likeness = look(text, domains=OURS, numbers=("+44 20 7946 0110",), sender="notices@other.example")
    assert {reason.sign for reason in likeness.reasons} == {
        "foreign-link",
        "foreign-number",
        "foreign-sender",
    }


def test_our_own_links_numbers_and_senders_are_not_named():
    text = "Call 020 7946 0110 or see https://www.larch.example/page"
    assert (
        look(text, domains=OURS, numbers=("+44 20 7946 0110",), sender="a@mail.larch.example").reasons == ()
    )


def test_what_is_not_known_is_not_foreign():
    assert look("Call +44 20 7946 0999 or see https://other.example/page", sender="x@y.example").reasons == ()


def test_a_look_alike_of_our_domain_is_not_ours():
    assert not is_ours("larch.example.evil.com", OURS)
    assert not is_ours("notlarch.example", OURS)
    assert is_ours("a.larch.example", OURS)


def test_links_are_found_bare_and_whole_and_mail_addresses_are_none():
    text = (
        "See larch.example/n/4, https://oak.example/x?y=1 and write to help@larch.example. Done.Please wait"
    )
    assert [link.host for link in links(text)] == ["larch.example", "oak.example"]


def test_times_and_amounts_are_no_numbers_to_call():
    assert list(numbers_to_call("We call on 3 June 2026 at 14:30 about 129.00")) == []


def test_a_number_is_the_same_with_and_without_its_country():
    assert is_known("02079460110", ("+44 20 7946 0110",))


@given(st.text(max_size=300))
def test_any_text_has_a_score_and_reasons_inside_it(text):
    likeness = look(text, domains=OURS, numbers=("+351 210 000 000",))
    assert 0 <= likeness.score <= 1
    assert all(0 <= reason.where[0] <= reason.where[1] <= len(text) for reason in likeness.reasons)


def test_the_shipped_model_knows_every_sign():
    from tidings.core.scam.model import shipped

    assert len(shipped().signs) == len(SIGNS)
