"""Phrases that tell nothing in whatever part they stand: thanks, good wishes, pointers elsewhere, small print."""

from tidings.core.clarity.wording import patterns

NOTHING_SAID = patterns(
    en=r"""
        (?:please_)?(?:see|as|read|refer_to|check|consult|look_at)_(?:the_|our_)?(?:\w+_)?(?:above|below|attached|enclosed|overleaf|stated_above|mentioned_above|following|information|details|message|notice|document|page|website|faqs?|link|instructions)(?:_(?:above|below|attached|enclosed|carefully))?
        (?:please_)?(?:see|read|refer_to|check|consult|subject_to|according_to|as_per)_(?:our_|the_|your_)?(?:general_)?(?:terms(?:_(?:and|&)_conditions)?|conditions|contract|agreement|policy|policies|small_print|legal_notice)(?:_of_(?:use|service|contract))?
        (?:our_|the_)?(?:general_)?terms(?:_(?:and|&)_conditions)?_(?:of_use_|of_service_)?(?:may_|also_)?apply|terms_(?:and|&)_conditions
        (?:certain|some|other|further|additional|various|special)_(?:terms|conditions|rules|restrictions|exclusions|limitations|requirements|provisions)_(?:may_|might_|will_)?(?:apply|be_applicable)(?:_to_(?:you|your_\w+|this))?
        (?:we_)?(?:thank_you|thanks|are_grateful|appreciate|count_on|rely_on|value)_?(?:very_much_)?(?:for_)?(?:your_)?(?:continued_|kind_|full_)?(?:patience|understanding|cooperation|co-operation|attention|trust|loyalty|business|support|custom|collaboration|time|confidence|goodwill|consideration)?(?:_and_(?:\w+))?(?:_in_(?:this_matter|advance))?
        (?:we_)?(?:apologi[sz]e|are_sorry|regret|sorry)_for_(?:any|the|this)_(?:inconvenience|trouble|disruption|confusion)(?:_(?:this_(?:may|might)_cause|caused))?
        (?:kind|best|warm)_regards|yours_(?:sincerely|faithfully|truly)
        (?:we_)?(?:remain|are)_(?:always_|entirely_)?(?:at_your_(?:disposal|service)|here_(?:for_you|to_help)|available)(?:_(?:for_any_questions|to_help))?
        (?:for|if_you_(?:need|want|would_like|require))_(?:more|further|additional|any)_(?:information|details|questions|help)(?:_please_\w+(?:_\w+)?)?
        (?:if_you_have_any_questions|should_you_have_any_questions|do_not_hesitate_to_\w+(?:_\w+)?|feel_free_to_\w+(?:_\w+)?|let_us_know)
        (?:everything|all)_(?:is|will_be)_(?:fine|ok|okay|taken_care_of|handled|in_order)
        (?:nothing|no_need)_to_worry(?:_about)?
        we_(?:will|'ll)_(?:keep_you_(?:posted|informed|updated)|be_in_touch|get_back_to_you|let_you_know|contact_you)
        (?:you_)?(?:will_)?(?:hear|find_out|learn|see|know)_more
        more_(?:details|information|to)_(?:to_)?(?:follow|come)
    """,
    pt=r"""
        (?:por_favor,?_)?(?:ver|veja|vide|leia|consulte|conforme|como|verifique|confira)_(?:o_|a_|os_|as_|em_|no_|na_)?(?:\w+_)?(?:acima|abaixo|anexo|anexos|em_anexo|em_baixo|em_cima|supra|infra|seguinte|informações|detalhes|mensagem|aviso|documento|página|site|ligação|link|instruções)(?:_(?:acima|abaixo|em_anexo))?
        termos_e_(?:as_)?condições
        (?:consulte|veja|leia|sujeit[ao]s?_a|ao_abrigo_d[aeo]s?|conforme|aplicam-se)_(?:os_|as_|o_|a_|nossos_|nossas_|nosso_|nossa_)*(?:termos(?:_e_(?:as_)?condições)?|condições(?:_gerais)?|contrato|regulamento|política|políticas|letras_pequenas)(?:_de_(?:uso|serviço|utilização))?(?:_(?:aplicam-se|podem_aplicar-se|em_vigor|aplicáveis))?
        (?:podem|poderão)_(?:aplicar-se|existir|haver|ser_aplicadas?|incidir)_(?:certas|algumas|outras|determinadas|condições)_?(?:condições|regras|restrições|exclusões|limitações|requisitos|especiais)?
        (?:certas|algumas|outras|determinadas)_(?:condições|regras|restrições|exclusões|limitações)_(?:podem_|poderão_)?(?:aplicar-se|se_aplicar|aplicam-se|se_aplicam|ser_aplicadas)
        (?:muito_)?(?:obrigad[oa]s?|agradecemos|gratos|contamos_com|apreciamos)_?(?:desde_já_)?(?:por|pel[ao]|com)?_?(?:a_|o_)?(?:sua_|seu_|tua_|teu_)?(?:paciência|compreensão|colaboração|cooperação|atenção|confiança|preferência|apoio|tempo|lealdade)?(?:_e_\w+)?
        (?:pedimos_(?:\w+_)?desculpas?|lamentamos|desculpe)_(?:por_|pel[ao]s?_)?(?:qualquer_|eventuais_|eventual_|o_|os_|algum_)?(?:incómodos?|incômodos?|transtornos?|inconvenientes?|inconveniência)(?:_causad[ao]s?)?
        (?:com_os_melhores_)?cumprimentos|atenciosamente|cordialmente|abraços?
        (?:estamos|ficamos|continuamos|permanecemos)_(?:sempre_|totalmente_)?(?:à_(?:sua_)?disposição|ao_seu_dispor|aqui(?:_para_(?:si|você|ajudar))?|disponíveis)(?:_para_qualquer_\w+)?
        (?:para|se_precisar_de|caso_necessite_de|se_quiser)_(?:mais|qualquer|outras)_(?:informaç(?:ão|ões)|detalhes|esclareciment\w+|ajuda|dúvidas?)(?:,?_\w+(?:-nos)?)?
        (?:em_caso_de|se_tiver|caso_tenha)_(?:alguma_|qualquer_)?dúvidas?|não_hesite_em_\w+(?:-nos)?(?:_\w+)?|fique_à_vontade(?:_para_\w+)?
        (?:está|fica|ficará)_tudo_(?:bem|certo|tratado|em_ordem)
        não_(?:há_motivo_para_preocupação|se_preocupe)|nada_com_que_se_preocupar
        (?:manteremos|vamos_manter|iremos_manter)_(?:-lo_|você_|o_)?informad[oa]|(?:daremos|damos)_(?:mais_)?notícias|entraremos_em_conta[c]?to
        (?:saberá|ficará_a_saber|terá)_mais(?:_\w+)?|(?:mais_)?(?:detalhes|informações)_(?:a_seguir|em_seguida|seguem)
    """,
    es=r"""
        (?:por_favor,?_)?(?:ver|vea|véase|lea|consulte|según|como|conforme|revise)_(?:el_|la_|los_|las_|lo_)?(?:\w+_)?(?:arriba|abajo|más_arriba|más_abajo|adjunto|adjuntos|anterior|siguiente|información|detalles|mensaje|aviso|documento|página|web|enlace|instrucciones)
        términos_y_(?:las_)?condiciones
        (?:consulte|vea|lea|sujet[ao]s?_a|según|conforme_a|se_aplican)_(?:los_|las_|el_|la_|nuestros_|nuestras_)*(?:términos(?:_y_(?:las_)?condiciones)?|condiciones(?:_generales)?|contrato|reglamento|política|letra_pequeña)(?:_de_(?:uso|servicio))?(?:_(?:se_aplican|vigentes|aplicables))?
        (?:pueden|podrían)_(?:aplicarse|existir|haber)_(?:ciertas|algunas|otras|determinadas)_(?:condiciones|reglas|restricciones|limitaciones)
        (?:ciertas|algunas|otras|determinadas)_(?:condiciones|reglas|restricciones|limitaciones)_(?:pueden_|podrían_)?(?:aplicarse|aplicar)
        (?:muchas_)?(?:gracias|agradecemos|le_agradecemos|contamos_con|apreciamos)_?(?:de_antemano_)?(?:por_)?(?:su_|la_)?(?:paciencia|comprensión|colaboración|cooperación|atención|confianza|preferencia|apoyo|tiempo|lealtad)?(?:_y_\w+)?
        (?:pedimos_(?:\w+_)?disculpas|lamentamos|disculpe)_(?:por_)?(?:cualquier_|las_|los_|la_)?(?:molestias?|inconvenientes?|inconveniencia)(?:_causad[ao]s?|_ocasionad[ao]s?)?
        saludos(?:_cordiales)?|atentamente|cordialmente
        (?:estamos|quedamos|seguimos)_(?:siempre_|totalmente_)?(?:a_su_(?:entera_)?disposición|aquí(?:_para_\w+)?|disponibles)
        (?:para|si_necesita|si_desea)_(?:más|cualquier)_(?:información|detalles|ayuda|consulta)(?:,?_\w+)?
        si_tiene_(?:alguna_|cualquier_)?(?:duda|pregunta)s?|no_dude_en_\w+
        (?:está|queda)_todo_(?:bien|en_orden)
        no_se_preocupe|no_hay_(?:de_qué|motivo_para)_preocup\w+
        le_mantendremos_informad[oa]|nos_pondremos_en_contacto
        (?:sabrá|tendrá)_más(?:_\w+)?|más_(?:detalles|información)_(?:a_continuación|en_breve)
    """,
)
