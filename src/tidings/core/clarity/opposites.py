"""Outcomes that cannot both be true of one thing, as the languages say them."""

import re
from collections.abc import Iterator, Mapping

from tidings.core.clarity.reading import Words
from tidings.core.clarity.vagueness import plain

# (one outcome, its opposite): stems without accents, by language.
PAIRS: tuple[tuple[Mapping[str, str], Mapping[str, str]], ...] = (
    (
        {"en": r"approved|accepted|granted", "pt": r"aprovad[ao]s?|aceit[eao]s?|concedid[ao]s?", "es": r"aprobad[ao]s?|aceptad[ao]s?|concedid[ao]s?"},
        {"en": r"rejected|declined|refused|denied|turned down", "pt": r"rejeitad[ao]s?|recusad[ao]s?|negad[ao]s?|indeferid[ao]s?", "es": r"rechazad[ao]s?|denegad[ao]s?"},
    ),
    (
        {"en": r"cancelled|canceled", "pt": r"cancelad[ao]s?|anulad[ao]s?", "es": r"cancelad[ao]s?|anulad[ao]s?"},
        {"en": r"confirmed|goes ahead|go ahead|delivered|shipped", "pt": r"confirmad[ao]s?|mantem-se|entregues?|enviad[ao]s?", "es": r"confirmad[ao]s?|se mantiene|entregad[ao]s?|enviad[ao]s?"},
    ),
    (
        {"en": r"cancelled|canceled|called off", "pt": r"cancelad[ao]s?|anulad[ao]s?", "es": r"cancelad[ao]s?|anulad[ao]s?|suspendid[ao]s?"},
        {"en": r"late|delayed|postponed|put off", "pt": r"atrasad[ao]s?|com atraso|adiad[ao]s?", "es": r"retrasad[ao]s?|con retraso|aplazad[ao]s?|pospuest[ao]s?"},
    ),
    (
        {"en": r"late|delayed|has not arrived|not been delivered|running behind", "pt": r"atrasad[ao]s?|atrasou|nao chegou|atraso", "es": r"retrasad[ao]s?|con retraso|no ha llegado|retraso"},
        {"en": r"delivered|arrived on time|has arrived|on time|early", "pt": r"entregues?|chegou a horas|foi entregue|a tempo|no prazo|adiantad[ao]s?", "es": r"entregad[ao]s?|a tiempo|ha llegado|puntual"},
    ),
    (
        {"en": r"free of charge|for free|at no cost|costs? (?:you )?nothing|pay nothing|no charge", "pt": r"gratis|gratuit[ao]s?|sem custos?|nao paga nada|nao custa nada", "es": r"gratis|gratuit[ao]s?|sin coste|sin costo|no paga nada"},
        {"en": r"will be charged|you (?:must|have to|will) pay|costs ‹", "pt": r"sera cobrad[ao]|tem de pagar|tera de pagar|vai pagar|custa ‹", "es": r"se le cobrara|tiene que pagar|tendra que pagar|cuesta ‹"},
    ),
    (
        {"en": r"stays? open|remains? open|keep(?:s)? (?:it |the \w+ )?open", "pt": r"(?:fica|continua|permanece|mantem-se) abert[ao]s?", "es": r"(?:queda|sigue|permanece) abiert[ao]s?"},
        {"en": r"(?:is|will be|we) closed?|closes", "pt": r"(?:e|sera|fica) (?:encerrad|fechad)[ao]s?|encerramos|fechamos", "es": r"(?:es|sera|queda) cerrad[ao]s?|cerramos"},
    ),
    (
        {"en": r"renews?|renewed|goes on|continues|extended|prolonged", "pt": r"renova(?:-se|d[ao]s?)?|continua\w*|prolongad[ao]s?|prorrogad[ao]s?", "es": r"se renueva|renovad[ao]s?|continua\w*|prorrogad[ao]s?|prolongad[ao]s?"},
        {"en": r"has ended|have ended|expired|terminated|is over", "pt": r"terminou|acabou|caducou|expirou|cessou", "es": r"ha terminado|termino|caduco|ha caducado|ha vencido|expiro"},
    ),
    (
        {"en": r"blocked|frozen|suspended|switched off|cut(?: off)?", "pt": r"bloquead[ao]s?|suspens[ao]s?|desligad[ao]s?|cortad[ao]s?|desligamos|cortamos", "es": r"bloquead[ao]s?|suspendid[ao]s?|cortad[ao]s?|cortamos"},
        {"en": r"unblocked|keeps? working|works again|restored|reactivated|switched (?:back )?on|back on", "pt": r"desbloquead[ao]s?|continua a funcionar|continua funcionando|volta\w*|regressa|repost[ao]s?|restabelecid[ao]s?|reativad[ao]s?|religad[ao]s?", "es": r"desbloquead[ao]s?|sigue funcionando|vuelve\w*|regresa|repuest[ao]s?|restablecid[ao]s?|reactivad[ao]s?"},
    ),
    (
        {"en": r"will be refunded|we (?:will )?refund|get (?:your |the )?money back", "pt": r"sera reembolsad[ao]|reembolsamos|devolvemos|sera devolvid[ao]", "es": r"sera reembolsad[ao]|reembolsamos|devolvemos|sera devuelt[ao]"},
        {"en": r"no refund|not (?:be )?refund(?:ed|able)?|cannot refund", "pt": r"nao (?:ha|havera) reembolso|nao (?:sera )?reembolsa\w*|sem reembolso|nao devolvemos", "es": r"no (?:hay|habra) reembolso|no (?:sera )?reembolsa\w*|sin reembolso|no devolvemos"},
    ),
    (
        {"en": r"increas\w+|goes up|go up|rises?|rising|higher", "pt": r"aument\w+|sobe|subir|mais alt[ao]|superior", "es": r"aument\w+|sube|subir\w*|mas alt[ao]|superior"},
        {"en": r"decreas\w+|goes down|go down|falls?|lower|drops?|reduced", "pt": r"diminu\w+|desce|descer|baixa|baixar|mais baix[ao]|inferior|reduzid[ao]", "es": r"disminuy\w+|baja|bajar\w*|mas baj[ao]|inferior|reducid[ao]"},
    ),
    (
        {"en": r"nothing (?:more |else )?(?:to do|changes)|(?:do not|don't) (?:have|need) to do anything|no action", "pt": r"nao (?:e preciso|precisa de|precisa|tem de) fazer (?:mais )?nada|nada muda|nada a fazer", "es": r"no (?:tiene que|es necesario|hace falta) hacer nada|nada cambia|no cambia nada"},
        {"en": r"you (?:must|have to|need to) (?!do anything)\w+|we (?:will )?(?:cancel|close|charge|return|block)", "pt": r"tem de (?!fazer)\w+|devera \w+|(?:cancelamos|encerramos|cobramos|devolvemos|bloqueamos)", "es": r"tiene que (?!hacer)\w+|debera \w+|(?:cancelamos|cerramos|cobramos|devolvemos|bloqueamos)"},
    ),
)  # fmt: skip


def opposed(mine: Words, yours: Words) -> tuple[str, str] | None:
    """What two texts say that cannot both be so: each says one outcome of a pair and not the other."""
    return next(contradictions(mine, yours), None)


def contradictions(mine: Words, yours: Words) -> Iterator[tuple[str, str]]:
    for one, other in PAIRS:
        for left, right in ((one, other), (other, one)):
            if (found := only(mine, left, right)) and (against := only(yours, right, left)):
                yield found, against


def only(words: Words, these: Mapping[str, str], those: Mapping[str, str]) -> str:
    """What a text says of `these`, if it says nothing of `those`; "" otherwise."""
    text, speech = plain(words.own.replace("’", "'")), words.speech
    found = search(these, text, speech)
    return found[0] if found and not search(those, text, speech) and not denied(text, found) else ""


def search(stems: Mapping[str, str], text: str, speech: str) -> re.Match[str] | None:
    return re.search(rf"\b(?:{stems[speech]})\b", text) if speech in stems else None


def denied(text: str, found: re.Match[str]) -> bool:
    return bool(
        re.search(
            r"\b(?:not|no|nao|if|se|si|until|ate|hasta|sin|sem|without)\b[^.,;:!?]*$", text[: found.start()]
        )
    )
