"""`private-data`: what is nobody else's business, where somebody else may read or hear it."""

import re
from collections.abc import Iterator
from dataclasses import replace

from tidings.core.clarity.reading import Notice, Reading, Words
from tidings.core.clarity.rule import Rule, Spot, at
from tidings.core.clarity.vagueness import plain
from tidings.core.clarity.wording import found, patterns

# Paths of data that nobody should see in passing; the last four digits are what cards are told apart by.
PRIVATE_PATH = re.compile(
    r"(?:^|[._])(?:balance|saldo|iban|bic|pan|cvv|cvc|pin|password|passcode|otp|ssn|cpf|nif|nie|dni|rg|tax_?(?:id|number)|passport|diagnos\w*|(?:medical|health|patient)[._]condition|disease|illness"
    r"|medication|medicine|drug|treatment|prescription_text|test_results?|lab_results?|result_value|salary|income|wage|debt|arrears|overdue_amount|credit_score|score_credit|date_of_birth|birth_?date|dob"
    r"|religion|ethnicity|sexual\w*|pregnan\w*|divida|salario|diagnostico|resultado_exame|doenca|senha|palavra_passe|numero_cartao|numero_conta|tarjeta_numero|contrasena"
    r"|(?:card|account|acct|cartao|conta|tarjeta|cuenta|policy_?holder)[._](?:number|no|num|numero|full)|(?:card|account)_?number|full_?(?:card|account|name_and_address)|home_?address|address_?line\w*)(?:$|[._])"
)
LAST_FEW = re.compile(r"last_?\d|last_?(?:four|digits)|ending|masked|suffix|final|ultimos")
LONG_NUMBER = re.compile(r"(?<!\d)(?:\d[ -]?){13,19}(?!\d)|\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){3,7}\b")
# A sum written out is as telling as one the data brings.
SUM = re.compile(
    r"[-−]?(?:[€$£]|R\$|\b(?:EUR|USD|GBP|BRL))\s?\d[\d.,]*\d?|[-−]?\b\d[\d.,]*\s?(?:€|(?:EUR|USD|GBP|BRL|euros?|pounds?|dollars?|reais)\b)"
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
        if PRIVATE_PATH.search(path) and not LAST_FEW.search(path):
            return value.path
    if number := LONG_NUMBER.search(words.own):
        return number[0].strip()
    summed = replace(words, own=" ".join(SUM.sub(" ‹money› ", words.own).split()))
    return next((match[0].strip() for match in found(PRIVATE_WORDS, summed) if not denied(summed, match)), "")


def denied(words: Words, match: re.Match[str]) -> bool:
    """Whether the clause says that there is none of it."""
    clause = re.split(r"[.;:!?]", words.own[: match.start()])[-1]
    return bool(
        re.search(
            r"\b(?:no|not|never|without|não|nem|nunca|nenhuma?|sem|sin|ningun\w*|ningún)\b",
            clause,
            re.IGNORECASE,
        )
    )


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
