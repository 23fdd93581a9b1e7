"""`hard-to-read`: long sentences, long words, office language."""

from collections.abc import Iterator

from tidings.core.clarity.readability import ease, longest_sentence
from tidings.core.clarity.reading import Notice, Reading, Words
from tidings.core.clarity.rule import Rule, Spot, at
from tidings.core.clarity.wording import found, patterns

LONGEST = 35  # words; plain language guides ask for 15 to 20 on average and none over 25 to 30
HARD = 25.0  # reading ease: below it a text is for graduates
LEAST = 25  # words; an average of fewer says little
VERY_HARD, FEW = 15.0, 12  # what even fewer words must not fall below
OFFICE = patterns(
    en=r"""
        pursuant_to|hereby|herein(?:after)?|hereto|hereunder|thereof|therein|thereto|thereafter|aforementioned|aforesaid|above-?mentioned|notwithstanding|heretofore|whereas|whereby|forthwith|inter_alia|vis-à-vis|mutatis_mutandis|pro_rata|ex_gratia|per_annum
        utili[sz]\w*|facilitat\w+|commence(?:s|d|ment)?|terminat(?:e|ed|ion)|endeavou?r\w*|ascertain\w*|effectuat\w+|remit(?:s|ted|tance)?|expedit(?:e|ed|ious\w*)|implement(?:ation|ed|ing)|remediat\w+|operationali[sz]\w*|optimi[sz]\w+|leverag\w+|synerg\w+|rectif(?:y|ied|ication)|substantiat\w+|promulgat\w+|adjudicat\w+|ameliorat\w+|disburse\w*
        in_(?:accordance|compliance|conformity|conjunction|respect|relation|the_event|receipt|lieu|furtherance|the_absence|consideration)_(?:with|of|to|that)
        with_(?:respect|regard|reference)_to|for_the_purposes?_of|prior_to|subsequent_to|in_order_to|due_to_the_fact_that|at_this_(?:point_in_time|juncture)|on_the_grounds_that|by_virtue_of|as_per|subject_to|in_so_far_as|to_the_extent_that|in_excess_of|on_behalf_of_the
        (?:the_)?(?:undersigned|counterpart(?:y|ies)|beneficiary|obligor|data_subject|account_holder|policyholder|claimant|remuneration|provision(?:s|ing)?_of|non-?\w+ance)
        (?:shall|must)_be_deemed|is_deemed|are_deemed|be_advised_that|kindly_(?:note|be|find|revert)
        \w+isation_of|\w+ization_of|(?:undertak|effect|perform|carr)\w*_(?:out_)?(?:the|a|an)_\w+(?:tion|ment|ance)
    """,
    pt=r"""
        supra(?:citad|mencionad|ferid|rreferid|-?citad|-?mencionad)\w*|acima_(?:mencionad|referid|citad)\w+|infra_?(?:mencionad|referid)\w*|outrossim|doravante|destarte|dessarte|mormente|porquanto|não_obstante|conquanto|mediante|consoante|ademais|inobstante|hodiern\w+|precípu\w+
        (?:nos|em|ao_abrigo)_(?:termos|conformidade|cumprimento|consonância|observância|virtude|decorrência|sede|razão)_(?:d[aeo]s?|com|legais)
        (?:no_que_(?:concerne|respeita|tange|se_refere)|a_fim_de|com_vista_a|com_vistas_a|tendo_em_(?:vista|consideração)|para_os_devidos_efeitos|em_epígrafe|sem_prejuízo|no_âmbito_d\w+|em_sede_de|a_título_de|por_forma_a|de_molde_a|face_ao_exposto|ante_o_exposto)
        (?:vimos|serve)_(?:por_este_meio|pelo_presente|através|a_presente|o_presente)|v\.?_?ex(?:a|ª)|v\.?_?s(?:a|ª)|vossa_(?:excelência|senhoria)
        efetiv(?:ar|ação|ado|ada)|efetu(?:ar|ação|ado|ada|ou-se)|viabiliz\w+|operacionaliz\w+|disponibilizaç\w+|concretizaç\w+|materializ\w+|implementaç\w+|otimiz\w+|regularizaç\w+|formalizaç\w+|instrução_d[oe]|deferiment\w+|indeferiment\w+|proceder_à|procedeu-se|procedemos_à|proced(?:er|eremos|emos)_ao?|diligenci\w+|providenciar|comparticipaç\w+|inadimpl\w+|incumprimento_contratual
        (?:o|a)_(?:requerente|subscritor|signatári[oa]|outorgante|mutuári[oa]|interessad[oa]|contribuinte|titular_dos_dados|beneficiári[oa])
        dever-se-á|poder-se-á|far-se-á|considerar-se-á|ter-se-á|\w+ar-se-(?:á|ão)|\w+er-se-(?:á|ão)
    """,
    es=r"""
        (?:antedich|precitad|susodich|suprascrit)\w+|arriba_(?:mencionad|citad)\w+|anteriormente_(?:mencionad|citad)\w+|asimismo|no_obstante|por_ende|empero|mediante|en_aras_de|otrosí
        (?:en|de)_(?:virtud|conformidad|cumplimiento|consonancia|relación|aras|atención|ejecución)_(?:de|con|a|del|al)
        (?:a_efectos_de|a_los_efectos|con_el_fin_de|a_fin_de|en_el_supuesto|sin_perjuicio|en_lo_que_(?:respecta|concierne)|en_el_marco_de|a_tenor_de|con_arreglo_a|habida_cuenta|con_(?:posterioridad|anterioridad)_a|(?:lo|lo_anteriormente)_dispuesto|del_presente_(?:contrato|escrito|documento)|(?:resolución|rescisión)_(?:anticipada_)?del_mismo)
        efectu(?:ar|ado|ada|ación)|materializ\w+|operativiz\w+|implementaci\w+|optimiz\w+|regularizaci\w+|formalizaci\w+|tramitaci\w+|subsanaci\w+|proceder_a|procederá_a|se_procede\w*|diligenci\w+
        (?:el|la)_(?:solicitante|interesad[oa]|abajo_firmante|suscriptor|titular_de_los_datos|beneficiari[oa])
    """,
)


def look(reading: Reading) -> Iterator[Spot]:
    for notice in reading.notices:
        spots = [spot for words in texts(notice) for spot in long(words)]
        yield from spots
        yield from () if spots else office(notice)
        yield from () if spots else dense(notice)


def texts(notice: Notice) -> list[Words]:
    return [*notice.parts, *(known.answer for known in notice.answers)]


def long(words: Words) -> Iterator[Spot]:
    count = longest_sentence(words)
    if count > LONGEST:
        yield at(words, f"a sentence of {count} words")


def office(notice: Notice) -> Iterator[Spot]:
    """Words of the office: two of them in one text, or three in the notice, are too many."""
    said = [(words, match[0].strip()) for words in texts(notice) for match in found(OFFICE, words)]
    for words, term in said:
        crowd = sum(other is words for other, _ in said)
        if crowd > 1 or len(said) > 2:
            yield at(words, f"“{term}” is the language of an office")
            return


def dense(notice: Notice) -> Iterator[Spot]:
    """The text that is hardest to read, where one is too hard."""
    hardest = min(
        ((ease(words, least=LEAST), words) for words in notice.parts), key=lambda each: each[0], default=None
    )
    if hardest and hardest[0] < HARD:
        yield at(hardest[1], f"reading ease is {hardest[0]:.0f} of 100 (long words, long sentences)")
        return
    for words in notice.parts:
        if (short := ease(words, least=FEW)) < VERY_HARD:
            yield at(words, f"reading ease is {short:.0f} of 100 (long words)")
            return


RULE = Rule(
    kind="hard-to-read",
    finds="A sentence of more than 35 words, words of the office, or a reading ease as of a legal text.",
    why=(
        "Half of adults read below the level of secondary school; short sentences and everyday words are read by everyone and"
        " faster by experts (ISO 24495-1; WCAG 3.1.5 Reading Level; plainlanguage.gov: short sentences, everyday words)."
    ),
    mend="one thought a sentence, 15 to 20 words; say “use” for “utilise”, “under” for “pursuant to”; who does what, in verbs",
    unclear="Pursuant to the aforementioned provisions, termination of the provision of services shall be effectuated.",
    clear="We end the service on 5 March 2026.",
    look=look,
)
