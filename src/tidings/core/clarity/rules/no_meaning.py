"""`no-meaning`: what it means for the reader is not said, is hedged away, or repeats what happened."""

import re
from collections.abc import Iterator

from tidings.core.clarity.anchors import anchored
from tidings.core.clarity.judging import wholly
from tidings.core.clarity.reading import Notice, Reading, Words
from tidings.core.clarity.rule import Rule, Spot, at
from tidings.core.clarity.vagueness import EMPTY, pale, specific, vague, weight
from tidings.core.clarity.wording import patterns, sentences

EMPTY_PHRASES = patterns(
    en=r"""
        (?:this|it|that|which)?_?(?:may|might|could|can|will|would)_(?:possibly_|potentially_)?(?:have_(?:an?_|some_)?(?:impact|effect|consequence|implication)s?|affect|impact|influence|concern|be_(?:relevant|important|of_interest|affected))(?:_(?:on|for|to))?_?(?:you|your_\w+|certain_\w+|some_\w+)?
        (?:this|it)_is_(?:very_|quite_|really_)?(?:important|relevant|significant|for_your_information|just_for_your_information)
        please_(?:be_aware|be_advised|take_note|note|bear_this_in_mind|keep_this_in_mind)
        (?:for_your|just_for)_information
        (?:this|there)_(?:means|may_be|might_be|could_be)_(?:that_)?(?:things|some_things|something|changes|some_changes|consequences|certain_consequences|implications)(?:_(?:may|might|could|will)_(?:change|be_different))?
        (?:we_)?(?:wanted|thought)_(?:to_)?(?:you_)?(?:should_know|to_know|make_you_aware)
        (?:we_)?(?:understand|know|appreciate)_(?:that_)?this_(?:may|might|could|can)_be_\w+
        (?:certain|some)_(?:services|features|aspects|things)_(?:may|might|could)_(?:be_affected|change)
        as_(?:a_)?(?:result|such|appropriate|applicable)
        (?:this|it)_(?:relates|refers)_to_your_\w+
        (?:depending|depends)_on_(?:your|the|individual)_(?:situation|circumstances|case)
    """,
    pt=r"""
        (?:isto|isso|esta_\w+|tal)?_?(?:pode|poderá|podem|poderão|é_possível_que|talvez)_(?:vir_a_)?(?:ter_(?:algum_|um_|certo_|certos_)?(?:impacto|efeito|consequência|implicaç\w+|reflexo)s?|afetar|impactar|influenciar|interessar|ser_(?:relevante|importante|do_seu_interesse|do_teu_interesse))(?:_(?:em|para|no|na|n[ao]s|sobre))?_?(?:si|você|ti|(?:o_|a_)?(?:seu|sua|teu|tua)_\w+|algumas?_\w+|alguns_\w+)?
        (?:isto|isso)_é_(?:muito_)?(?:importante|relevante|significativo)
        (?:tenha|tome|pedimos_que_tenha|leve)_(?:isto_|isso_)?(?:em_(?:atenção|conta|consideração)|nota)
        (?:para|a_título)_(?:o_seu_|seu_|de_)?(?:conhecimento|informação|informativo)
        (?:algumas?|certas?|certos|alguns)_(?:coisas|serviços|funcionalidades|aspe[c]?tos)_(?:podem|poderão)_(?:mudar|ser_afetad[ao]s|sofrer_\w+)
        (?:podem|pode|poderão)_(?:haver|existir|ocorrer|surgir)_(?:algumas?_|certas?_)?(?:mudanças|alterações|consequências|implicações)
        (?:sabemos|entendemos|compreendemos)_que_(?:isto|isso)_(?:pode|poderá)_\w+(?:_\w+)?
        (?:isto|isso)_(?:diz_respeito|refere-se|está_relacionado)_\w*
        depende(?:rá|ndo)?_d[aeo]s?_(?:sua_|cada_|seu_)?(?:situação|caso|circunstâncias)
        achámos_que_(?:devia|deveria)_saber
        (?:achamos|pensamos)_que_(?:você_)?(?:devia|deveria|gostaria_de)_saber
    """,
    es=r"""
        (?:esto|eso|ello)?_?(?:puede|podría|pueden|podrían|es_posible_que|tal_vez|quizás?)_(?:tener_(?:algún_|un_|cierto_)?(?:impacto|efecto|consecuencia|implicaci\w+)s?|afectar(?:le)?|influir|interesarle|ser_(?:relevante|importante|de_su_interés))(?:_(?:en|para|a|sobre))?_?(?:usted|su_\w+|algun[ao]s_\w+)?
        (?:esto|eso)_es_(?:muy_)?(?:importante|relevante)
        (?:téngalo|tenga_esto|le_rogamos_que_lo_tenga)_en_cuenta
        (?:para|a_título)_(?:su_)?(?:conocimiento|información|informativo)
        (?:algunos|algunas|ciertos|ciertas)_(?:cosas|servicios|aspectos)_(?:pueden|podrían)_(?:cambiar|verse_\w+)
        (?:puede|podría)_haber_(?:algunos_|algunas_|ciertas_)?(?:cambios|consecuencias|implicaciones)
        sabemos_que_esto_puede_\w+(?:_\w+)?
        depende(?:rá)?_de_(?:su_|cada_|la_)?(?:situación|caso|circunstancias)
    """,
)
MOSTLY = 0.8


def look(reading: Reading) -> Iterator[Spot]:
    for notice in reading.notices:
        if notice.means.empty:
            continue
        same = (other.means for other in reading.notices)
        empty = vague(notice.means, EMPTY_PHRASES) or hedged(notice.means) or adrift(notice)
        doubtful = empty or pale(notice.means, same)
        if wholly("empty-meaning", notice.means, doubtful=doubtful):
            yield at(notice.means, "it is not said what this means for the reader")
        elif repeats(notice):
            yield at(notice.means, "this says again what happened or was done instead of what it means")


def adrift(notice: Notice) -> bool:
    """Whether the one sentence there is takes up nothing of the matter and names no outcome."""
    one = len(sentences(notice.means.own)) == 1 and notice.means.speech in EMPTY
    return one and not anchored(notice.means, notice, outcomes=True)


def hedged(means: Words) -> bool:
    """Whether all that is said is that something may be."""
    return bool(HEDGES.search(means.own)) and not means.values and weight(means) < FEW


HEDGES = re.compile(
    r"\b(?:may|might|could|possibly|perhaps|potentially|poderá|poderão|podem|talvez|eventualmente|podría|podrían|quizás?)\b",
    re.IGNORECASE,
)
FEW = 4  # specific words


def repeats(notice: Notice) -> bool:
    """Whether the meaning only says again what happened or what was done."""
    return any(again(notice.means, other) for other in (notice.what, notice.done)) or nothing_new(notice)


def nothing_new(notice: Notice) -> bool:
    """Whether the one sentence there is brings next to no word that is not above it, and neither figure nor value."""
    means = notice.means
    above = [each for each in (notice.subject, notice.what, notice.done) if each]
    said = {stem(word) for each in above for word in specific(each.own, each.speech)}
    told = {value.path for each in above for value in each.values}
    own = specific(means.own, means.speech)
    return (
        len(sentences(means.own)) == 1
        and len(own) >= FEW_REPEATED
        and sum(stem(word) not in said for word in own) <= len(own) / 4
        and not any(value.path not in told for value in means.values)
        and not any(sign.isdigit() for sign in means.own)
        and wholly("empty-meaning", means, above=UNLIKE)
    )


FEW_REPEATED, UNLIKE = 2, -2.0  # words; below it the model finds a meaning in them


def stem(word: str) -> str:
    return word[:5]


def again(means: Words, other: Words) -> bool:
    """Whether nearly every specific word was there already, and no further value is told."""
    said = set(specific(other.own, other.speech))
    own = specific(means.own, means.speech)
    told = {value.path for value in other.values}
    further = any(value.path not in told for value in means.values)
    return len(own) > 2 and not further and sum(word in said for word in own) / len(own) >= MOSTLY


RULE = Rule(
    kind="no-meaning",
    finds="What it means for the reader is missing, hedged away, or only says again what happened.",
    why=(
        "Who cannot see what it means for them asks: two thirds of customers contacted proactively contact the company again"
        " (Gartner); readers must understand what they find and be able to use it (ISO 24495-1)."
    ),
    mend="say what changes for the reader: what they have, lose, get or must reckon with, and until when",
    unclear="This may have an impact on you.",
    clear="Your order will arrive 3 days later; you pay nothing for the delivery.",
    look=look,
)
