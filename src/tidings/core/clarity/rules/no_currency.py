"""`no-currency`: an amount of money without its currency."""

import re
from collections.abc import Iterator

from tidings.core.clarity.reading import Reading, Value, Words
from tidings.core.clarity.rule import Rule, Spot, at
from tidings.core.clarity.sums import bare_sums
from tidings.core.clarity.vagueness import listed, plain
from tidings.core.clarity.wording import NOTHING, patterns

CURRENCY = re.compile(
    r"[€$£¥₹₽₩₺₴₫฿]|R\$|\b(?:EUR|USD|BRL|GBP|CHF|MXN|ARS|CLP|COP|PEN|JPY|CAD|AUD|AOA|MZN|euros?|dollars?|dólar(?:es)?|pounds?"
    r"|libras?|rea(?:l|is)|pesos?|francs?|francos?|cents?|cêntimos?|céntimos?|centavos?|pence|soles)\b|%|\bper ?cent\b|\bpor cento\b|\bpor ciento\b",
    re.IGNORECASE,
)
# The last word of a path that names money, in the data of English, Portuguese and Spanish companies.
MONEY_NAMES = listed("""amount total price fee cost charge refund balance payment due sum debt fare rent premium deposit freight tax
    penalty surcharge subtotal credit saving savings gain discount bill owed valor preco preço taxa custo montante total
    reembolso saldo multa importe precio tasa coste costo cuota renta""")
AMOUNT = r"(\d{1,3}(?:[.,\s]\d{3})*[.,]\d{2}|\d+[.,]\d{1,2}|\d+)(?![\d.,]*\d|\s?(?:%|h\b|:|º|ª))"
PRICED = patterns(
    en=rf"""
        (?:costs?|pay|paid|paying|charged?|charges?|fee|price|total|amount|refund(?:ed)?|owe|due|balance|bill|invoice|deposit|fine|worth|premium|rent|fare|credit(?:ed)?|debit(?:ed)?|sum|save|payment)_(?:(?:is|of|was|will_be|at|to|for|you|us|by|back|about|only|just|comes_to|came_to|now|amounts_to|a_total_of|an_extra|another|the)_){{0,3}}:?_?{AMOUNT}(?!_?(?:days?|weeks?|months?|years?|hours?|minutes?|times|items?|steps?|instal\w+|people|of|am|pm|a\.m|p\.m|points?|miles|nights?|working|business|calendar|january|february|march|april|may|june|july|august|september|october|november|december))
        {AMOUNT}_(?:is_due|is_owed|was_charged|were_charged|was_taken|has_been_(?:charged|refunded|debited|credited)|will_be_(?:charged|refunded|debited|credited|deducted|taken|paid)|fee|deposit|surcharge|refund|charge)
    """,
    pt=rf"""
        (?:custa|custou|custam|custará|pag(?:ar|a|ou|ue|amento|ará)|cobr(?:ar|ado|amos|ança)|taxa|preço|total|valor|montante|reembols(?:o|ar|amos|ado)|dev(?:e|er|ido)|saldo|conta|fatura|multa|caução|crédito|débito|renda|mensalidade|prémio|bilhete|quantia|devolv(?:emos|er|ido|eremos))_(?:(?:é|de|do|da|foi|será|em|por|a|apenas|só|no_valor_de|num_total_de|um_total_de|lhe|mais|os|o)_){{0,3}}:?_?{AMOUNT}(?!_?(?:dias?|semanas?|mês|meses|anos?|horas?|minutos?|vezes|itens|passos|prestações|parcelas|pessoas|de|pontos|noites|úteis))
        {AMOUNT}_(?:de_(?:taxa|multa|caução|reembolso|portes|frete|juros|encargos)|(?:serão?|foram|foi)_(?:cobrad|debitad|creditad|reembolsad|devolvid)[ao]s?)
    """,
    es=rf"""
        (?:cuesta|costó|costará|pag(?:ar|a|ó|ue|o)|cobr(?:ar|ado|amos|o)|tasa|precio|total|importe|monto|reembols(?:o|ar|amos)|deb(?:e|er)|saldo|factura|multa|fianza|cuota|cargo)_(?:(?:es|de|del|fue|será|en|por|a|solo|un_total_de|le|los)_){{0,3}}:?_?{AMOUNT}(?!_?(?:días?|semanas?|mes|meses|años?|horas?|minutos?|veces|personas|de|puntos|noches))
        {AMOUNT}_(?:de_(?:tasa|multa|reembolso|gastos|envío|intereses)|(?:serán?|fueron|fue)_(?:cobrad|cargad|abonad|reembolsad)[ao]s?)
    """,
)


def look(reading: Reading) -> Iterator[Spot]:
    for notice in reading.notices:
        for words in notice.stated():
            for value in words.values:
                if bare(value):
                    yield at(
                        words,
                        f"{value.path} is an amount of money shown as a bare {value.type}",
                        mend=DECLARE,
                    )
            if amount := next(amounts(words), ""):
                yield at(words, f"“{amount}” is an amount without its currency")


def amounts(words: Words) -> Iterator[str]:
    """Figures that are plainly money, by the words before them or by their two decimals, and no currency near."""
    for pattern in (PRICED.get(words.speech, NOTHING), CENTS):
        for match in pattern.finditer(words.own):
            if not CURRENCY.search(near(words, match)):
                yield match[0].strip()
    yield from bare_sums(words)


# Two decimals and no unit, clock or section sign beside them: 12.50, 1.204,00.
UNIT = r"(?:k?m[²³23]?|cm|mm|kg|g|l|ml|k?wh?|mw|[kmgt]b|gb|mb|h|hrs?|hours?|horas?|min\w*|°c?|º|ª|am|pm|a\.m|p\.m|metres?|meters?|metros?|kilom\w+|quil\w+|kilo\w*|litres?|liters?|litros?|cubic|tonn\w+|points?|pontos|puntos|times|vezes|veces|x|degrees?|graus|grados|watts?|percent|stars?|estrelas)"
CENTS = re.compile(
    rf"(?<![\w.,:/-])(?<!at )(?<!às )(?<!as )(?<!las )(?<!section )(?<!version )(?<!art )(?:\d{{1,3}}(?:[.,]\d{{3}})+|\d+)[.,]\d{{2}}(?![\d.,]*\d|\w|\s?%|\s?{UNIT}\b)",
    re.IGNORECASE,
)


def bare(value: Value) -> bool:
    """Whether a value that is plainly money has neither the type, nor a currency beside it."""
    if value.type not in ("number", "integer", "text") or value.filter in ("percent", "days"):
        return False
    path = plain(value.path)
    named = MONEY_NAMES & set(re.split(r"[._]", path.rpartition(".")[2]))
    aside = value.before[-5:] + " | " + value.after[:8]
    unit = value.type == "number" and not UNLIKE_MONEY.search(path) and not MEASURED.match(value.after)
    return bool(named or unit) and not NOT_MONEY.search(path) and not CURRENCY.search(aside)


# After a number: what it counts. Nothing but a full stop or a small word there, and it counts money.
MEASURED = re.compile(
    r"\s*(?!(?:a|an|per|of|to|in|on|from|for|by|with|and|or|until|the|each|this|more|less|together|as|at|is|was|are|will|until|that|you|we|back|por|ao|a|de|do|da|dos|das|em|no|na|e|ou|para|com|até|que|o|os|junto|cada|mais|menos|al|del|en|y|con|hasta|el|la|los|las|es|é|más|si|se|desde)\b)[^\W\d_]"
    r"|\s?[%°º/:x×–-]"
)
UNLIKE_MONEY = re.compile(
    r"rate|score|rating|reading|size|level|degree|temp|km|kwh|litre|percent|count|version|index|ratio|share|weight|height|width|length|distance|speed|usage|used|usual|hours|minutes|units|stars|grade|points|mark|nota|taxa_|volume|m3"
)


NOT_MONEY = re.compile(
    r"date|day|_on$|_at$|count|number|ref|id$|name|kind|type|status|label|method|code|percent|rate|hours|minutes|units|kwh|text|formatted|display|currency"
)


def near(words: Words, match: re.Match[str]) -> str:
    return words.own[max(0, match.start() - 5) : match.end() + 9]


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
