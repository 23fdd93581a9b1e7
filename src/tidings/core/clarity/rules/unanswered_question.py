"""`unanswered-question`: a question that most readers will have next has no answer, or one that answers nothing."""

import re
from collections.abc import Iterator, Mapping

from tidings.core.clarity.anchors import anchored
from tidings.core.clarity.judging import wholly
from tidings.core.clarity.reading import Notice, Reading, Words
from tidings.core.clarity.rule import Rule, Spot, at, of
from tidings.core.clarity.vagueness import plain, specific, vague
from tidings.core.clarity.wording import NOTHING, patterns
from tidings.core.questions import LIKELY, UNSURE, Likely, likely
from tidings.core.questions.accepting import quoted

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
# In a few words and without a fact: the reader is put off.
PUT_OFF = patterns(
    en=r"""
        time_will_tell|(?:that|this|it)_is_(?:not_)?(?:something|anything|information)_(?:that_)?(?:we|i)_\w+|(?:we_)?(?:do_not|don't|cannot|can't|will_not|may_not)_(?:share|disclose|discuss|reveal|say|comment|answer)(?:_\w+)*|(?:call|ring|phone|message)_(?:us|me)(?:_\w+)*
        (?:please_)?(?:ask|check|see|consult|visit|contact|refer|look|wait|be_patient|speak|talk|email|log_in|stay_tuned|bear_with|trust|read)(?:_\w+)*
        (?:\w+_){0,4}(?:later|in_due_course)|(?:\w+_){0,4}(?:varies|vary|depends|confidential|policy|patient|unknown|faqs?|terms|conditions|adviser|advisor|agent|staff|comment|patience|asked|wonder\w*)(?:_\w+){0,3}
        no_comments?|(?:we|i|nobody|no_one)(?:'ll|_\w+)?_(?:looking|working|investigating|cannot|can't|do_not|don't|will_explain|will_see|explain|knows?|get_asked|hope)(?:_\w+)*
        (?:it_is_|this_is_|that_is_)?(?:hard|difficult|too_early|impossible|complicated|classified|internal)(?:_to_\w+)*
        (?:not|to_be|yet_to_be)_(?:yet_)?(?:known|decided|determined|announced|confirmed|clear|available|defined)(?:_\w+)?
    """,
    pt=r"""
        o_tempo_dirá|(?:não_)(?:partilhamos|divulgamos|revelamos|comentamos|dizemos|compartilhamos)(?:_\S+)*|(?:ligue|telefone|contacte|escreva)-nos(?:_\S+)*
        (?:por_favor,?_)?(?:pergunte|veja|verifique|consulte|visite|contacte|contate|aguarde|espere|fale|leia|confie|tenha_paciência|aceda)(?:_\S+)*
        (?:mais_)(?:\w+_){0,4}depois|(?:\w+_){0,4}(?:varia|variam|depende|dependem|confidencial|política|paciência|desconhecid[ao]|termos|condições|gestor|gestora|assistente|comentários?|perguntam|perguntam-nos)(?:_\S+){0,3}
        (?:nós_)?(?:estamos_a_\w+|estamos_\w+ndo|não_(?:podemos|sabemos)|ninguém_sabe|explicaremos|logo_se_vê|veremos)(?:_\S+)*
        (?:é_|isso_é_)?(?:difícil|cedo|impossível|complicado|interno)(?:_\S+)*|(?:a_definir|por_definir|ainda_não_se_sabe|não_se_sabe)(?:_\S+)*
        (?:perguntam|perguntam-nos|pedem-nos)_(?:\S+_?)*|(?:o|a)_(?:seu|sua)_(?:gestora?|assistente|agente|conselheir[ao])_sabe
    """,
    es=r"""
        (?:el_)?tiempo_(?:lo_)?dirá|no_(?:compartimos|divulgamos|revelamos|comentamos|decimos)(?:_\S+)*|(?:llámenos|contáctenos|escríbanos|pregúntenos)(?:_\S+)*
        (?:por_favor,?_)?(?:pregunte|vea|mire|revise|consulte|visite|contacte|espere|hable|lea|confíe|tenga_paciencia|acceda)(?:_\S+)*
        (?:más_)(?:\w+_){0,4}después|(?:\w+_){0,4}(?:varía|varían|depende|dependen|confidencial|política|paciencia|desconocid[ao]|términos|condiciones|gestora?|asesora?|comentarios?|preguntan)(?:_\S+){0,3}
        (?:lo_)?(?:estamos_\w+ndo|no_(?:podemos|sabemos)|nadie_sabe|explicaremos|ya_se_verá|veremos)(?:_\S+)*
        (?:es_|eso_es_)?(?:difícil|pronto|imposible|complicado|interno)(?:_\S+)*|(?:por_definir|aún_no_se_sabe|no_se_sabe)(?:_\S+)*
        (?:nos_)?lo_preguntan(?:_\S+)*|su_(?:gestora?|asesora?|agente)_lo_sabe
    """,
)
# Words that speak of asking, answering and looking elsewhere (stems without accents): alone they answer nothing.
AROUND = {
    "en": r"ask|answer|question|quer(?:y|ies)|explain|expla|know|knew|tell|told|say|said|website|web|site|page|app|faq|help|online|internet|portal|link|read|learn|find|found|look|search|check|see|visit|contact|call|ring|speak|talk|write|email|chat|reach|team|staff|support|agent|advis|colleague|someone|somebody|office|branch|desk|hotline|elsewhere|concern|understand|appreciat|thank|patien|wait|soon|later|course|time|review|examin|investigat|work|consider|discuss|decid|announc|determin|clarif|confirm|provid|publish|share|disclos|reveal|comment|confidential|internal|policy|polic|rule|term|condition|contract|document|hopeful|hope|mayb|perhap|probab|possib|depend|vari|case|circumstanc|situation|situat|individual|unable|able|sorry|apolog|unfortunate|moment|current|present|yet|many|most|often|frequent|common|detail|inform|further|follow|touch|try|best|customer|people|matter|unclear|unknown|uncertain|sure|guess|hard|difficult|complicat|simpl|good|great|interest|fair|import|free|feel|hesitat|please|kindly|dear|here|anyone|everyone|nobody|trust|believe|doubt|worr",
    "pt": r"pergunt|respost|respond|responder|questa|questo|duvid|explic|sab|diz|dir|dize|site|sitio|pagin|app|aplica|faq|ajud|online|internet|portal|link|ler|leia|consult|encontr|procur|veja|ver|verif|visit|contact|contat|ligu|fal|escrev|email|chat|equip|apoio|suport|atend|assist|agent|gestor|coleg|alguem|balca|agenc|loja|linha|lado|lugar|preocup|compreend|entend|agradec|obrigad|pacien|espera|esper|aguard|breve|mais|tarde|depois|tempo|analis|estud|revis|averig|trabalh|consider|discut|decid|anunci|determin|esclarec|confirm|disponib|publi|partilh|compartilh|divulg|revel|coment|confidenc|intern|politic|regra|term|condic|contrat|document|oxala|talvez|provav|possiv|depend|vari|caso|circunst|situac|consegu|capaz|lament|desculp|infeliz|momento|atual|ainda|muit|frequent|comum|detalh|inform|seguir|segu|tent|melhor|client|pessoa|assunt|desconhec|incert|cert|dific|complic|simples|boa|interess|import|favor|livre|hesit|confi|anunciar|definir|noutr|outr",
    "es": r"pregunt|respuest|respond|cuestion|duda|expli|sab|dec|dir|diga|web|sitio|pagin|app|aplica|faq|ayud|linea|online|internet|portal|enlac|leer|lea|consult|encontr|busc|vea|ver|verif|visit|contact|llam|habl|escrib|correo|chat|equip|apoyo|soport|atenc|asist|agent|gestor|asesor|compan|alguien|oficin|sucurs|tiend|lugar|preocup|comprend|entend|entiend|agradec|gracia|pacien|esper|aguard|pronto|mas|tarde|despues|tiempo|analiz|estudi|revis|investig|trabaj|consider|discut|decid|anunci|determin|aclar|confirm|facilit|disponib|publi|compart|divulg|revel|coment|confidenc|intern|politic|norma|regla|termin|condic|contrat|document|ojala|quiza|probab|posib|depend|vari|caso|circunst|situac|pod|capaz|lament|disculp|desgrac|momento|actual|todav|much|frecuent|comun|detall|inform|segui|sigu|intent|mejor|client|person|asunt|desconoc|inciert|cierto|dific|complic|simple|buen|interes|import|favor|libre|confi|otr",
}
FEW = 8  # words
LONGER = 9
SEVERAL = 3  # answers; so many are seldom all beside the point
YES_OR_NO = re.compile(r"(?:yes|no|sim|nao|si|never|nunca|always|sempre|siempre|none|nothing|nada)\b")


def look(reading: Reading) -> Iterator[Spot]:
    for notice in reading.notices:
        hollow = [known.answer for known in notice.answers if answers_nothing(known.answer)]
        for answer in hollow:
            yield at(answer, f"“{answer.own}” does not answer the question")
        yield from () if hollow else unanswered(notice, reading)


def answers_nothing(answer: Words) -> bool:
    return not answer.empty and wholly("non-answer", answer, doubtful=seems_hollow(answer))


def seems_hollow(answer: Words) -> bool:
    if puts_off(answer):
        return True
    if answer.values or YES_OR_NO.match(plain(answer.own)):
        return False
    if only_around(answer):
        return True
    return vague(answer, ELSEWHERE, enough=2)


def only_around(answer: Words) -> bool:
    """Whether a short answer is made of words about asking and answering alone."""
    stems = AROUND.get(answer.speech)
    if not stems or re.search(r"\d", answer.own) or len(answer.own.split()) > LONGER:
        return False
    around = re.compile(rf"(?:{stems})\w*")
    return all(around.fullmatch(word) for word in specific(answer.own, answer.speech))


def puts_off(answer: Words) -> bool:
    text = answer.own.replace("’", "'").strip(" .!¡…")
    few = len(text.split()) <= FEW and not answer.values and not re.search(r"\d", text)
    return few and bool(PUT_OFF.get(answer.speech, NOTHING).fullmatch(text))


def beside_it(notice: Notice) -> bool:
    """Whether the questions answered have nothing to do with the matter."""
    told = [words for known in notice.answers for words in (known.question, known.answer)]
    known_kinds = any(anchored(words, notice) for words in told)
    return 0 < len(notice.answers) < SEVERAL and not known_kinds


def unanswered(notice: Notice, reading: Reading) -> Iterator[Spot]:
    """The likeliest question without an answer: a note by itself.

    It warns where two answers or fewer answer no likely question, where another language answers more, or where customers asked it before.
    """
    first = ranked(notice, topic=f"{reading.topic} {reading.campaign}", asked=reading.asked)[:LIKELY]
    most = max(len(other.answers) for other in reading.notices)
    fewer = not notice.answers or len(notice.answers) < most
    met = any(each.where.startswith("answers") for each in first)
    silent = len(notice.answers) < SEVERAL and not any(each.answered for each in first)
    nothing = fewer or silent or (beside_it(notice) and not met)
    for each in first:
        pressing = nothing or reading.asked.get(each.kind, 0) >= OFTEN
        if not each.answered and (pressing or each.weight >= UNSURE):
            mend = f"add to answers: {{q: {quoted(each.question)}, a: {quoted(each.suggestion)}}}"
            if notice.what.speech not in PUT_OFF:
                mend = OTHER_TONGUE.format(language=notice.language)
            says = f"“{each.question}” will be asked and is not answered"
            yield of(notice, "answers", says, mend=mend, severity="warn" if pressing else "note")
            return


OTHER_TONGUE = "write the question and its answer in {language} under answers: answers are suggested in English, Portuguese and Spanish alone"
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
    clear='{q: Do I get my money back?, a: "Yes, {{ order.total | money }} by {{ refund.by | day }}."}',
    look=look,
)
