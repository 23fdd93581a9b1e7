from zoneinfo import ZoneInfo

import pytest

from tests.campaigns.files import DATA, LATE
from tidings.core.campaign_files.campaign import CampaignFile, parse
from tidings.core.notice import Answer, Composed, Evidence, NextStep
from tidings.core.notice_words import first_sentence, one_line
from tidings.core.words import PHRASES, phrase

SAO_PAULO = ZoneInfo("America/Sao_Paulo")


def late() -> CampaignFile:
    found = parse(LATE).campaign
    assert found is not None
    return found


def test_the_notice_in_english() -> None:
    data = {"order": DATA["order"] | {"tracking_url": "https://example.com/t/1"}}
    assert late().compose("en", data, SAO_PAULO) == Composed(
        language="en",
        subject="Your order A-17 did not arrive by August 15, 2018 as we promised",
        what="Your order A-17 did not arrive by August 15, 2018 as we promised. We are sorry.",
        means="It is on its way. Orders like yours then needed 3 days more.",
        done="We refund the R$14.10 delivery fee.",
        next_steps=(
            NextStep(id="keep", says="That is fine", does="confirm"),
            NextStep(id="cancel", says="Cancel and refund me", does="order.cancel"),
        ),
        if_ignored="Nothing more to do; we write again when it is at your door.",
        evidence=(Evidence(kind="tracking", value="https://example.com/t/1", says="Where it was last seen"),),
        answers=(
            Answer(
                question="Why is it late?",
                answer="The carrier has not told us yet. Reply to this message and we call you.",
            ),
        ),
    )


def test_the_notice_in_portuguese_without_what_is_optional() -> None:
    order = {key: value for key, value in DATA["order"].items() if key != "usual_delay"}
    assert late().compose("pt", {"order": order}, SAO_PAULO) == Composed(
        language="pt",
        subject="Seu pedido A-17 não chegou até 15 de agosto de 2018, como prometemos",
        what="Seu pedido A-17 não chegou até 15 de agosto de 2018, como prometemos. Pedimos desculpas.",
        means="Ele está a caminho.",
        done="Vamos devolver o frete de R$ 14,10.",
        next_steps=(
            NextStep(id="keep", says="Tudo bem", does="confirm"),
            NextStep(id="cancel", says="Cancelar e devolver", does="order.cancel"),
        ),
        if_ignored="Não precisa fazer nada; escrevemos de novo quando ele chegar.",
        answers=(
            Answer(
                question="Por que está atrasado?",
                answer="A transportadora ainda não nos disse. Responda a esta mensagem e ligamos para você.",
            ),
        ),
    )


def test_evidence_that_composes_to_nothing_is_left_out() -> None:
    assert late().compose("en", DATA, SAO_PAULO).evidence == ()


def test_data_within_an_address_is_made_fit_for_it() -> None:
    tracking = '{tracking: "https://track.example/p/{{ order.short_id }}", says: Where}'
    text = LATE.replace("evidence:\n", f"evidence:\n      - {tracking}\n", 1)
    found = parse(text).campaign
    assert found is not None
    data = {"order": DATA["order"] | {"short_id": 'A "17" <ü>'}}
    assert found.compose("en", data, SAO_PAULO).evidence[0].value == (
        "https://track.example/p/A%20%2217%22%20%3C%C3%BC%3E"
    )


def test_data_cannot_bring_lines_into_a_subject() -> None:
    data = {"order": DATA["order"] | {"short_id": "A\r\nBcc: all@example.com\n\nHello"}}
    composed = late().compose("en", data, SAO_PAULO)
    assert "\n" not in composed.subject + composed.what


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Your parcel is late. Sorry.", "Your parcel is late"),
        ("It costs 14.10 euros now. Sorry.", "It costs 14.10 euros now"),
        ("Is this you? Tell us.", "Is this you?"),
        ("See example.com for more", "See example.com for more"),
        ("No. We did not.", "No. We did not"),
    ],
)
def test_the_first_sentence_is_the_subject(text: str, sentence: str) -> None:
    assert first_sentence(text) == sentence


def test_a_long_subject_is_cut_between_words() -> None:
    cut = one_line("word " * 60)
    assert len(cut) <= 121
    assert cut.endswith("word…")


def test_every_language_has_the_same_phrases_with_the_same_blanks() -> None:
    blanks = {
        language: {
            key: sorted(part for part in text.replace("}", "{").split("{")[1::2])
            for key, text in told.items()
        }
        for language, told in PHRASES.items()
    }
    assert blanks["pt"] == blanks["en"]


def test_a_language_we_do_not_have_is_spoken_to_in_english() -> None:
    assert phrase("check", language="de", code="AB", address="x.example") == (
        "Check that this is really from us: type the code AB at x.example"
    )
    assert phrase("from", language="pt-BR", company="Loja") == "De Loja"
