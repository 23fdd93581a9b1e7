"""`unanswered-question`: a question that most readers will have next has no answer, or one that answers nothing."""

import re
from collections.abc import Iterator, Mapping

from tidings.core.clarity.reading import Notice, Reading, Words
from tidings.core.clarity.rule import Rule, Spot, at, of
from tidings.core.clarity.vagueness import plain, vague
from tidings.core.clarity.wording import patterns
from tidings.core.questions import LIKELY, UNSURE, Likely, likely

ELSEWHERE = patterns(
    en=r"""
        (?:please_)?(?:see|visit|check|consult|read|refer_to|go_to|look_at|find_(?:this|it|out|more)_on)_(?:\w+_){0,4}(?:website|web_?site|site|page|pages|faqs?|help_cent(?:er|re)|app|terms|contract|documentation|online|portal|policy)
        (?:please_)?(?:contact|ask|call|ring|write_to|get_in_touch_with|speak_to|reach_out_to)_(?:\w+_){0,3}(?:us|support|service|team|staff|centre|center|department|desk|helpline|branch|office|adviser|advisor|agent|someone)(?:_(?:for_(?:\w+_?){1,4}|about_this|and_\w+(?:_\w+){0,4}))?
        (?:it|that|this)_depends(?:_on_(?:your|the|each|individual)_(?:\w+_)?(?:case|situation|circumstances|contract))?
        we_(?:cannot_say|can't_say|are_not_able_to_say|will_see)(?:_yet)?
        (?:good|great|excellent)_question
        (?:answers?|details?|information)_(?:can_be_found|(?:is|are)_(?:available|on|in))_(?:\w+_?){1,6}
    """,
    pt=r"""
        (?:por_favor,?_)?(?:veja|visite|consulte|leia|aceda_a|acesse|vá_a|confira|procure|encontra_(?:isto|isso|mais))_(?:\w+_){0,4}(?:site|sítio|página|páginas|perguntas_frequentes|faqs?|ajuda|app|aplicação|aplicativo|termos|contrato|portal|internet|online)
        (?:por_favor,?_)?(?:contacte|contate|pergunte|ligue|escreva|fale|entre_em_conta[c]?to)(?:-nos)?_?(?:\w+_){0,4}(?:nos|apoio|suporte|serviço|equipa|equipe|atendimento|linha|agência|balcão|connosco|conosco|alguém|assistente|cliente)(?:_(?:para_(?:\w+_?){1,4}|sobre_isto))?
        (?:isso_|isto_)?depende(?:_d[aeo]_(?:sua_|seu_|cada_)?(?:caso|situação|contrato))?
        (?:não_podemos_dizer|vamos_ver)(?:_ainda)?
        (?:boa|ótima|excelente)_pergunta
        (?:a_resposta|as_respostas|os_detalhes|a_informação|as_informações)_(?:está|estão|encontra-se|encontram-se)_(?:\w+_?){1,6}
    """,
    es=r"""
        (?:por_favor,?_)?(?:vea|visite|consulte|lea|vaya_a|mire|busque)_(?:\w+_){0,4}(?:web|sitio|página|páginas|preguntas_frecuentes|faqs?|ayuda|app|aplicación|términos|contrato|portal|internet|línea)
        (?:por_favor,?_)?(?:contacte|pregunte|llame|escriba|hable|póngase_en_contacto)_(?:\w+_){0,4}(?:nosotros|soporte|servicio|equipo|atención|línea|oficina|alguien|agente|cliente)(?:_(?:para_(?:\w+_?){1,4}))?
        (?:eso_|esto_)?depende(?:_de(?:l)?_(?:su_|cada_)?(?:caso|situación|contrato))?
        (?:no_podemos_decirlo|ya_veremos)(?:_todavía)?
        (?:buena|excelente)_pregunta
        (?:la_respuesta|las_respuestas|los_detalles|la_información)_(?:está|están|se_encuentra)_(?:\w+_?){1,6}
    """,
)
YES_OR_NO = re.compile(r"(?:yes|no|sim|nao|si|never|nunca|always|sempre|siempre|none|nothing|nada)\b")


def look(reading: Reading) -> Iterator[Spot]:
    for notice in reading.notices:
        hollow = [known.answer for known in notice.answers if answers_nothing(known.answer)]
        for answer in hollow:
            yield at(answer, f"“{answer.own}” does not answer the question")
        yield from () if hollow else unanswered(notice, reading)


def answers_nothing(answer: Words) -> bool:
    if answer.empty or answer.values or YES_OR_NO.match(plain(answer.own)):
        return False
    return vague(answer, ELSEWHERE, enough=2)


def unanswered(notice: Notice, reading: Reading) -> Iterator[Spot]:
    """The likeliest question without an answer: a note by itself.

    It warns where no likely question is answered, where another language answers more, or where customers asked it before.
    """
    first = ranked(notice, topic=reading.topic, asked=reading.asked)[:LIKELY]
    most = max(len(other.answers) for other in reading.notices)
    nothing = len(notice.answers) < most or not any(each.answered for each in first)
    for each in first:
        pressing = nothing or reading.asked.get(each.kind, 0) >= OFTEN
        if not each.answered and (pressing or each.weight >= UNSURE):
            mend = f"add to answers: {{q: “{each.question}”, a: “{each.suggestion}”}}"
            says = f"“{each.question}” will be asked and is not answered"
            yield of(notice, "answers", says, mend=mend, severity="warn" if pressing else "note")
            return


OFTEN = 5  # customers of earlier runs


def ranked(notice: Notice, *, topic: str, asked: Mapping[str, int]) -> tuple[Likely, ...]:
    """Every question that the notice raises, likeliest first."""
    answers = [(known.question.own, known.answer.own) for known in notice.answers]
    return likely(by_part(notice), topic=topic, language=notice.language, answers=answers, asked=asked)


def by_part(notice: Notice) -> Mapping[str, str]:
    """The notice's texts as the questions are looked for in them."""
    found = {
        "subject": notice.subject.text if notice.subject else "",
        "what": notice.what.text,
        "means": notice.means.text,
        "done": notice.done.text,
        "if_ignored": notice.if_ignored.text,
        "next_steps": " ".join(step.says.text for step in notice.steps),
        "evidence": " ".join(f"{shown.says.text} {shown.value.text}" for shown in notice.evidence),
    }
    return {part: text for part, text in found.items() if text}


RULE = Rule(
    kind="unanswered-question",
    finds="A question that most readers of such a notice ask next has no answer, or is sent elsewhere.",
    why=(
        "Two thirds of customers contacted proactively contact the company again; anticipate their next question and answer it"
        " where they read (Gartner, on proactive service)."
    ),
    mend="answer it in the notice, in a sentence or two",
    unclear="{q: Do I get my money back?, a: Please visit our website.}",
    clear="{q: Do I get my money back?, a: “Yes, {{ order.total | money }} by {{ refund.by | day }}.”}",
    look=look,
)
