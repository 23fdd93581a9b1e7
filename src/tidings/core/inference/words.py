"""Why we believe somebody prefers a channel, in words for colleagues and for the customer."""

from collections.abc import Mapping, Sequence

CHANNELS = {
    "en": {"email": "email", "sms": "text message", "voice": "telephone", "letter": "letter", "push": "push"},
    "pt": {
        "email": "email",
        "sms": "mensagem de texto",
        "voice": "telefone",
        "letter": "carta",
        "push": "push",
    },
}
SENTENCES = {
    "en": {
        "answered": "answered {answered} of {sent} by {channel}",
        "like_them": "people like them mostly answer by {channel}",
        "none": "nothing is known yet",
    },
    "pt": {
        "answered": "respondeu {answered} de {sent} por {channel}",
        "like_them": "pessoas como ela respondem mais por {channel}",
        "none": "nada se sabe ainda",
    },
}


def because(*, counts: Mapping[str, Sequence[int]], like_them: str = "", language: str = "en") -> str:
    """`counts` are (answered, sent) by channel; `like_them` is what people like them answer best, "" if unclear."""
    tongue = language.partition("-")[0] if language.partition("-")[0] in SENTENCES else "en"
    says, names = SENTENCES[tongue], CHANNELS[tongue]
    most_first = sorted(counts.items(), key=lambda item: (-item[1][0], -item[1][1], item[0]))
    parts = [
        says["answered"].format(answered=answered, sent=sent, channel=names.get(channel, channel))
        for channel, (answered, sent) in most_first
    ]
    if like_them:
        parts.append(says["like_them"].format(channel=names.get(like_them, like_them)))
    text = "; ".join(parts) or says["none"]
    return text[0].upper() + text[1:]
