"""`sender-unclear`: the reader cannot tell who writes."""

import re
from collections.abc import Iterator

from tidings.core.clarity.reading import Notice, Reading, Sender, Words
from tidings.core.clarity.rule import Rule, Spot, at
from tidings.core.clarity.strangers import stranger
from tidings.core.clarity.vagueness import listed, plain
from tidings.core.clarity.wording import first, patterns

NAMELESS = patterns(
    en=r"""
        (?:your|the)_(?:service_|internet_|energy_|mobile_|utility_|healthcare_|water_|card_)?(?:provider|supplier|operator)(?!_of)
        (?:your|a|the)_(?:local_|trusted_|chosen_|usual_|current_|own_|financial_|internet_|energy_|healthcare_)?(?:service_|mobile_|utility_)?(?:provider|supplier|operator|carrier|vendor|institution|organi[sz]ation|merchant|retailer|partner|company|business|firm)(?:_(?:here|informs?|writes?|has|wants?|would|is|asks?|regrets?|notifies|team))
        (?:the|your|our)_(?:support|service|security|customer|accounts?|billing|admin(?:istration)?|help|fraud|notification|customer_(?:service|care|support)|client_services)_(?:team|department|dept|desk|centre|center|system|unit)(?:_(?:here|informs?|writes?|has|have|wants?|would|is|are|asks?))
        (?:this_is|this_message_is_from|message_from|sent_by|from|signed|regards,?|sincerely,?|yours,?|on_behalf_of|contacted_by)_(?:the_|your_|a_|our_|an_)(?:\w+_)?(?:team|department|dept|office|company|provider|supplier|administrator|admin|support|system|service|bank|operator|organi[sz]ation|management|people_who|sender|business|firm|partner)(?!_(?:of|at)_[A-Z‹])
        (?:this_is_)?an?_(?:automated|automatic|system|system-generated|unattended)_(?:message|notification|notice|email|text)
        (?:the|your)_(?:team|management|administrator|admin|system|company|department|organi[sz]ation|sender)_(?:has|have|informs?|wants?|would|is_writing|writes?|asks?|regrets?|wishes|noticed|notifies)
        (?:a|one_of_our)_(?:company|partners?|affiliates?)_(?:you|that_you|with_which)
        (?:a|some|the)_(?:company|business|organi[sz]ation|service|shop|place)_you_(?:use|deal|know|have|bought|are)
        (?:do_not|don't)_reply_to_this
        someone_(?:at|from)_(?:the|our|your)_(?:office|company|provider)
    """,
    pt=r"""
        (?:o_|a_|do_|da_|pelo_|pela_)?(?:seu|sua|teu|tua)_(?:fornecedora?|prestadora?(?:_de_serviços)?|operadora?)(?!_d[aeo]s?_(?:[A-Z]|‹))
        (?:o|a)_(?:seu|sua|teu|tua)_(?:fornecedor|fornecedora|prestador|prestadora|operador|operadora|instituição|empresa|entidade|organização|parceir[oa]|banco)_(?:de_\w+_)?(?:informa|escreve|comunica|avisa|verificou|tem|quer|gostaria|vem|detetou|detectou|pede|lamenta|notifica)
        (?:a|o)_(?:equipa|equipe|departamento|serviço|suporte|apoio|administração|sistema|gestão|central|setor|empresa|entidade|gerência|direção)(?:_(?:de|do|da|ao)_(?:apoio|suporte|segurança|atendimento|cliente|clientes|faturação|faturamento|cobrança|fraude|notificações|apoio_ao_cliente|atendimento_ao_cliente))?_(?:informa|escreve|comunica|avisa|verificou|vem|detetou|detectou|pede|lamenta|notifica|gostaria|agradece)
        (?:mensagem_d[ao]|esta_mensagem_é_d[ao]|enviad[ao]_pel[ao]|atenciosamente,?|cumprimentos,?|aqui_é_d?[ao]|é_d?[ao]|com_os_melhores_cumprimentos,?|cordialmente,?|em_nome_d[ao]|da_parte_d[ao])_?(?:a_|o_|sua_|seu_|uma_|um_|nossa_|nosso_|da_|do_)?(?:equipa|equipe|departamento|empresa|suporte|apoio|administração|sistema|serviço|operadora|fornecedor|entidade|gerência|direção|remetente|instituição|prestador|prestadora)(?!_(?:d[aeo]|n[ao])_(?:[A-Z]|‹))
        (?:esta_é_uma_)?(?:mensagem|notificação|comunicação)_(?:automática|gerada_automaticamente|do_sistema)
        uma_empresa_(?:d[ae]_que|com_a_qual|que)_(?:você_)?\w+
        não_responda_a_est[ae]
    """,
    es=r"""
        su_(?:proveedora?|operadora?|suministradora?)(?!_de_(?:[A-Z]|‹))
        su_(?:proveedor|proveedora|operador|operadora|institución|empresa|entidad|organización|banco|compañía|soci[oa])_(?:de_\w+_)?(?:informa|le_\w+|escribe|comunica|avisa|ha|quiere|desea|lamenta|notifica)
        (?:el|la)_(?:equipo|departamento|servicio|soporte|administración|sistema|empresa|entidad|dirección|central)(?:_(?:de|del|al)_(?:soporte|seguridad|atención|cliente|clientes|facturación|cobros|fraude))?_(?:informa|le_\w+|escribe|comunica|avisa|lamenta|notifica|desea|agradece|ha)
        (?:mensaje_de|este_mensaje_es_de|enviado_por|atentamente,?|saludos,?|en_nombre_de|de_parte_de)_(?:el_|la_|su_|un_|una_|nuestro_|nuestra_)?(?:equipo|departamento|empresa|soporte|administración|sistema|servicio|operadora|proveedor|entidad|compañía)(?!_de_(?:[A-Z]|‹))
        (?:mensaje|notificación|comunicación)_(?:automátic[ao]|generad[ao]_automáticamente|del_sistema)
        no_responda_a_este
    """,
)
# Of themselves no fault, but where nothing in the notice says whose team it is.
WHOSE = patterns(
    en=r"""
        (?:the_team|the_department|the_administration|the_management|the_staff)(?!_(?:of|at|from|in|on|that|who|for)\b)
    """,
    pt=r"""
        (?:^|(?<=\.\s))(?:a_equip[ae]|o_departamento|a_administração|a_empresa|o_serviço|a_gerência|o_sistema)_(?!d[aeo]s?_)\w+
    """,
    es=r"""
        (?:^|(?<=\.\s))(?:el_equipo|el_departamento|la_administración|la_empresa|el_servicio|la_gerencia|el_sistema)_(?!del?_)\w+
    """,
)
# What is no company's name.
NO_NAMES = listed(
    """your company|company|the company|customer service|customer support|support|admin|administrator|team|the team|info|noreply|no-reply|no reply|notification|notifications|alert|alerts|service|services|service provider|your provider|provider|test|acme|example|sender|me|us|empresa|a empresa|sua empresa|atendimento|apoio|apoio ao cliente|suporte|equipa|equipe|fornecedor|servico|aviso|avisos|notificacao|remetente|su empresa|atencion al cliente|soporte|equipo|servicio""",
    "|",
)
COMMON = listed(
    "the and city bank banco water power energy clinic clinica hospital school escola library biblioteca garage oficina"
    " gym shop store loja hotel casa airline insurance seguros dental pharmacy farmacia company group grupo services house"
    " home health saude tax council camara municipal rail comboios trens taxi rides express correio correios post posta"
)
FREE_MAIL = listed(
    """gmail.com googlemail.com hotmail.com outlook.com live.com yahoo.com aol.com gmx.com gmx.net icloud.com proton.me protonmail.com mail.com sapo.pt uol.com.br bol.com.br terra.com.br"""
)


def look(reading: Reading) -> Iterator[Spot]:
    for notice in reading.notices:
        unnamed = not mentions(notice, reading.sender)
        for words in (each for each in notice.every() if each.part not in ("question", "answer")):
            if (name := nobody(words, unnamed)) and not names_us(words, reading.sender):
                yield at(words, f"“{name.strip()}” is nobody's name")
        yield from nameless(notice, reading.sender)
    yield from named_elsewhere(reading)


def nobody(words: Words, unnamed: bool) -> str:
    return (
        first(NAMELESS, words)
        or (first(WHOSE, words) if unnamed else "")
        or (words.part != "evidence" and stranger(words))
        or ""
    )


def named_elsewhere(reading: Reading) -> Iterator[Spot]:
    """Where one language names the sender and another does not."""
    naming = {notice.language for notice in reading.notices if mentions(notice, reading.sender)}
    for notice in reading.notices:
        if naming and notice.language not in naming and plain(reading.sender.name) not in NO_NAMES:
            says = f"{reading.sender.name} is named in {min(naming)} and not here"
            yield at(notice.what, says)


def mentions(notice: Notice, sender: Sender) -> bool:
    """Whether a notice says the sender's name, or the word of it that nobody else has."""
    telling = [
        word for word in re.findall(r"\w+", plain(sender.name)) if len(word) > 2 and word not in COMMON
    ]
    said = plain(" ".join(words.own for words in notice.every()))
    return any(re.search(rf"\b{re.escape(word)}\b", said) for word in telling)


def names_us(words: Words, sender: Sender) -> bool:
    name = plain(sender.name)
    return len(name) > 2 and name not in NO_NAMES and name in plain(words.own)


def nameless(notice: Notice, sender: Sender) -> Iterator[Spot]:
    """Where we know who writes, and what is known of them is no name."""
    if not sender.known:
        return
    for name in (sender.name, sender.sender_name or sender.name):
        if plain(name).strip() in NO_NAMES or not re.search(r"[^\W\d_]{2}", name):
            yield Spot(
                where="company.name",
                line=0,
                language=notice.language,
                says=f"the sender's name is “{name}”",
                mend=NAME,
            )
            return
    if sender.address.rpartition("@")[2].lower() in FREE_MAIL:
        says = f"{sender.address} is an address that anybody can have"
        yield Spot(where="company.sender_email", line=0, language=notice.language, says=says, mend=DOMAIN)


NAME = "give the company's name, as customers know it, in company.yaml or on the console's company page"
DOMAIN = "send from the company's own domain"
RULE = Rule(
    kind="sender-unclear",
    finds="The sender is “your provider”, “the team” or “an automated message”, or the company has no name of its own.",
    why=(
        "Who does not know the sender takes it for a scam: 53 % answer a number they do not know (inContact/Harris); say who you are first"
        " (CAN-SPAM, 15 USC 7704(a)(1): header information that is not misleading; UK NCSC on messages people can trust)."
    ),
    mend="say the company's name as customers know it: “Banco Exemplo here: …”",
    unclear="Your service provider informs you that your card was blocked.",
    clear="Banco Exemplo has blocked your card ending 4821.",
    look=look,
)
