"""`vague-date`: a moment told by a word that means another day tomorrow, or no day at all."""

from collections.abc import Iterator

from tidings.core.clarity.reading import Reading
from tidings.core.clarity.rule import Rule, Spot, at
from tidings.core.clarity.wording import first, patterns

# Where the notice itself tells a moment; an answer may speak of any day.
PROMISES = ("subject", "what", "means", "done", "if_ignored")
DAYS_EN = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
DAYS_PT = r"(?:segunda|terça|quarta|quinta|sexta)(?:-feira)?|sábado|domingo"
DAYS_ES = r"lunes|martes|miércoles|jueves|viernes|sábado|domingo"
ANYWHERE = patterns(
    en=rf"""
        (?:very_|quite_|pretty_)?soon(?:est)?(?!_as)
        shortly(?!_(?:after|before))
        tomorrow(?:'s)?(?:_(?:morning|afternoon|evening|night))?
        (?:the_)?day_(?:after_tomorrow|before_yesterday)
        (?:the_)?(?:next|coming|following|upcoming)_(?:(?:few_|couple_of_|several_|some_|\w+_(?:or_\w+_)?)?(?:days|weeks|months|hours|fortnights?)|week|month|fortnight|season|quarter|weekend|while|{DAYS_EN})(?!_(?:in_a_row|after))
        (?:in|after|for)_(?:a|another)_(?:bit|while|moment|little)|any_(?:day|time|moment|minute|week)_(?:now|soon)|(?:one|any)_of_(?:these|the_coming|the_next)_(?:days|weeks)
        (?:before|after|over|by|until|during)_(?:the_|this_|next_)?(?:coming_)?(?:weekend|holidays|holiday_season|festive_season|summer|winter|spring|autumn|break|christmas|easter|new_year)(?!_?(?:‹|\d|of_‹))
        (?:in|this|next|by|early|late)_(?:the_)?(?:spring|summer|autumn|winter)(?!_?(?:‹|\d|of_‹))
        (?:by_)?(?:the_)?(?:close|end)_of_(?:business|play|the_(?:working_)?(?:day|week))|momentarily|imminently|presently|down_the_(?:line|road)|round_the_corner
        (?:later|late|early|earlier|sometime|some_time|at_some_point)_(?:(?:this|next)_(?:day|week|month|year)|in_the_(?:coming_)?(?:week|month|year|weeks|days|months))
        in_(?:a|the)_(?:few|couple_of|near|coming|next|matter_of|little|short|foreseeable)_?(?:few_)?(?:days?|weeks?|months?|hours?|future|time|while|moments?)
        (?:within|after|for|over|during)_(?:a|the)_(?:few|couple_of|coming|next)_?(?:few_)?(?:days?|weeks?|months?|hours?)
        in_due_(?:course|time)
        (?:at|by)_(?:some_point|a_later_(?:date|time|stage)|your_earliest_convenience|(?<!›\sat\s)the_earliest(?!_(?:‹|\d)))
        (?:before|by|until|towards?)_(?:too_)?long
        before_long|(?:later_on|some_time_later|a_bit_later)(?=[.,;]|$)|sooner_or_later|as_time_permits|within_(?:days|weeks|hours|months)|(?:by_|on_)?{DAYS_EN}_(?:morning|afternoon|evening|night)(?!_?,?_?(?:the_)?(?:\d|‹))
        (?:when|once|as_soon_as|whenever)_(?:it_is_|we_are_|they_are_|everything_is_)?(?:ready|possible|available|convenient|time_(?:allows|permits)|we_can|able)(?=[.,;:]|$)
    """,
    pt=rf"""
        (?:muito_|para_|o_mais_)?(?:em_)?breve(?:mente)?
        (?:d)?entro_de_(?:alguns|algumas|poucos|poucas|uns|umas)_\w+
        (?:logo_)?(?:amanhã|depois_de_amanhã)
        (?:n[ao]s|nas_|os|as)?_?(?:próxim[ao]s?|seguintes?)_(?:poucos_|poucas_)?(?:dias?|semanas?|meses|mês|horas?|fim_de_semana|{DAYS_PT})
        (?:dia|semana|mês|dias|semanas|meses|horas)_(?:que_vem|próxim[ao]s?)
        (?:no_fim|no_final|até_ao_fim|até_o_fim|até_ao_final|até_o_final|em_meados|no_início|no_começo|lá_para_o_fim)_(?:d[aeo]|dest[ea]|d[ao]_próxim[ao])_(?:semana|mês|ano|dia|próxim[ao]_\w+)
        a_seu_tempo|mais_cedo_ou_mais_tarde|dentro_de_(?:dias|semanas|meses|horas)|(?:{DAYS_PT})_(?:de_manhã|à_tarde|à_noite)(?!,?_?(?:dia_)?(?:\d|‹))|daqui_a_(?:pouco|nada|uns_\w+|umas_\w+|algum_tempo|alguns_\w+|algumas_\w+)|em_pouco_tempo|dentro_(?:de|em)_(?:pouco|breve)|a_todo_o_momento|(?:num|um)_(?:destes|desses)_dias|um_dia_destes
        (?:n[ao]s|nas|as|os|das|dos)_próxim[ao]s_\w+_(?:dias?|semanas?|meses|horas?)
        (?:antes|depois|até|durante|após)_(?:d[aeo]s?_|a[os]?_|o_|as_|as_)?(?:fim_de_semana|férias|festas|feriado|verão|inverno|natal|páscoa|ano_novo)(?!_?(?:‹|\d|de_‹))
        (?:na|no|nesta|neste|n?a_próxima|n?o_próximo)_(?:primavera|verão|outono|inverno)(?!_?(?:‹|\d|de_‹))
        (?:mais_)?(?:para|lá_para|perto_d[oe]|no|ao|até_ao|até_o|pelo)_(?:o_)?(?:fim|final|meio|início)_d[oa]s?_(?:dia|semana|mês|ano|trimestre)|algures_(?:n[ao]|em)|fins_d[eo]_\w+
        (?:quando|assim_que|logo_que)_(?:for_|seja_|estiver_)?(?:possível|pront[ao]|der|puder|pudermos|oportuno|conveniente|houver_disponibilidade)(?=[.,;:]|$)
        (?:num|em_um|a|em)_(?:futuro|momento)_(?:próximo|oportuno|posterior)
    """,
    es=rf"""
        (?:muy_)?pronto
        (?<!una_)(?<!la_)(?<!esa_)(?<!cada_)(?<!de_)(?<!toda_)mañana(?:_por_la_\w+)?
        (?:en_)?(?:los|las|el|la)_próxim[ao]s?_(?:días?|semanas?|meses|mes|horas?|{DAYS_ES})
        (?:dentro_de|en|hace)_(?:unos|unas|algunos|algunas|pocos|pocas)_(?:días|semanas|meses|horas)
        a_(?:fin|final|finales|mediados|principios)_de(?:l)?_(?:la_)?(?:semana|mes|año)
        en_(?:un_)?futuro_(?:próximo|cercano)|tarde_o_temprano|dentro_de_(?:días|semanas|meses|horas)|(?:{DAYS_ES})_por_la_\w+(?!,?_?(?:\d|‹))|dentro_de_(?:un_rato|poco|nada|algún_tiempo)|en_(?:un_rato|poco_tiempo)|(?:un|uno)_de_estos_días|un_día_de_estos|de_un_momento_a_otro
        (?:en_|durante_)?(?:los|las)_próxim[ao]s_\w+_(?:días?|semanas?|meses|horas?)
        (?:antes|después|hasta|durante|tras)_(?:del?_|el_|las_|los_|la_)*(?:fin_de_semana|vacaciones|fiestas|festivos|verano|invierno|navidad|semana_santa|año_nuevo)(?!_?(?:‹|\d|de_‹))
        (?:en|esta|este|la_próxima|el_próximo)_(?:la_|el_)?(?:primavera|verano|otoño|invierno)(?!_?(?:‹|\d|de_‹))
        (?:en_algún_momento|más_tarde|a_lo_largo)_(?:d[ae]l?|en)_(?:la_|el_|los_|las_|este_|esta_)?(?:próxim[ao]s?_)?(?:día|semana|mes|año|días|semanas|meses)
        (?:cuando|en_cuanto|tan_pronto_como)_(?:sea_|esté_)?(?:posible|list[ao]|pued[ae]n?|podamos|oportuno|conveniente|haya_disponibilidad)(?=[.,;:]|$)
    """,
)
WHERE_IT_COUNTS = patterns(
    en=rf"""
        as_soon_as_(?:possible|we_can|practicable|feasible)
        asap
        (?:earlier_|later_)?today(?!_is)
        tonight
        yesterday
        (?:this|last|next)_(?:week|weekend|month|{DAYS_EN})(?!'s)
        this_(?:morning|afternoon|evening)
        (?:a_few|several|a_couple_of)_(?:\w+_)?(?:days?|weeks?|months?|hours?)(?:_(?:from_now|time|later|ago))?
        in_time
        (?:by|at|before|until|around|towards|near)_the_(?:end|middle|beginning|start)_of_(?:the|this|next)_(?:day|week|month|year)
        eventually
        (?:sometime|some_time)
        the_other_day
        (?:a_(?:short_|little_)?while|some_time|not_long|long)_ago|just_now|lately|of_late|these_days
        recently
        (?:on|by|until|before|from|this|next)_{DAYS_EN}(?!_?,?_?(?:the_)?(?:\d|‹))(?!s)
    """,
    pt=rf"""
        (?:o_|mais_)?(?:quanto_antes|cedo_possível|rápido_possível|rapidamente_possível|depressa_possível|brevemente_possível)
        assim_que_(?:possível|pudermos|for_possível)
        logo_que_possível
        (?:hoje|ontem|anteontem)(?:_à_(?:noite|tarde))?
        (?:esta|nesta)_(?:noite|tarde|manhã|semana)
        (?:n?est[ea]|n?ess[ea]|n?o|n?a)_(?:semana|mês|fim_de_semana)_(?:passad[ao]|que_vem|próxim[ao])
        (?:ainda_)?(?:est[ea]|nest[ea])_(?:semana|mês)
        (?:alguns|algumas|uns|umas|poucos|poucas)_(?:dias|semanas|meses|horas)
        (?:oportunamente|posteriormente|futuramente|eventualmente|recentemente)
        (?:mais_à_frente|mais_para_a_frente|mais_adiante)
        (?:até|na|no|nesta|neste|próxim[ao]|a_partir_d[ae])_(?:{DAYS_PT})(?!,?_?(?:dia_)?(?:\d|‹))
        (?:há|faz)_(?:dias|pouco|pouco_tempo|algum_tempo|uns_dias)|ultimamente|nestes_dias
        um_destes_dias
    """,
    es=rf"""
        en_breve
        (?:lo_)?(?:antes_posible|más_pronto_posible|cuanto_antes)
        (?:tan_pronto_como|en_cuanto)_(?:sea_posible|podamos|nos_sea_posible)
        hace_(?:poco|un_tiempo|unos_días|algún_tiempo|mucho)|últimamente|estos_días
        (?:hoy|ayer|anteayer|anoche|esta_(?:noche|tarde|mañana|semana)|este_(?:mes|año|fin_de_semana)|pasado_mañana)
        (?:la_semana|el_mes|el_fin_de_semana|el_año)_(?:que_viene|próxim[ao]|pasad[ao])
        (?:unos|unas|algunos|algunas|pocos|pocas)_(?:días|semanas|meses)(?!_(?:de|al|antes))
        (?:a_su_debido_tiempo|próximamente|oportunamente|más_adelante|eventualmente|recientemente)
        (?:el|este|próximo|hasta_el|antes_del)_(?:{DAYS_ES})(?!,?_?(?:\d|‹))
    """,
)


def look(reading: Reading) -> Iterator[Spot]:
    for notice in reading.notices:
        for words in notice.stated():
            if word := first(ANYWHERE, words) or (words.part in PROMISES and first(WHERE_IT_COUNTS, words)):
                yield at(words, f"“{word.strip()}” names no date")


RULE = Rule(
    kind="vague-date",
    finds="A relative or vague word (soon, tomorrow, Friday, in the next days) stands where a date is meant.",
    why=(
        "A notice is read hours or days after it is written: “tomorrow” is then another day, and “soon” makes people ask when"
        " (GOV.UK style: give the date; US plain language guidelines: be specific)."
    ),
    mend="write the day or the moment from the event's data: {{ order.promised | day }}; where it is not known, say by when you will say it",
    unclear="Your order will arrive soon.",
    clear="Your order will arrive on 8 March 2026.",
    look=look,
)
