"""Bodies of no name that do, in the third person, what the sender does: “your insurer has settled”, “Customer Service refunded”."""

import re
from collections.abc import Iterator

from tidings.core.clarity.reading import Words
from tidings.core.clarity.vagueness import plain
from tidings.core.clarity.wording import sentences

# A kind of business or a part of one, which the reader has: who it is they must guess.
KINDS = {
    "en": r"(?:[a-z]+ )?(?:insurer|landlord|union|gym|utility|provider|supplier|operator|carrier|merchant|institution|airline|lender|retailer)|(?:[a-z]+ )(?:company|authority|department|team|office)",
    "pt": r"seguradora|senhorio|sindicato|ginasio|fornecedora?|operadora|concessionaria|companhia(?: aerea)?|instituicao(?: [a-z]+)?|administradora|entidade(?: [a-z]+)?",
    "es": r"aseguradora|casero|sindicato|gimnasio|proveedora?|operadora|comercializadora|compania(?: [a-z]+)?|institucion(?: [a-z]+)?|administradora|entidad(?: [a-z]+)?",
}
YOURS = {"en": "your", "pt": "(?:a |o )?(?:sua|seu)", "es": "su"}
# A part of any company, named with an article alone.
PARTS = {
    "en": r"the (?:merchant|seller|lender|insurer|landlord|club committee|committee|management|administration|(?:admin|billing|support|service|customer|accounts|security) (?:team|department|office|desk))|head office|(?:the )?(?:customer|client) (?:services?|support|care)",
    "pt": r"(?:a |o )?(?:administracao|gerencia|direcao|comerciante|seguradora|senhorio|entidade gestora|servico de clientes|central de atendimento|servico de apoio(?: ao cliente)?)",
    "es": r"(?:la |el )?(?:administracion|gerencia|direccion|comerciante|aseguradora|casero|entidad gestora|servicio de atencion(?: al cliente)?|atencion al cliente)",
}
# Who may well have decided beside those that write.
RULING = r"(?:the |a |o |la |el )?(?:management|administra\w+|gerencia|direc\w+|committee|club committee)\b"
TEAMS = {"en": "the team", "pt": "a equip[ae]|(?:a )?sua empresa", "es": "el equipo|la empresa"}
DOES = {
    "en": r"(?:has|have|had|will|is (?!closed|open|here|there)[a-z]+ing|cannot|could not|sent|mailed|refunded|cancelled|moved|paused|closed|found|put|handed|needs|takes|pays|cuts|releases|refunds|moves|cancels|closes|switches|charges?|gave|asks?|informs?|writes?)\b(?! been)",
    "pt": r"(?:[^\W\d]{2,}(?:ou|eu|iu)|vai|tem|corta|cobra|devolve|muda|fecha|encerra|desliga|precisa|pede|lembra|informa|avisa|comunica|nao consegue|pode atender)\b",
    "es": r"(?:ha|han|va a|tiene|[^\W\d]{3,}o(?<!do)|corta|cobra|devuelve|cambia|cierra|necesita|pide|recuerda|informa|avisa|comunica|no puede)\b",
}
SAYING = r"(?:informa|comunica|avisa|lembra|anuncia|recuerda|says|informs|announces)"
# The names that parts of companies give themselves, as they are written.
TITLES = re.compile(
    r"(?<!our )(?<!ask )(?<!call )(?<!ring )(?<!contact )\b(?:Customer (?:Services?|Support|Care)|Client Services)\b"
    r"|(?<!nosso )(?<!nossa )(?<!nuestro )(?<!para a )(?<!para o )\b(?:Serviço de Clientes|Central de Atendimento|Servicio de Atención|Atención al Cliente)\b"
)
OURS = r"\b(?:we|us|our|nos|noss[ao]s?|nuestr[ao]s?|[a-z]{2,}mos)\b"


def nobody(words: Words) -> str:
    """The first body of no name that stands where the sender should; "" for none, or where we speak of it ourselves."""
    if words.speech not in KINDS or words.part not in ("what", "subject", "done"):
        return ""
    if titled := TITLES.search(words.own):
        return titled[0]
    found = (match[0] for said in sentences(words.own) for match in standing(plain(said), words))
    return next(found, "").strip(" .:,")


def standing(said: str, words: Words) -> Iterator[re.Match[str]]:
    """Where a sentence has such a body for the one who does, says or owns what it tells of."""
    speech = words.speech
    if re.search(OURS, said):
        return
    kind, part = rf"{YOURS[speech]} (?:{KINDS[speech]})", PARTS[speech]
    first = words.part in ("what", "subject")
    heads = [part if first else rf"(?!{RULING}){part}", *((kind, TEAMS[speech]) if first else ())]
    yield from re.finditer(rf"(?:^|, because |, porque )(?:{'|'.join(heads)}) {DOES[speech]}", said)
    yield from re.finditer(
        rf", {SAYING} (?:{kind}|{part})(?: da companhia| de la compania)?(?=[.,;]|$)", said
    )
    if first:
        yield from re.finditer(rf"(?<=\b(?:by|de) )(?:the merchant|{kind})(?=[ ,.;]|$)", said)
        yield from re.finditer(r"\b(?:on behalf of|em nome d[eao]|en nombre de) " + kind, said)
        yield from re.finditer(r"\b(?:at|the|from) the team(?=[ ,.;:]|$)", said)
