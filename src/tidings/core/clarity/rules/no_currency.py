"""`no-currency`: an amount of money without its currency."""

import re
from collections.abc import Iterator

from tidings.core.clarity.money_words import CURRENCY, ENDS, PAYING
from tidings.core.clarity.reading import Notice, Reading, Value, Words
from tidings.core.clarity.rule import Rule, Spot, at
from tidings.core.clarity.sums import bare_sums
from tidings.core.clarity.vagueness import listed, plain
from tidings.core.clarity.wording import sentences

# The last word of a path that names money, in the data of English, Portuguese and Spanish companies.
MONEY_NAMES = listed("""amount total price fee cost charge refund balance payment due sum debt fare rent premium deposit freight tax
    penalty surcharge subtotal credit saving savings gain discount bill owed valor preco preço taxa custo montante total
    reembolso saldo multa importe precio tasa coste costo cuota renta excess payout instalment tariff salary wage""")


def look(reading: Reading) -> Iterator[Spot]:
    for notice in reading.notices:
        of_money = speaks_of_money(notice)
        for words in notice.stated():
            for value in words.values:
                if bare(value):
                    yield at(
                        words,
                        f"{value.path} is an amount of money shown as a bare {value.type}",
                        mend=DECLARE,
                    )
            if amount := bare_amount(words, of_money=of_money):
                yield at(words, f"“{amount}” is an amount without its currency")


def bare_amount(words: Words, *, of_money: bool) -> str:
    """The first figure that is plainly money and has no currency near; "" for none."""
    shares = any(value.type == "number" and value.filter not in ("", "number") for value in words.values)
    own = words.own.replace("‹number›", "‹share›") if shares else words.own
    found = (
        amount
        for sentence in sentences(own)
        for amount in bare_sums(sentence, words.speech, of_money=of_money)
    )
    return next(found, "")


def speaks_of_money(notice: Notice) -> bool:
    return any(
        re.search(r"‹money›|[€$£]|\b(?:free|nothing|gratis|grátis|gratuit\w+)\b", words.own)
        or any(PAYING[words.speech].fullmatch(word) for word in re.findall(r"\w+", plain(words.own)))
        for words in notice.every()
        if words.speech in PAYING
    )


def bare(value: Value) -> bool:
    """Whether a value that is plainly money has neither the type, nor a currency beside it."""
    if value.type not in ("number", "integer", "text") or value.filter in ("percent", "days"):
        return False
    path = plain(value.path)
    named = MONEY_NAMES & set(re.split(r"[._]", path.rpartition(".")[2]))
    beside = re.findall(r"\w+|[^\w\s]", plain(value.before[-5:] + " | " + value.after[:8]))
    counts = value.type != "text" and counted(value.after)
    return (
        bool(named) and not counts and not NOT_MONEY.search(path) and not any(map(CURRENCY.fullmatch, beside))
    )


def counted(after: str) -> bool:
    """Whether a noun follows: the value counts it, whatever it is called."""
    word = re.match(r"\s*([^\W\d_]+)", plain(after))
    return word is not None and not any(ends.fullmatch(word[1]) for ends in ENDS.values())


NOT_MONEY = re.compile(
    r"date|day|_on$|_at$|count|number|ref|id$|name|kind|type|status|label|method|code|percent|rate|hours|minutes|units|kwh|text|formatted|display|currency"
)

DECLARE = "declare it as `money` in needs, send amount and currency, and write {{ order.fee | money }}"
RULE = Rule(
    kind="no-currency",
    finds="An amount of money stands without its currency, or its data is declared as a bare number.",
    why=(
        "12.50 of what? A bare number is misread by people, by voices and by other languages; amounts need their ISO 4217"
        " currency (GOV.UK style: use the £ symbol; CLDR formats amount and currency together)."
    ),
    mend="write the amount with its currency, best from data of type `money`: {{ order.fee | money }}",
    unclear="The delivery costs 12.50.",
    clear="The delivery costs €12.50.",
    look=look,
)
