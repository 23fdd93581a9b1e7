"""Words that speak of a sum without telling it, in English, Portuguese and Spanish."""

import re

from tidings.core.clarity.wording import patterns

SUM_EN = r"(?:fees?|charges?|costs?|surcharges?|amounts?|sums?|prices?|rates?|tariffs?|fares?|penalt(?:y|ies)|fines?|deductions?|discounts?|expenses?|compensation|supplements?|commissions?|taxes|reductions?|contributions?|rebates?|refund|credit|payment|deposit)"
SUM_PT = r"(?:taxas?|encargos?|custos?|valor(?:es)?|montantes?|quantias?|somas?|multas?|coimas?|despesas?|tarifas?|comiss(?:ão|ões)|acréscimos?|sobretaxas?|preços?|descontos?|deduç(?:ão|ões)|penalizaç(?:ão|ões)|suplementos?|indemnização|indenização|compensação|reembolso|crédito|caução)"
SUM_ES = r"(?:tasas?|cargos?|costes?|costos?|importes?|montos?|sumas?|cantidad(?:es)?|multas?|gastos?|tarifas?|comisi(?:ón|ones)|recargos?|precios?|descuentos?|deducci(?:ón|ones)|penalizaci(?:ón|ones)|suplementos?|indemnización|compensación|reembolso|abono|fianza)"
FEE_EN = r"(?:fee|charge|surcharge|penalty|fine|commission|deduction|excess|supplement|deductible)"
FEES_EN = r"(?:fees|charges|costs|surcharges|penalties|fines|expenses|supplements|interest)"
FEE_PT = r"(?:taxa|encargo|multa|coima|comissão|sobretaxa|acréscimo|suplemento|penalização|dedução|desconto|franquia|tarifa)"
FEES_PT = r"(?:taxas|encargos|custos|multas|despesas|juros|tarifas|comissões|acréscimos|multa|juro|sobretaxa)"
FEE_ES = r"(?:tasa|cargo|multa|comisión|recargo|suplemento|penalización|deducción|descuento|franquicia)"
FEES_ES = r"(?:tasas|cargos|costes|costos|multas|gastos|intereses|comisiones|recargos|recargo|multa)"

# How much is hidden in a word: small, usual, certain.
HIDDEN = patterns(
    en=rf"""
        (?:an?|some|certain|any|at_an?)_(?:very_)?(?:small|minor|modest|slight|certain|additional|extra|further|little|nominal|reasonable|moderate|considerable|significant|substantial|reduced|symbolic|token|fair|generous|tidy|unspecified|proportionate|partial)_(?:\w+_)?{SUM_EN}
        (?:an?|the|its?)_(?:corresponding|appropriate|respective|customary|usual|prevailing|applicable|relevant|going)_(?:\w+_)?(?:fees?|charges?|costs?|surcharges?|amount|sum|rates?|tariff|penalty|fine|commission)(?!_of_\d)
        (?:some|certain|various|additional|extra|further|minor|small|modest)_(?:\w+_)?{FEES_EN}
        (?:at|for)_the_(?:\w+_)?(?:rate|price|tariff|fare)_(?:that_applies|in_force|applicable|then_valid|valid_(?:then|at_the_time))|at_(?:an_)?(?:extra|additional|reduced)_(?:cost|price|charge|rate)
        (?:a_bit_of|some|a_little|extra)_money|a_few_(?:euros?|dollars?|pounds?|cents|quid|bucks|reais|pence)
        (?:costs?|costing|pay|pays|paying|charge|charged|price|fee|rent|premium|bill|rate|fare|tariff)_(?:\w+_){{0,4}}(?:a_bit|a_little|slightly|somewhat|considerably|significantly|a_lot|moderately)_(?:more|less|higher|lower|cheaper|dearer)
        (?:your|a_fair|its)_(?:share|part)_of_the_(?:[\w-]+_)?(?:costs?|bill|expenses|repair)|(?:refund|return|credit|reimburse|deduct|keep|pay|cover)\w*_(?:some|most|the_bulk|a_(?:fair|large|small|good|big)_(?:part|share))_of_(?:the|your|what)
        (?:prices?|rents?|fees?|premiums?|bills?|rates?|tariffs?|costs?|charges?|fares?|instalments?|payments?|advance|tax)_(?:[^\s.,;]+_){{0,5}}(?:goes|went|go|falls?|fell|rises?|rose|increases?|drops?)_(?:up_|down_)?(?:by_)?(?:slightly|somewhat|moderately|considerably|a_(?:little|bit|fair_bit))(?=[.,;]|_from|_in|_on|$)|costs?_(?:you_)?(?:next_to_nothing|very_little|peanuts|a_bit_(?:extra|on_top)|extra|quite_a_(?:bit|lot))(?=[.,;]|$)
        (?:a|some)_(?:lump_)?sum_(?:as_(?:compensation|an_apology)|for_your_trouble)|something_(?:towards|off|back)_(?:the|your|from)|a_(?:couple|handful)_of_(?:euros?|dollars?|pounds?|bucks)|a_certain_percentage|against_payment|for_a_(?:surcharge|supplement|fee|charge)(?=[.,;]|_(?:we|you)_|$)
    """,
    pt=rf"""
        (?:uma?|algum|alguma|certa|certo|qualquer)_(?:pequen[ao]|ligeir[ao]|cert[ao]|modest[ao]|eventual|determinad[ao]|mínim[ao]|considerável|simbólic[ao]|reduzid[ao])_{SUM_PT}
        (?:uma?|alguma?|algum|cert[ao])_{SUM_PT}_(?:(?:de|da|do)_\w+_)?(?:adicional|extra|reduzid[ao]|simbólic[ao]|aplicável|habitual|pequen[ao]|mínim[ao]|considerável|correspondente|razoável|modest[ao])
        [oa]_(?:valor|montante|quantia|taxa|tarifa|preço)_(?:aplicável|habitual|correspondente|respetiv[ao]|respectiv[ao]|em_vigor|acordad[ao])
        (?:alguns|algumas|certos|certas|vários|várias|eventuais|pequenos|pequenas)_(?:\w+_)?{FEES_PT}|(?:taxas|encargos|custos|despesas|tarifas)_(?:adicionais|extras?|aplicáveis|habituais|correspondentes|administrativas)|pequenos_custos
        (?:à|pela|segundo_a)_(?:tarifa|taxa)_(?:em_vigor|aplicável|habitual)|ao_preço_(?:em_vigor|habitual)|alguma_(?:compensação|indemnização|indenização)|a_(?:um_)?(?:custo|preço)_(?:reduzido|adicional)
        a_sua_parte_d[ao]s?_(?:custos?|despesas?|conta|obras?)|(?:preço|renda|taxa|fatura|conta|tarifa|mensalidade|prestação|prémio|cota)_(?:[^\s.,;]+_){{0,5}}(?:sobe|subiu|desce|baixa|aumenta)_(?:um_pouco|ligeiramente|bastante|consideravelmente)(?=[.,;]|$)|custa\w*_(?:quase_nada|muito_pouco|bastante)(?=[.,;]|$)|mediante_pagamento|por_uma_taxa(?=[.,;]|$)
        (?:algum|um_pouco_de)_dinheiro|(?:uns|poucos|alguns)_(?:euros|reais|cêntimos|centavos|trocados)
        (?:cust|pag|preço|fatura|conta|renda|tarifa|mensalidade)\w*_(?:\w+_){{0,4}}(?:um_pouco|ligeiramente|bastante|consideravelmente)_(?:mais|menos|superior|inferior)
    """,
    es=rf"""
        (?:una?|alguna?|algún|cierta|cierto|cualquier)_(?:pequeñ[ao]|liger[ao]|módic[ao]|modest[ao]|determinad[ao]|mínim[ao]|considerable|ciert[ao]|simbólic[ao])_{SUM_ES}
        (?:una?|alguna?|algún)_{SUM_ES}_(?:(?:de|del)_\w+_)?(?:adicional|extra|reducid[ao]|simbólic[ao]|aplicable|habitual|pequeñ[ao]|correspondiente|razonable|modest[ao])
        (?:el|la)_(?:importe|monto|cantidad|tasa|tarifa|precio)_(?:aplicable|habitual|correspondiente|respectiv[ao]|vigente|acordad[ao])
        ciert[ao]_(?:cantidad|suma|importe|recargo)|(?:algunos|algunas|ciertos|ciertas|varios|varias|pequeños|pequeñas)_(?:\w+_)?{FEES_ES}|(?:tasas|cargos|costes|costos|gastos|tarifas|recargos)_(?:adicionales|extras?|aplicables|habituales|correspondientes)
        (?:a|según)_la_tarifa_(?:vigente|aplicable|habitual)|al_precio_(?:vigente|habitual)|alguna_(?:compensación|indemnización)|a_(?:un_)?(?:coste|costo|precio)_(?:reducido|adicional)
        su_parte_de_(?:los|las|la)_(?:costes|costos|gastos|factura|obra|reparación)|(?:precio|alquiler|tasa|factura|tarifa|cuota|mensualidad|prima)_(?:[^\s.,;]+_){{0,5}}(?:sube|subió|baja|aumenta)_(?:un_poco|ligeramente|bastante|considerablemente)(?=[.,;]|$)|cuesta_(?:casi_nada|muy_poco|bastante)(?=[.,;]|$)|previo_pago|por_(?:un_recargo|una_tasa)(?=[.,;]|$)
        (?:algo_de|un_poco_de)_dinero|unos_(?:pocos_)?(?:euros|pesos|dólares|céntimos)
        (?:cuest|cost|pag|precio|factura|alquiler|tarifa|cuota)\w*_(?:\w+_){{0,4}}(?:un_poco|ligeramente|bastante|considerablemente)_(?:más|menos|superior|inferior)
    """,
)
# A sum by its bare name, told as a fact: vague where no text tells how much that is.
BARE = patterns(
    en=rf"""
        (?<!no_)(?:an?|daily|monthly|late|handling)_(?:[\w-]+_){{0,2}}(?:{FEE_EN}|{FEES_EN})_(?:[\w']+_){{0,6}}?(?:applies|apply|(?:may|might|will|can|could|is|are|must)_(?:then_)?(?:be_)?(?:charged|deducted|added|due|payable|taken|billed|levied|applied|kept|incurred|apply))
        (?:charg(?:e|es|ed|ing)|deduct(?:s|ed|ing)?|add(?:s|ed|ing)?|pay(?:s|ing)?|keep(?:s|ing)?|take(?:s|ing)?|costs?|incur(?:s|ring)?|bill(?:s|ed)?)_(?:you_|only_|just_|us_)?an?_(?:[\w-]+_){{0,2}}{FEE_EN}
        late_fees_(?:fall_due|apply)|(?:is|are|be)_(?:charged|billed)_(?:separately|extra|on_top)(?=[.,;]|$)|(?:will_(?:be_)?)(?:bill|charge)_(?:you_)?the_difference|some_(?:fair_)?compensation|(?:fees|costs|charges|interest|reminder_costs)_(?:are|is)_(?:then_)?(?:added|charged|billed|payable|due)|default_interest_accrues|(?:a|an)_(?:fee|fine|surcharge|penalty)_(?:has_to_be|must_be)_paid
        there_(?:is|are|will_be|may_be|can_be)_(?:then_|also_|usually_)?(?:an?_|some_)?(?:[\w-]+_)?(?:{FEE_EN}|{FEES_EN}|cost|contribution)(?=[.,;]|_(?:for|on|to|when|if|as)|$)
        (?:make|makes|ask|asks|add|pay|give|charge)_(?:you_)?(?:for_)?an?_(?:[\w-]+_)?(?:contribution|supplement|co-payment|part-payment|lump_sum|flat_rate)|contribut(?:e|es|ing)_(?:to|towards)_(?:your|the)_(?:[\w-]+_)?(?:costs?|bill|fare|postage|hotel|taxi)
        (?:knock|knocked|take|took|taken|get|gets)_(?:\w+_)?(?:a_bit|a_little|something|some|a_few_\w+)_off
        (?:receive|receives|get|gets|give|gave|pay|paid|entitled_to|added|put)_(?:you_|them_)?(?:a_(?:\w+_)?(?:goodwill_payment|credit|bonus|discount|rebate|deduction|price_cut|partial_refund|reduction|voucher|lump_sum)|compensation)(?=[.,;]|_(?:for|on|to|off|because|from|with|after)|$)|a_partial_refund
        {FEE_EN}s?_(?:may|might|will|can)_apply|(?:fees|charges|costs|penalties|interest)_(?:may|might|will|could)_(?:be_(?:charged|added|incurred|due)|arise|accrue)
    """,
    pt=rf"""
        (?:cobr|pag|descont|acresc|dedu|retém|retemos|ficamos_com)\w*_(?:apenas_|só_|então_|-lhe_)?uma?_(?:pequena_)?{FEE_PT}
        uma?_{FEE_PT}_(?:(?:de|da|do)_[\w-]+_)?(?:é|será|pode_ser|poderá_ser)_(?:cobrad|descontad|deduzid|acrescid|aplicad)[ao]|(?:pode|poderá|será|é)_(?:ser_)?(?:cobrad|aplicad|descontad)[ao]_uma?_{FEE_PT}
        (?:paga|pagam|pagará|terá_de_pagar|são_devidos|são_devidas|incidem|acrescem|cobramos|serão_cobrad[ao]s|serão_faturad[ao]s)_(?:{FEES_PT})(?:_e_{FEES_PT})?(?=[.,;]|$|_de_(?:mora|atraso))
        (?:é|são|será|serão)_(?:cobrad|faturad)[ao]s?_(?:à_parte|em_separado)|cobr(?:amos|aremos)(?:-lhe)?_a_diferença|(?:têm|tem|terá|terão|há|haverá)_(?:uma?|algum|alguma)_{FEE_PT}(?=[.,;]|_(?:por|para|de|pel[ao])|$)
        (?:pag|cobr|receb|oferec|credit|damos|dá|há_que_pagar)\w*_(?:-lhe_)?(?:uma?|algum|alguma)_(?:[\w-]+_)?(?:contribuição|comparticipação|mensalidade|quantia|quota|valor|bónus|bônus|vale|crédito|desconto|compensação|indemnização|indenização|suplemento|coparticipação)(?=[.,;]|_(?:por|para|pel[ao]|n[ao]|a|em|todos|cada)|$)
        com_(?:custos|portes|taxa|despesas|encargos)_(?:de_)?\w+(?=[.,;]|$)|(?:comparticip|contribu)\w+_(?:n[ao]s?|para_[ao]s?)_(?:seus?_|suas?_)?(?:custos?|despesas?|conta|hotel|hospedagem|táxi)
    """,
    es=rf"""
        (?:cobr|pag|descont|añad|deduc|reten)\w*_(?:solo_|entonces_)?una?_(?:pequeñ[ao]_)?{FEE_ES}
        una?_{FEE_ES}_(?:(?:de|del)_[\w-]+_)?(?:se_aplica|(?:es|será|puede_ser)_(?:cobrad[ao]|descontad[ao]|deducid[ao]|aplicad[ao]))|(?:se_(?:cobra|aplica|descuenta|añade|cobrará|aplicará)|puede_(?:cobrarse|aplicarse))_una?_{FEE_ES}
        (?:paga|pagan|pagará|se_aplicarán|se_cobrarán|se_facturarán|se_deben)_(?:{FEES_ES})(?:_y_{FEES_ES})?(?=[.,;]|$|_de_(?:demora|mora))
        (?:se_)?(?:cobra|factura|cobran|facturan)_(?:aparte|por_separado)|cobr(?:amos|aremos)_la_diferencia|(?:tienen|tiene|tendrá|tendrán|hay|habrá|lleva|conlleva)_(?:una?|algún|alguna)_{FEE_ES}(?=[.,;]|_(?:por|para|de|del)|$)
        (?:pag|cobr|recib|ofrec|abon|damos|hay_que_(?:pagar|abonar))\w*_(?:una?|algún|alguna)_(?:[\w-]+_)?(?:contribución|aportación|cuota|mensualidad|cantidad|importe|bono|vale|crédito|descuento|compensación|indemnización|suplemento|copago|matrícula|anticipo|sanción)(?=[.,;]|_(?:por|para|en|a|al|todos|cada|mensual)|$)
        con_(?:gastos|cargo|recargo|tasa|costes|costos)(?:_(?:de_)?\w+)?(?=[.,;]|$)|contribu\w+_(?:a|con)_(?:los|sus|el|la)_(?:costes|costos|gastos|cuenta|hotel|taxi)
    """,
)
# Taken from a sum that is told, or put on it.
LESS = patterns(
    en=rf"(?:less|minus|plus)_(?:an?|some|the_usual|our)_(?:[\w-]+_){{0,2}}(?:{FEE_EN}|{SUM_EN})",
    pt=rf"(?:menos|mais|descontad[ao]|deduzid[ao])_(?:uma?|algum|alguma)_(?:\w+_)?{SUM_PT}",
    es=rf"(?:menos|más|descontad[ao])_(?:una?|algún|alguna)_(?:\w+_)?{SUM_ES}",
)
# A part of a sum, or the usual one: vague where no text of the notice tells any.
SHARE = patterns(
    en=r"""
        (?:our|the|at)_(?:usual|normal|standard|customary|regular|ordinary|going)_(?:[\w-]+_){0,2}(?:rate|fee|charge|tariff|fine|surcharge|amount|commission)s?(?!_of)
        (?:refund|refunded|return|returned|give|pay|credit|credited|reimburse|get|keep|cover|covers)_(?:you_)?(?:back_)?(?:a_)?(?:part|portion|percentage|fraction|some|most)_of_(?:the|your|it)(?:_(?:\w+_)?(?:price|money|fee|cost|amount|bill|rent|payment|total|fare|deposit))?(?=[.,;]|$)
        (?:a|the)_(?:part|portion|share|fraction|bulk|rest|remainder)_of_(?:the|your)_(?:[\w-]+_)?(?:price|money|fee|costs?|amount|bill|rent|payment|total|fare|deposit|expenses|damage|repair)
    """,
    pt=r"""
        [oa]_(?:valor|taxa|tarifa|preço)_(?:normal|de_sempre|de_costume|do_costume|usual|em_causa)
        (?:devolv|reembols|credit)\w+_(?:-lhe_)?(?:uma_)?parte_d[aeo]_(?:\w+_)?(?:dinheiro|valor|preço|pagamento|caução|conta|fatura|bilhete)
    """,
    es=r"""
        (?:el|la)_(?:importe|tasa|tarifa|cuota|precio)_(?:normal|de_siempre|de_costumbre|usual|que_corresponda)
        (?:devolv|devuelv|reembols|abon)\w+_(?:una_)?parte_de(?:l)?_(?:\w+_)?(?:dinero|importe|pago|precio|fianza|factura|billete)
    """,
)
# Words of more and less, of part and whole: beside a word of paying they hint at a sum.
HINTS = {
    "en": re.compile(
        r"some|something|part|partly|partial\w*|portion|share|fraction|bit|little|few|more|less|higher|lower|cheaper|dearer|up"
        r"|rises?|rose|increased?|falls?|reduced|adjust\w*|usual|normal|standard|customary|certain|small\w*|modest|moderate\w*"
        r"|slight\w*|extra|additional|difference|several|considerabl\w*|substantial|large|appropriate|applicable|corresponding"
        r"|reasonable|nominal|token|agreed|bonus|goodwill|compensation|contribution|discount|surcharge|supplement"
    ),
    "pt": re.compile(
        r"alg\w+|parte|parcial\w*|fracao|pouco|pouca|mais|menos|superior|inferior|barat\w+|car[oa]|sobe|subiu|aument\w+|reajust\w+"
        r"|baix\w+|habitual|normal|costume|certo|certa|pequen\w+|modest\w+|ligeir\w+|extra|adicional|adicionais|resto|restante"
        r"|diferenca|vari\w+|consideravel|aplicavel|correspondente|razoavel|simbolic\w+|acordad\w+|bonus|compensacao|indemnizacao"
        r"|contribuicao|comparticipacao|desconto|sobretaxa|acrescimo|suplemento"
    ),
    "es": re.compile(
        r"algo|algun\w*|parte|parcial\w*|fraccion|poco|poca|mas|menos|superior|inferior|barat\w+|car[oa]|sube|subio|aument\w+"
        r"|ajust\w+|baj\w+|habitual|normal|ciert[oa]|pequen\w+|modest\w+|ligera\w*|extra|adicional\w*|resto|diferencia|vari\w+"
        r"|considerable|aplicable|correspondiente|razonable|simbolic\w+|acordad\w+|bono|compensacion|indemnizacion|contribucion"
        r"|aportacion|descuento|recargo|suplemento"
    ),
}
