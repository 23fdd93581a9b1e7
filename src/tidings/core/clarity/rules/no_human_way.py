"""`no-human-way`: nothing in the notice leads to a person."""

import re
from collections.abc import Iterator

from tidings.core.clarity.reading import Notice, Reading, Words
from tidings.core.clarity.rule import Rule, Spot, of
from tidings.core.clarity.wording import NOTHING, found, patterns

PERSON = patterns(
    en=r"""
        (?:please_)?(?:call|phone|ring|telephone|text|chat|speak|talk|write|reply|email|e-mail)(?:_\w+){0,2}_(?:us|me|to_(?:us|a|an|our|one|someone|somebody|your|the)|with_(?:us|a|an|our|one|someone|somebody|your|the)|you_back)
        (?:we|someone|somebody|an?_\w+|our_\w+)_(?:will_|can_|'ll_)?(?:call|ring|phone)s?_(?:you|back)
        (?:we|someone|a_person|an_adviser|an_agent)_(?:will_|can_|'ll_)?(?:\w+_)?(?:call|ring|phone)
        call(?:_me)?_?back
        (?:call|ring|phone|contact|visit|reach|ask|tell|reply_to|email|text|message)_(?:us|our|the_(?:branch|office|desk|school|clinic|shop|garage|reception|team|front|pharmacy|library|hotel|depot|counter|driver))
        (?:reply|replying|answer|answering|respond)_to_this_\w+|\+\d[\d\s().-]{6,}\d
        (?:speak|talk)_(?:to|with)_\w+
        (?:tell|ask)_us|let_us_know|(?:reply|answer)_with|(?:e-?mail|write_to|message)_\S+
        (?:ask|tell|see|find|message|meet|visit|write_to|speak_to|talk_to|ring|call)_(?:the|your|our|any|an?)_(?:\w+_)?(?:nurse|doctor|driver|clerk|teacher|tutor|caretaker|manager|adviser|advisor|colleague|staff|secretary|librarian|pharmacist|mechanic|engineer|warden|steward|registrar|officer|handler|attendant|volunteer|coach|receptionist|technician|concierge|host|team|office|desk|counter|front_desk)
        (?:at|from|to|with|by)_(?:the|our|your|any|every|each)_(?:\w+_){0,2}(?:desk|counter|office|reception|station_staff|information_point)|(?:opening|office|drop-in)_hours|drop_in|come_(?:by|in)_(?:and|any|to_ask)|knock|in_person|by_(?:phone|telephone)
        help_?(?:line|desk)
        (?:live_)?chat
        (?:on|at|number|phone|tel\.?|telephone|call):?_\+?\(?\d[\d\s().-]{5,}\d
        (?:an?|our|your|the|one_of_our)_(?:\w+_)?(?:colleagues?|person|adviser|advisor|agent|member_of_staff|assistant)_(?:comes?|helps?|answers?|will|can|calls?|takes?|looks?|is_there|who)
        (?:someone|somebody)_(?:comes|helps|answers|will|can|calls|takes|looks_(?:after|into))
        reception|front_desk|at_the_(?:desk|counter|branch)
    """,
    pt=r"""
        (?:ligue|ligar|liguem|telefone|telefonar|telefonem|fale|falar|contacte|contactar|contate|contatar|escreva|escrever|responda|responder)(?:-(?:nos|me|lhe))?_(?:\w+_){0,3}?(?:nos|para|connosco|conosco|com|a_esta|ao|à|alguém|pessoa|pelo|nosso|nossa|me|mensagem|e-mail)
        (?:ligu|liga|telefon|fal|conta[c]?t|respond)\w*-(?:nos|me|lhe)
        (?:nós_|alguém_|nós_lhe_|um_\w+_|uma_\w+_)?(?:ligamos|telefonamos|ligaremos|telefonaremos)(?:-lhe|_para_(?:si|você|lhe)|_de_volta)?
        (?:me|lhe)_(?:liguem|telefonem|liguem|liga|ligamos)
        (?:que|quero_que|gostava_que|prefiro_que)_me_(?:liguem|telefonem|contactem|contatem|chamem)
        (?:peç[ao]|pedir|pede)_(?:uma_|-nos_uma_|-nos_)?(?:ligação|chamada|contacto|contato)
        (?:uma_)?(?:ligação|chamada)_(?:nossa|de_volta|telefónica|telefônica)
        linha_de_(?:apoio|atendimento)|atendimento_(?:telefónico|telefônico|humano)|central_de_atendimento
        (?:alguém|uma_pessoa|um_atendente|uma?_colega|um_assistente|uma?_funcionári[oa])_(?:da_nossa_\w+_|noss[ao]_)?(?:liga|telefona|fala|responde|atende|vem|vai|ajuda|trata|está)
        respondendo_a_est[ea]_\w+|\+\d[\d\s().-]{6,}\d
        chat
        (?:telefone|tel\.?|número|pelo|para_o|no):?_\+?\(?\d[\d\s().-]{5,}\d
        receção|recepção|ao_balcão|no_balcão|na_agência
        pergunt(?:e|ar|em)(?:-nos)?_(?:a|ao|à|nos)
        (?:diga|dizer|conte|avise|avisar|escreva|mande|envie|pergunte|procure|visite)-nos|pessoalmente|por_telefone|(?:na|no|à|ao)_(?:\w+_){0,1}(?:secretaria|balcão|loja|receção|recepção|guiché|agência)|horário_de_atendimento
        (?:fale|falar|pergunte|perguntar|peça|pedir|procure|dirija-se|avise)_(?:\w+_)?(?:o|a|ao|à|aos|às|com_o|com_a|um|uma)_(?:\w+_)?(?:enfermeir[oa]|médic[oa]|motorista|professor[a]?|funcionári[oa]|gestor[a]?|colega|assistente|farmacêutic[oa]|porteir[oa]|técnic[oa]|equip[ae]|secretaria|balcão)
    """,
    es=r"""
        (?:llame|llamar|llámenos|telefonee|hable|hablar|contacte|contactar|escriba|escribir|escríbanos|responda|responder|contáctenos)(?:_\w+){0,3}?_?(?:nos|con|a_este|al|alguien|persona|nuestr\w+|este_mensaje)?
        (?:le_|lo_|la_)?(?:llamamos|llamaremos|telefonearemos)
        (?:que_me|quiero_que_me|prefiero_que_me)_(?:llamen|contacten|telefoneen)
        (?:me_)?llamen|llámenme|llámame
        (?:pid[ae]|pedir|solicit\w+)_(?:una_)?llamada
        línea_de_ayuda|atención_telefónica
        (?:alguien|una_persona|un_agente|un_asesor|una?_compañer[oa]|una?_emplead[oa])_(?:le_)?(?:llama|habla|responde|atiende|viene|va|ayuda|se_ocupa)
        respondiendo_a_est[ea]_\w+|\+\d[\d\s().-]{6,}\d
        chat
        (?:teléfono|tel\.?|número|al|en_el):?_\+?\(?\d[\d\s().-]{5,}\d
        recepción|en_la_oficina|en_el_mostrador
        preg[uú]nt(?:e|ar)(?:nos)?
        (?:díganos|avísenos|dígalo|escríbanos|pregúntenos|visítenos)|en_persona|por_teléfono|(?:en|a)_(?:la|el)_(?:\w+_){0,1}(?:secretaría|mostrador|oficina|tienda|recepción|ventanilla)|horario_de_atención
        (?:pregunte|preguntar|pida|pedir|avise|diríjase)_(?:\w+_)?(?:a|al|a_la|con_el|con_la|un|una)_(?:\w+_)?(?:enfermer[oa]|médic[oa]|conductor[a]?|profesor[a]?|emplead[oa]|gestor[a]?|compañer[oa]|farmacéutic[oa]|conserje|técnic[oa]|equipo|secretaría)
    """,
)


def look(reading: Reading) -> Iterator[Spot]:
    for notice in reading.notices:
        if notice.steps and not reaches_someone(notice):
            yield of(notice, "next_steps", "nothing here leads to a person")


def reaches_someone(notice: Notice) -> bool:
    if any(step.way in ("callback", "interested") for step in notice.steps):
        return True
    if any(PEOPLE_DO.search(step.does) for step in notice.steps):
        return True
    if any(NUMBER.search(value.path) for words in notice.every() for value in words.values):
        return True
    told = [words for words in notice.every() if words.part not in ("question", "evidence")]
    return any(not denied(words, match) for words in told for match in found(PERSON, words))


# An outcome or a page by which a person is reached, and data that is a person's number or address.
PEOPLE_DO = re.compile(
    r"(?:^|[._/-])(?:talk|call|chat|phone|ring|speak|agent|adviser|advisor|contact|contact-us|ask|message|ligar|falar|contacto|contato|llamar|llamada|hablar|preguntar|perguntar)(?:$|[._/?-])|^(?:tel|mailto):",
    re.IGNORECASE,
)
NUMBER = re.compile(
    r"(?:^|[._])(?:phone|tel|telephone|mobile|hotline|help_?line|email|contact|telefone|telefono|telemovel|movil|correo)$"
)


def denied(words: Words, match: re.Match[str]) -> bool:
    """Whether the clause says that nobody is to be reached so."""
    clause = re.split(r"[.;:!?]", words.own[: match.start()])[-1]
    return bool(NOT.get(words.speech, NOTHING).search(clause)) or bool(
        re.match(
            r"[^.;:!?]*\b(?:virtual|bot|chatbot|closed|unattended|not (?:taken|answered|staffed)|fechad\w+|encerrad\w+|cerrad\w+)\b",
            words.own[match.end() :],
        )
    )


NOT = patterns(en="not|don't|never|cannot|no|nobody", pt="não|nunca|ninguém", es="no|nunca|nadie")


RULE = Rule(
    kind="no-human-way",
    finds="No step, answer or sentence leads to a person: no call back, no chat, no number, no reply.",
    why=(
        "Some matters need a person, and who finds none in the notice looks for one elsewhere or gives up"
        " (EU Directive 2011/83 art. 6(1)(c): how to reach the trader quickly; UK FCA Consumer Duty: support)."
    ),
    mend="add a step: {id: talk, says: “Please call me”, does: callback}",
    unclear="next_steps: [{id: fine, says: I have it, does: confirm}]",
    clear="next_steps: [{id: fine, says: I have it, does: confirm}, {id: talk, says: Please call me, does: callback}]",
    look=look,
)
