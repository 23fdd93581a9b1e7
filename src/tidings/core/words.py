"""The fixed phrases around every notice, by language; a language we do not have yet is spoken to in English."""

from collections.abc import Mapping

ENGLISH: Mapping[str, str] = {
    "what": "What happened",
    "means": "What this means for you",
    "done": "What we have done",
    "next_steps": "What you can do",
    "if_ignored": "If you do nothing",
    "evidence": "See for yourself",
    "answers": "Questions you may have",
    "check": "Check that this is really from us: type the code {code} at {address}",
    "check_short": "Is it really us? Code {code} at {address}",
    "text_choose": "You can choose: {steps}",
    "text_open": "Read and answer:",
    "text_stop": "Reply STOP to end",
    "text_no_replies": "Replies do not reach us. Stop: {address}",
    "text_no_replies_here": "Replies do not reach us",
    "open": "Read and answer on our page",
    "why": "You get this because you are a customer of {company} and it is about {topic}.",
    "why_marketing": "You get this because you agreed to hear from {company} about {topic}.",
    "preferences": "Choose how and when we contact you",
    "stop": "Stop messages about {topic}",
    "stop_all": "Stop all messages of this kind",
    "help": "Questions? {help_line}",
    "from": "From {company}",
    "expires": "Valid until {moment}",
    "reply": "You can simply reply to this message.",
    "digest_subject": "Your summary from {company}: {topics}",
    "digest_what": "{count} pieces of news for you",
    "digest_means": "None of them is urgent, so they come together instead of one by one.",
    "digest_stop": "Stop messages about any of this: {topic}",
}
PORTUGUESE: Mapping[str, str] = {
    "what": "O que aconteceu",
    "means": "O que isso significa para você",
    "done": "O que já fizemos",
    "next_steps": "O que você pode fazer",
    "if_ignored": "Se você não fizer nada",
    "evidence": "Veja por si",
    "answers": "Perguntas que você pode ter",
    "check": "Confira se esta mensagem é mesmo nossa: digite o código {code} em {address}",
    "check_short": "Somos nós mesmo? Código {code} em {address}",
    "text_choose": "Pode escolher: {steps}",
    "text_open": "Leia e responda:",
    "text_stop": "Responda PARAR para sair",
    "text_no_replies": "Respostas não chegam a nós. Sair: {address}",
    "text_no_replies_here": "Respostas não chegam a nós",
    "open": "Leia e responda na nossa página",
    "why": "Você recebe esta mensagem porque é cliente de {company} e ela trata de {topic}.",
    "why_marketing": "Você recebe esta mensagem porque aceitou receber notícias de {company} sobre {topic}.",
    "preferences": "Escolha como e quando falamos com você",
    "stop": "Parar mensagens sobre {topic}",
    "stop_all": "Parar todas as mensagens deste tipo",
    "help": "Dúvidas? {help_line}",
    "from": "De {company}",
    "expires": "Válido até {moment}",
    "reply": "Você pode simplesmente responder a esta mensagem.",
    "digest_subject": "Seu resumo de {company}: {topics}",
    "digest_what": "{count} novidades para você",
    "digest_means": "Nenhuma delas é urgente; por isso vêm juntas, e não uma por uma.",
    "digest_stop": "Parar mensagens sobre tudo isto: {topic}",
}
SPANISH: Mapping[str, str] = {
    "what": "Qué ha pasado",
    "means": "Qué significa para usted",
    "done": "Qué hemos hecho",
    "next_steps": "Qué puede hacer",
    "if_ignored": "Si no hace nada",
    "evidence": "Compruébelo usted mismo",
    "answers": "Preguntas que puede tener",
    "check": "Compruebe que este mensaje es nuestro: escriba el código {code} en {address}",
    "check_short": "¿Somos nosotros? Código {code} en {address}",
    "text_choose": "Puede elegir: {steps}",
    "text_open": "Lea y responda:",
    "text_stop": "Responda BAJA para salir",
    "text_no_replies": "Las respuestas no nos llegan. Salir: {address}",
    "text_no_replies_here": "Las respuestas no nos llegan",
    "open": "Lea y responda en nuestra página",
    "why": "Recibe este mensaje porque es cliente de {company} y trata de {topic}.",
    "why_marketing": "Recibe este mensaje porque aceptó recibir noticias de {company} sobre {topic}.",
    "preferences": "Elija cómo y cuándo le contactamos",
    "stop": "Dejar de recibir mensajes sobre {topic}",
    "stop_all": "Dejar de recibir todos los mensajes de este tipo",
    "help": "¿Preguntas? {help_line}",
    "from": "De {company}",
    "expires": "Válido hasta {moment}",
    "reply": "Puede responder a este mensaje.",
    "digest_subject": "Su resumen de {company}: {topics}",
    "digest_what": "{count} novedades para usted",
    "digest_means": "Ninguna es urgente; por eso llegan juntas y no una por una.",
    "digest_stop": "Dejar de recibir mensajes sobre todo esto: {topic}",
}
PHRASES: Mapping[str, Mapping[str, str]] = {"en": ENGLISH, "pt": PORTUGUESE, "es": SPANISH}
LANGUAGES = tuple(PHRASES)


def phrases(language: str) -> Mapping[str, str]:
    """The phrases of a language tag (`pt-BR` is spoken to in `pt`)."""
    return PHRASES.get(language.split("-")[0].lower(), ENGLISH)


def phrase(key: str, *, language: str, **values: str) -> str:
    """One phrase with its values filled in: plain text, not escaped for any medium."""
    return phrases(language)[key].format(**values)
