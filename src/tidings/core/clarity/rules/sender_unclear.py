"""`sender-unclear`: the reader cannot tell who writes."""

import re
from collections.abc import Iterator

from tidings.core.clarity.nobodies import nobody
from tidings.core.clarity.reading import Notice, Reading, Sender
from tidings.core.clarity.rule import Rule, Spot, at
from tidings.core.clarity.strangers import stranger
from tidings.core.clarity.vagueness import listed, plain

# What is no company's name.
NO_NAMES = listed(
    """your company|company|the company|customer service|customer support|support|admin|administrator|team|the team|info|noreply|no-reply|no reply|notification|notifications|alert|alerts|service|services|service provider|your provider|provider|test|acme|example|sender|me|us|empresa|a empresa|sua empresa|atendimento|apoio|apoio ao cliente|suporte|equipa|equipe|fornecedor|servico|aviso|avisos|notificacao|remetente|su empresa|atencion al cliente|soporte|equipo|servicio""",
    "|",
)
FREE_MAIL = listed(
    """gmail.com googlemail.com hotmail.com outlook.com live.com yahoo.com aol.com gmx.com gmx.net icloud.com proton.me protonmail.com mail.com sapo.pt uol.com.br bol.com.br terra.com.br"""
)


def look(reading: Reading) -> Iterator[Spot]:
    for notice in reading.notices:
        for words in (each for each in notice.every() if each.part not in ("question", "answer", "evidence")):
            if name := stranger(words, own_name(reading.sender)) or nobody(words):
                yield at(words, f"“{name}” is nobody's name")
        yield from nameless(notice, reading.sender)


def own_name(sender: Sender) -> str:
    """The company's name in plain letters; "" where it has none of its own."""
    name = plain(sender.name)
    return name if len(name) > 2 and name not in NO_NAMES else ""


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
