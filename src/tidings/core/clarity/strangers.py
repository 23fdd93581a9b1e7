"""Senders that are nobody: a signature or a heading made of words that any company's department could be called by."""

import re

from tidings.core.clarity.reading import Words
from tidings.core.clarity.vagueness import plain

# What a sender is called that has no name, in small letters without accents.
NOUNS = {
    "en": r"banks?|shops?|stores?|office|teams?|info|information|admin|administrators?|administration|alerts?|notifications?|notices?|partners?|management|units?|services?"
    r"|organi[sz]ations?|company|companies|providers?|suppliers?|departments?|dept|cent(?:er|re)|support|help ?desk|institutions?|agency|firm|business|authority|operators?|sender|headquarters|staff|system|mailer|desk|customer|client|accounts?|billing|security|brand|communications?|correspondence|no-?reply",
    "pt": r"bancos?|lojas?|escritorio|equip[ae]s?|informac(?:ao|oes)|alertas?|notificac(?:ao|oes)|avisos?|parceir[oa]s?|gerencia|gestao|unidade|servicos?|organizac(?:ao|oes)|empresas?|fornecedor\w*|prestador\w*"
    r"|departamentos?|centro|central|suporte|apoio|instituic(?:ao|oes)|agencia|entidades?|operadora?s?|remetente|administrac(?:ao|oes)|secretaria|direcao|sistema|clientes?|atendimento|faturacao|cobrancas?|seguranca|marca|comunicac(?:ao|oes)|no-?reply",
    "es": r"bancos?|tiendas?|oficina|equipos?|informacion|alertas?|notificaciones|notificacion|avisos?|soci[oa]s?|gerencia|gestion|unidad|servicios?|organizacion|empresas?|proveedora?s?"
    r"|departamentos?|centro|central|soporte|apoyo|institucion|agencia|entidad|operadora?s?|remitente|administracion|secretaria|direccion|sistema|clientes?|atencion|facturacion|cobros|seguridad|marca|comunicacion(?:es)?|no-?reply",
}
BETWEEN = r"(?:(?:your|our|the|an?|one|of|or|and|in|for|to|al|local|trusted|well-known|leading|chosen|usual|preferred|responsible|competent|relevant|o|a|os|as|um|uma|seu|sua|nosso|nossa|de|da|do|dos|das|e|ou|ao|responsavel|competente|el|la|los|las|un|una|su|nuestr[oa]|del|al|y) )*"
AFTER = r"(?: of yours| you (?:know|use|deal with|trust|buy from)| in charge| seu| sua| teu| de confianca| de confianza| que (?:voce )?(?:conhece|usa|conoce)| com que lida| con la que trata| responsavel| responsable| competente| suy[oa])?"
SIGNING = r"(?:from|sent by|signed|signed by|(?:kind |best )?regards|sincerely|on behalf of|message from|de|enviado por|assinado|cumprimentos|atenciosamente|em nome d[eao]|da parte d[eao]|firmado|enviado por|saludos|atentamente|en nombre de|de parte de)"
# Machines are nobody either.
MACHINE = re.compile(
    r"\b(?:(?:system|computer|auto)[- ]?(?:matically )?generated (?:message|e-?mail|notice|text|notification)"
    r"|(?:unmonitored|unattended|not monitored|automated) (?:address|mailbox|inbox|sender)"
    r"|(?:mensagem|notificacao|e-?mail|aviso) (?:gerad[ao]|emitid[ao]|enviad[ao]) (?:automaticamente|pelo sistema)"
    r"|(?:endereco|caixa)(?: de correio)? nao (?:monitorizad|monitorad|vigiad|assistid)[ao]"
    r"|(?:mensaje|notificacion|correo|aviso) (?:generad[ao]|emitid[ao]|enviad[ao]) (?:automaticamente|por el sistema)"
    r"|(?:direccion|buzon) no (?:supervisad|atendid|monitorizad)[ao])\b"
)


def stranger(words: Words) -> str:
    """The first heading, signature or “a company you know” that names nobody; "" for none."""
    noun = NOUNS.get(words.speech)
    if not noun:
        return ""
    text = plain(words.own.replace("’", "'"))
    name = rf"{BETWEEN}(?:{noun})(?: {BETWEEN}(?:{noun}))*{AFTER}"
    signed = rf"(?:^|[.!?—–-] ){SIGNING}[:,]? {name}\s*(?=[.,;!]|$)"
    headed = rf"^{name}\s?:(?=\s)"
    known = rf"\b(?:an? |um |uma |un |una )(?:{noun})(?: of yours| you (?:know|use|deal with)| (?:que|de que|com que|con (?:el|la) que) (?:voce )?(?:conhece|usa|lida|conoce|trata))"
    for pattern in (signed, headed, known):
        if found := re.search(pattern, text):
            return found[0].strip(" .:,")
    machine = MACHINE.search(text)
    return machine[0] if machine else ""
