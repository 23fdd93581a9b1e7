"""`no-if-ignored`: what happens when the reader does nothing is not said, or only threatened."""

from collections.abc import Iterator

from tidings.core.clarity.anchors import anchored
from tidings.core.clarity.judging import wholly
from tidings.core.clarity.reading import Reading
from tidings.core.clarity.rule import Rule, Spot, at
from tidings.core.clarity.rules.no_meaning import hedged
from tidings.core.clarity.vagueness import EMPTY, pale, vague
from tidings.core.clarity.wording import patterns, sentences

EMPTY_PHRASES = patterns(
    en=r"""
        (?:can|may|might|could|will)_(?:have|bring|entail|lead_to|cause|result_in)_(?:\w+_)?(?:consequences|problems|difficulties|complications)
        (?:there_)?(?:may|might|could|can|will)_be_(?:\w+_)?(?:consequences|implications|repercussions|problems|delays|further_(?:action|steps|consequences))
        (?:further|additional|appropriate|other|necessary|some)_(?:action|steps|measures)(?:_(?:may|might|could|will)_be_(?:taken|necessary|needed|required))?
        (?:we|you)_(?:may|might|could|will)_(?:have_to_|need_to_|be_forced_to_)?(?:take|consider|look_at)_(?:\w+_)?(?:action|steps|measures|options)
        (?:please_)?(?:act|respond|reply|let_us_know|do_so|get_back_to_us)_(?:promptly|quickly|soon|as_soon_as_possible|at_your_earliest_convenience|now|immediately|without_delay)?
        (?:this|it|things)_(?:may|might|could|will)_(?:\w+_)?(?:affect|impact|change|get_worse|cause_\w+|result_in_\w+|lead_to_\w+|have_\w+)
        we_(?:recommend|advise|suggest|encourage|hope|ask|urge)(?:_you)?(?:_that)?(?:_you)?(?:_to)?_(?:act|respond|reply|read|not_\w+|do_\w+|take_\w+)?
        (?:see|read|refer_to|check|consult)_(?:our|the)_(?:terms|conditions|policy|website|faq|contract)\w*(?:_and_\w+)?
        (?:n\/?a|none|tbd|tbc|todo|not_applicable|unknown|to_be_\w+)
        it_(?:depends|is_up_to_you|is_your_choice)
        do_not_ignore_this(?:_message|_notice)?
        (?:we_)?(?:cannot|can't|can_not)_(?:guarantee|be_(?:held_)?responsible|accept_responsibility)(?:_\w+)?
        your_(?:service|account|order|access)_(?:may|might|could)_be_(?:affected|impacted)
    """,
    pt=r"""
        (?:pode|poderá|podem|poderão)_(?:ter|trazer|acarretar|implicar)_(?:\w+_)?(?:consequências|problemas|dificuldades)
        (?:pode|podem|poderá|poderão)_(?:haver|existir|ocorrer|surgir|ter)_(?:\w+_)?(?:consequências|implicações|problemas|atrasos|transtornos|impactos?)
        (?:outras|novas|mais|as|algumas)?_?(?:medidas|ações|providências|passos|diligências)(?:_(?:adicionais|necessárias|adequadas|cabíveis|devidas|apropriadas))?(?:_(?:podem|poderão|serão)_(?:ser_)?(?:tomadas|necessárias|adotadas))?
        (?:poderemos|podemos|teremos_de|vamos_ter_de|vamos_precisar)_(?:de_)?(?:tomar|adotar|avaliar)_(?:\w+_)?(?:medidas|providências|ações)
        (?:por_favor,?_)?(?:responda|aja|atue|contacte-nos|entre_em_contato|trate_disto|faça-o|resolva)_(?:logo|já|rapidamente|com_brevidade|o_quanto_antes|quanto_antes|assim_que_possível|imediatamente|sem_demora)?
        (?:isto|isso|tal)_(?:pode|poderá)_(?:\w+_)?(?:afetar|impactar|mudar|piorar|causar_\w+|resultar_em_\w+|levar_a_\w+|trazer_\w+|gerar_\w+)
        (?:recomendamos|aconselhamos|sugerimos)_(?:que_)?(?:não_)?(?:\w+)?
        (?:consulte|veja|leia)_(?:os|as|a|o|nossos|nossas)_(?:termos|condições|política|contrato|site)\w*(?:_e_\w+)?
        (?:n\/?a|n\/?d|nenhum|a_definir|por_definir|não_aplicável|não_se_aplica)
        depende(?:_de_\w+)?
        não_ignore_(?:esta_mensagem|este_aviso|isto|isso)
        (?:o_seu|seu|a_sua|sua)_(?:serviço|conta|pedido|acesso)_(?:pode|poderá)_(?:ser|ficar)_(?:afetad[ao]|prejudicad[ao])
    """,
    es=r"""
        (?:puede|podría|pueden|podrían)_(?:tener|traer|acarrear|conllevar)_(?:\w+_)?(?:consecuencias|problemas|dificultades)
        (?:puede|podría|pueden|podrían)_haber_(?:\w+_)?(?:consecuencias|problemas|retrasos|implicaciones)
        (?:otras|nuevas|más|las)?_?(?:medidas|acciones|pasos)(?:_(?:adicionales|necesarias|oportunas|adecuadas|pertinentes))?(?:_(?:pueden|podrían|serán)_(?:ser_)?(?:tomadas|necesarias))?
        (?:podremos|podríamos|tendremos_que)_(?:tomar|adoptar)_(?:\w+_)?(?:medidas|acciones)
        (?:responda|actúe|contáctenos|hágalo)_(?:pronto|ya|cuanto_antes|lo_antes_posible|rápidamente|de_inmediato)?
        (?:esto|eso)_(?:puede|podría)_(?:\w+_)?(?:afectar|cambiar|empeorar|causar_\w+|provocar_\w+)
        (?:recomendamos|aconsejamos|sugerimos)_(?:que_)?(?:no_)?(?:\w+)?
        (?:consulte|vea|lea)_(?:los|las|la|el|nuestros|nuestras)_(?:términos|condiciones|política|contrato)\w*
        (?:n\/?a|ninguno|por_definir|no_aplica)
        depende(?:_de_\w+)?
        no_ignore_este_(?:mensaje|aviso)
    """,
)


def look(reading: Reading) -> Iterator[Spot]:
    for notice in reading.notices:
        said, same = notice.if_ignored, (other.if_ignored for other in reading.notices)
        one = len(sentences(said.own)) == 1 and said.speech in EMPTY
        adrift = one and not anchored(said, notice, outcomes=True)
        doubtful = vague(said, EMPTY_PHRASES) or hedged(said) or adrift or pale(said, same)
        if not said.empty and wholly("empty-ignored", said, doubtful=doubtful):
            yield at(notice.if_ignored, "it is not said what happens if the reader does nothing")


RULE = Rule(
    kind="no-if-ignored",
    finds="What happens when the reader does nothing is missing, or is a threat without a content.",
    why=(
        "Not knowing what happens otherwise makes people ring up to be safe; a reader must be able to decide and to act"
        " (ISO 24495-1: readers can use what they find; US plain language guidelines: state the consequences)."
    ),
    mend="say exactly what happens then and when, also if it is nothing: “The appointment stays as it is.”",
    unclear="Further steps may be taken.",
    clear="On 20 March 2026 we close the application; you can apply again at any time.",
    look=look,
)
