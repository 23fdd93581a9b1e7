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
        before_you_know_it|in_(?:a_jiffy|no_time|(?:less_than_)?an_instant|the_blink_of_an_eye)|not_long_from_now|(?:at|on)_short_notice|at_(?:the_|our_|your_)(?:first|next|earliest|earlier|own)?_?(?:opportunity|convenience|occasion)
        (?:with|at|on)in_(?:a|some)_(?:reasonable|short|certain|limited|while|few)_?(?:time|period|delay)?(?:frame)?|(?:within|after|in)_(?:a_)?(?:reasonable|due|short|good|some|little)_(?:amount_of_)?time|next_time_(?:round|around)|(?:a|some)_little_later|in_a_timely_manner|in_good_time
        (?:in|over|during|within)_the_(?:days?|weeks?|months?|period|time|hours?)_(?:ahead|to_come|that_follows?|after_this|coming)|over_the_(?:coming|next)_(?:period|time|while)
        the_(?:week|month|day)_after_(?:next|that)|(?:around_|by_|until_|in_)?(?:mid|early|late)[-_](?:month|week|year|next_(?:week|month|year))|early_next_(?:week|month|year)
        (?:last|the_previous|the_other)_(?:night|evening|afternoon|morning)|later_(?:today|tonight|on_today)|(?:follows?|comes?|arrives?|decided?|know|told?|write|happens?|starts?|ends?|sent|send|be)_later(?=[.,;:!]|$)
        (?:once|when|after)_(?:the_|our_|your_|everything_)?(?:process(?:ing)?|review|checks?|formalities|verification|examination|investigation|everything)_(?:is|are|has_been|have_been)_(?:completed?|finished|done|through|settled|sorted|concluded|ready)(?=[.,;:]|$)|(?:in|with)_(?:the_)?fullness_of_time|(?:some|a_certain|a_little)_time_(?:to|for|before|until)
        some_(?:day|time)(?=[.,;:]|$)|at_some_(?:moment|point|stage|time)(?!_(?:you|until|before|up|on|in|from|with|and|at|by|online|during))|as_(?:quickly|fast|early|promptly|rapidly|swiftly)_as_(?:possible|we_can)
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
        (?:num|em_um|dentro_de_um)_(?:instante|ápice|abrir_e_fechar_de_olhos)|(?:n?um|d?um)_prazo_(?:razoável|curto|adequado|breve)|a_(?:curto|médio|longo)_prazo|n?a_(?:primeira|próxima|melhor)_(?:oportunidade|ocasião)|com_(?:a_)?(?:maior_|toda_a_|alguma_|a_máxima_)?(?:brevidade|rapidez|urgência)(?:_possível)?
        n?os_(?:tempos|dias|momentos)_(?:mais_)?(?:próximos|que_vêm|seguintes)|daqui_a_(?:um|uma|dois|duas|três|quatro|\d+)_(?:dias?|semanas?|mês|meses|horas?)|(?:por_volta_d[oe]|em|a|lá_para|pel[oa])_?(?:o_)?(?:meio|meados|princípios?|início|começo|fins?|final|finais)_d[oe]_(?:mês|ano|semana|próximo_mês)(?!_de_‹)
        n?a_(?:primeira|segunda|última)_(?:quinzena|metade|semana)(?:_d[oe]_(?:mês|ano))?(?!_de_(?:‹|\w+_de_\d))|(?:quando|assim_que|logo_que|depois_de|após)_(?:o_|a_|os_|as_)?(?:process\w*|análise|tratamento|revisão|trabalhos?|verificação|tudo)_(?:for(?:em)?_|estiver(?:em)?_)?(?:termin\w+|conclu\w+|acab\w+|pront\w+|feit\w+|resolvid\w+)(?=[.,;:]|$)
        ontem(?:_à_(?:noite|tarde))?|mais_logo|n?o_(?:princípio|início|fim|final|meio)_d[oae]s?_(?:mês|ano|semana)_(?:que_vem|próxim[oa])|(?:segue|chega|vem|recebe|saberá|fica|dizemos|decidimos|enviamos|avisamos)_(?:um_pouco_)?(?:mais_tarde|depois)(?=[.,;:!]|$)|(?:algum|um_certo|certo)_tempo_(?:para|até)|a_dad[oa]_(?:momento|altura)(?=[.,;:]|$)
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
        en_(?:un_(?:instante|santiamén|rato)|breve_plazo)|en_un_plazo_(?:razonable|corto|breve|adecuado|prudencial)|a_(?:corto|medio|largo)_plazo|(?:en_|a_)?(?:la_)?(?:primera|próxima|mejor)_(?:ocasión|oportunidad)|(?:con|a)_la_(?:mayor|máxima)_(?:brevedad|rapidez|urgencia)(?:_posible)?|con_(?:brevedad|rapidez|prontitud)
        en_los_(?:próximos_)?(?:tiempos|días|momentos)(?:_(?:próximos|venideros|que_vienen|siguientes))?(?!_(?:de|que_(?!vienen)|en|‹|\d|hábiles|laborables|festivos))|dentro_de_(?:un|una|dos|tres|cuatro|\d+)_(?:días?|semanas?|mes|meses|horas?)|(?:a|hacia|por|para)_(?:los_)?(?:mediados|principios|fines|finales|comienzos|el_final|final)_(?:de(?:l)?)_(?:la_|el_)?(?:próxim[ao]_)?(?:mes|año|semana)(?!_de_‹)
        (?:en_|a_)?la_(?:primera|segunda|última)_(?:quincena|mitad|semana)(?:_de(?:l)?_(?:mes|año))?(?!_de_(?:‹|\w+_de_\d))|(?:cuando|una_vez_que|en_cuanto|tras|después_de_que)_(?:termin\w+|acab\w+|conclu\w+|finali\w+)_(?:la_|el_|los_|las_)?(?:tramitación|proceso|revisión|trabajos?|obras?|verificación|análisis|gestión)(?=[.,;:]|$)
        anoche|ayer(?:_por_la_\w+)?|(?:sigue|llega|llegará|viene|recibirá|sabrá|diremos|decidimos|enviaremos|avisaremos)_(?:un_poco_)?(?:más_tarde|después)(?=[.,;:!]|$)|(?:algún|un_cierto|cierto|un)_tiempo_(?:para_que|hasta_que)|en_(?:algún|su)_momento(?=[.,;:]|$)
        (?:cuando|en_cuanto|tan_pronto_como)_(?:sea_|esté_)?(?:posible|list[ao]|pued[ae]n?|podamos|oportuno|conveniente|haya_disponibilidad)(?=[.,;:]|$)
    """,
)
WHERE_IT_COUNTS = patterns(
    en=rf"""
        as_soon_as_(?:possible|we_can|practicable|feasible)
        (?:by|in|on|at|within|during|over|until|before|after|around|towards?|through)_(?:the_|this_|next_|coming_|following_|course_of_the_){{1,2}}(?:day|week|weekend|month|year|season|holidays?|easter|christmas|autumn|summer|winter|spring)(?=[.,;:!]|$)|(?:the_following|the_next|next|this_coming)_(?:day|morning|afternoon|evening|week|month|year)(?=[.,;:!]|$)
        in_(?:\w+_or_\w+)_(?:days|weeks|months|hours)|a_(?:little_|short_)?while_(?:back|ago)|by_and_by|in_short_order|by_the_time_you_read_this|at_the_weekend|after_(?:easter|christmas|new_year)
        (?:the_)?(?:end|middle|beginning|start|turn|first_half|second_half|latter_half|first_days|last_days)_of_(?:the_)?(?:next_|this_|coming_)?(?:week|month|quarter|season)
        any_(?:day|time|moment)_now|promptly|without_(?:undue_|further_|any_)?delay|right_away|straight_?away|in_a_hurry|forthwith
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
        (?:durante|ao_longo|no_decurso|no_decorrer|no_fim|no_final|antes|depois|até|n[ao]|em|após)_(?:d?[ao]_|d[ao]_|a_|o_|ao_|est[ae]_)?(?:próxim[ao]_)?(?:dia|semana|fim_de_semana|mês|ano|manhã|tarde|noite|férias|páscoa|natal|outono|verão|inverno|primavera)(?:_(?:seguinte|que_vem))?(?=[.,;:!]|$)(?<!no_dia)(?<!por_ano)
        (?:em|dentro_de)_\w+_ou_\w+_(?:dias|semanas|meses|horas)|em_(?:curto|breve|pouco)_(?:espaço_de_)?tempo|(?:um|algum)_(?:dia|tempo)_(?:mais_tarde|depois)
        a_(?:qualquer|todo_o)_momento|(?:sem|com)_(?:mais_)?(?:demora|demoras|tardar)|de_imediato|já_a_seguir|prontamente
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
        (?:durante|a_lo_largo|en_el_curso|al_final|antes|después|hasta|en|a_la|tras|por)_(?:del?_)?(?:la_|el_|est[ae]_)?(?:próxim[ao]_)?(?:día|semana|fin_de_semana|mes|año|mañana|tarde|noche|vacaciones|pascua|navidad|otoño|verano|invierno|primavera)(?:_(?:siguiente|que_viene))?(?=[.,;:!]|$)(?<!por_la_mañana)(?<!por_la_tarde)(?<!a_año)
        el_(?:próximo_)?(?:fin_de_semana|año_que_viene|próximo_año|día_siguiente)(?=[.,;:!]|$)|(?:en|dentro_de)_\w+_o_\w+_(?:días|semanas|meses|horas)|lo_antes_que_\w+|en_(?:poco|breve)_tiempo
        en_cualquier_momento|sin_(?:más_)?(?:demora|demoras|tardar|dilación)|de_inmediato|enseguida|en_seguida|prontamente
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
