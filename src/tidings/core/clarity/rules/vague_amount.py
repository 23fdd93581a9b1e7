"""`vague-amount`: money is spoken of, and how much is not said."""

import re
from collections.abc import Iterator

from tidings.core.clarity.reading import Notice, Reading, Words
from tidings.core.clarity.rule import Rule, Spot, at
from tidings.core.clarity.wording import NOTHING, Patterns, patterns, sentences

# "A payment" by itself is a thing, not a sum.
MONEY_EN = r"(?:fees?|charges?|costs?|surcharges?|amounts?|payments?|sums?|price|deposit|penalt(?:y|ies)|fines?|refund|discount|expenses?|interest|compensation|credit|tax(?:es)?|supplement|money)"
MONEY_PT = r"(?:taxas?|encargos?|custos?|valor(?:es)?|montantes?|quantias?|multas?|cauç(?:ão|ões)|despesas?|reembolsos?|juros|tarifas?|comiss(?:ão|ões)|acréscimos?|indemnização|indenização|compensação|crédito|sobretaxas?|dinheiro|preços?)"
MONEY_ES = r"(?:tasas?|cargos?|costes?|costos?|importes?|cantidad(?:es)?|multas?|gastos?|reembolsos?|intereses|tarifas?|comisi(?:ón|ones)|recargos?|compensación|sumas?|dinero|precios?)"
VAGUE = patterns(
    en=rf"""
        (?:an?|the|some|its?|this|your|our)_(?:corresponding|appropriate|modest|agreed|respective|symbolic|proportional|proportionate|separate|supplementary|unspecified|customary|regular|prevailing|applicable|usual|standard|relevant|normal|going|suitable|decent|tidy|outstanding)_(?:\w+_)?(?:fee|charge|cost|surcharge|amount|sum|rate|tariff|penalty|fine|compensation|supplement|commission)
        the_(?:amount|sum|fee|price|rate|charge)_(?:agreed|due|in_question|concerned|set|stated|mentioned|applicable)(?!_(?:is|was|of|:)_?(?:‹|\W?\d))
        (?:costs?|pay|paid|pays|charge|charged|refund|credited|get_back|save)_(?:you_)?(?:quite_a_(?:bit|lot|sum)|a_(?:fair|good|great)_(?:bit|deal|amount)|next_to_nothing|a_lot|very_little|what_is_(?:due|owed|fair))(?=[.,;_]|$)|(?:your|our|their|its)_share_of_the_(?:costs?|price|bill|fees?)|an?_(?:fair|reduced|good|special|reasonable|lower|higher|better)_(?:price|rate|fare|tariff)
        (?:an?_)?(?:percentage|share|portion|part|fraction|proportion|some|most)_of_(?:the|your|its)_(?:\w+_)?(?:price|money|fee|cost|amount|bill|rent|payment|total|fare|deposit)
        (?:bill|charge|invoice|refund|pay|credit|return|settle)(?:s|ed)?_(?:you_)?(?:for_)?the_(?:difference|balance|remainder|rest)
        an?_(?:\w+_){{0,2}}(?:fee|charge|surcharge|cost|penalty|fine|commission)_(?:applies|(?:may|might|could|will|can|is)_(?:be_)?(?:charged|applied|apply|added|payable|due|incurred|levied))(?!_(?:only|when|if|before|after|once))
        (?:is|are|will_be|be)_(?:charged|billed|invoiced|paid|payable)_(?:separately|extra|in_addition|on_top|accordingly)
        (?:some|any|fair|due|appropriate|suitable|partial)_(?:\w+_)?(?:compensation|refund|credit|reimbursement|discount)|(?:costs?|pays?|be)_(?:extra|next_to_nothing|very_little|a_fortune|peanuts)
        (?:an?|some|certain|any)_(?:very_)?(?:small|minor|modest|slight|certain|additional|extra|further|little|nominal|reasonable|moderate|large|larger|considerable|significant|substantial|reduced|higher|lower|partial|applicable|relevant|standard|usual|one-off|late|administrative|admin|handling|processing|service|cancellation|token|fair|generous)_(?:\w+_)?{MONEY_EN}
        (?:some|certain|various|several|a_few|additional|extra|further|the_applicable|applicable|the_usual|usual|the_relevant|the_corresponding|small|minor|other)_(?:\w+_)?(?:fees|charges|costs|surcharges|amounts|payments|penalties|fines|expenses|taxes)
        (?:some|part|a_(?:part|portion|share|bit|little|percentage|fraction))_of_(?:the|your)_(?:money|amount|payment|price|fee|cost|total|bill|deposit)
        (?:fees|charges|costs|surcharges|taxes|interest|penalties|an?_(?:fee|charge|cost|surcharge|penalty|fine))_(?:may|might|could|will|can)_(?:be_)?(?:apply|applied|charged|incurred|added|due|payable|arise|accrue)
        (?:a_(?:bit|little)|slightly|somewhat|considerably|significantly|a_lot|much)_(?:more|less|higher|lower|cheaper|more_expensive)(?:_(?:than_(?:usual|before|last_(?:month|year)|expected)))?
        an?_(?:certain|small|unspecified|undisclosed|significant|considerable)_(?:sum|amount)(?:_of_money)?
        (?:some|a_bit_of|a_little|extra)_money
        (?:about|around|roughly|approximately|more_or_less)_an?_(?:few|couple)_(?:\w+)
        a_few_(?:euros?|dollars?|pounds?|cents|quid|bucks|reais|pence)
        (?:the_)?(?:amount|balance|sum|fee|cost)_(?:due|owed|outstanding|payable|in_question|mentioned|you_owe|we_owe)(?!_(?:is|was|of|:)_?(?:‹|\W?\d))
        (?:at_an_)?extra_cost
    """,
    pt=rf"""
        (?:uma?|o|a|os|as|este|esta)_(?:\w+_)?(?:somas?|valor|montante|taxa|encargo|custo|tarifa|multa|compensação|quantia|comissão|sobretaxa)_(?:correspondente|adequad[ao]|modest[ao]|acordad[ao]|combinad[ao]|respetiv[ao]|respectiv[ao]|proporcional|separad[ao]|suplementar|habitual|normal|aplicável|devid[ao]|extra|adicional|justo|justa|em_vigor|atualizad[ao]|ajustad[ao])s?
        (?:uma?_)?(?:percentagem|porcentagem|parte|parcela|fração|pouco)_d[aeo]_(?:seu_|sua_)?(?:preço|dinheiro|valor|renda|custo|total|fatura|conta|bilhete|pagamento)|(?:algum|parte|um_pouco)_do_seu_dinheiro
        (?:a_)?(?:sua|nossa)_parte_d[ao]s?_(?:custos?|despesas?|preço|conta)|(?:uma?)_(?:preço|tarifa|valor)_(?:just[ao]|reduzid[ao]|razoável|simpátic[ao])|um_preço_(?:justo|razoável|simpático)|(?:um_bom|bastante|muito|pouco)_dinheiro
        (?:cobr|fatur|pag|devolv|reembols|credit)\w+_(?:-lhe_)?(?:a_diferença|o_restante|o_resto|o_remanescente)
        (?:é|são|será|serão)_(?:cobrad|faturad|pag)[ao]s?_(?:à_parte|em_separado|separadamente|por_fora)
        (?:têm|tem|terá|terão|sofre|sofrem|paga|pagam)_(?:uma?_)?(?:sobretaxa|taxa|encargo|custo|acréscimo|multa|comissão)(?=[.,;]|$)
        (?:alguma|certa|devida|justa|adequada)_(?:compensação|indemnização|indenização)
        (?:uma?|alguma?|algum|certa|certo|qualquer)_(?:pequen[ao]|ligeir[ao]|cert[ao]|modest[ao]|eventual|determinad[ao]|mínim[ao]|considerável|simbólic[ao])_{MONEY_PT}
        (?:uma?|alguma?|algum|certa|certo|qualquer)_{MONEY_PT}_(?:adicional|extra|reduzid[ao]|simbólic[ao]|aplicável|habitual|pequen[ao]|mínim[ao]|considerável|parcial|correspondente|administrativ[ao]|razoável|de_serviço|de_atraso|de_cancelamento)
        (?:alguma?|algum|cert[ao])_{MONEY_PT}
        (?:alguns|algumas|certos|certas|vários|várias|outros|outras|os_devidos|as_devidas|eventuais|pequenos|pequenas)_(?:\w+_)?(?:taxas|encargos|custos|valores|montantes|quantias|multas|despesas|juros|tarifas|comissões|acréscimos)(?:_(?:adicionais|extras?|aplicáveis))?
        (?:taxas|encargos|custos|despesas|multas|tarifas|valores|juros|uma_taxa|um_custo|um_valor|um_encargo)_(?:adicionais|extras?|aplicáveis|habituais|correspondentes|administrativas|adicional|aplicável|correspondente)
        (?:pode|podem|poderá|poderão)_(?:haver|ser_cobrad[ao]s?|ser_aplicad[ao]s?|incidir|aplicar-se|acarretar|implicar|existir|ter)_(?:\w+_){{0,2}}{MONEY_PT}
        {MONEY_PT}_(?:pode|podem|poderá|poderão)_(?:ser_(?:cobrad|aplicad|devid|acrescid)[ao]s?|incidir|aplicar-se)
        (?:uma|a)_(?:parte|parcela|fração|percentagem|porcentagem)_d[ao]_(?:seu_|sua_)?(?:dinheiro|valor|montante|pagamento|preço|total|fatura|conta)
        (?:um_pouco|ligeiramente|bastante|muito|consideravelmente)_(?:mais|menos|superior|inferior)(?:_(?:car[ao]|barat[ao]|alt[ao]|baix[ao]))?(?:_(?:do_que_o_habitual|que_o_habitual|ao_habitual))?
        (?:algum|um_pouco_de)_dinheiro
        (?:uns|poucos|alguns)_(?:euros|reais|cêntimos|centavos|trocados|dólares)
        (?:o|um)_(?:valor|montante)_(?:em_dívida|em_aberto|devido|em_causa|correspondente|acordado)(?!_(?:é|de|:)_?(?:‹|\W?\d))
        uma_pequena_\w+
    """,
    es=rf"""
        (?:una?|el|la|los|las|este|esta)_(?:\w+_)?(?:sumas?|importe|monto|tasa|cargo|coste|costo|tarifa|multa|compensación|cantidad|comisión|recargo)_(?:correspondiente|adecuad[ao]|modest[ao]|acordad[ao]|convenid[ao]|respectiv[ao]|proporcional|separad[ao]|suplementari[ao]|habitual|normal|aplicable|debid[ao]|extra|adicional|just[ao]|vigente|actualizad[ao]|ajustad[ao])s?
        (?:un_)?(?:porcentaje|parte|porción|fracción|poco)_de(?:l)?_(?:su_|la_)?(?:precio|dinero|importe|alquiler|coste|total|factura|cuenta|billete|pago)|algo_de_su_dinero
        su_parte_de_(?:los|las)_(?:costes|costos|gastos)|una?_(?:precio|tarifa|importe)_(?:just[ao]|reducid[ao]|razonable)|(?:bastante|mucho|poco|un_buen)_dinero
        (?:cobr|factur|pag|devolv|devuelv|reembols|abon)\w+_(?:la_diferencia|el_resto|lo_restante|el_remanente)
        (?:se_)?(?:cobra|factura|paga|cobran|facturan|pagan)_(?:aparte|por_separado)
        (?:tienen|tiene|tendrá|tendrán|lleva|llevan|conlleva|paga|pagan)_(?:una?_)?(?:recargo|tasa|cargo|coste|suplemento|multa|comisión)(?=[.,;]|$)
        (?:alguna|cierta|debida|justa|adecuada)_(?:compensación|indemnización)
        (?:una?|alguna?|algún|cierta|cierto|cualquier)_(?:pequeñ[ao]|liger[ao]|módic[ao]|determinad[ao]|mínim[ao]|considerable)_{MONEY_ES}
        (?:una?|alguna?|algún|cualquier)_{MONEY_ES}_(?:adicional|extra|reducid[ao]|simbólic[ao]|aplicable|habitual|pequeñ[ao]|correspondiente|administrativ[ao]|razonable)
        (?:alguna?|algún|ciert[ao])_{MONEY_ES}
        (?:algunos|algunas|ciertos|ciertas|varios|varias|otros|otras|pequeños|pequeñas)_(?:\w+_)?(?:tasas|cargos|costes|costos|importes|cantidades|multas|gastos|intereses|tarifas|comisiones|recargos)(?:_(?:adicionales|extras?|aplicables))?
        (?:tasas|cargos|costes|costos|gastos|multas|tarifas|recargos|importes)_(?:adicionales|extras?|aplicables|habituales|correspondientes)
        (?:puede|pueden|podría|podrían)_(?:haber|aplicarse|cobrarse|conllevar|suponer)_(?:\w+_){{0,2}}{MONEY_ES}
        una_(?:parte|porción|fracción)_de(?:l)?_(?:su_)?(?:dinero|importe|pago|precio|total|factura)
        (?:un_poco|ligeramente|bastante|mucho)_(?:más|menos|superior|inferior)(?:_(?:car[ao]|barat[ao]|alt[ao]|baj[ao]))?
        (?:algo_de|un_poco_de)_dinero
        unos_(?:pocos_)?(?:euros|pesos|dólares|céntimos)
        (?:el|un)_importe_(?:pendiente|debido|adeudado|correspondiente)(?!_(?:es|de|:)_?(?:‹|\W?\d))
    """,
)
# A sum by its bare name: vague only where the whole notice tells no amount.
BARE = patterns(
    en=r"""
        an?_(?:fee|charge|sum|amount|surcharge|penalty|fine|cost|deposit)(?=_(?:applies|will|may|might|is_(?:charged|due|payable|added)|for|to)|[.,;:]|$)
    """,
    pt=rf"""
        uma?_{MONEY_PT}(?=_(?:é|será|foi|por|pode|para|que|a_pagar)|[.,;:]|$)
    """,
    es=rf"""
        una?_{MONEY_ES}(?=_(?:es|será|fue|por|puede|para|que)|[.,;:]|$)
    """,
)
PARTS = ("what", "means", "done", "if_ignored")
DENIED = {
    "en": re.compile(r"\b(?:no|not|n't|never|without|free of|nothing|nor|neither|any)\b", re.IGNORECASE),
    "pt": re.compile(r"\b(?:não|nao|nenhum\w*|sem|nunca|nem|isent\w+)\b", re.IGNORECASE),
    "es": re.compile(r"\b(?:no|ningun\w*|ningún|sin|nunca|ni|exent\w+)\b", re.IGNORECASE),
}


def look(reading: Reading) -> Iterator[Spot]:
    for notice in reading.notices:
        spots = list(vague(notice))
        yield from spots or untold(notice, reading)


def vague(notice: Notice) -> Iterator[Spot]:
    telling = any(AMOUNT.search(words.own) for words in notice.every())
    for words in notice.stated():
        bare = words.part in PARTS and not telling
        if amount := unsaid(words, VAGUE) or (bare and unsaid(words, BARE)):
            yield at(words, f"“{amount}” does not say how much")


def untold(notice: Notice, reading: Reading) -> Iterator[Spot]:
    """An amount of the event that is told in another language and in no words here."""
    told = {value.path for words in notice.every() for value in words.values}
    for other in reading.notices:
        for theirs in other.parts:
            missing = [value for value in theirs.values if value.type == "money" and value.path not in told]
            if missing and (
                ours := next((words for words in notice.parts if words.part == theirs.part), None)
            ):
                yield at(ours, f"{missing[0].path} is told in {other.language} and not here")
                return


def unsaid(words: Words, amounts: Patterns) -> str:
    """The first vague amount that is not denied in its own clause, and beside which no amount stands."""
    pattern, denied = amounts.get(words.speech, NOTHING), DENIED.get(words.speech, NOTHING)
    for sentence in sentences(words.own.replace("’", "'")):
        for match in pattern.finditer(sentence):
            around = (
                sentence[: match.end()].rpartition(",")[2] if "," in sentence else sentence[: match.end()]
            )
            if not denied.search(around) and not AMOUNT.search(sentence) and not sentence.endswith("?"):
                return match[0].strip()
    return ""


AMOUNT = re.compile(
    r"‹money›|[€$£¥]\s?\d|\d\s?(?:€|EUR|USD|BRL|GBP|euros?|reais|%)|R\$|‹(?:number|integer)›\s?%"
)

RULE = Rule(
    kind="vague-amount",
    finds="A fee, a charge or another sum is mentioned without saying how much it is.",
    why=(
        "“A small fee” makes readers ask how small, and looks like a hook: prices and charges must be told exactly, with all that"
        " belongs to them (EU Directive 2011/83 art. 6; UK FCA Consumer Duty: consumer understanding)."
    ),
    mend="write the amount from the event's data: {{ order.fee | money }}; say “free” where it costs nothing",
    unclear="A small fee applies.",
    clear="Changing the day costs €4.50.",
    look=look,
)
