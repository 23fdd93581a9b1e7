"""What a text that stands by itself (a subject, a proof) tells that its notice tells nowhere: moments, outcomes, senders, a matter."""

import re
from collections.abc import Iterable, Iterator, Mapping

from tidings.core.clarity.anchors import STEM, stems
from tidings.core.clarity.disagreeing import NAMES as WEEK
from tidings.core.clarity.disagreeing import told as is_told
from tidings.core.clarity.facts import DATES, MONTH, facts
from tidings.core.clarity.reading import Words
from tidings.core.clarity.vagueness import listed, plain, specific

WRITTEN = re.compile(r"\b(?:\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}(?:/\d{2,4})?|\d{1,2}\.\d{1,2}\.\d{2,4})\b")
IN_MONTH = re.compile(rf"\b(?:in|em|en|until|ate|hasta|since|desde|by) ({MONTH})\b")


def moments(text: Words, notice: Iterable[Words]) -> Iterator[str]:
    """Weekdays, months by themselves, hours and dates in figures that a text tells and its notice nowhere."""
    others = list(notice)
    own, told = facts(text), facts(*others)
    said, bare = plain(" \n ".join(other.own for other in others)), DATES.sub(" ", plain(text.own))
    yield from (WEEK[day] for day in sorted(own.weekdays - told.weekdays))
    yield from (month for month in IN_MONTH.findall(bare) if not re.search(rf"\b{month}\b", said))
    yield from (str(hour) for hour in own.times if not is_told(hour, told))
    yield from (written for written in WRITTEN.findall(bare) if written not in said)


# An outcome as the languages say it; who tells it in a subject must tell it in the notice, too.
OUTCOMES = (
    {"en": r"approved|accepted|granted", "pt": r"aprovad\w+|aceit[eao]s?|concedid\w+|deferid\w+", "es": r"aprobad\w+|aceptad\w+|concedid\w+"},
    {"en": r"rejected|declined|refused|denied|turned down", "pt": r"rejeitad\w+|recusad\w+|negad\w+|indeferid\w+", "es": r"rechazad\w+|denegad\w+"},
    {"en": r"cancel\w*|called off", "pt": r"cancel\w+|anul\w+", "es": r"cancel\w+|anul\w+"},
    {"en": r"delivered|has arrived", "pt": r"entregues?", "es": r"entregad\w+|ha llegado"},
    {"en": r"(?:problem|issue|it|everything) (?:is |was |has been |is now )?(?:solved|resolved|fixed)|all clear|back to normal", "pt": r"resolvid[oa]s?|de volta ao normal", "es": r"resuelt[oa]s?|solucionad[oa]s?"},
    {"en": r"in order|all (?:is )?(?:well|good|fine)|no problems?|nothing (?:more |else )?to do|no (?:further )?action|no changes?|nothing changes", "pt": r"tudo (?:em ordem|bem|certo)|sem problemas?|nada a fazer|nao (?:precisa|e preciso|tem) (?:de )?fazer nada|nada muda|sem alteracoes", "es": r"todo (?:esta )?(?:en orden|bien)|sin problemas?|nada que hacer|no tiene que hacer nada|nada cambia|sin cambios"},
    {"en": r"free of charge|for free|no charge|at no cost", "pt": r"gratis|gratuit\w+|sem custos?", "es": r"gratis|gratuit\w+|sin coste|sin costo"},
    {"en": r"refund\w*|money back", "pt": r"reembols\w+|devolv\w+|devolucao|estorn\w+", "es": r"reembols\w+|devolv\w+|devolucion|devuelv\w+"},
    {"en": r"(?:payment|pay|paid) (?:was )?(?:received|successful|complete)|thank you for (?:your )?pay\w+|paid in full", "pt": r"pagamento (?:recebido|concluido|com sucesso)", "es": r"pago (?:recibido|completado|con exito)"},
    {"en": r"closed (?:for good|permanently|down)|terminated|expired", "pt": r"encerrad\w+|expir\w+|terminad\w+", "es": r"cerrad\w+|caducad\w+|terminad\w+|expirad\w+"},
    {"en": r"lost|stolen", "pt": r"perdid\w+|extraviad\w+|roubad\w+", "es": r"perdid\w+|extraviad\w+|robad\w+"},
    {"en": r"sold out|out of stock", "pt": r"esgotad\w+|sem stock", "es": r"agotad\w+|sin existencias"},
    {"en": r"upgraded|renewed", "pt": r"renov\w+|promovid\w+", "es": r"renov\w+|renuev\w+"},
)  # fmt: skip
# Other words for the same, by how the word begins: a subject sums up.
SAME = {
    "cancel": r"not run|no longer|stopp\w+|will not|won't|ends?|nao (?:ha|se realiza|vai|sai)|no (?:hay|sale|circula)|suprim\w+|suspen\w+|drop|fell|close\w*|cai|cay",
    "anul": r"cancel\w+|suspen\w+|nao|no|sin efecto|sem efeito",
    "approv|accept|grant|aprov|aceit|conced|defer|acept": r"approv\w+|accept\w+|grant\w+|agree\w*|yes|you have|is yours|aprov\w+|aceit\w+|conced\w+|defer\w+|acept\w+|sim|tem|si|tiene|concordam\w+",
    "reject|declin|refus|deni|turn|rejeit|recus|negad|indefer|rechaz|deneg": r"cannot|could not|unable|not (?:able|accept\w+|approv\w+|grant\w+)|declin\w+|refus\w+|nao (?:podemos|foi|aceit\w+|aprov\w+)|no (?:podemos|pod\w+|se|ha|fue|acept\w+)",
    "deliver|has arr|entreg|ha lle": r"left|hand\w*|arriv\w+|dropp?\w*|brought|is (?:at|with|in)|deix\w+|cheg\w+|lleg\w+|dej\w+",
    "lost|stolen|perdid|extrav|roub|rob": r"missing|find|found|gone|stole\w*|lose|falta\w*|desaparec\w+|encontr\w+|achar|furt\w+|hall\w+",
    "free|no char|at no|grat|sem cus|sin cos": r"nothing|no (?:charge|cost|fee)|free|pay for|included|nada|inclu\w+|sem pagar|sin pagar|no (?:le )?cuesta",
    "refund|money b|reembols|devol|estorn|devuel": r"back|return\w*|credit\w*|repa(?:y|id)\w*|refund\w*|de volta|de vuelta|credit\w+|cr[eé]dito|devol\w+|devuel\w+|abon\w+|reintegr\w+|reembols\w+|repo\w+|repuest\w+",
    "closed|terminat|expir|encerr|termin|cerrad|caduc": r"end\w*|until|stop\w*|over|clos\w+|expir\w+|shut\w*|termin\w+|acab\w+|fech\w+|encerr\w+|cierr\w+|cerr\w+|venc\w+|caduc\w+",
    "payment|pay|paid|thank|pagam|pago": r"pa(?:id|yment)|received|reached us|pag\w+|receb\w+|recib\w+",
    "sold|out of|esgot|sem st|agot|sin ex": r"none|no more|full|not available|nao (?:ha|temos)|no (?:hay|quedan|tenemos)|indispon\w+",
    "in order|all|no prob|nothing|no act|no furt|no chan|tudo|sem prob|nada|nao pre|sem alt|todo|sin prob|no tie|sin cam": r"nothing|no|not|stays?|same|nada|nao|fica\w*|mant\w+|no|sigue\w*|queda\w*|igual|mism[oa]s?|mesm[oa]s?",
}


def refusal(text: Words, notice: Iterable[Words]) -> str:
    """That something was refused, told by a text and no part of its notice; "" for nothing."""
    return outcome(text, notice, among=OUTCOMES[1:2])


def outcome(text: Words, notice: Iterable[Words], *, among: Iterable[Mapping[str, str]] = ()) -> str:
    """The first outcome that a text tells and no part of its notice; "" for none."""
    told = plain(" \n ".join(words.own for words in notice).replace("’", "'"))
    mine = plain(text.own.replace("’", "'"))
    for each in among or OUTCOMES:
        found = re.search(rf"\b(?:{each.get(text.speech, '(?!)')})\b", mine)
        if found and not re.search(rf"\b(?:{each[text.speech]})\b", told) and not kin(found[0], told):
            return found[0]
    return ""


def kin(word: str, told: str) -> bool:
    """Whether the notice says it with a word of the same family, or in other known words."""
    same = next((others for stem, others in SAME.items() if re.match(stem, word)), "(?!)")
    return word[:STEM] in told or bool(re.search(rf"\b(?:{same})\b", told))


NAME = (
    r"[A-ZÁÉÍÓÚÂÊÔÃÕÇÑ][\w&.'-]*(?: (?:d[aeo]s? |del? |of |the |and |& |la )?[A-ZÁÉÍÓÚÂÊÔÃÕÇÑ][\w&.'-]*){0,3}"
)
MESSAGE = r"(?:A |An? |Una? |Uma? )?(?:[Mm]essage|[Nn]otice|[Nn]ews|[Nn]ote|[Mm]ensagem|[Aa]viso|[Nn]otícias|[Mm]ensaje|[Nn]oticias) (?:from|d[aeo]|de la|del)"
FROM = re.compile(
    rf"^(?:\[(?P<boxed>[^\]]+)\](?=\s)|(?:{MESSAGE} )?(?P<named>{NAME}):(?=\s)|{MESSAGE} (?P<whole>{NAME})$)"
)
# What may stand before a colon and names nobody.
HEADINGS = listed(
    """reminder update correction notice news important urgent invitation alert information info thanks sorry confirmation request
    action change warning question new final bad good service security account payment delivery order your invoice bill booking
    lembrete aviso atualizacao correcao novidades importante urgente convite alerta informacao obrigado confirmacao pedido mudanca
    pergunta novo nova ultimo mas boas servico seguranca conta pagamento entrega encomenda fatura reserva
    recordatorio actualizacion correccion novedades invitacion informacion gracias confirmacion solicitud cambio pregunta
    nuevo nueva servicio seguridad cuenta pago pedido factura"""
)


def other_sender(text: Words, notice: Iterable[Words], names: Iterable[str]) -> str:
    """A sender named at the start of a subject that neither the company nor the notice names; "" for none."""
    found = FROM.match(text.own)
    name = (found["boxed"] or found["named"] or found["whole"]) if found else ""
    told = plain(" ".join([*names, *(words.own for words in notice)]))
    said = [word for word in re.findall(r"[^\W\d_]{3,}", plain(name)) if word not in HEADINGS]
    return name if said and not any(word[:STEM] in told for word in said) else ""


HOST = re.compile(
    r"(?:https?://)?\b((?:[a-z0-9-]+\.)+(?:com|net|org|info|io|co|biz|site|online|app|eu|pt|br|es|uk|mx|ar|de|fr))\b",
    re.IGNORECASE,
)


def other_hosts(text: Words, told: str, domains: Iterable[str]) -> Iterator[str]:
    """Places on the net that neither the company owns nor the notice names."""
    for host in HOST.findall(text.own):
        bare = host.lower().removeprefix("www.")
        if bare not in told.lower() and not any(bare == own or bare.endswith(f".{own}") for own in domains):
            yield host


def of_another_matter(text: Words, notice: Iterable[Words], topic: str) -> bool:
    """Whether two specific words or more take up nothing of the notice, its answers or its topic."""
    mine = stems(text)
    told = {stem for words in notice for stem in stems(words)}
    about = {word[:STEM] for word in specific(topic, text.speech)} | {
        word[:STEM] for word in specific(topic, "en")
    }
    return len(mine) > 1 and not text.values and not mine & (told | about)
