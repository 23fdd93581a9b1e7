"""Senders that are nobody: a body of no name that signs, heads, tells or acts where the company should."""

import re
from collections.abc import Iterator

from tidings.core.clarity.reading import Words
from tidings.core.clarity.vagueness import plain
from tidings.core.clarity.wording import sentences

# What any company's part could be called, in small letters without accents.
BODIES = {
    "en": r"banks?|shops?|stores?|office|teams?|admin|administrators?|administration|management|units?|services?|organi[sz]ations?|company|companies|providers?|suppliers?"
    r"|departments?|dept|cent(?:er|re)|support|help ?desk|institutions?|agency|firm|business|authority|body|entity|operators?|sender|headquarters|staff|system|desk|partners?|brand|vendor|carrier|merchant|retailer|communications?|correspondence|security|billing|accounts?|no-?reply",
    "pt": r"bancos?|lojas?|escritorio|equip[ae]s?|gerencia|gestao|unidade|servicos?|organizac(?:ao|oes)|organismo|empresas?|fornecedora?s?|prestadora?s?|departamentos?|centro|central|suporte|apoio|instituic(?:ao|oes)"
    r"|agencia|entidades?|operadora?s?|concessionaria|remetente|administrac(?:ao|oes)|secretaria|direcao|setor|sistema|atendimento|cobrancas?|seguranca|marca|parceir[oa]s?|comunicac(?:ao|oes)|no-?reply",
    "es": r"bancos?|tiendas?|oficina|equipos?|gerencia|gestion|unidad|servicios?|organizacion|organismo|empresas?|compania|proveedora?s?|suministradora?|departamentos?|centro|central|soporte|apoyo|institucion|agencia|entidad"
    r"|operadora?s?|remitente|administracion|secretaria|direccion|sistema|atencion|cobros|seguridad|marca|soci[oa]s?|comunicacion(?:es)?|no-?reply",
}
# Words that may stand around it and name nobody either.
AROUND = r"(?:(?:your|our|the|this|an?|one|of|or|and|in|for|to|at|your own|local|trusted|well-known|leading|chosen|usual|current|preferred|responsible|competent|relevant|appropriate|managing|customers?|clients?|care|accounts?|billing|security|fraud|technical|notifications?|alerts?|internet|energy|mobile|utility|healthcare|insurance|water|card|network|phone|line"
AROUND += r"|o|a|os|as|um|uma|seu|sua|nosso|nossa|de|da|do|dos|das|e|ou|ao|aos|gestora?|responsavel|competente|tecnic[ao]|clientes?|utentes?|faturacao|faturamento|notificacoes|avisos|alertas|energia|agua|internet|cartao|cartoes"
AROUND += (
    r"|el|la|los|las|un|una|su|nuestr[oa]|del|al|y|responsable|facturacion|notificaciones|agua|tarjetas?) )*"
)
AFTER = r"(?: of yours| you (?:know|use|deal with|trust|buy from)| (?:in charge|responsible|concerned)| seu| sua| teu| de confianca| de confianza| que (?:voce )?(?:conhece|usa|conoce)| com que lida| con la que trata| gestora?| responsavel| responsable| competente| suy[oa])?"
SIGNING = r"(?:from|sent by|signed|signed by|(?:kind |best )?regards|sincerely|on behalf of|message from|this is|this message is from|enviado por|assinado|cumprimentos|atenciosamente|em nome d[eao]|da parte d[eao]|mensagem d[eao]|aqui e d?[ao]|firmado|saludos|atentamente|en nombre de|de parte de|mensaje de)"
TELLING = {
    "en": r"(?:informs?|writes?|notif(?:y|ies)|regrets?|wish(?:es)?|announces?|advises?|hereby|would like|wants? (?:you )?to|(?:is|are) (?:writing|contacting|informing)|lets? you know|asks? you|requests?|here)\b",
    "pt": r"(?:(?:vem )?(?:por este meio )?(?:inform|comunic|avis|notific|escrev|lament|anunci|solicit)(?:a|e|am|em|ar)(?:-lhe|-o|-a|-vos)?|gostaria|deseja|pede-lhe|pede que|faz saber|da a conhecer|vem)\b",
    "es": r"(?:(?:le |les |se )?(?:inform|comunic|avis|notific|escrib|lament|anunci|solicit)(?:a|e|an|en)|quisiera|desea|le pide|hace saber|pone en su conocimiento)\b",
}
# Those that others speak of, too: “your bank” is nobody only where it writes.
THIRD = r"banks?|shops?|stores?|bancos?|lojas?|tiendas?|services?|servicos?|servicios?|cent(?:er|re)|centro|office|escritorio|oficina|accounts?|security|seguranca|seguridad|partners?|parceir[oa]s?|soci[oa]s?"
# Bodies that do what a company does; what they have done, in a sentence that has no “we” beside them.
ACTING = {
    "en": r"(?:(?:your|the) (?!old|new|other|former|previous|next)(?:[a-z]+ )?(?:provider|supplier|operator|carrier|vendor|institution|organi[sz]ation|merchant)|the (?:company|administration|management|department)(?: in charge)?|(?:the )?(?:customer|client) (?:services?|support|care)) (?:has|have|had|could not|cannot)(?! been)\b",
    "pt": r"(?:[oa]s? )?(?:seu |sua )?(?:fornecedora?|prestadora?(?: de servicos)?|entidade(?: gestora| responsavel)?|instituicao|organizacao|administracao|departamento(?: responsavel)?|empresa(?: responsavel)?|servico de (?:clientes|atendimento)|central de atendimento) (?:[^\W\d]{3,}(?:ou|eu|iu)|vai|teve)\b",
    "es": r"(?:el |la )?(?:su )?(?:proveedora?(?: de servicios)?|suministradora?|institucion|organizacion|administracion|departamento(?: responsable)?|empresa|entidad(?: responsable)?|servicio de atencion|atencion al cliente) (?:ha|han|va a|tuvo|[^\W\d]{4,}[oó])\b",
}
ANY = r"(?:the|[oa]|el|la) (?:responsible|competent|relevant|appropriate) [a-z]+ (?!of\b|in\b|for\b)[a-z]+|(?:the|[oa]|el|la) [a-z]+ (?:in charge|responsible|responsavel|competente|responsable) (?!of\b|for\b|d[aeo]\b|del\b|pel[ao]\b|por\b)[a-z]+"
KNOWN = r"(?: of yours| you (?:know|use|deal with)| (?:que|d[ae] que|com que|con (?:el|la) que) (?:voce )?(?:conhece|usa|lida|conoce|trata))"
# What stands in the place of a name, wherever it is.
INSTEAD = r"(?<!old )(?<!new )(?<!other )your (?:service )?provider(?! of)|the (?:department|body|office) in charge(?! of)|(?:seu|o seu) (?:fornecedor|prestador)(?! d[aeo])|(?:departamento|entidade) responsavel(?! p)|su proveedor(?! de)|(?:departamento|entidad) responsable(?! de)|by the team(?= |$)|^the team has(?! been)"
OURS = r"\b(?:us|nos|noss[ao]s?|nuestr[ao]s?|[a-z]{2,}mos)\b"
MACHINE = re.compile(
    r"\b(?:generated by [a-z' ]*system|message from the [a-z]+ system|(?:billing|accounts?|service) dept\b|(?:system|computer|auto)[- ]?(?:matically )?generated (?:message|e-?mail|notice|text|notification)|(?:this is )?an? (?:automated|automatic|system|unattended) (?:message|notification|notice|e-?mail|text)"
    r"|(?:unmonitored|unattended|not monitored|automated) (?:address|mailbox|inbox|sender)|(?:do not|don't) reply to this"
    r"|(?:mensagem|notificacao|e-?mail|aviso|comunicacao) (?:automatic[ao]|do sistema|gerad[ao] automaticamente|(?:gerad|emitid|enviad)[ao] (?:automaticamente|pelo sistema))|nao responda a est[ae]"
    r"|(?:endereco|caixa)(?: de correio)? nao (?:monitorizad|monitorad|vigiad|assistid)[ao]"
    r"|(?:mensaje|notificacion|correo|aviso|comunicacion) (?:automatic[ao]|del sistema|generad[ao] automaticamente|(?:generad|emitid|enviad)[ao] (?:automaticamente|por el sistema))|no responda a este"
    r"|(?:direccion|buzon) no (?:supervisad|atendid|monitorizad)[ao])\b"
)


def stranger(words: Words, name: str) -> str:
    """The first body of no name that signs, heads or tells, or acts for the company, in a sentence without its `name`; "" for none."""
    if words.speech not in BODIES:
        return ""
    told = [plain(said.replace("’", "'")) for said in sentences(words.own)]
    unnamed = (said if not name or name not in said else heading(said, name) for said in told)
    found = (match[0] for said in unnamed for match in appearing(said, words))
    return next(found, "").strip(" .:,")


def heading(said: str, name: str) -> str:
    """What stands before a colon in a sentence that tells the name only after it; "" where nothing does."""
    head, colon, _ = said.partition(":")
    return head + colon if colon and name not in head else ""


def appearing(text: str, words: Words) -> Iterator[re.Match[str]]:
    bodies, telling, first = BODIES[words.speech], TELLING[words.speech], words.part in ("what", "subject")
    name = rf"{AROUND}(?:{bodies})(?: {AROUND}(?:{bodies}))*(?: de (?:notificacoes|notificaciones|avisos|alertas))?{AFTER}"
    yield from re.finditer(rf"(?:^|[.!?—–-] ){SIGNING}[:,]? {name}\s*(?=[.,;:!]|$)", text)
    yield from re.finditer(
        rf"^(?!office|desk|security|billing|accounts?|seguranca|seguridad|oficina|escritorio){name}\s?:(?=\s|$)",
        text,
    )
    yield from re.finditer(rf"\b(?:an?|um|uma|un|una) (?:{bodies}){KNOWN}", text)
    yield from MACHINE.finditer(text)
    for match in re.finditer(rf"(?:^|[.!?:] ){name},? {telling}", text):
        if first or not re.search(rf"\b(?:{THIRD})\b", match[0]):
            yield match
    if words.part in ("what", "subject", "means", "done"):
        yield from re.finditer(rf"\b(?:{INSTEAD})\b", text)
    if first:
        yield from re.finditer(rf"\b(?:on behalf of|em nome d[eao]|en nombre de) {name}(?=[ .,;]|$)", text)
        acting = re.finditer(rf"^(?:{ACTING[words.speech]}|{ANY})[^.!?]*", text)
        yield from (match for match in acting if not re.search(OURS, match[0]))
