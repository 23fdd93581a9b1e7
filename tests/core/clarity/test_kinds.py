"""Every kind is found where it is, in each language, and nothing is found in a good notice."""

import pytest
import yaml

from tests.core.clarity.notices import GOOD, found, kinds, saying
from tidings.core.clarity.registry import rules

KINDS = [
    "no-what",
    "no-meaning",
    "no-next-step",
    "no-if-ignored",
    "late-outcome",
    "vague-date",
    "no-currency",
    "vague-amount",
    "dead-action",
    "no-self-service",
    "no-evidence",
    "evidence-no-text",
    "hard-to-read",
    "hard-to-say",
    "too-long",
    "private-data",
    "mixed-purpose",
    "empty-placeholder",
    "surfaces-differ",
    "languages-differ",
    "unanswered-question",
    "scam-like",
    "sender-unclear",
    "no-human-way",
]
PARTS = [
    ("no-what", "en", "what", ""),
    ("no-what", "en", "what", '"There is an update regarding your account."'),
    ("no-what", "pt", "what", '"Temos novidades importantes sobre a sua conta."'),
    ("no-what", "es", "what", '"Ha habido un cambio relativo a su cuenta."'),
    ("no-meaning", "en", "means", '"This may affect you."'),
    ("no-meaning", "pt", "means", '"Isto pode ter algum impacto."'),
    ("no-meaning", "es", "means", '"Pueden aplicarse ciertas condiciones."'),
    ("no-if-ignored", "en", "if_ignored", '"Further steps may be taken."'),
    ("no-if-ignored", "pt", "if_ignored", '"Poderá haver consequências."'),
    ("no-if-ignored", "es", "if_ignored", '"Gracias por su atención."'),
    ("late-outcome", "en", "what", '"We value your trust. Your card was blocked on {{ card.day | day }}."'),
    ("late-outcome", "pt", "what", '"Prezado cliente, o seu cartão foi bloqueado em {{ card.day | day }}."'),
    ("late-outcome", "es", "what", '"Esperamos que esté bien. Su tarjeta se bloqueó el {{ card.day | day }}."'),
    ("vague-date", "en", "done", '"Your new card comes soon and costs {{ card.fee | money }}."'),
    ("vague-date", "pt", "done", '"O cartão novo, de {{ card.fee | money }}, chega nos próximos dias."'),
    ("vague-date", "es", "done", '"La tarjeta nueva, de {{ card.fee | money }}, llega pronto."'),
    ("no-currency", "en", "done", '"We have ordered a new card; it costs 12.50."'),
    ("no-currency", "pt", "done", '"Pedimos um cartão novo; custa 12,50."'),
    ("vague-amount", "en", "done", '"We have ordered a new card for a small fee."'),
    ("vague-amount", "pt", "done", '"Pedimos um cartão novo por uma pequena taxa."'),
    ("vague-amount", "es", "done", '"Hemos pedido una tarjeta por una pequeña tasa."'),
    ("hard-to-read", "en", "means", '"Pursuant to the aforementioned terms, the card is blocked forthwith."'),
    ("hard-to-read", "pt", "means", '"Nos termos do supracitado contrato, o cartão é doravante recusado."'),
    ("hard-to-say", "en", "means", '"Shops refuse card 00458812773 since 1/2/2026."'),
    ("hard-to-say", "pt", "means", '"As lojas recusam o cartão (ref. BX-77120K) aprox. até 1/2/2026."'),
    ("too-long", "en", "subject", f'"{"Your card is blocked and so it will stay " * 4}"'),
    ("private-data", "en", "what", '"Your balance is {{ card.fee | money }}, so your card is blocked."'),
    ("private-data", "pt", "what", '"Bloqueámos o cartão 4111 1111 1111 1111."'),
    ("mixed-purpose", "en", "done", '"We have ordered a new card. Use code NEW10 for a discount on your next order."'),
    ("mixed-purpose", "pt", "done", '"Pedimos um cartão novo. Aproveite a nossa oferta exclusiva!"'),
    ("empty-placeholder", "en", "done", '"Dear [NAME], we have ordered a new card."'),
    ("empty-placeholder", "en", "done", '"We have ordered it in {{ card.place }}."'),
    ("empty-placeholder", "en", "done", '"The card was used in {% if card.place %}{{ card.place }}{% endif %}."'),
    ("surfaces-differ", "en", "subject", '"Your card is blocked since 5 March"'),
    ("surfaces-differ", "en", "subject", '"Globex Mobile: your card is blocked"'),
    ("surfaces-differ", "en", "subject", '"Your card is blocked, see globex-portal.com"'),
    ("surfaces-differ", "pt", "subject", '"O seu livro da biblioteca está atrasado"'),
    ("surfaces-differ", "es", "subject", '"Su tarjeta: solicitud aprobada"'),
    ("surfaces-differ", "en", "if_ignored", '"The card stays blocked until 4 May 2031."'),
    ("no-currency", "en", "done", '"We have ordered a new card and deducted 35."'),
    ("no-currency", "es", "done", '"Hemos pedido una tarjeta; en total son 119."'),
    ("vague-date", "en", "done", '"Your new card, for {{ card.fee | money }}, comes within the week."'),
    ("private-data", "pt", "means", '"As lojas recusam o cartão. A sua dívida fiscal é de 1.120 EUR."'),
    ("scam-like", "es", "means", '"Las tiendas rechazan la tarjeta. Su cuenta fue pirateada."'),
    ("languages-differ", "pt", "if_ignored", '"O cartão fica bloqueado 14 dias, e o novo chega pelo correio."'),
    ("scam-like", "en", "means", '"URGENT: verify your password now or your account is closed forever."'),
    ("sender-unclear", "en", "what", '"Your service provider has blocked your card on {{ card.day | day }}."'),
    ("sender-unclear", "pt", "what", '"O seu fornecedor bloqueou o cartão em {{ card.day | day }}."'),
    ("sender-unclear", "en", "what", '"Your insurer has blocked your card on {{ card.day | day }}."'),
    ("sender-unclear", "pt", "what", '"O cartão foi bloqueado em {{ card.day | day }}, avisa a administração."'),
]  # fmt: skip
NATURAL = [
    ("means", '"Shops refuse the card. The service goes on, and the next list is posted in the hall on 3 February 2027."'),
    ("means", '"Shops refuse the card. Your bank notifies you, and Marks & Spencer at unit #4 is told."'),
    ("done", '"We have ordered a new card; it costs {{ card.fee | money }}. The management has agreed."'),
]  # fmt: skip
STEPS = '- {id: open, says: "Unblock my card", does: card.unblock}'
EVIDENCE = '- {text: "Block recorded on {{ card.day | day }}", says: "What our records show"}'
ANSWER = 'a: "Someone typed a wrong PIN three times. Choose “Please call me” if it was not you."'
TALK = '- {id: talk, says: "Please call me", does: callback}'
OTHERS = [
    ("dead-action", STEPS, '- {id: open, says: "Unblock my card", does: "https://localhost/card"}'),
    ("dead-action", STEPS, '- {id: open, says: "Unblock my card", does: todo}'),
    ("dead-action", STEPS, '- {id: open, says: "Unblock my card", does: "#"}'),
    ("no-self-service", STEPS, '- {id: open, says: "Call us on 555 0100", does: confirm}'),
    ("no-self-service", STEPS, '- {id: open, says: "Visit your nearest branch", does: confirm}'),
    ("no-next-step", STEPS, '- {id: open, says: "Click here", does: card.unblock}'),
    ("no-evidence", EVIDENCE, '- {text: "Trust us", says: "Evidence"}'),
    (
        "evidence-no-text",
        EVIDENCE,
        '- {photo: "https://bank.example.com/p/{{ card.id }}", says: "IMG_2034.jpg"}',
    ),
    ("unanswered-question", ANSWER, 'a: "Please visit our website."'),
]


def test_the_kinds_are_those_of_the_bench() -> None:
    assert sorted(rules()) == sorted(KINDS)


def test_nothing_is_found_in_a_good_notice() -> None:
    assert found(GOOD) == []


@pytest.mark.parametrize(("kind", "language", "part", "words"), PARTS)
def test_an_unclear_part_is_found(kind: str, language: str, part: str, words: str) -> None:
    assert kind in kinds(saying(part, words, language), language)


@pytest.mark.parametrize(("kind", "good", "bad"), OTHERS)
def test_an_unclear_step_or_proof_is_found(kind: str, good: str, bad: str) -> None:
    assert GOOD.count(good) == 1
    assert kind in kinds(GOOD.replace(good, bad))


def test_no_way_to_a_person_is_found() -> None:
    text = GOOD.replace(f"      {TALK}\n", "").replace(ANSWER, 'a: "Someone typed a wrong PIN."')
    assert "no-human-way" in kinds(text)


def test_a_step_left_out_in_one_language_is_found() -> None:
    assert "languages-differ" in kinds(GOOD.replace(f"      {TALK}\n", ""), "pt")


def test_where_nothing_can_be_done_a_launch_is_refused() -> None:
    text = saying("subject", "", "pt").replace(f"      {TALK}\n", "").replace(f"      {STEPS}\n", "")
    assert ("no-next-step", "block") in {(each.kind, each.severity) for each in found(text)}


def test_findings_say_where_why_and_what_to_do() -> None:
    for kind, language, part, words in PARTS:
        for each in found(saying(part, words, language)):
            assert each.where and each.why and each.mend and each.says, (kind, each)


def test_a_question_of_the_matter_is_not_beside_it() -> None:
    text = GOOD.replace("Why was my card blocked?", "How long does that take?")
    assert "unanswered-question" not in kinds(text)


def test_what_a_mend_gives_to_paste_is_yaml() -> None:
    mends = [each.mend for each in found(saying("answers", "[]")) if each.kind == "unanswered-question"]
    shown = [rule.mend for rule in rules().values() if "[{" in rule.mend]
    for mend in (*mends, *shown):
        assert yaml.safe_load(mend.partition(": ")[2])
        assert "“{{" not in mend


@pytest.mark.parametrize(("part", "words"), NATURAL)
def test_what_good_notices_say_is_let_pass(part: str, words: str) -> None:
    ours = {"surfaces-differ", "sender-unclear", "no-evidence", "hard-to-say", "empty-placeholder"}
    assert not ours & kinds(saying(part, words, "en"), "en")


@pytest.mark.parametrize(
    "shown", ["Decision of the board, agreed on 6 November 2026", "List of cards, entered by Mrs Okafor"]
)
def test_a_proof_may_tell_its_own_day_and_name(shown: str) -> None:
    text = GOOD.replace(EVIDENCE, f'- {{text: "{shown}", says: "What our records show"}}')
    assert not {"surfaces-differ", "no-evidence"} & kinds(text)


def test_what_is_denied_is_no_vague_amount() -> None:
    free = '"We have ordered a new card; it costs {{ card.fee | money }}, there is no extra charge."'
    assert found(saying("done", free)) == []


@pytest.mark.parametrize(
    "words",
    [
        "Your sumatriptan 50 mg is at the counter.",
        "The gate code of your unit changes to 5512# on 3 May 2031.",
        "El código de la puerta de su piso es 55120.",
    ],
)
def test_doses_and_the_codes_of_doors_are_private(words: str) -> None:
    language = "es" if words.startswith("El") else "en"
    assert "private-data" in kinds(saying("done", words, language), language)


@pytest.mark.parametrize(
    "words",
    ["The water holds 25 mg per litre of nitrate.", "The door code is on your page.", "Room 5512 is free."],
)
def test_what_everybody_may_know_is_not_private(words: str) -> None:
    assert "private-data" not in kinds(saying("done", words))
