"""`no-self-service`: the only way on is to call, visit or write, though the thing could be done on the spot."""

import re
from collections.abc import Iterator

from tidings.core.clarity.reading import Notice, Reading, Step, Words
from tidings.core.clarity.rule import Rule, Spot, at
from tidings.core.clarity.wording import found, patterns

SENT_AWAY = patterns(
    en=r"""
        (?:please_|you_(?:must|need_to|have_to|should|can_only|will_have_to|will_need_to|may|can)_|to_\w+_(?:\w+_){0,4}|simply_|just_)?(?:call|phone|ring|telephone|dial|contact|fax)_(?:us|our|the|on|customer|your|in|one_of|a_|an_|\W?\d[\d\s().-]*|‹)
        (?:give_us|make)_a_(?:call|ring)
        (?:please_|you_(?:must|need_to|have_to|should|can_only)_|to_\w+_(?:\w+_){0,4}|or_)?(?:visit|come_(?:to|into|in|by)|go_to|drop_(?:by|in|into)|stop_by|pop_into|attend|go_in_person_to)_(?:us|our|the|your|a|any|one)_?(?:nearest_|local_|closest_|main_|next_)?(?:branch|office|store|shop|desk|counter|location|centre|center|clinic|reception|depot|showroom|site)
        (?:only_)?(?:by_(?:phone|telephone|post|letter|fax)|in_person|over_the_phone|in_writing)(?:_only)?
        (?:write|send)_(?:to_us|us_a_letter|a_letter|a_written_\w+|an?_(?:signed_)?(?:letter|form|fax))
        (?:print|fill_in|complete|sign)_(?:and_\w+_)?(?:the|a|this)_(?:attached_|paper_|enclosed_)?form
    """,
    pt=r"""
        (?:por_favor,?_|deve_|tem_de_|precisa_(?:de_)?|terá_de_|só_pode_|para_\w+,?_(?:\w+_){0,4})?(?:ligue|ligar|telefone|telefonar|contacte|contate|contactar|contatar)(?:-nos)?_(?:para|à|ao|a_|o_|nos|nosso|nossa|connosco|conosco|pelo|já|\W?\d[\d\s().-]*|‹)
        (?:ligue|telefone|contacte|contate)-nos
        entr(?:e|ar)_em_conta[c]?to_(?:por_telefone|com_(?:o|a)_\w+)
        (?:dirij(?:a|ir)-se|dirigir-se|desloque-se|deslocar-se|compareça|comparecer|vá|ir|passe|passar|visite|visitar|venha|vir)_(?:pessoalmente_)?(?:a|à|ao|até|na|no|pela|pelo|uma|um|o|nossa|nosso|qualquer)_?(?:\w+_){0,3}?(?:agência|balcão|loja|escritório|unidade|posto|filial|sede|receção|recepção|clínica|oficina|atendimento|estação|secretaria)
        (?:só_|apenas_|somente_)?(?:por_(?:telefone|carta|correio|fax|escrito)|presencialmente|pessoalmente|ao_balcão)
        (?:escreva|envie|enviar|mande)_(?:uma_carta|-nos_uma_carta|um_fax|nos_uma_carta|um_formulário|por_correio)
        (?:imprima|preencha|assine)_(?:e_\w+_)?(?:o|um|este)_formulário
    """,
    es=r"""
        (?:por_favor,?_|debe_|tiene_que_|tendrá_que_|solo_puede_|para_\w+,?_(?:\w+_){0,4})?(?:llame|llamar|telefonee|contacte|contactar)_(?:a|al|con|nos|por|\W?\d[\d\s().-]*|‹)
        (?:llámenos|contáctenos)
        (?:acuda|acudir|diríjase|dirigirse|visite|visitar|pase|pasar|vaya|ir|venga)_(?:personalmente_)?(?:a|al|por|hasta|una|la|nuestra)_?(?:\w+_){0,3}?(?:oficina|sucursal|tienda|mostrador|ventanilla|clínica|sede|recepción|taller|estación)
        (?:solo_|únicamente_)?(?:por_(?:teléfono|correo_postal|carta|fax|escrito)|en_persona|presencialmente)
        (?:escriba|envíe|mande)(?:nos)?_(?:una_carta|un_fax|un_formulario)
        (?:imprima|rellene|firme)_(?:y_\w+_)?(?:el|un|este)_formulario
    """,
)
# A button whose whole deed is to go to someone: how its words begin.
ERRANDS = patterns(
    en=r"""
        (?:call|ring|phone|telephone|dial|fax|text)_(?:us|our|the|a|on|in|\+?\d[\d\s().-]*|‹)|(?:visit|stop_by|drop_(?:in|by|into)|pop_in|come|queue|line_up|turn_up|show_up|go)_(?:to|at|by|in|the|our|us|into|round|your|a)
        (?:see|meet|find)_(?:our|the|a|your)_(?:clerk|adviser|advisor|agent|staff|cashier|receptionist|manager|colleagues?|secretary)|come_(?:by|in|over|round|with|along)|(?:use|dial|try)_our_(?:\w+_)?(?:number|hotline|line|helpline)
        (?:mail|post|fax|return|send|hand)_(?:us_)?(?:back_|in_|off_)?(?:a_|an_|the_|your_|this_)?(?:\w+_){0,2}(?:slip|ballot|card|fax|letter|form|paperwork|papers|copy|copies|cheque)
        (?:sign|print|fill_in|complete)_(?:\w+_){0,3}(?:slip|form|paper)|(?:call|ring|phone|telephone)_and_\w+
        (?:write|email|e-mail|speak|talk|contact|get_in_touch|reach_out|turn|report|apply)_(?:to_|with_|by_|in_)?(?:us|our|the|your|a|an|staff|someone|somebody|telephone|phone|post|letter|writing|person)|book_an?_appointment_(?:at|in|with)_(?:the|our|a)|bring_(?:\w+_){1,5}(?:office|branch|desk|counter|shop)
    """,
    pt=r"""
        (?:ligar|ligue|telefonar|telefone|contactar|contatar|falar|fale|escrever|escreva)(?:-nos|_(?:para|com|ao|à|a|o|nos|connosco|conosco))|(?:ir|vir|venha|vá|passar|passe|dirigir-se|deslocar-se|visitar|visite|comparecer|esperar)_(?:a|à|ao|pela|pelo|na|no|o|a_um|nosso|nossa|pessoalmente)
        (?:enviar|envie|mandar|mande|devolver|devolva|entregar|entregue|remeter)_(?:-nos_)?(?:por_\w+_)?(?:um_|uma_|o_|a_)?(?:\w+_){0,3}(?:fax|carta|formulário|impresso|correio|e-mail|papéis)
        (?:telefonar|ligar)_e_\w+|(?:assinar|imprimir|preencher)_(?:\w+_){0,3}(?:impresso|papel|formulário|talão)
        (?:marcar|discar)_(?:o_)?(?:nosso_)?número(?:_\w+)*|(?:venha|vir)_(?:cá|aqui|ter_connosco|com)(?:_\w+)*|marcar_(?:uma_)?(?:hora|visita|atendimento)_(?:no|na|ao)_(?:balcão|agência|loja|escritório)
    """,
    es=r"""
        (?:llamar|llame|telefonear|telefonee|contactar|contacte|hablar|hable|escribir|escriba)(?:nos|_(?:al|a|con|por|en))|(?:ir|venir|venga|vaya|pasar|pase|acudir|acuda|dirigirse|visitar|visite|esperar)_(?:a|al|por|en|hasta|nuestr[ao]|personalmente|el|la)
        (?:enviar|envíe|enviarnos|mandar|mande|devolver|devuelva|entregar|entregue|remitir)_(?:por_\w+_)?(?:un_|una_|el_|la_)?(?:\w+_){0,3}(?:fax|carta|formulario|impreso|correo|papeles)
        (?:telefonear|llamar)_y_\w+|(?:firmar|imprimir|rellenar)_(?:\w+_){0,3}(?:impreso|papel|formulario)
        marcar_(?:el_|nuestro_)?número(?:_\w+)*|(?:venga|venir)_(?:aquí|con|por)(?:_\w+)*|pedir_(?:una_)?cita_en_(?:la|el|nuestra)
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
    deed = next(found(ERRANDS, step.says), None)
    errand = deed is not None and not deed.start()
    if step.way == "callback":
        return errand and bool(IN_ORDER_TO.search(step.says.own))
    return (errand and step.way == "confirm") or (away(step.says) and not OF_US.search(step.says.own))


# Who answers bids us do it: send me, mandem-me, envíenme.
OF_US = re.compile(r"^\w+ (?:\w+ )?me\b|^\w+-me\b|^\w+nme\b|^me \w+", re.IGNORECASE)
IN_ORDER_TO = re.compile(
    r"\b(?:to|para) (?:change|cancel|move|pay|book|rebook|stop|return|end|renew|order|mudar|alterar|cancelar|pagar|marcar|remarcar|trocar|devolver|renovar|cambiar|anular|reservar)\b",
    re.IGNORECASE,
)


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
