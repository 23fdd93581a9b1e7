"""Words of money in small letters without accents, by language: what is paid, what may stand beside a sum, what is measured."""

import re

Words = dict[str, re.Pattern[str]]

CURRENCY = re.compile(
    r"[€$£¥₹₽₩₺₴₫฿%]|r\$|us\$|s/|eur|usd|brl|gbp|chf|mxn|ars|clp|cop|pen|jpy|cad|aud|aoa|mzn|kz|mt|euros?|dollars?|dolar(?:es)?|pounds?|libras?"
    r"|rea(?:l|is)|pesos?|francs?|francos?|cents?|centimos?|centavos?|pence|soles|quid|bucks|percent|kwanzas?|meticais"
)
# Who or what is paid, and the sums by their names.
PAYING: Words = {
    "en": re.compile(
        r"costs?|costing|pay|pays|paid|paying|payable|payments?|repay|charges?|charged|charging|fees?|prices?|priced|refund(?:s|ed|ing)?|reimburse[sd]?|deduct(?:s|ed|ion)?"
        r"|owe[sd]?|owing|save[sd]?|total(?:s|led)?|subtotal|amounts?|balance|bill(?:s|ed)?|invoice[sd]?|deposits?|debit(?:ed|s)?|credit(?:ed|s)?|fine[sd]?|penalty|premiums?"
        r"|rent|fares?|discount(?:s|ed)?|worth|surcharges?|instal?lments?|rebate|cashback|excess|toll|tip|donat(?:e|ed|ion)|compensation|quoted?|estimate|lend|lent|loan"
        r"|borrow(?:ed)?|withdr[ae]wn?|withdrawal|transfer(?:red|s)?|spend|spent|salary|voucher|tax|postage|overdrawn|sum|supplement|commission|reward|bid|allowance|benefit|advance|interest|grant|pension|tuition|arrears|overage|cheque|budget|earn(?:s|ed)?|paying|cost|payout|duty|subsidy|worth|tow|outstanding|wage"
    ),
    "pt": re.compile(
        r"cust(?:a|am|ou|aram|ara|ava|o|os)|pag(?:a|am|o|os|as|ou|ar|ara|ue|uem|amos|aram|ei|ando|amentos?)|cobr(?:a|ar|ado|ada|amos|ou|ando|anca|e|aremos)|precos?|taxas?|tarifas?|total|totaliza"
        r"|valor|valores|montante|quantia|saldo|multas?|coima|caucao|reembols\w+|devolv(?:emos|eremos|ido|ida|er)(?:-\w+)*|debit\w+|credit(?:ado|amos|ada|ou)|credito|deve|descont\w+|poup\w+|economiz\w+"
        r"|mensalidades?|renda|aluguel|prestac\w+|parcelas?|premio|juros|orcamento|faturas?|conta|bolsa|indemniz\w+|indeniz\w+|portes|frete|portagem|bilhetes?|passe|franquia|emprest\w+|transfer\w+"
        r"|gast(?:ou|ar|a|amos)|vale|subsidio|donativo|doacao|restituicao|comissao|sobretaxa|acrescimo|subtotal|auxilio|apoio|adiantamento|salario|pensao|inscricao|anuidade|imi|iptu|levantamento|saque|entrada|divida|rendeu|propinas?|estacionamento"
    ),
    "es": re.compile(
        r"cuest(?:a|an|e)|cost(?:o|e|ara|aba|aron|ar|es|os)|pag(?:a|an|o|ar|ara|ue|uen|amos|aron|ado|os|ando)|cobr(?:a|ar|ado|amos|o|ara|aremos|e)|precios?|tasas?|tarifas?|total|importes?|monto|cantidad"
        r"|saldo|multas?|fianza|reembols\w+|devolv(?:emos|eremos|er)|devuelv\w+|abon(?:amos|ado|aremos|o|a|os)|cargo|cargamos|cargado|cargaron|debit\w+|adeud\w+|debe|descuento|descont\w+|ahorr\w+"
        r"|cuotas?|alquiler|renta|prima|intereses|presupuesto|facturas?|matricula|beca|indemniz\w+|portes|peaje|franquicia|prestamo|transfer\w+|gast(?:o|ar|a|ado)|vale|subsidio|donativo|comision"
        r"|recargo|subtotal|anualidad|mensualidad|propina|boleto|billete|pension|anticipo|nomina|ayuda|ibi|predial|retiro|pendiente|deducible|ahorros|senal|finiquito|ingresaron|ingresamos|envio|recarg\w+|reintegrar|suscripcion|mensual"
    ),
}
# Between such a word and its sum.
SMALL: Words = {
    "en": re.compile(
        r"is|are|was|were|be|been|being|will|of|to|at|for|you|us|them|him|her|by|back|about|only|just|comes?|came|now|an?|another|the|that|this|your|our|up|from|around|nearly|almost|all|together|altogether|out|in|extra|further|still|over|more|less|than|each|roughly|exactly|rises?|goes|again|as|much|not|:|‹(?!number›)\w+›"
    ),
    "pt": re.compile(
        r"e|de|do|da|dos|das|foi|sera|sao|era|em|por|a|ao|as|apenas|so|no|na|mais|os|o|um|uma|lhe|agora|ainda|cerca|ate|ficou|fica|passa|sobe|para|seu|sua|nos|cada|hoje|apenas|:|‹(?!number›)\w+›"
    ),
    "es": re.compile(
        r"es|de|del|fue|sera|son|era|en|por|a|al|la|las|los|el|lo|solo|un|una|le|nos|ahora|aun|unos|hasta|queda|quedo|pasa|sube|baja|su|mas|cada|ya|:|‹(?!number›)\w+›"
    ),
}
# Right before the sum, what pays further off: “the cost of the repair is 60”.
LINKS: Words = {
    "en": re.compile(r"is|was|are|were|be|of|with|:|by|becomes?|now|stays|less|minus"),
    "pt": re.compile(r"e|foi|sera|sao|era|de|em|:|ficou"),
    "es": re.compile(r"es|fue|sera|son|era|de|:|quedo"),
}
# Right after the sum.
STATING: Words = {
    "en": re.compile(
        r"(?:(?:is|are|was|were|will be|has been|have been) (?:due|owed|charged|taken|refunded|debited|credited|deducted|paid|missing|payable)|due|you (?:paid|owe|pay)|we (?:charged|refunded))\b"
    ),
    "pt": re.compile(
        r"(?:(?:serao?|foram|foi|sao|e) (?:cobrad|debitad|creditad|reembolsad|devolvid|descontad)|de (?:taxa|multa|caucao|reembolso|portes|frete|juros|encargos|saldo|desconto)|que (?:pagou|deve|pag))"
    ),
    "es": re.compile(
        r"(?:(?:seran?|fueron|fue|son|es) (?:cobrad|cargad|abonad|reembolsad|descontad)|de (?:tasa|multa|reembolso|gastos|envio|intereses|saldo|descuento|fianza)|que (?:pago|debe|paga|cuesta))"
    ),
}
# What may go right before a figure that numbers nothing.
LEAD_ON: Words = {
    "en": re.compile(
        SMALL["en"].pattern
        + r"|we|have|has|had|on|or|per|pays?|took|takes?|sent|get|gets|got|received?|gives?|gave|adds?|added|asks?|keep|kept|with|instead|rate|limit|under|up|then|members|adults|children|guests|covers?|collect|collected|until|minus|plus|returned|least|like|need|have|want|wants|reached|holds|lose|leaves|used|save|make|makes|at|most|goes|fell|fall|falls|on"
    ),
    "pt": re.compile(
        SMALL["pt"].pattern
        + r"|com|ou|somos|falta|faltam|soma|recebe|recebeu|enviamos(?:-lhe)?|deu|retiramos|retirou|pede|sai|menos|mais|desde|partir|gastou|entre|adultos|criancas|limite|renda|minimo|maximo|fizemos|da|dao|tenha|traga|restam|resta|somados|recebemos|pusemos|vai|cair|deram|ganhou|saiu|vale"
    ),
    "es": re.compile(
        SMALL["es"].pattern
        + r"|con|o|y|que|falta|faltan|suma|recibe|recibio|enviamos|dio|retiramos|pide|sale|menos|desde|partir|entre|adultos|ninos|limite|cubre|recupera|tendra|pone|minimo|maximo|asciende|quedan|quedamos|pusimos|sacaron|tenga|traiga|fueron|hacen|tocan|recibimos|sirve|ingresaron"
    ),
}
# What may follow a figure that counts nothing.
ENDS: Words = {
    "en": re.compile(
        r"[,:]|an?|per|to|in|on|from|for|by|with|and|or|until|the|each|more|less|extra|at|is|was|are|were|will|has|have|had|now|again|back|if|when|as|than|instead|then|that|you|we|off|out|together|altogether|once|twice|too|monthly|yearly|which|because|before|after|cash|less|into|this|your|due|every|so|but|applies|apply|remains?|arrived|goes|went|plus|towards?|through|per|short|above|left|ready|reduced|payable|including|altogether|while|not|on top|further|too"
    ),
    "pt": re.compile(
        r"[,:]|por|ao|a|de|do|da|em|no|na|e|ou|para|com|ate|que|o|os|cada|mais|menos|se|foi|foram|sera|serao|sao|pelo|pela|agora|quando|pois|desde|porque|ja|mensais|as|nas|nos|antes|depois|sem|vezes|nao|chegou|saiu|sai|caiu|fica|pela|numa|num|junto|incluindo|mensal|extra|ja|esta|tem|mas"
    ),
    "es": re.compile(
        r"[,:]|por|al|a|de|del|en|e|y|o|con|hasta|que|el|la|los|las|cada|mas|menos|si|fue|fueron|sera|seran|son|ahora|cuando|desde|porque|ya|mensuales|antes|despues|sin|para|es|u|pero|se|no|llego|paso|sale|incluid\w+|mensual|extra|tiene|esta|ha|junto|aparte"
    ),
}
# Where these go before, the figure is a measure.
MEASURES = re.compile(
    r"averages?|grades?|scores?|marks?|doses?|glucose|iron|pressure|fever|temperatures?|levels?|readings?|meter|magnitude|sizes?|fat|media|notas?|promedio|dosis|temperatura|tension|tensao|pressao|presion|nivel|medidas?"
    r"|contador|lectura|leitura|tempo|tiempo|iban|pin|code|codigo|phone|telefone|telefono|votes?|votos?"
)

# Verbs of handing over: their figure is a sum where the clause speaks of paying.
HANDING: Words = {
    "en": re.compile(
        r"offer(?:ed)?|return(?:ed|ing)?|keeping|giving|sending|stays|took|takes?|get|gets|got|gives?|gave|keeps?|kept|puts?|adds?|added|sen[dt]|collect(?:ed)?|receive[sd]?|wants?|asks?|minus|plus|less|need|returned?|back|used|held|reached|covers?|moved|instead|rate|leaves"
    ),
    "pt": re.compile(
        r"oferecemos(?:-lhe)?|retemos|guarda|recebe(?:u|mos)?|deu|damos|retir(?:amos|ou)|enviamos(?:-lhe)?|soma|pede|faltam?|ficamos|fica|pusemos|sai|restam?|mais|menos|somados|cair"
    ),
    "es": re.compile(
        r"ofrecemos|retenemos|retenido|retiene|recibe|recibio|recibimos|dio|damos|retir(?:amos|o)|enviamos|suma|pide|faltan?|quedamos|pusimos|sale|quedan?|mas|menos|sacaron|recupera|asciende|tendra"
    ),
}

# What a sum becomes, or comes to.
BECOMING = re.compile(
    r"(?:rises?|rose|goes up|went up|falls?|fell|goes down|drops?|dropped|reduced|raised|increase[sd]?|comes|came|amounts|adds up|topped up) (?:again |back |now )?(?:to|by|from|with)"
    r"|(?:passa|sobe|baixa|desce|subiu|baixou)(?: de novo)? (?:a|para|em|de)|(?:fica|ficou|sai|saiu) (?:por|a)|(?:o que|isto|isso|ao todo|tudo) (?:da|soma)"
    r"|(?:pasa|sube|baja|subio|bajo|asciende) (?:a|de|en)|(?:queda|quedo|sale|salio) (?:en|por|a)"
)
# Right after a figure with cents these measure, right before it they number.
UNITS = re.compile(
    r"k?m[23]?|cm|mm|k?g|l|ml|k?wh?|mw|[kmgt]b|ha|hrs?|hours?|horas?|min\w*|meters?|met(?:re|ro)s?|kilo\w*|quilo\w*|lit(?:re|er|ro)s?|cubic|tonn?\w*|times|x|times|million|milh\w+|millon\w*|mil|degrees|stars|points?|[°º/:x×%-]"
)
NUMBERED = re.compile(
    r"version|release|sections?|article|art|artigo|articulo|clauses?|clausula|chapter|page|at|as|las|rooms?|class|model|figure|table|item|points?|ponto|punto|paragraph|law|lei|ley|n|no|number|numero|seccao|seccion|[#§/-]"
)
