"""Sums and days that a notice should tell: the event brings them, or a question asks for them, and no text says them."""

import re

from tidings.core.clarity.money_words import PAYING
from tidings.core.clarity.reading import Answered, Notice, Reading, Words
from tidings.core.clarity.vague_sums import HINTS
from tidings.core.clarity.vagueness import plain
from tidings.core.clarity.wording import patterns, searched, sentences

AMOUNT = re.compile(
    r"‹(?:money|number)›|[€$£¥%]|\d[.,]\d\d(?!\d)|\d\s?(?:EUR|USD|BRL|GBP|euros?|reais|libras|pounds?|pesos|dollars?|dólares)\b"
    r"|\b(?:half|per cent|metade|por cento|mitad|por ciento)\b"
)


def unused(notice: Notice, reading: Reading, *types: str) -> list[str]:
    """What the event brings of these types and no text of the notice shows or asks about."""
    shown = " ".join(
        [words.source for words in notice.every()]
        + [each.value.source for each in notice.evidence]
        + [step.does for step in notice.steps]
        + [text for _, _, text in reading.own]
    )
    return [path for path, need in reading.needs.items() if need.type in types and path not in shown]


def speaking_of_money(notice: Notice) -> Words:
    """The first text that speaks of paying in a sentence without a sum; where none does, what happened."""
    return next(
        (
            words
            for words in (*notice.parts, *notice.stated())
            for sentence in (sentences(words.own) if words.speech in PAYING else ())
            if not AMOUNT.search(sentence)
            and any(map(PAYING[words.speech].fullmatch, re.findall(r"\w+", plain(sentence))))
        ),
        notice.what,
    )


def hinted(sentence: str, speech: str) -> str:
    """The words of a sentence that hint at a sum: one of more, less or part within three of one of paying; "" for none."""
    text = plain(sentence)
    if speech not in HINTS or AMOUNT.search(sentence) or NOTHING.search(text) or OTHERWISE.search(text):
        return ""
    said = re.findall(r"‹\w+›|\w+|[,;:]", text)
    paying = [
        at for at, word in enumerate(said) if PAYING[speech].fullmatch(word) and not OTHER.fullmatch(word)
    ]
    hints = [at for at, word in enumerate(said) if HINTS[speech].fullmatch(word)]
    spans = (
        said[min(pay, hint) : max(pay, hint) + 1]
        for pay in paying
        for hint in hints
        if 0 < abs(pay - hint) <= 3
    )
    return next((" ".join(span) for span in spans if not {",", ";", ":"} & set(span)), "")


# What pays and much else besides: a loan, an account (conta), a ticket; deve and debe are mostly "must".
OTHER = re.compile(
    r"interest|tax|transfer\w*|outstanding|benefit|worth|spent?|balance|loan|len[dt]|borrow\w*|estimate|invoices?|cheque|vouchers?|grant|advance"
    r"|deve|debe|conta|passe|vale|envio|apoio|entrada|renta|ayuda|facturas?|faturas?|bilhetes?|billete|boleto|pendiente|bolsa"
)
# Once more, more than: no sum is meant.
OTHERWISE = re.compile(
    r"\b(?:once more|more than|less than|at least|up to|more time|may|mais (?:do )?que|pelo menos|mais uma vez|mas que|al menos|una vez mas|mas de|mais de)\b"
)


def unpriced(known: Answered) -> str:
    """The answer to what something costs, where it tells no sum; "" for any other."""
    question, answer = known.question, known.answer.own
    asked = next(searched(ASKED, question.own, question.speech), None)
    told = AMOUNT.search(answer) or re.search(r"\d", answer) or NOTHING.search(plain(answer))
    return answer if asked and answer and not told else ""


ASKED = patterns(
    en=r"""
        how_much_(?:is|are|do|does|did|will|would|must|can|shall)_(?:\w+_){0,3}?(?:pay|cost|charge|owe|get_back|it|this|that)(?=_|\?|$)
        what_(?:does|do|will|would|did)_(?:[\w'’-]+_){1,6}cost|what_(?:is|are)_the_(?:\w+_)?(?:price|fee|charge|cost)s?
    """,
    pt=r"""
        quanto_(?:é_que_)?(?:\w+_){0,2}(?:custa|custam|custará|custar|pago|pagar|pagarei|cobram)
        qual_(?:é|será)?_?o_(?:preço|valor|custo)|que_preço_tem
    """,
    es=r"""
        cuánto_(?:\w+_){0,2}(?:cuesta|cuestan|costará|costar|pago|pagar|pagaré|cobran|vale)
        cuál_es_el_(?:precio|importe|coste|costo)|qué_precio_tiene
    """,
)
# That there is nothing to pay, that all of it is paid, or that it is as it was.
NOTHING = re.compile(
    r"\b(?:no|not|none|nothing|free|never|without|neither|nobody|all|whole|full|fully|every|included?|includes|covered|covers|same|unchanged|already|if|whether|unless"
    r"|zero|half|percent|quarter|third|one|two|three|hundred|thousand|cents?|pence"
    r"|nao|nada|sem|nenhum\w*|gratis|gratuit\w+|nunca|tod[ao]s?|tudo|inteir\w+|integral\w*|inclu\w+|cobert\w+|mesm[ao]s?|igual|se|ja|paga o|paga a|meio|um|dois|tres|cem|mil|cobre"
    r"|medio|sin|ningun\w*|enter[ao]s?|integr[ao]|cubiert\w+|cubre|mism[ao]s?|si|ya|dos|cien|paga el|paga la)\b|n[’']t\b|\b(?:pays|paying for)\b"
)
