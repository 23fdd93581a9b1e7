"""The fixed phrases of a mail, by language; the company's and the customer's own words come from the notice."""

from collections.abc import Mapping

from tidings.channels.contract import Message

PHRASES: Mapping[str, Mapping[str, str]] = {
    "en": {
        "open": "See it and answer",
        "next_steps": "What you can do",
        "if_ignored": "If you do nothing",
        "evidence": "How you can see it",
        "answers": "You may be asking",
        "genuine": "Is this really from us?",
        "verify_before": "Type the code",
        "verify_after": "at",
        "why": "You get this from {company} because it concerns you as our customer. It is about: {topic}.",
        "why_offer": "You get this from {company} because you said yes to it. It is about: {topic}.",
        "why_link": "Why did we write to you?",
        "preferences": "Choose how and when we write",
        "stop": "Stop these messages",
        "help_line": "Help:",
    },
    "pt": {
        "open": "Ver e responder",
        "next_steps": "O que você pode fazer",
        "if_ignored": "Se você não fizer nada",
        "evidence": "Como você pode conferir",
        "answers": "Você pode estar se perguntando",
        "genuine": "Esta mensagem é mesmo nossa?",
        "verify_before": "Digite o código",
        "verify_after": "em",
        "why": "Você recebeu esta mensagem de {company} porque ela diz respeito a você como cliente. Assunto: {topic}.",
        "why_offer": "Você recebeu esta mensagem de {company} porque concordou em recebê-la. Assunto: {topic}.",
        "why_link": "Por que escrevemos para você?",
        "preferences": "Escolher como e quando escrevemos",
        "stop": "Parar estas mensagens",
        "help_line": "Ajuda:",
    },
}


def phrases(message: Message) -> dict[str, str]:
    """The phrases in the message's language (its base language, else English), the company's name filled in."""
    found = PHRASES.get(message.language.split("-")[0].lower(), PHRASES["en"])
    why = found["why_offer" if message.purpose == "marketing" else "why"]
    return {**found, "why": why.format(company=message.letterhead.name, topic=message.topic_title)}
