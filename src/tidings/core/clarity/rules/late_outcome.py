"""`late-outcome`: the first sentence greets, apologises or clears its throat; what happened comes after."""

import re
from collections.abc import Iterator

from tidings.core.clarity.judging import is_it, judged
from tidings.core.clarity.reading import Reading, Words
from tidings.core.clarity.rule import Rule, Spot, at
from tidings.core.clarity.vagueness import specific
from tidings.core.clarity.wording import NOTHING, patterns, sentences

OPENINGS = patterns(
    en=r"""
        dear_[^,.!:]{1,40}
        (?:hi|hello|hey|good_(?:morning|afternoon|evening|day)|greetings)(?:_(?:there|everyone|all))?
        (?:we|i)_hope_(?:this|you|that|all|your)
        (?:thank_you|thanks|many_thanks)_(?:for|very_much)
        (?:first_of_all|to_begin_with|before_anything_else|firstly),?
        (?:we|i)(?:_are|'re)_(?:very_|so_|truly_|really_|deeply_|extremely_|terribly_)?sorry
        (?:please_accept_our_)?(?:sincere_|deepest_|humble_)?apologies
        (?:we|i)_(?:sincerely_|deeply_|would_like_to_|want_to_|must_)?(?:apologi[sz]e|regret)
        (?:we|i)(?:_are|'re)_(?:writing|contacting|reaching_out|getting_in_touch|pleased|happy|delighted|proud|excited|committed|dedicated|always|constantly|continually|continuously)
        (?:this_(?:is_)?(?:message|email|letter|notice|text|note)|the_purpose_of_this)_(?:is|was|has|serves|concerns|to)
        (?:we|i)_(?:would|'d)_like_to
        (?:we|i)_(?:want|wanted|wish)_to
        at_[^,.!]{2,40},_(?:we|our|your|you)
        here_at_[^,.!]{2,40}
        as_(?:you_(?:may|might|will|probably|surely|no_doubt)?_?(?:know|be_aware|have_heard|recall)|part_of_our|one_of_our|a_(?:valued|loyal))
        (?:in_order_to|in_an?_(?:effort|attempt)_to|in_our_(?:effort|commitment|continuing|ongoing|quest)|with_the_aim_of|in_line_with|in_accordance_with|pursuant_to|following_(?:a_|our_|an_)(?:review|recent|internal|thorough))
        (?:we|our_(?:team|company|customers?|mission|goal|priority|aim))_(?:value|care|take|strive|work_(?:hard|tirelessly)|believe|pride|understand|know|appreciate|always|are_always|is_always|is_to|has_always)
        your_(?:satisfaction|safety|security|trust|comfort|experience|opinion|business|privacy|convenience|peace_of_mind)_(?:is|are|matters?|means|comes)
        (?:customer|client|service)_(?:satisfaction|care|service|quality)_is
        for_(?:many_|over_|more_than_|the_past_)[^,.]{2,40}(?:years|decades)
        (?:please_)?(?:be_advised|take_note|note_that)
        (?:over|in|during)_(?:the_)?(?:past|last|recent)_(?:few_)?(?:days|weeks|months|years)
        life_(?:is|can|gets)
        we_(?:know|understand)_(?:that|how)
    """,
    pt=r"""
        (?:caro|cara|caros|prezad[oa]s?|estimad[oa]s?|exm[oa]s?\.?|querid[oa]s?)_[^,.!:]{1,40}
        (?:olá|oi|bom_dia|boa_tarde|boa_noite|saudações|viva)
        espera(?:mos|ndo)_que
        (?:muito_)?(?:obrigad[oa]s?|agradecemos|gratos|queremos_agradecer|gostaríamos_de_agradecer)
        (?:antes_de_mais|em_primeiro_lugar|primeiramente|antes_de_tudo),?
        (?:lamentamos|pedimos_(?:\w+_)?desculpas?|as_nossas_(?:\w+_)?desculpas|nossas_(?:sinceras_)?desculpas|desculpe|sentimos_muito|apresentamos_(?:\w+_){0,3}desculpas)
        (?:vimos|viemos|servimo-nos|serve_o_presente|serve_a_presente|através_d(?:este|esta|o_presente|a_presente)|por_(?:meio_d\w+|este_meio))
        (?:é_com|temos)_(?:\w+_){0,2}(?:prazer|satisfação|orgulho|alegria|pesar)
        (?:gostaríamos|queremos|queríamos|desejamos|gostávamos)_(?:de_)?
        (?:esta|este|o_objetivo_desta|o_propósito_desta|a_presente|o_presente)_(?:é_um[ao]_)?(?:mensagem|comunicação|e-mail|email|carta|aviso|notificação|comunicado|nota)_
        (?:escrevemos|estamos_a_escrever|estamos_escrevendo|entramos_em_conta[c]?to|contactamos)
        (?:n[ao]|aqui_n[ao])_[^,.!]{2,40},_(?:nós|trabalhamos|valorizamos|acreditamos|a_sua|o_seu|sua|seu|preocupamo|queremos|procuramos|temos|cuidamos|levamos|sabemos|estamos|esforçamo)\w*
        (?:como_(?:sabe|é_do_seu_conhecimento|deve_saber|você_(?:já_)?sabe|parte_d\w+|já_deve)|tal_como_\w+_sabe)
        (?:a_fim_de|com_o_objetivo_de|com_vista_a|no_âmbito_d\w+|em_conformidade_com|de_acordo_com_(?:a_nossa|o_nosso|as_nossas|os_nossos|nossas?|nossos?)|nos_termos_d\w+|na_sequência_de_(?:uma|um|nossa)|após_(?:uma|um)_(?:análise|revisão)|visando|no_seguimento_d\w+|sempre_(?:a_pensar|pensando))
        (?:a_nossa|nossa|o_nosso|nosso)_(?:equipa|equipe|missão|prioridade|objetivo|empresa|compromisso|preocupação)_
        (?:a_sua|sua|o_seu|seu)_(?:satisfação|segurança|confiança|conforto|experiência|opinião|preferência|privacidade|bem-estar|tranquilidade)_(?:é|são|está|importa|vem|conta)
        há_(?:mais_de_|muitos_)?[^,.]{1,30}anos
        (?:trabalhamos|esforçamo-nos|esforçamo_nos|valorizamos|prezamos|preocupamo-nos|procuramos|estamos_(?:sempre|empenhados|comprometidos))
        (?:nos_últimos|ao_longo_dos|nas_últimas)_
        (?:sabemos|entendemos|compreendemos)_(?:que|como|o_quanto)
    """,
    es=r"""
        (?:estimad[oa]s?|querid[oa]s?|apreciad[oa]s?|muy_señor\w*)_[^,.!:]{1,40}
        (?:hola|buenos_días|buenas_tardes|buenas_noches|saludos)
        esperamos_que
        (?:muchas_)?gracias_por
        (?:le_)?(?:agradecemos|queremos_agradecer)\w*
        (?:ante_todo|en_primer_lugar|antes_que_nada|primero_que_nada),?
        (?:lamentamos|pedimos_(?:\w+_)?disculpas|le_pedimos_(?:\w+_)?disculpas|disculpe|sentimos_(?:mucho|las|los)|nuestras_(?:más_)?(?:sinceras_)?disculpas)
        (?:nos_complace|tenemos_el_(?:placer|gusto)|nos_alegra|por_(?:la|medio_de_la)_presente|a_través_de_(?:este|la_presente))
        (?:queremos|quisiéramos|nos_gustaría|deseamos)_
        (?:este|esta|el_propósito_de_este|el_motivo_de_este)_(?:mensaje|correo|carta|aviso|comunicado|notificación|comunicación)_
        (?:le_)?(?:escribimos|contactamos|nos_ponemos_en_contacto)
        en_[^,.!]{2,40},_(?:trabajamos|valoramos|creemos|su|nos|queremos|sabemos|cuidamos|estamos)\w*
        como_(?:usted_)?(?:sabe|sabrá|ya_sabe|parte_de)
        (?:con_el_(?:fin|objetivo)_de|a_fin_de|en_el_marco_de|de_conformidad_con|de_acuerdo_con_nuestr\w+|tras_(?:una|un)_(?:revisión|análisis))
        (?:nuestro|nuestra)_(?:equipo|misión|prioridad|objetivo|empresa|compromiso)_
        su_(?:satisfacción|seguridad|confianza|comodidad|experiencia|opinión|privacidad|tranquilidad)_(?:es|son|está|importa)
        (?:trabajamos|nos_esforzamos|valoramos|estamos_(?:siempre|comprometidos))
        (?:durante|en)_(?:los|las)_últim[ao]s_
        (?:sabemos|entendemos|comprendemos)_que
    """,
)
LONGEST_RUN_UP = 18  # words before the first fact


def look(reading: Reading) -> Iterator[Spot]:
    for notice in reading.notices:
        what = notice.what
        said = sentences(what.own)
        if said and (late(said, what) or preamble(said, what)):
            yield at(what, f"the first sentence is “{shortened(said[0])}”; what happened comes after it")


def preamble(said: list[str], what: Words) -> bool:
    """Whether the first of several sentences opens the letter and tells no value."""
    return len(said) > 1 and not TELLING.search(said[0]) and any(judged("preamble", what))


def late(said: list[str], what: Words) -> bool:
    """Whether the outcome waits: behind an opening that says nothing, or at the end of a long run-up."""
    sentence = said[0].replace("’", "'").lstrip('¡¿“"')
    opening = OPENINGS.get(what.speech, NOTHING).match(sentence)
    if not opening:
        later = any("‹" in other for other in said[1:])
        waits = len(said) > 1 and later and not TELLING.search(sentence)
        return waits and is_it("preamble", said[0], listed=True)
    if GENERIC_GREETING.match(sentence) or run_up(sentence):
        return True
    opens = len(said) > 1 and not tells(sentence, opening[0], what)
    return opens and is_it("preamble", said[0], listed=True)


def tells(sentence: str, opening: str, what: Words) -> bool:
    """Whether a sentence holds what happened in spite of its opening."""
    if ANNOUNCING.search(opening) or APOLOGISING.search(opening):
        return bool(TELLING.search(sentence) and specific(sentence[len(opening) :], what.speech))
    return bool(WHEN_OR_HOW_MUCH.search(sentence))


TELLING = re.compile(r"‹|\d")
WHEN_OR_HOW_MUCH = re.compile(r"‹(?:date|datetime|money)›|\d")
# After these the news itself may follow in the same sentence.
APOLOGISING = re.compile(r"sorry|apolog|regret|lament|desculp|disculp|sent[ií]", re.IGNORECASE)
ANNOUNCING = re.compile(
    r"\b(?:we are|we're|would like|want|wish|inform|this|the purpose|gostar|quer|desej|est[ea]|vimos|viemos|escrev|quis|escrib|le)",
    re.IGNORECASE,
)
GENERIC_GREETING = re.compile(
    r"(?:dear|caro|cara|prezad|estimad|exm|querid|apreciad|muy señor)\w*\.?\s[^‹,.!:]{1,40}[,.!:]",
    re.IGNORECASE,
)


def run_up(sentence: str) -> bool:
    """Whether many words stand before the first value of a sentence."""
    before = sentence.partition("‹")[0]
    return "‹" in sentence and len(before.split()) > LONGEST_RUN_UP


def shortened(text: str, most: int = 60) -> str:
    text = re.sub(r"‹\w+›", "…", text)
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"


RULE = Rule(
    kind="late-outcome",
    finds="The first sentence greets, apologises, thanks or explains; the outcome comes after it.",
    why=(
        "On a lock screen, in a preview line and on the phone only the first sentence is met; say the outcome first"
        " (US plain language guidelines: start with your main point; GOV.UK content design: front-load)."
    ),
    mend="begin with what happened; thank, explain and apologise after it, or not at all",
    unclear="We value your trust and are always working to serve you better. Your order 1042 is late.",
    clear="Your order 1042 is late: it will arrive on 8 March 2026. We are sorry.",
    look=look,
)
