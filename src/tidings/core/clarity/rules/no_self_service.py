"""`no-self-service`: the only way on is to call, visit or write, though the thing could be done on the spot."""

from collections.abc import Iterator

from tidings.core.clarity.reading import Notice, Reading, Step, Words
from tidings.core.clarity.rule import Rule, Spot, at
from tidings.core.clarity.wording import found, patterns

SENT_AWAY = patterns(
    en=r"""
        (?:please_|you_(?:must|need_to|have_to|should|can_only|will_have_to|will_need_to|may|can)_|to_\w+_(?:\w+_){0,4}|simply_|just_)?(?:call|phone|ring|telephone|dial|contact|fax)_(?:us|our|the|on|customer|your|in|one_of|a_|an_|\W?\d|‹)
        (?:give_us|make)_a_(?:call|ring)
        (?:please_|you_(?:must|need_to|have_to|should|can_only)_|to_\w+_(?:\w+_){0,4}|or_)?(?:visit|come_(?:to|into|in|by)|go_to|drop_(?:by|in|into)|stop_by|pop_into|attend|go_in_person_to)_(?:us|our|the|your|a|any|one)_?(?:nearest_|local_|closest_|main_|next_)?(?:branch|office|store|shop|desk|counter|location|centre|center|clinic|reception|depot|showroom|site)
        (?:only_)?(?:by_(?:phone|telephone|post|letter|fax)|in_person|over_the_phone|in_writing)(?:_only)?
        (?:write|send)_(?:to_us|us_a_letter|a_letter|a_written_\w+|an?_(?:signed_)?(?:letter|form|fax))
        (?:print|fill_in|complete|sign)_(?:and_\w+_)?(?:the|a|this)_(?:attached_|paper_|enclosed_)?form
    """,
    pt=r"""
        (?:por_favor,?_|deve_|tem_de_|precisa_(?:de_)?|terá_de_|só_pode_|para_\w+,?_(?:\w+_){0,4})?(?:ligue|ligar|telefone|telefonar|contacte|contate|contactar|contatar)(?:-nos)?_(?:para|à|ao|a_|o_|nos|nosso|nossa|connosco|conosco|pelo|já|\W?\d|‹)
        (?:ligue|telefone|contacte|contate)-nos
        entr(?:e|ar)_em_conta[c]?to_(?:por_telefone|com_(?:o|a)_\w+)
        (?:dirij(?:a|ir)-se|dirigir-se|desloque-se|deslocar-se|compareça|comparecer|vá|ir|passe|passar|visite|visitar|venha|vir)_(?:pessoalmente_)?(?:a|à|ao|até|na|no|pela|pelo|uma|um|o|nossa|nosso|qualquer)_?(?:\w+_){0,3}?(?:agência|balcão|loja|escritório|unidade|posto|filial|sede|receção|recepção|clínica|oficina|atendimento|estação|secretaria)
        (?:só_|apenas_|somente_)?(?:por_(?:telefone|carta|correio|fax|escrito)|presencialmente|pessoalmente|ao_balcão)
        (?:escreva|envie|enviar|mande)_(?:uma_carta|-nos_uma_carta|um_fax|nos_uma_carta|um_formulário|por_correio)
        (?:imprima|preencha|assine)_(?:e_\w+_)?(?:o|um|este)_formulário
    """,
    es=r"""
        (?:por_favor,?_|debe_|tiene_que_|tendrá_que_|solo_puede_|para_\w+,?_(?:\w+_){0,4})?(?:llame|llamar|telefonee|contacte|contactar)_(?:a|al|con|nos|por|\W?\d|‹)
        (?:llámenos|contáctenos)
        (?:acuda|acudir|diríjase|dirigirse|visite|visitar|pase|pasar|vaya|ir|venga)_(?:personalmente_)?(?:a|al|por|hasta|una|la|nuestra)_?(?:\w+_){0,3}?(?:oficina|sucursal|tienda|mostrador|ventanilla|clínica|sede|recepción|taller|estación)
        (?:solo_|únicamente_)?(?:por_(?:teléfono|correo_postal|carta|fax|escrito)|en_persona|presencialmente)
        (?:escriba|envíe|mande)(?:nos)?_(?:una_carta|un_fax|un_formulario)
        (?:imprima|rellene|firme)_(?:y_\w+_)?(?:el|un|este)_formulario
    """,
)
OWN = ("outcome", "link", "interested")


def look(reading: Reading) -> Iterator[Spot]:
    for notice in reading.notices:
        if not notice.steps or any(step.way in OWN and not sends_away(step) for step in notice.steps):
            continue
        here = [step for step in notice.steps if step.way == "confirm" and not sends_away(step)]
        sent = [step for step in notice.steps if sends_away(step)]
        if not here or sent:
            place = (sent or notice.steps)[0].says
            yield at(place, "all that the reader can do is to call, visit or write to someone")
        elif words := sending(notice):
            yield at(words, "the reader is told to call or visit, and no step does it on the spot")


def sends_away(step: Step) -> bool:
    """Whether a step is a place to go to or a number to ring, not a deed; a call that we make is none."""
    return (step.way == "callback" and not step.says.own) or (step.way != "callback" and away(step.says))


def sending(notice: Notice) -> Words | None:
    """The words that send the reader away."""
    return next((words for words in notice.parts if away(words)), None)


def away(words: Words) -> bool:
    return next(found(SENT_AWAY, words), None) is not None


RULE = Rule(
    kind="no-self-service",
    finds="The only next step is to call, visit or write, though a button could do it.",
    why=(
        "Every notice that can only be settled on the phone brings the call it should have saved"
        " (Gartner: customers who cannot resolve it where they read it call)."
    ),
    mend="add a step that does it on the spot: an outcome your systems handle (order.cancel), or a link to the page where it is done",
    unclear="{id: call, says: Call us on 555 0100 to change the day, does: confirm}",
    clear="{id: move, says: Choose another day, does: delivery.move}",
    look=look,
)
