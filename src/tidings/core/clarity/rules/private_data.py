"""`private-data`: what is nobody else's business, where somebody else may read or hear it."""

import re
from collections.abc import Iterator
from dataclasses import replace

from tidings.core.clarity.judging import judged
from tidings.core.clarity.reading import Notice, Reading, Value, Words
from tidings.core.clarity.rule import Rule, Spot, at
from tidings.core.clarity.sentence_grams import SUM
from tidings.core.clarity.vagueness import plain
from tidings.core.clarity.wording import patterns

# Paths of data that nobody should see in passing; the last four digits are what cards are told apart by.
PRIVATE_PATH = re.compile(
    r"(?:^|[._])(?:balance|saldo|iban|bic|pan|cvv|cvc|pin|password|passcode|otp|ssn|cpf|nif|nie|dni|rg|tax_?(?:id|number)|passport|diagnos\w*|(?:medical|health|patient)[._]condition|disease|illness"
    r"|medication|medicine|drug|treatment|prescription_text|test_results?|lab_results?|result_value|salary|income|wage|debt|arrears|overdue_amount|credit_score|score_credit|date_of_birth|birth_?date|dob"
    r"|religion|ethnicity|sexual\w*|pregnan\w*|divida|salario|diagnostico|resultado_exame|doenca|senha|palavra_passe|numero_cartao|numero_conta|tarjeta_numero|contrasena"
    r"|(?:card|account|acct|cartao|conta|tarjeta|cuenta|policy_?holder)[._](?:number|no|num|numero|full)|(?:card|account)_?number|full_?(?:card|account|name_and_address)|home_?address|address_?line\w*)(?:$|[._])"
)
DOCUMENT = re.compile(r"passport|card|cartao|tarjeta|account|conta|cuenta")
LAST_FEW = re.compile(r"last_?\d|last_?(?:four|digits)|ending|masked|suffix|final|ultimos")
LONG_NUMBER = re.compile(r"(?<!\d)(?:\d[ -]?){13,19}(?!\d)|\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){3,7}\b")
# What a medicine is given by; what water or food holds a litre or a kilo is nobody's secret.
DOSE = re.compile(r"(?i)\b[^\W\d]{4,} \d+(?:[.,]\d+)? ?(?:mg|mcg|µg)\b(?! ?(?:/ ?(?:l|dl|kg)\b|per\b|por\b))")
DOORS = r"gates?|doors?|alarm|garage|entry|entrance|key[ -]?(?:safe|box)|lockbox|portas?|portão|garagem|entrada|alarme|cofre|puertas?|verja|alarma|garaje|portal|cerradura|taquilla"
CODE = re.compile(
    rf"(?i)\b(?:(?:{DOORS})\b[^.!?]{{0,60}}\b(?:code|combination|pin|código|senha|clave)|(?:code|combination|pin|código|senha|clave)\b[^.!?]{{0,60}}\b(?:{DOORS})|(?:{DOORS})\b[^.!?]{{0,20}} (?:opens with|abre(?:-se)? com|se abre con))\b"
    r"[^.!?\d]{0,60}(?<![\w.,-])\d{4,8}(?:#|\b)(?!\s?(?:[€$£%]|‹|EUR|euros?|h\b))"
)
PRIVATE_WORDS = patterns(
    en=r"""
        \d+_days_(?:past_due|late|overdue|behind|in_arrears)|past_due|(?:overdue|in_arrears|in_debt|overdrawn):?_?(?:by_|with_|of_)?‹money›|‹money›_(?:overdrawn|unpaid|in_the_red|behind|left_(?:in|on))
        you_(?:still_)?owe_(?:us_)?‹money›_(?:from|since|for_(?:last|several|the_last))
        (?:mortgage|loan|credit|overdraft|benefits?|asylum|visa|adoption)_(?:application_|request_)?(?:of_‹money›_|for_‹money›_)?(?:was|were|has_been|have_been|is)_(?:refused|declined|rejected|denied|turned_down)
        (?:your_)?date_of_birth_(?:\w+_){0,3}is|(?:your|the)_(?:salary|wages?|pay_?(?:check|slip)?|income|pension)_of_‹money›|(?:your|home|private)_(?:home_|private_)?address_(?:on_file_)?(?:is|:)|(?:you|who)_live_at_\d+
        (?:your|the)_(?:\w+_)?(?:scan|x-?ray|test|biopsy|blood|screening)_(?:results?_)?(?:show|shows|found|confirm|confirms|is_(?:positive|negative)|revealed)
        (?:your|the)_(?:psychiatrist|oncologist|psychotherapist|addiction_\w+|fertility_\w+)
        you_(?:earn|make)_‹money›|(?:dismissed|sacked|fired)_(?:from|for)|(?:criminal|police)_record|(?:your|with)_(?:disability|addiction|sexual_\w+|religion|ethnic_\w+)
        (?:tax|social_security|national_insurance|passport|id)_(?:number|no)\.?(?:_on_file)?:?_(?:is_)?[A-Z]{0,3}\d\w*
        (?:your|the|an?|current|account|available|outstanding|remaining)_(?:\w+_)?balance_(?:is|of|stands|was|has|in|on|fell|dropped|:)
        (?:insufficient_funds|in_the_red|behind_(?:with|on)_your|missed_(?:payments|instalments)|final_demand|dunning|‹money›_(?:is_)?(?:overdue|in_debt|in_arrears|overdrawn)|‹money›_(?:left_)?(?:in|on)_your_(?:\w+_)?(?:account|savings)|(?:account|savings)_(?:now_)?(?:holds|stands_at|shows|has)_‹money›)
        (?:your_)?(?:therapy|therapist|psychologist|counselling|chemo\w*|dialysis|transplant|miscarriage|mammogram|colonoscopy|biopsy|smear_test|paternity|vasectomy|dermatitis|asthma|allerg(?:y|ies)_to|blood_(?:test|pressure|sugar)|cholesterol|prescription_(?:for|of))
        (?:overdrawn|in_arrears|arrears|bankrupt\w*|insolven\w+|debt_collect\w+|collections?_agency|bailiffs?|repossess\w+|foreclos\w+|default(?:ed)?_on|your_debts?|outstanding_debts?|a_debt_of|your_overdraft|(?:bad|poor)_credit|credit_score|county_court)
        (?:your_)?(?:username|user_name|user|login|log-in|e-?mail)_(?:is|:)_(?:\S+_){1,3}(?:and|with)_(?:\w+_)?(?:password|passcode|pin)|(?:password|passcode|pin|access_code|one-?time_(?:code|passcode|password)|verification_code|security_code|otp)_(?:\w+_){0,2}(?:is|was|:)?_?(?:now_)?\w*\d\w*|(?:log_?in|sign_in)_with_\S+_and_(?:\w+_)?\S+\d
        (?:you|who|customer|patient|holder)_(?:live|lives|reside|resides)_(?:at|in)|(?:your|the|delivery|home)_address(?:_on_file)?:?_(?:is_)?\d+|(?:maiden_name|born|date_of_birth|dob|birthday|passport|id_card|identity_card|driving_licen[cs]e|nationality|social_security|national_insurance|tax_id|ssn|nhs)(?:_\w+){0,4}?_?(?:is|:|of|no\.?|number)?_(?:[A-Z]{0,3}-?\d\S*|\d\S*_\w+_\d{4})|maiden_name|account_holder:?
        sort_code|(?:account|card)(?:_number)?:?_\d{6,}|you_(?:have_|still_have_)?‹money›_(?:left|remaining|in_hand|until_(?:payday|pay|the_end))|you_have_‹money›_(?:left|remaining|in|until)|(?:savings|account|portfolio|pension_pot|isa)_(?:\w+_)?(?:stands?|stood|holds?|is|are|worth|of|shows|contains|comes)_(?:at_|to_|now_|currently_)*‹money›
        (?:your|the|monthly|net|gross|annual)_(?:\w+_){0,2}(?:pay_of|salary|wages?|income|pension|earnings|bonus)_(?:\w+_)?(?:of_|is_|:_?|was_|came_to_|amounts_to_)?‹money›|(?:salary|wages?|income|pension|earnings):?_(?:of_)?‹money›|(?:balance|debt|arrears|overdraft|total_owed|amount_owed|outstanding|you_owe|unpaid)(?:_\w+)?:?_(?:is_|of_|stands_at_|now_)?-?_?‹money›|(?:total|remaining|outstanding)_debt
        (?:you_have_not|you_haven't|you_have_failed_to|has_not_been|not)_(?:paid|made_a_payment|been_paid)(?:_\w+){0,3}_(?:for|in|since)_(?:\w+_){1,3}?(?:days|weeks|months|years)|(?:overdue|late|behind|unpaid|in_default)_(?:by|for)_(?:\w+_)?(?:\d+|\w+)_(?:days|weeks|months)|(?:\d+|two|three|four|five|six)_(?:\w+_)?(?:payments|instalments|months)_(?:missed|behind|overdue|late|in_arrears|unpaid)|second_reminder_for_debt
        (?:because|due_to|on_account|for_reasons|in_view|given)_(?:of_)?(?:your_)?(?:\w+_)?(?:credit|debts?|income|health|illness|age|religion|pregnan\w+|disabilit\w+|criminal|bankrupt\w+|divorce|payment_history|medical)\w*|credit_(?:history|rating|report|check_failed|score)|(?:refused|declined|rejected)_(?:because|due|for)
        (?:you_are|being|who_is|are)_(?:\w+_)?(?:treated|in_treatment|medicated|hospitali[sz]ed|off_sick|signed_off|in_therapy|pregnant|infected|disabled|overweight|addicted|bankrupt|divorced|hiv\W?positive)(?:_(?:for|with|because))?|(?:treatment|medication|medicine|surgery|therapy|drugs?|pills?|tablets|prescription|counselling|injections?|consultation|referral)_(?:for|against|of)_(?:your_)?(?:\w+_)?(?:depression|anxiety|cancer|hiv|epilepsy|diabetes|addiction|alcohol\w*|infertility|psychosis|bipolar|adhd|std|herpes|hepatitis|migraine|erectile|obesity|pain|asthma|arthritis|parkinson\w*|schizophrenia|insomnia|hypertension)
        (?:cancer|hiv|tumou?r|chemo\w*|radiotherapy|ivf|infertility|abortion|psychiatr\w+|psychotherap\w+|oncolog\w+|std|chlamydia|gonorrh\w+|syphilis|herpes|hepatitis|bipolar|alcoholi\w+|drug_test|sperm|menopause|anorexia|bulimia|suicid\w+|palliative|rehab\w*|detox|methadone|sick_note|haemorrhoids?|colonoscopy|mammogram|biopsy|paternity_test|erectile\w*|antidepressant\w*|depression|schizophrenia|dementia)
        (?:scan|test|blood|biopsy|smear|screening|x-?ray|ultrasound|swab|lab)_(?:\w+_)?(?:results?_)?(?:\w+_)?(?:came_back|is|are|was|were|shows?|showed|indicates?|found|reveals?)_(?:\w+_){0,2}(?:abnormal|positive|negative|clear|high|low|cancerous|benign|malignant|elevated|infected|pregnant|a_\w+)|(?:dismissed|fired|laid_off|suspended|disciplined)_(?:for|because|from|due)|(?:sexual|religious|political|trade_union)_\w+|(?:your|a)_(?:conviction|probation|parole|divorce|custody|adoption|asylum)
        diagnos(?:is|ed|es)|tested_(?:positive|negative)|(?:test|scan|biopsy|smear|blood)_results?_(?:is|are|show|shows|came_back|indicate|suggest|positive|negative|abnormal)|(?:positive|negative|abnormal)_(?:for|test|result)
        (?:your|the)_(?:\w+_)?(?:cancer|tumou?r|hiv|aids|std|sti|chlamydia|hepatitis|diabetes|depression|anxiety|psychiatr\w+|pregnancy|abortion|chemotherapy|oncolog\w+|epilepsy|schizophrenia|dementia|addiction|rehab\w*|fertility|ivf|erectile\w*|antidepressants?|insulin|methadone|viagra)
        (?:cancer|hiv|hepatitis|chlamydia|oncology|psychiatry|fertility|pregnancy|abortion|depression|chemotherapy|std|sti)(?:_(?:test|clinic|treatment|medication|screening|department|results?|appointment|ward|unit|therapy))?
        (?:your|the)_(?:salary|income|wages?|net_pay|pay)_(?:is|of|was|will_be|amounts_to):?_(?:‹\w+›|\W?\d\S*)
        (?:full_)?(?:card|account)_number_(?:is|:|‹|\d)|your_(?:pin|password|passcode|one-time_code|security_code)_(?:is|:)
        (?:social_security|national_insurance|passport|tax)_number_(?:is|:|‹|\d)
        (?:date_of_birth|born_on):?_(?:‹\w+›|\d\S*)
        (?:you|your_(?:\w+_)?(?:loan|mortgage|credit|benefit|claim|visa|asylum)(?:_application)?)_(?:was|were|has_been|have_been)_(?:declined|rejected|refused|denied)_(?:because|due_to|as)
        (?:disciplinary|dismiss(?:ed|al)|criminal_record|divorce|custody|domestic_violence)
    """,
    pt=r"""
        \d+_dias_(?:de|em)_atraso|(?:em_(?:atraso|dívida|mora)|a_descoberto):?_?(?:de_|com_)?‹money›|‹money›_(?:por_pagar|a_descoberto|em_falta|de_atraso)|(?:restam|tem|ficam)(?:-lhe)?_(?:apenas_|só_)?‹money›_(?:na|em)_(?:sua_)?conta
        (?:deve|deve-nos|está_a_dever)_(?:nos_)?‹money›_(?:d[oe]|desde)
        (?:empréstimo|crédito|financiamento|hipoteca|subsídio|asilo|visto)(?:_\w+){0,2}_(?:(?:de_)?‹money›_)?(?:foi|foram)_(?:recusad|negad|rejeitad|indeferid)[ao]s?|(?:mau|baixo)_(?:historial|histórico|score)_de_crédito
        (?:nif|cpf|cc|rg|niss|passaporte|contribuinte)(?:_(?:n\.?º|número))?(?:_(?:é|nos_registos_é))?:?_(?:o_)?[A-Z]{0,2}\d\w*|(?:sua|seu)_(?:morada|endereço)_(?:de_casa_|nos_registos_)?é
        (?:o_seu|a_sua|seu|sua)_(?:exame|ecografia|análise|biópsia|raio-x|teste)_(?:\w+_){0,2}(?:mostr|revel|confirm|indic|é_(?:positiv|negativ))\w*|(?:seu|sua|o|a)_(?:psiquiatra|oncologista|psicoterapeuta)
        (?:suas?|os_seus)_(?:análises?|exames?|testes?)_(?:\w+_){0,2}(?:alterad|anorma|positiv|negativ)\w+|diagnosticad[ao]|antidepressiv\w+|medicação_para_\w+|data_de_nascimento_(?:\w+_){0,3}é
        (?:o_)?(?:seu_)?(?:salário|ordenado|vencimento)_(?:de_)?‹money›
        (?:o_|seu_|teu_)?saldo_(?:\w+_)?(?:é|de|da_sua|atual|disponível|devedor|negativo|na_conta|em|ficou|está|foi)
        (?:saldo_insuficiente|fundos_insuficientes|no_vermelho|prestações_em_atraso|pagamentos_em_atraso|‹money›_(?:em_(?:dívida|atraso|mora))|‹money›_na_sua_conta|a_sua_conta_(?:tem|está_com|mostra)_‹money›)
        (?:terapia|terapeuta|psicólog[oa]|quimio\w*|diálise|transplante|mamografia|colonoscopia|biópsia|paternidade|vasectomia|dermatite|asma|alergia_a|tensão_arterial|pressão_arterial|colesterol|glicemia|receita_(?:de|para))
        (?:a_)?(?:descoberto|sua_dívida|dívida_de|dívidas?|em_mora|inadimpl\w+|penhor\w*|execução_fiscal|cobrança_judicial|insolv\w+|falência|devedor\w*|incumprimento|nome_sujo|score_de_crédito|negativad\w+)
        (?:utilizador|usuário|login|e-?mail)_(?:é_)?\S+_e_(?:a_)?(?:sua_)?(?:senha|palavra-passe|pin)|(?:senha|palavra-passe|pin|código_(?:de_(?:acesso|utilização_única|verificação|segurança|uso_único)))_(?:\w+_){0,2}(?:é|foi|:)?_?\w*\d\w*
        ganha_‹money›|conta_(?:à_ordem|poupança|corrente|bancária)_(?:tem|mostra|está_com)_‹money›
        (?:mora|vive|reside)_(?:em|na|no|n[ao]s)|(?:morada|endereço)(?:_\w+)?:?_(?:rua|av\w*|praça|travessa|largo)|titular:?|nome_d[ae]_(?:sua_)?mãe|(?:nascid[oa]|nasceu)_(?:a|em)_\d|(?:segurança_social|contribuinte|passaporte|bilhete_de_identidade|cartão_de_cidadão|carta_de_condução|utente|cpf|nif|rg|niss)(?:_\w+){0,3}?_?(?:é|:|n\.º)?:?_[A-Z]{0,2}\d[\d.\-/]*
        (?:conta|cartão)(?:_n\.º|_número)?:?_\d{6,}|(?:tem|restam|sobram|ficou_com|ficam-lhe)_(?:só_|apenas_)?‹money›_(?:até|na|no|em|de_saldo|para_o)|(?:poupanças|carteira|saldo)(?:_\w+)?_(?:são|é|tem|está|ascende|ficou|estão)_(?:de_|em_|com_|a_)*‹money›
        (?:o_)?(?:seu_)?(?:salário|ordenado|vencimento|rendimento|pensão|reforma|prémio)(?:_\w+){0,2}?:?_(?:de_|é_|foi_|líquido_)*‹money›|(?:saldo|dívida|em_dívida|atrasados|descoberto|total_em_dívida|deve)(?:_\w+)?:?_(?:é_|de_|total_)*-?_?‹money›|dívida_total
        não_(?:paga|pagou|recebemos_(?:o_)?pagamento)(?:_\w+){0,3}_(?:há|desde|faz)_(?:\w+_){0,2}(?:dias|semanas|meses|anos)|em_atraso_há_(?:\w+_)?\w+_?(?:dias|semanas|meses)?|(?:\d+|duas|três|quatro|cinco|dois)_(?:prestações|pagamentos|mensalidades|meses)_(?:em_atraso|por_pagar|em_falta|de_atraso)
        (?:por_causa|devido|em_razão|em_virtude|dado)_(?:d[oae]s?_|a[os]?_|à_|o_)?(?:seu_|sua_)?(?:historial|histórico|crédito|dívidas?|rendimento|saúde|doença|idade|religião|gravidez|deficiência|divórcio|registo_criminal)|(?:historial|histórico|score|risco)_de_crédito
        (?:está|foi)_(?:\w+_)?(?:em_tratamento|medicad[oa]|internad[oa]|de_baixa|grávida|infetad[oa]|desempregad[oa]|falid[oa]|divorciad[oa])(?:_(?:por|com|a))?|(?:tratamento|medicação|medicamento|remédio|cirurgia|terapia|consulta|receita|comprimidos|encaminhamento)_(?:para|contra|d[aeo]|por)_(?:o_|a_|sua_|seu_)?(?:\w+_)?(?:depressão|ansiedade|cancro|câncer|vih|hiv|epilepsia|diabetes|dependência|álcool|infertilidade|fertilidade|psicose|bipolar|phda|herpes|hepatite|enxaqueca|obesidade|asma|artrite|insónia|hipertensão|psiquiatria|oncologia)
        (?:cancro|câncer|vih|hiv|tumor|quimio\w*|radioterapia|fertilização|infertilidade|aborto|psiquiatr\w+|psicoterap\w+|oncol\w+|clamídia|gonorreia|sífilis|herpes|hepatite|bipolar|alcool\w+|menopausa|anorexia|bulimia|suicíd\w+|paliativ\w+|desintoxicação|metadona|baixa_médica|hemorr\w+|colonoscopia|mamografia|biópsia|teste_de_(?:gravidez|paternidade|drogas)|antidepressiv\w+|depressão|esquizofrenia|demência)
        (?:análises?|exames?|testes?|biópsia|ecografia|rastreio|raio-x|ressonância|citologia)(?:_\w+){0,3}_(?:deu|deram|acusou|mostrou|mostra|revelou|revela|saiu|veio|é|foi|está)_(?:\w+_){0,2}(?:anormal|positiv\w+|negativ\w+|alterad\w+|elevad\w+|malign\w+|benign\w+|um_\w+|uma_\w+)
        diagnós\w+|diagnosticad\w+|testou_(?:positivo|negativo)|(?:teste|exame|análises?|biópsia)_(?:deu|deram|positiv\w+|negativ\w+|acusou|revel\w+|mostr\w+)|resultado_(?:positivo|negativo|anormal|alterado)|resultado_d[oa]_\w+_(?:é|foi|deu|mostra|revela)
        (?:o_|seu_|teu_|a_|sua_|do_|da_)?(?:cancro|câncer|tumor|vih|hiv|sida|aids|hepatite|clamídia|diabetes|depressão|ansiedade|psiquiat\w+|gravidez|aborto|quimioterapia|oncolog\w+|epilepsia|esquizofrenia|demência|dependência_química|fertilidade|antidepressiv\w+|insulina|metadona)
        (?:seu_|teu_)?(?:salário|vencimento|ordenado|rendimento)_(?:é|de|foi|será|líquido_de|do_mês_é)_(?:de_)?(?:‹\w+›|\W?\d\S*)
        (?:número|n\.º|nº)_(?:completo_)?(?:do_cartão|da_conta|do_seu_cartão|da_sua_conta|de_contribuinte)_?(?:é|:|‹|\d)
        (?:sua|tua|o_seu|a_sua|o_teu)_?_?(?:senha|palavra-passe|pin|código_de_segurança)_(?:é|:)
        (?:cpf|nif|rg|iban):?_(?:‹\w+›|\d\S*)
        (?:data_de_nascimento|nascid[oa]_em):?_(?:‹\w+›|\d\S*)
        processo_disciplinar|despediment\w+|demitid\w+|divórcio|violência_doméstica|registo_criminal|antecedentes_criminais
    """,
    es=r"""
        \d+_días_de_(?:retraso|atraso|mora)|(?:en_mora|atrasad[ao]s?|impagad[ao]s?|impagos?):?_?(?:de_|con_)?‹money›|‹money›_(?:sin_pagar|por_pagar|en_descubierto|en_mora|de_retraso)|(?:le_)?quedan_(?:solo_)?‹money›_en_(?:la|su)_cuenta
        (?:nos_)?(?:debe|adeuda)_(?:nos_)?‹money›_(?:del?|desde)
        (?:préstamo|crédito|hipoteca|subsidio|asilo|visado)(?:_\w+){0,2}_(?:(?:de_)?‹money›_)?(?:fue|ha_sido|está)_(?:rechazad|denegad)[ao]s?|mal_historial_(?:de_crédito|crediticio)
        (?:dni|nie|nif|curp|pasaporte)(?:_(?:n\.?º|número))?(?:_es)?:?_(?:el_)?[A-Z]{0,2}\d\w*|su_(?:domicilio|dirección_de_casa)_es
        su_(?:escáner|análisis|prueba|biopsia|ecografía|radiografía)_(?:\w+_){0,3}(?:muestr|revel|confirm|indic|es_(?:positiv|negativ)|dio_)\w*|(?:su|el|la)_(?:psiquiatra|oncólog[oa]|psicoterapeuta)
        sus?_(?:análisis|pruebas?|exámenes)_(?:\w+_){0,2}(?:alterad|anormal|positiv|negativ)\w+|ingresos?_(?:\w+_)?(?:es|son)_(?:de_)?‹money›|antidepresiv\w+|medicación_para_\w+|fecha_de_nacimiento_(?:\w+_){0,3}es
        su_(?:sueldo|salario|nómina)_(?:de_)?‹money›
        (?:el_|su_)?saldo_(?:\w+_)?(?:es|de|actual|disponible|deudor|negativo|en|quedó|está|fue)
        (?:fondos_insuficientes|en_números_rojos|cuotas_atrasadas|pagos_atrasados|‹money›_(?:de_deuda|en_mora|en_su_cuenta)|su_cuenta_(?:tiene|muestra)_‹money›)
        (?:terapia|terapeuta|psicólog[oa]|quimio\w*|diálisis|trasplante|mamografía|colonoscopia|biopsia|paternidad|vasectomía|dermatitis|asma|alergia_a|presión_arterial|colesterol|glucemia|receta_(?:de|para))
        (?:descubierto|su_deuda|deudas?|en_mora|moros\w+|embarg\w+|cobro_judicial|insolven\w+|quiebra|impago\w*|puntaje_de_crédito)
        (?:usuario|login|correo)_(?:es_)?\S+_y_(?:la_|su_)?(?:clave|contraseña|pin)|(?:contraseña|clave|pin|código_(?:de_(?:acceso|un_solo_uso|verificación|seguridad)))_(?:\w+_){0,2}(?:es|fue|:)?_?\w*\d\w*
        gana_‹money›|cuenta_(?:corriente|de_ahorros?|bancaria)_(?:tiene|muestra)_‹money›
        (?:vive|reside)_en|(?:domicilio|dirección)(?:_\w+)?:?_(?:calle|av\w*|plaza|paseo|c/)|titular:?|apellido_de_(?:su_)?madre|(?:nacid[oa]|nació)_el_\d|(?:seguridad_social|pasaporte|identidad|carnet_de_conducir|dni|nie|nif|curp|rfc)(?:_\w+){0,3}?_?(?:es|:|n\.º)?:?_[A-Z]{0,2}\d[\d._\-/]*
        (?:cuenta|tarjeta)(?:_n\.º|_número)?:?_\d{6,}|(?:le_quedan|tiene|quedan|le_restan)_(?:solo_)?‹money›_(?:hasta|en|para|de_saldo|a_fin)|(?:ahorros|cartera|saldo)(?:_\w+)?_(?:son|es|tiene|está|asciende|quedó)_(?:de_|en_|con_|a_)*‹money›
        (?:su_)?(?:salario|sueldo|nómina|ingresos?|pensión|prima)(?:_\w+){0,2}?:?_(?:de_|es_|fue_|neta_)*‹money›|(?:saldo|deuda|debe|atrasos|descubierto|adeudado)(?:_\w+)?:?_(?:es_|de_|total_)*-?_?‹money›|deuda_total
        (?:lleva|llevan)_(?:\w+_){1,3}?sin_pagar|no_(?:paga|ha_pagado|pagó|hemos_recibido_(?:el_)?pago)(?:_\w+){0,3}_(?:desde|hace)_(?:\w+_){0,2}(?:días|semanas|meses|años)|(?:pago|cuota|recibo)s?_(?:\w+_)?(?:atrasad|vencid|impagad)[oa]s?_(?:desde_|hace_|de_)?\w+_(?:días|semanas|meses)|(?:\d+|dos|tres|cuatro|cinco)_(?:cuotas|pagos|recibos|meses)_(?:atrasad\w+|sin_pagar|impagad\w+|de_atraso|vencid\w+)
        (?:por|debido_a|a_causa_de|dad[oa])_(?:su_|sus_|el_|la_)?(?:\w+_)?(?:historial|crédito|deudas?|ingresos|salud|enfermedad|edad|religión|embarazo|discapacidad|divorcio|antecedentes)_?(?:crediticio|de_crédito|médic\w+|penales)?(?=[.,;:]|$)|historial_(?:crediticio|de_crédito)|historial_de_pagos
        (?:está|fue)_(?:\w+_)?(?:en_tratamiento|medicad[oa]|ingresad[oa]|de_baja|embarazada|infectad[oa]|en_paro|divorciad[oa])(?:_(?:por|con|para))?|(?:tratamiento|medicación|medicamento|cirugía|terapia|consulta|receta|pastillas|derivación)_(?:para|contra|del?|por)_(?:el_|la_|su_)?(?:\w+_)?(?:depresión|ansiedad|cáncer|vih|epilepsia|diabetes|adicción|alcohol|infertilidad|fertilidad|psicosis|bipolar|herpes|hepatitis|migraña|obesidad|asma|artritis|insomnio|hipertensión|psiquiatría|oncología)
        (?:cáncer|vih|tumor|quimio\w*|radioterapia|fecundación|infertilidad|fertilidad|aborto|psiquiatr\w+|psicoterap\w+|oncol\w+|clamidia|gonorrea|sífilis|herpes|hepatitis|bipolar|alcoh[oó]li\w+|menopausia|anorexia|bulimia|suicid\w+|paliativ\w+|desintoxicación|metadona|baja_médica|colonoscopia|mamografía|biopsia|prueba_de_(?:embarazo|paternidad|drogas)|antidepresiv\w+|depresión|esquizofrenia|demencia)
        (?:análisis|pruebas?|exámenes|biopsia|ecografía|cribado|radiografía|resonancia|citología)(?:_\w+){0,3}_(?:dio|dieron|salió|salieron|mostró|muestra|reveló|revela|es|fue|está)_(?:\w+_){0,2}(?:anormal|positiv\w+|negativ\w+|alterad\w+|elevad\w+|malign\w+|benign\w+|un_\w+|una_\w+)
        diagn[oó]s\w+|dio_(?:positivo|negativo)|(?:prueba|examen|análisis|biopsia)_(?:dio|salió|positiv\w+|negativ\w+|muestra\w*|revel\w+)|resultado_(?:positivo|negativo|anormal)
        (?:el_|su_|la_|del_)?(?:cáncer|tumor|vih|sida|hepatitis|clamidia|diabetes|depresión|ansiedad|psiquiat\w+|embarazo|aborto|quimioterapia|oncolog\w+|epilepsia|esquizofrenia|demencia|fertilidad|antidepresiv\w+|insulina|metadona)
        su_(?:salario|sueldo|nómina|ingreso)_(?:es|de|fue|será)_(?:de_)?(?:‹\w+›|\W?\d\S*)
        número_(?:completo_)?de_(?:su_)?(?:tarjeta|cuenta)_?(?:es|:|‹|\d)
        su_(?:contraseña|pin|clave|código_de_seguridad)_(?:es|:)
        (?:dni|nie|nif|iban|curp):?_(?:‹\w+›|\d\S*)
        (?:fecha_de_nacimiento|nacid[oa]_el):?_(?:‹\w+›|\d\S*)
        expediente_disciplinario|despid\w+|divorcio|violencia_doméstica|antecedentes_penales
    """,
)
OPEN = {
    "subject": "subject",
    "what": "text",
    "means": "text",
    "done": "text",
    "if_ignored": "text",
    "step": "text",
}


def look(reading: Reading) -> Iterator[Spot]:
    for notice in reading.notices:
        for words in open_texts(notice):
            if private := told(words):
                surface = OPEN.get(words.part, "text")
                yield at(words, f"“{private}” can be read or heard by others here", surface=surface)


def open_texts(notice: Notice) -> list[Words]:
    """What push, text message, subject, preview line and voice say; evidence and answers stand behind the link alone."""
    subject = [notice.subject] if notice.subject else []
    return [*subject, *notice.parts, *(step.says for step in notice.steps)]


def told(words: Words) -> str:
    """The first private thing that a text tells; "" for none."""
    for value in words.values:
        path = plain(value.path)
        if PRIVATE_PATH.search(path) and not LAST_FEW.search(path) and not only_a_day(value):
            return value.path
    for secret in (LONG_NUMBER, DOSE, CODE):
        if found := secret.search(words.own):
            return found[0].strip()
    return next((each.phrase for each in judged("private", summed(words), PRIVATE_WORDS)), "")


def only_a_day(value: Value) -> bool:
    """Whether it tells when a document ends or is ready, not what stands in it."""
    return value.type in ("date", "datetime") and bool(DOCUMENT.search(plain(value.path)))


def summed(words: Words) -> Words:
    """With sums written out as those that the data brings: the one is as telling as the other."""
    return replace(words, own=" ".join(SUM.sub(" ‹money› ", words.own).split()))


RULE = Rule(
    kind="private-data",
    finds="A balance, a debt, a full card or account number, health or the like in words that others may read or hear.",
    why=(
        "Lock screens, preview lines, texts and a voice at the door are met by whoever is near; only what is needed may be shown"
        " there (GDPR art. 5(1)(c) and (f): data minimisation and confidentiality)."
    ),
    mend="say on these surfaces what it is about, and leave the figure, number or finding to the page behind the link (evidence, answers)",
    unclear="Your balance is €12,400.50.",
    clear="Your monthly statement of account ending 4821 is ready.",
    look=look,
)
