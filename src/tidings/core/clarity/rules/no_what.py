"""`no-what`: what happened is not said, or in words that would fit any notice."""

from collections.abc import Iterator

from tidings.core.clarity.judging import wholly
from tidings.core.clarity.reading import Reading
from tidings.core.clarity.rule import Rule, Spot, at
from tidings.core.clarity.vagueness import pale, vague, weight
from tidings.core.clarity.wording import patterns

EMPTY_PHRASES = patterns(
    en=r"""
        there_(?:is|are|has_been|have_been|was|were)_(?:an?_|some_)?(?:\w+_)?(?:update|change|development|news|information|issue|problem|matter|notice|message|activity|situation|changes|updates|developments|issues|something)s?(?:_(?:regarding|about|concerning|on|to|with|in|for|relating_to|related_to)_your_\w+(?:_\w+)?)?
        (?:something|things?)_(?:has|have)?_?(?:changed|happened|come_up|came_up|occurred|gone_wrong|went_wrong)(?:_(?:with|to|on|in|about)_your_\w+)?
        (?:we_are_|we're_|i_am_)?(?:writing|contacting_you|getting_in_touch|reaching_out)(?:_to_you)?_(?:about|regarding|concerning|with_regard_to|in_relation_to|in_connection_with)(?:_your)?_\w+(?:_\w+)?
        we_(?:have|'ve_got|need)_(?:some_|an?_)?(?:important_|new_|recent_)?(?:news|information|update|updates|message|notice)(?:_(?:about|regarding|on|for|concerning)_(?:your_|you)\w*)?
        important_(?:information|notice|message|update|news)(?:_(?:about|regarding|for|concerning)_your_\w+)?
        (?:your|some|immediate)_attention_is_(?:needed|required)
        (?:an?_|some_)?(?:issue|problem|matter|situation|event|change|update|irregularity|anomaly)_(?:has_(?:been_|arisen|occurred|come_up)|was_|concerning|regarding|with_your|affecting|relating)\w*
        (?:please_)?(?:see|read|review|check)_(?:the_|this_|below|attached)_?\w*
        regarding_your_\w+(?:_\w+)?
        (?:it_has_)?come_to_our_attention
        (?:the_)?(?:status|details?)_of_your_\w+_(?:has|have)_(?:been_)?(?:changed|updated|modified)
        your_\w+(?:_\w+)?_(?:has|have)_(?:been_)?(?:updated|changed|modified|affected|processed|reviewed)
        (?:we_)?(?:wanted|want|would_like|'d_like)_to_(?:let_you_know|inform_you|tell_you|update_you|share|touch_base)
        (?:changes|updates)_(?:have_been_made|were_made|may_affect)
    """,
    pt=r"""
        (?:há|existe|existem|houve|temos|ocorreu|ocorreram|surgiu|surgiram|registou-se|registrou-se|verificou-se)_(?:uma?s?_|algum(?:a|as|s)?_|alguns_)?(?:\w+_)?(?:atualizaç(?:ão|ões)|alteraç(?:ão|ões)|mudanças?|novidades?|informaç(?:ão|ões)|questão|questões|problemas?|situação|situações|ocorrências?|desenvolvimentos?|notícias?|avisos?|assuntos?|coisas?)(?:_(?:\w+))?(?:_(?:sobre|relativ[ao]s?_a[os]?|relativ[ao]s?_à|referentes?_a[os]?|referente_à|na|no|em|com|relacionad[ao]s?_com|quanto)_(?:o_|a_|à_|ao_)?(?:sua?s?|seus?|teus?|tuas?)_\w+)?
        (?:algo|alguma_coisa)_(?:mudou|aconteceu|se_alterou|ocorreu|correu_mal|deu_errado|surgiu)(?:_(?:com|na|no|em)_(?:o_|a_)?(?:seu|sua|teu|tua)_\w+)?
        (?:estamos_a_|estamos_)?(?:escrev\w+|contact\w+|entr\w+_em_conta[ct]to|entr\w+_em_contacto)(?:-lhe|-te)?_(?:a_propósito|a_respeito|sobre|por_causa)_(?:d[ao]_|o_|a_)?(?:seu|sua|teu|tua)?_?\w+
        (?:informaç(?:ão|ões)|aviso|mensagem|comunicado|notícia|novidades?)_importantes?(?:_(?:sobre|acerca_d[ao]|relativ[ao]_[aà]o?)_(?:o_|a_)?(?:seu|sua|teu|tua)_\w+)?
        (?:a_)?sua_atenção_é_(?:necessária|requerida)
        (?:d[ae]_sua|a_sua)_atenção
        (?:vimos|viemos)_por_(?:este_meio|meio_d\w+)
        (?:gostar(?:íamos|ia)|queremos|queríamos|desejamos)_(?:de_)?(?:lhe_|te_|o_|a_)?(?:informar|comunicar|avisar|dizer|partilhar|compartilhar|dar_conhecimento)(?:-lo|-la|-lhe)?
        (?:o|a)_(?:seu|sua|teu|tua)_\w+_(?:foi|teve|sofreu)_(?:atualizad[ao]|alterad[ao]|modificad[ao]|processad[ao]|afetad[ao]|uma_(?:atualização|alteração|mudança)|alterações|mudanças)
        (?:o|os|um)_?_?(?:estado|status|situação)_d[ao]_(?:seu|sua|teu|tua)_\w+_(?:mudou|foi_\w+|sofreu_\w+)
        (?:referente|relativamente|quanto|em_relação|com_respeito)_(?:a|à|ao)_?(?:seu|sua|teu|tua)?_\w+
    """,
    es=r"""
        (?:hay|existe|existen|hubo|tenemos|se_ha_producido|se_han_producido|ha_habido|ha_surgido)_(?:una?s?_|algún_|alguna_|algunos_|algunas_)?(?:\w+_)?(?:actualización|actualizaciones|cambios?|novedad|novedades|información|informaciones|problemas?|situación|situaciones|incidencias?|noticias?|avisos?|asuntos?)(?:_\w+)?(?:_(?:sobre|relativ[ao]s?_a|referentes?_a|en|con|relacionad[ao]s?_con|de|respecto_a)_su_\w+)?
        algo_(?:ha_)?(?:cambi\w+|pas\w+|ocurr\w+|suced\w+|surg\w+|fall\w+)(?:_(?:con|en|a)_su_\w+)?
        (?:le_)?(?:escribimos|contactamos|nos_ponemos_en_contacto)_(?:con_usted_)?(?:sobre|acerca_de|en_relación_con|por|respecto_a)_(?:su_)?\w+
        (?:información|aviso|mensaje|comunicado|noticia)_importante(?:_(?:sobre|acerca_de)_su_\w+)?
        (?:queremos|quisiéramos|nos_gustaría|deseamos)_(?:informarle|comunicarle|avisarle|decirle|compartir)
        (?:se_requiere|es_necesaria)_su_atención
        su_\w+_(?:ha_sido|fue|ha_sufrido)_(?:actualizad[ao]|modificad[ao]|afectad[ao]|procesad[ao]|cambios|un_cambio)
        (?:el_estado_de_)?su_\w+_ha_cambiado
    """,
)


def look(reading: Reading) -> Iterator[Spot]:
    for notice in reading.notices:
        what = notice.what
        if what.empty:
            continue
        doubtful = vague(what, EMPTY_PHRASES) or pale(what, (other.what for other in reading.notices))
        if wholly("empty-what", what, doubtful=doubtful):
            yield at(what, "this could be said of anything: it does not say what happened")
        elif (
            reading.needs
            and not what.values
            and weight(what) < TELLING
            and "{%" not in what.source
            and not any(sign.isdigit() for sign in what.own)
        ):
            yield at(
                what,
                "this names nothing of the reader's own: no order, card, day or sum that the data brings",
            )


TELLING = 6  # words of its own that tell what happened without a value


RULE = Rule(
    kind="no-what",
    finds="What happened is missing, or said in words that would fit any notice.",
    why=(
        "People read the first words and decide by them; plain language puts what the reader needs to know first and says"
        " it exactly (ISO 24495-1: readers can find what they need; GOV.UK content design: front-load)."
    ),
    mend="say what happened, to which order, card or appointment, and when",
    unclear="There is an update regarding your account.",
    clear="Your card ending 4821 was used for €14.10 in Porto on 5 March 2026.",
    look=look,
)
