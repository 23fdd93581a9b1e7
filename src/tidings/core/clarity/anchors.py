"""Whether a text speaks of this matter at all: a value, a figure, a thing the notice names elsewhere, or a plain outcome."""

import re
from dataclasses import replace

from tidings.core.clarity.reading import Notice, Words
from tidings.core.clarity.vagueness import specific
from tidings.core.clarity.wording import first, patterns

STEM = 5  # letters; what words of one family share in English, Portuguese and Spanish
SHORT = 16  # words; a longer text says something of its own

# What can become of a matter: said of anything, it is still an answer to "and then?".
OUTCOMES = patterns(
    en=r"""
        nothing(?!_(?:is|can|will)_be\w*)|no_(?:change|charge|cost|harm|fee|further_\w+)
        (?:stay|keep|remain|hold|end|expire|lapse|close|open|stop|start|cancel|return|arrive|come|reach|charge|bill|pay|refund|lose|los|renew|repeat|ring|call|visit|switch|deliver|send|sent|post|leave|turn|cost|store|block|delete|remove|wait|move|sail|run|fall)(?:s|es|ed|d|ped|led|ing|t|st)?
        (?:write|remind|ask|try|tell|call)_(?:to_)?(?:you_)?(?:again|once_more)|(?:fetch|book|happen)(?:es|ed|s)?(?:_as_planned)?
        you_(?:can|cannot|must|need_not|need_to|have_to|do_not_have_to|no_longer)_(?!(?:keep|bear|rest|read|note|know|be|expect|see)_?)\w+
    """,
    pt=r"""
        nada(?!_é)|(?:pode|podes)_(?!notar|ver|haver|ser|ter|afetar)\w+r(?:-[ao]s?)?|dá_para_\w+|sem_(?:custos?|efeito)
        (?:fic|mant|permanec|termin|acab|expir|caduc|fech|encerr|abr|par|cancel|anul|devolv|volt|cheg|cobr|pag|reembols|perd|renov|repet|lig|telefon|visit|deslig|entreg|envi|mand|deix|cust|guard|bloque|apag|elimin|mud|pass|chega|vale|sa)\w{0,7}
        (?:escrev|lembr|pergunt|tent|avis)\w+(?:-\w+)?_(?:de_novo|novamente|outra_vez|mais_uma)
    """,
    es=r"""
        nada(?!_es)|puedes?_(?!notar|ver|haber|ser|tener|afectar)\w+r(?:l[aeo]s?)?|sin_(?:coste|costo|efecto)
        (?:qued|mant|permanec|termin|acab|caduc|venc|cierr|cerr|abr|par|cancel|anul|devolv|devuelv|vuelv|volv|lleg|cobr|pag|reembols|pierd|perd|renuev|renov|repit|llam|visit|cort|entreg|enví|envi|mand|dej|cuest|guard|bloque|borr|elimin|cambi|pas|vale|sale|sig)\w{1,7}
        (?:escrib|record|pregunt|intent|avis)\w+_(?:de_nuevo|otra_vez|una_vez_más)
    """,
)

CONDITION = re.compile(
    r"^(?:if|unless|se|si|caso)\b[^,;:]*[,;:]", re.IGNORECASE
)  # what must happen first, not what then

# What is said of the reader's answer in any notice: it takes up nothing.
WAITING = re.compile(
    r"\b(?:(?:your|no|a) (?:reply|answer|response)|(?:sua |tua |a )?resposta|(?:su |la )?respuesta|espera\w*|aguard\w*|look\w* forward|(?:fic|qued)amos a)\b",
    re.IGNORECASE,
)


def anchored(words: Words, notice: Notice, *, outcomes: bool = False) -> bool:
    """Whether a text holds on to something of this notice; with `outcomes`, a plain outcome is enough."""
    if words.values or re.search(r"\d", words.own) or len(words.own.split()) > SHORT:
        return True
    told = WAITING.sub(" ", CONDITION.sub("", words.own))
    if outcomes and first(OUTCOMES, replace(words, own=told)):
        return True
    named = {stem for other in beside(words, notice) for stem in stems(other)}
    return bool(stems(replace(words, own=WAITING.sub(" ", words.own))) & named)


def beside(words: Words, notice: Notice) -> list[Words]:
    """The other texts of a notice that state something."""
    every = [*notice.every(), *(shown.value for shown in notice.evidence)]
    return [
        other for other in every if other.where != words.where and other.part not in ("question", "answer")
    ]


def stems(words: Words) -> frozenset[str]:
    """The beginnings of the specific words of a text."""
    return frozenset(word[:STEM] for word in specific(words.own, words.speech) if len(word) > 2)
