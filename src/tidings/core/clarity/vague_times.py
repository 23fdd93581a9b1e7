"""Words that tell a time without anything to hold on to, in English, Portuguese and Spanish."""

from tidings.core.clarity.wording import patterns

DAYS_EN = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
DAYS_PT = r"(?:(?:segunda|terça|quarta|quinta|sexta)(?:-feira|(?=[.,;:!]|$|\s(?:às|à|de\smanhã|das|pelas|por|para)\b))|sábado|domingo)"
DAYS_ES = r"(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo)"

# No day at all, wherever it stands.
LOOSE = patterns(
    en=rf"""
        (?<!as_)(?<!too_)(?<!how_)(?:very_|quite_|pretty_)?soon(?!_(?:as|after|before))
        shortly(?!_(?:after|before)_(?!\w+[.,;]))
        in_due_(?:course|time)|before_(?:too_)?long|before_you_know_it|not_long_from_now|sooner_or_later|by_and_by|in_short_order|momentarily|imminently|forthwith|promptly|asap|until_further_notice|all_in_good_time|in_the_not_too_distant_future|(?:nearer|closer)_(?:to_)?the_(?:time|day)|later_on(?=[.,;]|$)|when_ready(?=[.,;]|$)|a_date_(?:yet_)?to_be_(?:announced|confirmed|set)
        (?:(?:with)?in|over|during)_the_(?:next|coming|following)_(?:(?:few|couple_of|several)_)?(?:days|weeks|months|hours)|(?:the_|within_the_|in_)coming_(?:days|weeks|months|fortnight)|in_(?:about_)?a_(?:week|fortnight|day|month)_or_(?:so|two)
        (?:with)?in_(?:a|the)_(?:(?:next_|matter_of_)?(?:few|couple_of)_(?:days|weeks|months|hours)|near_future|foreseeable_future|little_while|short_while|short_time|while|moment)(?!_of)
        (?:with)?in_(?:some|several)_(?:days|weeks|months)|in_a_(?:bit|jiffy)|in_no_time|within_(?:days|weeks|hours|months)(?!_of)
        after_a_(?:few|couple_of)_(?:days|weeks|months)|a_(?:few|couple_of)_(?:days|weeks|months)_from_now|any_(?:day|time|moment|minute)_(?:now|soon)|one_of_these_days
        (?:with)?in_a_(?:reasonable|short)_(?:time|period|while|time_?frame)|within_(?:reasonable|due)_time|in_a_timely_manner|as_time_permits|(?:in|over)_the_(?:days|weeks|months)_(?:ahead|to_come)
        at_(?:some_(?:point|stage|moment)|a_later_(?:date|time|stage|point)|(?:the|our|your)_(?:first|next|earliest)_(?:opportunity|convenience|possible_\w+))(?!_(?:you|until|on|during))
        as_(?:soon|quickly|fast|early|promptly|rapidly|swiftly)_as_(?:possible|we_(?:possibly_)?can|practicable|feasible)|without_(?:undue|further)_delay
        (?:later|some_?time)_(?:this|next)_(?:day|week|month|year|spring|summer|autumn|winter)|later_in_the_(?:week|month)|later_(?:today|on_today|tonight)
        (?:follows?|know|told|write|decided|sent)_later(?=[.,;:!]|$)|and_later_(?:we|you)
        (?:{DAYS_EN}|soon|now|(?:mid-)?(?:january|february|march|april|may|june|july|august|september|october|november|december)|noon|midday)-?ish|for_(?:a_(?:good_|little_|short_|long_)?(?:while|bit|short_(?:time|period)|limited_time)|some_time|the_time_being|an_(?:indefinite|undetermined)_(?:time|period))|until_(?:later|whenever|lately)
        for_(?:a_(?:few|couple_of)|some|several)_(?:more_)?(?:days|weeks|months)|(?:some|a_few|several|a_couple_of)_(?:more_days|days_(?:more|longer|later|late|ago|back)|weeks_(?:more|longer|later|late|ago|back)|hours_(?:late|later)|more_(?:days|weeks|hours|months)_than)|for_the_next_(?:while|few_\w+|couple_of_\w+)
        (?:with)?in_the_next_(?:little_)?while|in_(?:next_to_no_time|a_flash|two_shakes|short_time|the_(?:short|near|medium|long)_(?:term|run|future)|the_fullness_of_time|good_time(?!_before)|a_hot_minute)|over_the_course_of_the_(?:summer|winter|spring|autumn|week|month|year|season)
        at_the_(?:given|right|proper)_time|when_the_time_is_right|at_a_(?:suitable|convenient|given)_time|sometime|some_time_(?:in|between|after|before|around)|some_other_time|sooner_rather_than_later|before_the_(?:week|month|year)_is_out|not_(?:be_)?long_(?:now|until)|eventually|sine_die|presently(?=[.,;]|$)|any_sec(?:ond)?_now|this_arvo|the_other_(?:week|evening|month)|a_day_or_(?:two|so)|(?:roughly|about)_a_(?:week|month)
        (?:when|as_soon|once)_(?:we_(?:get|have)_(?:to_it|a_minute|the_capacity)|things_settle(?:_down)?|stock_is_back|the_weather_improves|the_backlog_is_cleared|(?:a_slot|staff|capacity)_is_(?:free|available))|as_and_when|when_available|in_(?:its|your|their)_turn|to_be_agreed|(?:date|to)_(?:to_)?follow(?=[.,;]|$)|tba|tbc|tbd
        (?:another|a_different|a_new|a_later|some_other)_(?:day|date|time)_(?:will_be|to_be|is_to_be)|at_(?:a|some)_(?:new|other|different|another)_(?:date|time)|(?:first|second|latter|early|last)_(?:half|part|days)_of_(?:the|next)_(?:month|year|week|decade|season)|the_best_part_of_(?:the|a)_(?:week|month|day)
        (?:late|first_thing|early)_in_the_(?:day|morning|evening|week)|(?:around|about|towards|from_about)_(?:midday|noon|lunchtime|tea_time|easter|christmas|evening|autumn|summer|spring|winter)
    """,
    pt=r"""
        (?:muito_|para_|o_mais_|dentro_)?em_breve|brevemente|(?:para|o_mais)_breve|em_pouco_tempo|dentro_de_pouco|até_(?:nova_ordem|aviso_em_contrário)|em_data_(?:posterior|a_(?:anunciar|definir|confirmar))|daqui_a_(?:pouco|nada)|mais_cedo_ou_mais_tarde|(?:num|um)_(?:destes|desses)_dias|um_dia_destes
        (?:dentro_de|daqui_a|em|ao_fim_de|depois_de|após)_(?:alguns|algumas|poucos|poucas|uns|umas)_(?:dias|semanas|meses|horas)|dentro_de_(?:dias|semanas|meses)
        (?:n?[ao]s_|durante_[ao]s_)próxim[ao]s_(?:(?:poucos|poucas)_)?(?:dias|semanas|meses|horas)
        (?:dias|semanas|meses|horas)_que_(?:vêm|se_seguem)
        (?:num|em_um)_(?:futuro_próximo|momento_(?:oportuno|posterior))|(?:n?um|dentro_de_um)_prazo_(?:razoável|curto|breve)|em_curto_(?:espaço_de_tempo|prazo)|a_(?:curto|médio|longo)_prazo|n?a_(?:primeira|próxima)_oportunidade
        com_(?:a_)?(?:maior_|toda_a_|a_máxima_)?(?:brevidade|rapidez|urgência)(?:_possível)?|(?:o_)?quanto_antes(?!_d)|(?:o_)?mais_(?:cedo_possível|rápido_possível|rapidamente_possível|depressa_possível|brevemente_possível)
        (?:assim|logo)_que_(?:for_)?possível|assim_que_pudermos|oportunamente|futuramente|a_seu_tempo|prontamente|sem_(?:mais_)?demoras?
        (?:por|durante)_(?:mais_)?(?:algum_tempo|uns_(?:tempos|dias)|alguns_dias|algumas_(?:semanas|horas)|um_(?:período|tempo)_(?:limitado|indeterminado))|mais_(?:alguns|uns)_dias|(?:alguns|uns|algumas)_(?:dias|semanas)_(?:mais|atrás|depois|antes)|por_enquanto_e|num_instante|a_breve_trecho|a_seu_devido_tempo|quando_(?:houver|for)_(?:possível|oportuno|vaga|disponibilidade)|assim_que_(?:houver|pudermos|der|puder)(?:_\w+)?(?=[.,;]|$)
        em_data_a_\w+|a_(?:definir|combinar|anunciar|confirmar)(?=[.,;]|$)|um_dia_desses|(?:por_volta|perto)_d(?:o|a)_(?:natal|páscoa|verão|almoço)|ao_longo_d(?:a|o)_(?:semana|mês|dia|verão|ano)|no_decorrer_d\w+_(?:semana|mês|dia|ano)|mais_(?:cedo_ou_mais_tarde|dia_menos_dia)|na_altura_(?:certa|própria)|eventualmente_mais_tarde|há_(?:uns|alguns)_(?:tempos|dias)|qualquer_dia_destes
        mais_(?:tarde|para_o_fim)_(?:nesta|neste|esta|este)_(?:semana|mês|ano)|ainda_(?:est[ea]|nest[ea])_(?:semana|mês|ano)|(?:lá|mais)_para_o_(?:fim|final|meio)_d\w+_(?:semana|mês|ano)
    """,
    es=r"""
        (?<!de_)(?<!tan_)(?<!más_)(?:muy_)?pronto(?!_(?:como|pago|auxilio))|en_breve|dentro_de_(?:poco|nada|un_rato|algún_tiempo)|en_(?:poco|breve)_tiempo|en_un_rato|hasta_nuevo_aviso|en_(?:una_)?fecha_(?:posterior|por_(?:confirmar|anunciar|definir))|tarde_o_temprano|(?:un|uno)_de_estos_días|un_día_de_estos|de_un_momento_a_otro
        (?:dentro_de|en|hace|tras|después_de)_(?:unos|unas|algunos|algunas|pocos|pocas)_(?:días|semanas|meses|horas)|dentro_de_(?:días|semanas|meses)
        (?:en|durante|a_lo_largo_de)_(?:los|las)_próxim[ao]s_(?:(?:pocos|pocas)_)?(?:días|semanas|meses|horas)|(?:los|las)_(?:días|semanas|meses)_que_vienen
        en_(?:un_)?futuro_(?:próximo|cercano)|en_(?:un_)?(?:breve|corto)_plazo|en_un_plazo_(?:razonable|corto|breve|prudencial)|a_(?:corto|medio|largo)_plazo|en_(?:la_)?primera_(?:ocasión|oportunidad)
        (?:con|a)_la_(?:mayor|máxima)_(?:brevedad|rapidez)(?:_posible)?|con_(?:brevedad|prontitud)|(?:lo_)?(?:antes_posible|más_pronto_posible|cuanto_antes)|lo_antes_que_\w+|(?:tan_pronto_como|en_cuanto)_(?:sea_posible|podamos|nos_sea_posible)
        a_su_debido_tiempo|próximamente|oportunamente|prontamente|sin_(?:más_)?(?:demoras?|dilación)
        (?:unos|algunos)_días_más|(?:unas|algunas)_(?:semanas|horas)_más|(?:por|durante)_(?:un_tiempo|un_rato|unos_días|algunos_días|algún_tiempo|unas_(?:semanas|horas)|tiempo_(?:limitado|indefinido))|dentro_de_(?:un_)?(?:tiempo|par_de_\w+)|en_(?:un_par|cosa|cuestión)_de_(?:días|semanas|horas)|en_un_(?:momento|instante|santiamén|pis_pas|periquete)|a_la_brevedad|al_rato|ahorita|luego_luego|en_su_(?:momento|día)(?=[.,;]|$)|cuando_(?:se_pueda|sea_posible|haya_\w+|podamos|toque)
        (?:fecha_)?por_(?:definir|confirmar|anunciar)(?=[.,;]|$)|(?:a_lo_largo|en_el_curso|en_el_transcurso)_de(?:l)?_(?:la_|este_)?(?:semana|mes|día|verano|año)|pasad[ao]s_(?:las_|los_|el_|la_)?(?:vacaciones|fiestas|navidades|verano|puente)|hace_(?:unos|algunos)_(?:días|meses)|hace_(?:unas|algunas)_semanas|en_cuanto_estén?_list[ao]s?|en_cuanto_(?:haya|se_pueda|nos_den?)(?:_\w+)?(?=[.,;]|$)|(?:hacia|por|cerca_de)_(?:el_|la_)?(?:verano|navidad|mediodía|otoño|primavera|semana_santa)
        (?:en_algún_momento|más_tarde|a_lo_largo)_de(?:l)?_(?:la_|este_|esta_)?(?:próxim[ao]_)?(?:semana|mes|año)|más_tarde_est[ea]_(?:semana|mes|año)
    """,
)
# Another day for whoever reads it another day.
POINTING = patterns(
    en=rf"""
        tomorrow(?:_(?:morning|afternoon|evening|night))?|(?:the_)?day_(?:after_tomorrow|before_yesterday)
        (?<!the_)next_(?:week|month|fortnight|weekend|quarter|{DAYS_EN})(?:_(?:morning|afternoon|evening))?(?!_after)|the_week_after_next|(?:this_coming|the_coming|this)_(?:week|weekend|fortnight|{DAYS_EN})
        (?:by|before|at|until|towards|near|around)_the_(?:end|middle|beginning|start)_of_(?:the|this|next)_(?:week|month)|by_the_(?:end|close)_of_(?:the_(?:working_)?day|business)|(?:by|before)_(?:close_of_business|end_of_play)|within_the_(?:week|month|day|fortnight)
        early_next_(?:week|month|year)|(?:mid|early|late)[-_](?:week|month)
        (?<!the_)last_night|yesterday(?:_(?:morning|afternoon|evening))?|the_other_(?:day|night)|tonight|this_(?:morning|afternoon|evening)|earlier_(?:today|this_(?:week|month))
    """,
    pt=rf"""
        amanhã(?:_(?:de_manhã|à_tarde|à_noite))?|depois_de_amanhã|(?:semana|mês|fim_de_semana)_que_vem
        (?:n?[ao]_|d[ao]_|est[ea]_)?próxim[ao]_(?:semana|mês|fim_de_semana|{DAYS_PT})
        (?:no|até_ao|até_o|antes_do|em|n?o|perto_do)_(?:fim|final|meados|início|princípio)_d(?:a|o|este|esta)_(?:semana|mês)
        ontem(?:_à_(?:noite|tarde))?|anteontem|(?:esta|nesta)_(?:noite|tarde|manhã|semana)|neste_fim_de_semana
    """,
    es=rf"""
        (?<!una_)(?<!la_)(?<!esa_)(?<!cada_)(?<!de_)(?<!toda_)(?<!media_)mañana(?!_[yo]_)(?:_por_la_\w+)?|pasado_mañana
        (?:en_)?(?:la|el|del|al)_próxim[ao]_(?:semana|mes|fin_de_semana|{DAYS_ES})|(?:la|el)_(?:semana|mes|fin_de_semana)_(?:que_viene|próxim[ao]|entrante)|{DAYS_ES}_(?:que_viene|próximo)
        (?:a|antes_de|hasta|para)_(?:fin|final|finales|mediados|principios)_de_(?:la_)?(?:semana|mes)|(?:al|antes_del|hasta_el)_final_de_(?:la_|este_|esta_)(?:semana|mes)
        anoche|ayer(?:_por_la_\w+)?|anteayer|esta_(?:noche|tarde|mañana|semana)|este_fin_de_semana
    """,
)
# What may mean a day, or go on, or come again and again.
PASSING = patterns(
    en=rf"""
        today(?!'s)|(?:last)_(?:week|weekend|{DAYS_EN})|recently|(?:on|by|until|before|this|for|from|since)_{DAYS_EN}(?!s)(?:_(?:morning|afternoon|evening|night))?
        (?<!'s_){DAYS_EN}_(?:morning|afternoon|evening|night)|(?:a_(?:short_|little_)?while|some_time|not_long|a_few_(?:days|weeks|months)|a_couple_of_(?:days|weeks))_(?:ago|back)
        (?:after|before)_the_(?:holidays|festive_season|weekend)|(?:after|before)_(?:christmas|easter|new_year)(?!_(?:eve|day|'))
        (?:by|from|until|before)_(?:the_)?(?:summer|winter|spring|autumn)|(?:this|next)_(?:spring|summer|autumn|winter)|in_the_(?:spring|summer|autumn|winter)
    """,
    pt=rf"""
        hoje|recentemente|(?:há|faz)_(?:dias|pouco_tempo|algum_tempo|uns_dias|alguns_dias|algumas_semanas)|(?:até|na|no|nesta|neste|desde|a_partir_de)_{DAYS_PT}(?:_(?:de_manhã|à_tarde|à_noite))?|(?:semana|mês|fim_de_semana)_passad[ao]
        (?:antes|depois|após|até)_(?:d?as_|d?o_|ao_)(?:férias|festas|fim_de_semana|natal|ano_novo)|mais_para_a_frente
        nest[ea]_(?:primavera|verão|outono|inverno)
    """,
    es=rf"""
        hoy|recientemente|hace_(?:poco|un_tiempo|algún_tiempo)|(?:el|este|hasta_el|antes_del|desde_el)_{DAYS_ES}(?:_por_la_\w+)?|(?:la_semana|el_mes|el_fin_de_semana)_pasad[ao]
        (?:antes|después|tras)_(?:de_)?(?:las_|los_)(?:vacaciones|fiestas)|(?:antes|después)_(?:de|del)_(?:navidad|semana_santa|verano|año_nuevo|fin_de_semana)|más_adelante
        est[ea]_(?:primavera|verano|otoño|invierno)
    """,
)
# Of a day that the event brings and no text tells.
OWED = patterns(
    en=rf"""
        {DAYS_EN}|weekend|(?:a|some|several|a_few|few|a_couple_of|a_little|a_good|a_short|a_long)_(?:\w+_)?(?:days?|weeks?|months?|hours?|time|while)|later|(?:when|once|as_soon_as)_(?:it|they|that|we|the_\w+)_(?:is|are|has|have|can|gets?|arrives?|comes?)
        (?:a|another|some|the_next|the_usual|the_agreed)_(?:day|date|time|moment)|in_time|in_the_(?:morning|afternoon|evening)|(?:this|next|last)_\w+|the_following_\w+|spring|summer|autumn|winter|christmas|easter|the_holidays
    """,
    pt=rf"""
        {DAYS_PT}|fim_de_semana|(?:alguns|algumas|uns|umas|poucos|poucas|vários|várias|algum|um_certo|um_par_de)_(?:\w+_)?(?:dias|semanas|meses|horas|tempo)|mais_tarde|depois(?=[.,;]|$)|(?:quando|assim_que|logo_que)_(?:estiver|houver|chegar|tiver|for|pud)\w*
        (?:um|outro|noutro|num|certo|n?o_próximo)_(?:dia|momento|data)|a_tempo|de_manhã|à_tarde|à_noite|(?:esta|este|nesta|neste|próxim[ao]|passad[ao])_\w+|primavera|verão|outono|inverno|natal|páscoa|férias
    """,
    es=rf"""
        {DAYS_ES}|fin_de_semana|(?:algunos|algunas|unos|unas|pocos|pocas|varios|varias|algún|cierto|un_par_de)_(?:\w+_)?(?:días|semanas|meses|horas|tiempo)|más_(?:tarde|adelante)|después(?=[.,;]|$)|(?:cuando|en_cuanto|tan_pronto_como)_(?:esté|haya|llegue|tenga|sea|pod|se)\w*
        (?:un|otro|cierto|el_próximo)_(?:día|momento)|a_tiempo|por_la_(?:mañana|tarde|noche)|(?:esta|este|próxim[ao]|pasad[ao])_\w+|primavera|verano|otoño|invierno|navidad|vacaciones
    """,
)
