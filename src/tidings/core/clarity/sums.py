"""Figures that are plainly money by the sentence they stand in, whatever word stands right before them."""

import re
from collections.abc import Iterator

from tidings.core.clarity.reading import Words
from tidings.core.clarity.vagueness import plain
from tidings.core.clarity.wording import sentences

# Words (in small letters, without accents) of a sentence that speaks of money.
OF_MONEY = {
    "en": r"(?:sur)?charg\w*|pay\w*|paid|unpaid|costs?|pric\w+|fees?|bill(?:s|ed)?|invoic\w+|refund\w*|credit\w*|deposit|debit\w*|owed?|owing|due|amounts?|sum|balance|rent|saves?|tariff|fine|penalt\w+|premium|fare|discount|worth|compensation|instal\w+|transfer|loan|in all|monthly rate|your share|add(?:s|ed)?|duty|tax|toll|tip|postage|excess|returned|voucher|surcharge|commission|interest|subscription|salary",
    "pt": r"cobr\w+|pag\w+|cust\w+|precos?|taxas?|fatur\w+|conta|reembols\w+|credit\w+|deposit\w+|debit\w+|dev(?:e|er|ido|em|olv\w+)|total|ao todo|valor|montante|saldo|rend[a]?|mensalidades?|tarifas?|multas?|juros|prestac\w+|emprestimo|cauc\w+|quantia|fica por|acresc\w+|som(?:a|amos|ado)|bilhete|desconto|indemniz\w+|transferencia|portagem|imposto|portes|franquia|vale|comissao|subscricao|salario|faltam",
    "es": r"cobr\w+|pag\w+|cuestan?|cost\w+|preci\w+|tasas?|factur\w+|cuenta|reembols\w+|abon\w+|depos\w+|debit\w+|deb[eo]\w*|adeud\w+|devolv\w+|devuelv\w+|total|importe|monto|saldo|alquiler|cuotas?|tarifas?|multas?|intereses|fianza|recargo|suma\w*|cantidad|descuento|anadimos|transferencia|peaje|impuesto|portes|franquicia|vale|comision|suscripcion|sueldo|faltan",
}
UNITS = {
    "en": r"twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|(?:one|two|three|four|five|six|seven|eight|nine|a) (?:hundred|thousand)(?: and (?:\w+))?",
    "pt": r"(?:vinte|trinta|quarenta|cinquenta|sessenta|setenta|oitenta|noventa|cem|(?<!por )cento|duzentos|trezentos|quatrocentos|quinhentos|seiscentos|setecentos|oitocentos|novecentos|mil)(?: e \w+)*",
    "es": r"(?:veinte|treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa|cien|(?<!por )ciento|doscientos|trescientos|cuatrocientos|quinientos|seiscientos|setecientos|ochocientos|novecientos|mil)(?: y \w+| (?:diez|veinte|treinta|cincuenta))*",
}
FIGURE = r"\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?"
# What a figure counts or numbers: then it is not money.
NUMBERED = re.compile(
    r"(?:\b(?:no|number|numero|ref\w*|section|gate|platform|line|room|page|article|art|step|floor|door|bus|route|flight|train|zone|band|level|grade|form|ending|terminad[ao](?: em| en)?|part|plan|invoice|order|file|case|meter|plot|aged?|version|clause|rule|law|act|seat|berth|desk|box|locker|chapter|question|class|point|item|week|day|dia|ponto|artigo|articulo|linha|linea|porta|puerta|plataforma|pagina|sala|processo|expediente|pedido|fatura|factura n|secao|seccion|clausula|lei|ley|versao|capitulo|semana|andar|piso|assento|asiento|cais|anden|voo|vuelo|comboio|tren|nivel|escalao|ate as|as|las|at|before|after|between|entre|within|since|every)\.?|#|/|n\.?[ºo]\.?)\s*$"
)
YEAR = re.compile(r"(?:19|20)\d\d")
ENDS = re.compile(
    r"\s*(?:$|[.!?;:)\]–—](?!\w)|,(?!\d)|\s(?:a|an|per|to|in|on|from|for|by|with|and|or|until|the|each|more|less|extra|at|is|was|are|will|has|had|now|again|back|if|when|as|than|instead|then|por|ao|de|do|da|em|no|na|e|ou|para|com|ate|que|o|os|cada|mais|menos|se|foi|sera|al|del|en|y|con|hasta|el|la|los|si|mas|desde|cuando|quando|a\b)\b(?!\s(?:dias|horas|semanas|pessoas|personas)))"
)
CURRENCY_NEAR = re.compile(
    r"[€$£¥₹%]|r\$|\b(?:eur|usd|brl|gbp|chf|mxn|ars|clp|cop|jpy|cad|aud|aoa|mzn|euros?|dollars?|dolares|pounds?|libras?|rea(?:l|is)|pesos?|francs?|francos?|cents?|centimos?|centavos?|pence|soles|percent|per cent|por cento|por ciento)\b"
)


def bare_sums(words: Words) -> Iterator[str]:
    """The figures of sentences about money that count nothing and have no currency beside them."""
    money, units = OF_MONEY.get(words.speech), UNITS.get(words.speech, r"(?!)")
    if not money:
        return
    figures = re.compile(rf"(?<![\w.,:/#›-])(?:{FIGURE}|{units})(?![\w/:%›º°-]|[.,]\d)")
    for sentence in sentences(words.own.replace("’", "'")):
        text = plain(sentence)
        of_money = re.search(rf"\b(?:{money})\b", text)
        for each in figures.finditer(text):
            if is_sum(each, text) and (of_money or alone(words, each, text)):
                yield each[0]


def alone(words: Words, figure: re.Match[str], text: str) -> bool:
    """Whether a figure can be nothing but money, though no word of the sentence says so: no hours from-to, no “14 more days”, no “4 of 5”."""
    return (
        words.part in TOLD
        and figure[0][0].isdigit()
        and not re.match(r"\s(?:to|a|as|ate|until|hasta|more|mais|mas)\b", text[figure.end() :])
        and not re.search(
            r"(?:\d\s(?:to|a|as|ate|until|hasta|-|or|ou|o)|\b(?:of|de|em))\s$", text[: figure.start()]
        )
    )


TOLD = ("what", "means", "done", "if_ignored")


def is_sum(figure: re.Match[str], text: str) -> bool:
    before, after = text[: figure.start()], text[figure.end() :]
    near = before[-5:] + " | " + after[:9]
    return bool(
        ENDS.match(after)
        and not NUMBERED.search(before)
        and not YEAR.fullmatch(figure[0])
        and not CURRENCY_NEAR.search(near)
    )
