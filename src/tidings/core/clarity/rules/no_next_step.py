"""`no-next-step`: there is nothing the reader can do, or the steps do not say what they do."""

import re
from collections.abc import Iterator

from tidings.core.clarity.reading import Notice, Reading, Step
from tidings.core.clarity.rule import Rule, Spot, at, of
from tidings.core.clarity.vagueness import listed, plain
from tidings.core.clarity.wording import NOTHING, patterns

EMPTY_STEPS = patterns(
    en=r"""
        (?:click|tap|press|look|go|see|start|continue|proceed)(?:_(?:here|now|on|below|this|more))?
        (?:read|learn|see|find_out|know|discover|view)_(?:more|on|details|all)(?:_(?:about_this|here|information|now))?
        (?:more_)?(?:details?|info|information|more|options?|next|continue|proceed|submit|ok|okay|go|yes|no|link|button|action|option|step|answer|reply|other|others|misc|n\/?a|tbd|todo)(?:_(?:\d|one|two|three|[abc]))?
        (?:do|take)_(?:something|the_(?:necessary|needful|next)(?:_\w+)?|(?:appropriate_|the_necessary_)?action|steps|a_look)
        (?:be_)?(?:aware|informed|patient)
        (?:thank_you|thanks|noted|got_it|close|dismiss|hide|back|exit|finish|understood|all_right|alright|i_see|seen|acknowledged?|i_understand|i_have_read_(?:this|it))
        (?:please_)?(?:act|proceed|follow_up|handle_(?:it|this)|deal_with_(?:it|this)|contact_us|get_in_touch|reach_out|let_us_know)(?:_(?:accordingly|as_appropriate|if_needed|if_necessary))?
        (?:follow|see|use)_the_(?:instructions|link|steps)(?:_below|_above)?
        (?:await|wait_for)_(?:further_)?(?:instructions|information|news)
    """,
    pt=r"""
        (?:clique|toque|carregue|veja|siga|continue|prossiga|avance|clicar|ver|seguir|continuar|prosseguir|avançar)(?:_(?:aqui|já|agora|abaixo|mais))?
        (?:saiba|ler|leia|ver|veja|saber|descubra|conheça)_(?:mais|detalhes|tudo)(?:_(?:aqui|informações|sobre_isto|agora))?
        (?:mais_)?(?:detalhes?|informaç(?:ão|ões)|mais|opç(?:ão|ões)|seguinte|próximo|enviar|ok|sim|não|link|ligação|botão|ação|passo|resposta|outro|outros|n\/?a|a_definir)(?:_(?:\d|um|dois|três|[abc]))?
        (?:fazer|tomar|faça|tome)_(?:algo|alguma_coisa|o_necessário|as_medidas_\w+|medidas|o_que_for_\w+|uma_ação|(?:as_)?providências)(?:_\w+)?
        (?:ficar|fique)_(?:atento|informado|ciente)
        (?:obrigad[oa]|fechar|fecha|voltar|sair|esconder|ocultar|ignorar|dispensar|concluir|terminar|entendi|entendido|percebi|compreendi|visto|lido|ciente|tomei_conhecimento|já_li|está_bem|tudo_bem|certo)
        (?:atuar|agir|aja|trate_disto|tratar_disto|resolver|contacte-nos|contate-nos|entre_em_conta[c]?to|fale_conosco|fale_connosco|diga_algo)(?:_(?:em_conformidade|conforme_\w+|se_necessário))?
        (?:siga|seguir|use)_(?:as_instruções|o_link|os_passos)(?:_abaixo)?
        (?:aguardar?|aguarde|esperar?)(?:_\w+)?
    """,
    es=r"""
        (?:haga_clic|pulse|toque|vea|siga|continúe|continuar|seguir|ver)(?:_(?:aquí|ya|ahora|abajo|más))?
        (?:saber|leer|lea|ver|conozca|descubra)_(?:más|detalles|todo)(?:_(?:aquí|información|ahora))?
        (?:más_)?(?:detalles?|información|más|opci(?:ón|ones)|siguiente|enviar|ok|vale|sí|no|enlace|botón|acción|paso|respuesta|otro|otros|n\/?a)(?:_(?:\d|uno|dos|tres|[abc]))?
        (?:hacer|tomar|haga|tome)_(?:algo|lo_necesario|medidas|las_medidas_\w+|una_acción)
        (?:gracias|cerrar|volver|salir|ocultar|ignorar|descartar|terminar|entendido|comprendido|visto|leído|enterad[oa]|de_acuerdo|está_bien)
        (?:actuar|actúe|proceder|resolver|contáctenos|contacte_con_nosotros|póngase_en_contacto)(?:_\w+)?
        (?:siga|seguir|use)_(?:las_instrucciones|el_enlace|los_pasos)
        (?:espere|esperar)(?:_\w+)?
    """,
)


# Words of which a label may be made that still does not say what it does.
ANY_BUTTON = listed("""
    a an and any all at be do for from go get give here how i in into it its let lets me more my next no now of off on one or out over please see
    so step take that the there these this to up us use view we what with yes you your want need would like s ll re d
    action actions ahead alright answer app await back begin button care change check choose click close complete confirm
    continue deal detail details discover done enter finish follow forward further handle have inform info information inside instructions
    item key know learn link look manage matter message move necessary needful note notice notification notifications noted ok okay open option options page
    press proceed process progress read ready receive reply respond resolve select send show something start submit sure swipe tap thanks touch
    understood update updates visit website whatever started explore ready today m way going
    explorar comecar empezar hoje hoy pronto lista listo vou voy
    abrir aceder acao acessar adiante agir agora ali aqui as atuar avancar avante ao aos botao carregar carregue certo clicar clique com coisa coisas como
    comecar compreendi concluir confirmar consultar continuar da de descobrir detalhe detalhes disto do dos e em entrar entendi entendido enviar
    escolher este fazer finalizar gerir gerenciar iniciar informacao informacoes inicio ir isso isto la ler ligacao mais mensagem
    mensagens mostrar na nao nas necessario no notificacao notificacoes nos o obrigado ok opcao opcoes os ou pagina para pelo pode por pressionar
    prosseguir proximo proceder querer quero resolver responder saber seguinte seguir selecionar sim site sobre tocar todos toque tratar um
    uma ver veja vamos verificar voltar
    acceder accion adelante al algo aqui boton comenzar comience consulte con continue continuar cosa de del descubrir detalle
    detalles el ella empezar enlace enterado entendido entrar enviar elegir este esto gestionar hacer haga iniciar la las leer lo los mas mensaje
    mostrar necesario ninguno notificacion notificaciones ocuparse opcion opciones pagina para por proceder pulsar pulse quiero responder
    resolver saber seguir seleccionar si siguiente sitio tocar toque tramitar un una vamos ver verificar volver y
""")


def look(reading: Reading) -> Iterator[Spot]:
    for notice in reading.notices:
        if not notice.steps:
            yield of(notice, "next_steps", "there is nothing the reader can do", severity="block")
        every = all(says_nothing(step) or of_any_button(step) for step in notice.steps)
        empty = [
            step for step in notice.steps if (says_nothing(step) or every) and not short_answer(step, notice)
        ]
        for step in empty:
            # "OK" beside real choices is a fair way to say that all is well.
            if len(empty) == len(notice.steps) or step.way != "confirm":
                yield at(step.says, f"“{step.says.own}” does not say what it does")


def says_nothing(step: Step) -> bool:
    text = step.says.own.strip(" .!…→>»")
    return not re.search(r"[^\W_]", text) or bool(EMPTY_STEPS.get(step.says.speech, NOTHING).fullmatch(text))


def of_any_button(step: Step) -> bool:
    """Whether the words could stand on any button; beside a step that says something they may be clear (“Send it”)."""
    words = set(re.findall(r"[^\W\d_]+", plain(step.says.own)))
    said = step.says.values or re.search(r"\d", step.says.own)
    return not said and step.says.speech in EMPTY_STEPS and words <= ANY_BUTTON


def short_answer(step: Step, notice: Notice) -> bool:
    """Whether it is a yes beside a no, or a no beside a yes."""
    answers = {plain(other.says.own).strip(" .!") for other in notice.steps}
    return plain(step.says.own).strip(" .!") in YES | NO and bool(answers & YES and answers & NO)


YES, NO = frozenset({"yes", "sim", "si"}), frozenset({"no", "nao"})


RULE = Rule(
    kind="no-next-step",
    finds="There is no next step, or no step says what it does (“Read more”, “Click here”, “Continue”).",
    why=(
        "Customers come back because they cannot see how to resolve it; name the action on the button itself"
        " (WCAG 2.4.6 and 2.4.9: labels and links say their purpose; GOV.UK: start with a verb)."
    ),
    mend="give each step the words of what it does: “Cancel my order”, “Choose another day”, “Please call me”",
    unclear="{id: more, says: Learn more, does: confirm}",
    clear="{id: move, says: Choose another day, does: appointment.move}",
    look=look,
)
