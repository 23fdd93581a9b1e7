"""`mixed-purpose`: something is sold in a notice that is not about selling."""

from collections.abc import Iterator

from tidings.core.clarity.reading import Reading
from tidings.core.clarity.rule import Rule, Spot, at
from tidings.core.clarity.wording import first, patterns

SELLING = patterns(
    en=r"""
        (?:you|your_\w+)_(?:might|may|could|will|would|'ll)_(?:also_)?(?:like|love|enjoy|be_interested_in|benefit_from)_(?:our|the|a|this|one)
        (?:ask|enquire|hear|find_out|learn|chat_to)_(?:us_|the_team_)?(?:about|for|more_about)_(?:our|the_new)_(?:\w+_){0,3}(?:cards?|plans?|packages?|bundles?|insurance|cover|loans?|memberships?|subscriptions?|range|models?|products?|programmes?|programs?|scheme|apps?|offers?)
        (?:refer|recommend|invite|bring|introduce)_(?:\w+_){0,3}(?:friends?|neighbours?|colleagues?|famil\w+)(?:_and)?
        (?:get|request|ask_for|receive)_(?:a|your|an|our)_(?:free_)?(?:\w+_)?(?:quote|brochure|catalogue|sample)
        (?:\d+|two|three|buy_one)_for_(?:the_price_of_)?(?:\d+|one|two)(?=_|[.,!]|$)|buy_one,?_get_one|points_(?:on|for|with)_(?:each|every|all)|(?:loyalty|rewards?|bonus)_(?:card|scheme|programme|program|club|points)
        free_(?:shipping|delivery|gift|installation)_(?:on|for|with|when|if)|(?:with|now)_free_(?:shipping|delivery)|(?:delivery|shipping|postage)_is_on_us
        (?:good|perfect|great|right|best|ideal)_(?:time|moment|chance|opportunity|reason)_to_(?:switch|upgrade|buy|try|join|get|order|invest|move_to|sign|treat|subscribe)
        (?:switch|upgrade|change|move)_to_our_(?:\w+_){0,3}(?:plan|package|bundle|tariff|account|membership|card|service)
        (?:now|currently|today)_(?:available_)?(?:at|for|with)_(?:a_)?(?:reduced|lower|special|half|only|just|discounted|\d+_?%)|at_(?:a_)?(?:reduced|special|discounted|half|introductory)_(?:price|rate|cost)
        (?:customers|members|those|people|anyone|everyone)_who_(?:upgrades?|switch\w*|joins?|buys?|books?|signs?_up|orders?|subscribes?)_(?:\w+_){0,3}(?:saves?|gets?|earns?|receives?|pays?)
        (?:love|loves|rave_about|choose|trust)_our_(?:new_)?\w+
        (?:add|include|take_out)_(?:our|a|an)_(?:\w+_){0,3}(?:plan|cover|insurance|protection|warranty|service|package)_(?:for|from|at|today|now)
        (?:our|the)_(?:latest|newest|new|spring|summer|autumn|winter|christmas|premium|family|exclusive)_(?:models?|collection|range|bundle|package|edition|line|arrivals|menu|catalogue)
        (?:discount_codes?|promo(?:tion(?:al)?)?(?:_codes?)?|coupons?(?:_codes?)?)
        (?:discounts?|\d+_?%_off|vouchers?|‹money›_off)_(?:\w+_){0,6}(?:next_(?:order|purchase|stay|visit|trip|booking|flight)|your_first|with_(?:the_)?code|when_you_(?:buy|book|order|sign|upgrade)|if_you_(?:buy|book|order|sign|upgrade)|on_(?:all|our|new|any|selected)|for_new)
        (?:enjoy|claim|use|get|grab|unlock|redeem|here_is|here's)_(?:\w+_){0,4}(?:discounts?|vouchers?|\d+_?%)
        (?:half|special|reduced|introductory|best|lowest|unbeatable|great)_(?:price|prices|deals?|rates?|offers?)
        (?:special|exclusive|limited|great|new|seasonal|summer|winter|spring|black_friday|this_month's|one-time|amazing|fantastic)_(?:\w+_)?(?:offers?|deals?|promotions?|savings)
        (?:our|this|an?|the|latest)_(?:latest_|new_|newest_|exclusive_|best_|special_)?(?:offers?|deals?|bargains?|sale)(?!_(?:letter|of_employment|you_accepted))
        (?:limited|for_a_short|while_stocks|offer)_(?:time_only|time|last|ends|valid|expires)
        (?:upgrade|move_up|treat_yourself|sign_up|subscribe|trade_up)_(?:now|today|to_(?:our|the|a|premium|gold|plus|pro)|for_(?:only|just|as_little))
        switch_(?:now|today|to_(?:premium|gold|plus|pro)|for_(?:only|just|as_little))
        (?:why_not|have_you_(?:thought|considered|seen|tried)|did_you_know_(?:that_)?(?:you_can|we_(?:also|now))|while_you(?:'re|_are)_(?:here|at_it|waiting)|by_the_way|ps:?|p\.s\.:?)_(?:\w+_){0,6}(?:our|try|save|get|upgrade|new|offer|plan|card|insurance|loan|premium|shop|buy)
        (?:check_out|discover|explore|browse|take_a_look_at|try|shop|see)_(?:our|the|all)_(?:\w+_){0,2}(?:range|collection|products?|plans?|offers?|deals?|store|shop|catalogue|catalog|services|packages|accessories|sale|app)
        (?:buy|shop|subscribe|upgrade|save|join|sign_up)_now
        (?:free_(?:gift|sample|upgrade)|(?:enjoy|get|claim|try|start)_(?:an?_|your_|our_|\w+_)?free_(?:month|trial)|gift_card|bonus_points|loyalty_points|earn_(?:double|extra|bonus|\d+)|reward_points|win_an?|prize_draw|competition|refer_a_friend|cashback)
        (?:on|for|off|towards)_(?:your|the|a)_next_(?:order|purchase|stay|visit|trip|booking|flight|shop|basket|ride)
        (?:our|the)_new_\w+(?:_\w+)?_(?:costs?|offers?|gives|is_here|lets_you|comes_with|for_only|for_just|from_only)
        (?:first|one|two|three|\d+)_(?:month|year|week)s?_(?:is_|are_)?(?:free|on_us)
        (?:costs?_)?less_than_a_(?:coffee|cup|ticket)
        (?:from|for)_(?:only|just|as_little_as)_(?:[€$£]|‹money›|\d)
        save_(?:up_to_)?(?:[€$£]_?\d|\d+_?%|‹money›)
        (?:extended_warranty|premium_(?:plan|account|membership|version|package)|gold_(?:card|plan|membership)|add-?ons?)_(?:\w+_){0,3}(?:from|for|only|now|available|today)
        (?:don't|do_not)_miss_(?:out|this|our|it|your)
    """,
    pt=r"""
        (?:talvez|também|certamente|de_certeza)_(?:\w+_){0,2}(?:gost\w+|interess\w+|apreci\w+)_(?:d[aeo]s?_)?(?:n?oss[ao]s?|um|uma|este|esta|em)
        (?:pergunte|informe-se|peça|saiba_mais|descubra|fale-nos|conheça)_(?:\w+_){0,3}?(?:nov[ao]s?|noss[ao]s?|simulação|orçamento)(?:_\w+){0,3}?_?(?:cart(?:ão|ões)|planos?|pacotes?|seguros?|créditos?|modelos?|produtos?|programa|app|ofertas?|fidelidade|catálogo|simulação|orçamento)
        (?:peça|solicite|faça)_(?:\w+_){0,2}(?:uma?_)?(?:simulação|orçamento|proposta|amostra)
        (?:convide|indique|recomende|traga|apresente)_(?:-nos_)?(?:\w+_){0,2}(?:amig\w+|famili\w+|vizinh\w+|coleg\w+)
        leve_\d_(?:e_)?pague_\d|\d_por_\d|pontos_(?:em|por|a_cada|com)_cada|cartão_(?:de_)?(?:fidelidade|cliente|pontos)
        (?:portes|envio|entrega|frete|instalação)_(?:grátis|gratuit[ao]s?|por_nossa_conta)_?(?:n[ao]|em|para|se|a_partir|de)?|com_(?:portes|envio|frete)_grátis
        (?:boa|ótima|melhor|excelente)_(?:altura|hora|oportunidade|ocasião)_(?:para|de)_(?:mudar|comprar|aderir|experimentar|trocar|renovar|subscrever)
        (?:mud|troc|pass|ader|faz\w*_upgrade)\w*_(?:para|a)o?_(?:o_)?noss[ao]_(?:\w+_){0,2}(?:plano|pacote|tarifário|conta|cartão)
        (?:a|com|por)_(?:um_)?preço_(?:reduzido|especial|promocional|de_saldo|imbatível)|agora_com_\d+_?%
        (?:quem|os_clientes_que|todos_os_que)_(?:mud|ader|compr|subscr|assin|reserv|encomend)\w+_(?:\w+_){0,4}(?:poup|ganh|receb|pag|economiz)\w+
        (?:ofereça-se|mime-se|dê-se|presenteie-se)_(?:com_)?\w+
        (?:junte|acrescente|adicione|inclua|contrate)_(?:o_|a_|já_)*noss[ao]_(?:\w+_){0,3}(?:plano|seguro|proteção|garantia|serviço|pacote)
        noss[ao]s?_(?:\w+_)?(?:modelos|coleção|gama|pacote|edição|novidades|catálogo|menu)_(?:mais_)?(?:recentes?|nov[ao]s?|de_\w+|está|estão|já|agora)
        (?:promoç(?:ão|ões)|promocional|cupão|cupom|cupons|cupões|vale-(?:desconto|oferta|presente|compras)|códigos?_de_desconto)
        (?:descontos?|vouchers?)_(?:\S+_){0,7}?(?:n[ao]_(?:sua_|seu_)?próxim[ao]|com_o_código|código|em_(?:todos|todas|compras|produtos)|se_(?:comprar|aderir|assinar|reservar)|n[ao]_nov[ao])
        (?:aproveite|use|utilize|ganhe|resgate|tem_direito_a|oferecemos|damos)(?:-lhe)?_(?:\S+_){0,4}?(?:descontos?|vouchers?)
        \d+_?%_(?:de_desconto|off)
        (?:oferta|ofertas|campanha|saldos|liquidação|preço)s?_(?:especia(?:l|is)|exclusiv[ao]s?|imperdíve(?:l|is)|limitad[ao]s?|de_(?:verão|inverno|natal|primavera)|do_mês|relâmpago|única|promociona(?:l|is))
        (?:as_)?(?:nossas|nossa|novas|esta|uma|últimas|melhores)_(?:\w+_)?(?:ofertas?|promoç(?:ão|ões)|campanhas?)
        (?:por_tempo_limitado|enquanto_durarem|até_esgotar|oferta_válida|só_(?:hoje|esta_semana|este_mês)|últimas_unidades|não_perca|aproveite|aproveita|não_percas)
        (?:aproveite|conheça|descubra|experimente|veja|explore|adira|assine|subscreva|compre|encomende|faça_upgrade|contrate)_(?:já|agora|também|hoje|(?:o|a|os|as)_(?:noss[ao]s?|nov[ao]s?)(?:_\w+){0,3}|noss[ao]s?_\w+|ao_(?:plano|cartão)\w*)
        (?:já_(?:pensou|conhece|experimentou|viu)|que_tal|sabia_que)_(?:\w+_){0,5}(?:noss[ao]s?|nov[ao]s?|plano|cartão|seguro|crédito|oferta|premium|loja|app|poupar|economizar)
        (?:poupe|poupa|economize|ganhe|ganha)_(?:até_|já_|mais_|agora_)?(?:[€$£]|r\$|\d|‹|pontos|um|uma|prémios?|brindes?|dinheiro)
        (?:para_|n[ao]_|à_)(?:a_|o_|sua_|seu_|a_sua_|o_seu_)?próxim[ao]_(?:compra|encomenda|estadia|viagem|reserva|pedido_com|visita_com)
        (?:o_|a_)?noss[ao]_nov[ao]_\w+(?:_\w+)?_(?:custa|oferece|dá|chegou|permite|por_apenas|inclui)
        (?:primeiro|\d+|um|dois|três)_(?:mês|meses|ano|semanas?)_(?:é_|são_|sai_)?(?:grátis|gratuit[ao]s?|por_nossa_conta)
        (?:contrate|adira|subscreva|assine|compre)(?:-o|-a)?_(?:hoje|já|agora)
        custa_menos_(?:do_)?que_um_café
        (?:a_partir_de|por|desde)_(?:apenas|só|somente)_(?:r\$|[€$£]|‹money›|\d)
        (?:brinde|oferta_de_boas|experimente_grátis|grátis_por|pontos_(?:extra|bónus|bônus|a_dobrar|em_dobro)|participe_no_sorteio|habilite-se|passatempo|convide_um_amigo|indique_um_amigo|cashback|cartão_oferta)
        (?:plano|conta|cartão|versão|pacote)_(?:premium|gold|ouro|platinum|plus|vip)
        (?:garantia_estendida|extensão_de_garantia)
    """,
    es=r"""
        (?:quizás?|también|seguro_que|tal_vez)_(?:\w+_){0,3}(?:gust\w+|interes\w+|encant\w+)_(?:nuestr[ao]s?|un|una|este|esta)
        (?:pregunte|infórmese|pida|consulte|descubra|conozca)_(?:\w+_){0,3}?(?:nuev[ao]s?|nuestr[ao]s?|presupuesto)(?:_\w+){0,3}?_?(?:tarjetas?|planes|plan|paquetes?|seguros?|préstamos?|modelos?|productos?|programa|app|ofertas?|fidelidad|catálogo|presupuesto)
        (?:pida|solicite)_(?:\w+_){0,2}(?:un_)?(?:presupuesto|muestra|propuesta)
        (?:invite|recomiende|traiga|presente)_(?:nos_)?(?:\w+_){0,2}(?:amig\w+|famili\w+|vecin\w+|coleg\w+)
        (?:llévese_)?\d_por_\d|\dx\d|puntos_(?:en|por|con)_cada|tarjeta_(?:de_)?(?:fidelidad|cliente|puntos)
        (?:envío|entrega|instalación|gastos_de_envío)_gratis_?(?:en|para|si|a_partir|con)?|con_envío_gratis
        (?:buen|mejor|gran|excelente|buena)_(?:momento|ocasión|oportunidad)_(?:para|de)_(?:cambiar|comprar|probar|contratar|renovar|suscribir|pasar)\w*
        (?:cambi|pas|mej)\w*_(?:a|al)_nuestr[ao]_(?:\w+_){0,2}(?:plan|paquete|tarifa|cuenta|tarjeta)
        (?:a|con|por|tiene_ahora)_(?:un_)?precio_(?:reducido|especial|promocional|rebajado|imbatible)|ahora_con_\d+_?%
        (?:quien|los_clientes_que|todos_los_que)_(?:cambi|contrat|compr|suscrib|reserv|pid)\w+_(?:\w+_){0,4}(?:ahorr|gan|recib|pag)\w+
        (?:dese|date|regálese|permítase)_(?:un_)?(?:capricho|gusto|lujo)
        (?:añada|agregue|incluya|contrate)_(?:ya_)?nuestr[ao]_(?:\w+_){0,3}(?:plan|seguro|protección|garantía|servicio|paquete)
        nuestr[ao]s?_(?:\w+_)?(?:modelos|colección|gama|paquete|edición|novedades|catálogo|menú)_(?:más_)?(?:recientes?|nuev[ao]s?|de_\w+|tiene|está|ya|ahora)
        (?:promoción|promociones|promocional|cupón|cupones|vale_(?:descuento|regalo)|códigos?_de_descuento)
        descuentos?_(?:\S+_){0,7}?(?:en_su_próxim[ao]|con_el_código|código|en_(?:todos|todas|compras|productos)|si_(?:compra|contrata|reserva)|en_(?:la|el)_nuev[ao])
        (?:aproveche|use|utilice|gane|le_(?:ofrecemos|regalamos|damos))_(?:\S+_){0,4}?descuentos?
        \d+_?%_(?:de_descuento|menos)
        (?:oferta|ofertas|campaña|rebajas|precio)s?_(?:especial(?:es)?|exclusiv[ao]s?|imperdibles?|limitad[ao]s?|de_(?:verano|invierno|navidad)|del_mes|únic[ao])
        (?:nuestras|nuestra|nuevas|esta|una|últimas|mejores)_(?:\w+_)?(?:ofertas?|promociones|promoción)
        (?:por_tiempo_limitado|hasta_agotar|solo_(?:hoy|esta_semana)|no_se_pierda|no_te_pierdas|aproveche|aprovecha)
        (?:conozca|descubra|pruebe|vea|explore|suscríbase|compre|contrate|hágase)_(?:ya|ahora|también|hoy|(?:el|la|los|las)_(?:nuev[ao]s?)(?:_\w+){0,3}|nuestr[ao]s?_\w+)
        (?:ya_(?:conoce|ha_probado|ha_visto)|qué_tal|sabía_que)_(?:\w+_){0,5}(?:nuestr[ao]s?|nuev[ao]s?|plan|tarjeta|seguro|crédito|oferta|premium|tienda|ahorrar)
        (?:ahorre|gane)_(?:hasta_|ya_|más_)?(?:[€$£]|\d|‹|puntos|un|una|premios?)
        (?:para_|en_)(?:su_|la_)?próxim[ao]_(?:compra|estancia|reserva|visita_con|pedido_con)
        nuestr[ao]_nuev[ao]_\w+(?:_\w+)?_(?:cuesta|ofrece|da|ha_llegado|permite|incluye)
        (?:primer|\d+|un|dos|tres)_(?:mes|meses|año|semanas?)_(?:es_|son_|sale_)?(?:gratis|gratuit[ao]s?)
        (?:contrátel[oa]|suscríbase|cómprel[oa]|contrate|compre)_(?:hoy|ya|ahora)
        cuesta_menos_que_un_café
        (?:desde|por)_(?:solo|tan_solo|apenas)_(?:[€$£]|‹money›|\d)
        (?:de_regalo|puntos_extra|participe_en_el_sorteo|invite_a_un_amigo|cashback|tarjeta_regalo)
        (?:plan|cuenta|tarjeta|versión)_(?:premium|gold|oro|plus|vip)
    """,
)


def look(reading: Reading) -> Iterator[Spot]:
    if reading.purpose == "marketing":
        return
    for notice in reading.notices:
        if not reading.purpose and first(SELLING, notice.what):
            continue  # its topic is unknown, and selling seems to be what it is for
        for words in notice.stated():
            if sold := first(SELLING, words):
                yield at(words, f"“{sold.strip()}” sells something in a service notice")


RULE = Rule(
    kind="mixed-purpose",
    finds="A coupon, an offer or an upgrade in a notice whose topic is service.",
    why=(
        "An offer in a service message makes it marketing, which needs consent and a way out (EU Directive 2002/58 art. 13; ICO"
        " on direct marketing; CAN-SPAM primary-purpose rule, 16 CFR 316.3), and people stop reading service notices."
    ),
    mend="leave the offer out; make a campaign of its own with a marketing topic for those who agreed",
    unclear="Your parcel is late. Save 10% on your next order with code SORRY10!",
    clear="Your parcel is late. We refund the €4.90 delivery fee.",
    look=look,
)
