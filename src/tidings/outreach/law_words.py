"""What a law demands, for people who read another language than its pack is written in."""

from collections.abc import Iterator

from tidings.core.reason_words import Words
from tidings.core.rules.shape import Level, Rule

# Packs are written in English; the empty word says that there the pack's own title is read.
HOURS = Words("", "as horas em que é permitido falar com você")
CLOSED = Words("", "os dias em que não é permitido falar com você")
AGREED = Words("", "mensagens deste tipo só com o seu consentimento")
WRITTEN = Words("", "mensagens deste tipo só com o seu consentimento por escrito")
OBJECTED = Words("", "quem disse não, por qualquer meio, deixa de receber")
LISTED = Words("", "quem está numa lista de bloqueio não é incomodado")
REASSIGNED = Words("", "um número que pode ter mudado de dono é confirmado antes")
OFTEN = Words("", "quantas vezes é permitido falar com você")
OTHER = Words("", "o que mais a lei exige nestes casos")


def law_title(law: Rule, *, language: str) -> str:
    """The title of its pack; in another language than English, what the rule is about."""
    said = "; ".join(dict.fromkeys(part.among(language) for part in parts(law)))
    return said or law.title


def parts(law: Rule) -> Iterator[Words]:
    if law.hours:
        yield HOURS
    if law.closed:
        yield CLOSED
    if law.consent:
        strictest = max(law.consent.subject, law.consent.channel)
        yield WRITTEN if strictest is Level.WRITTEN else AGREED if strictest is Level.GRANTED else OBJECTED
    if law.registry:
        yield LISTED
    if law.reassigned:
        yield REASSIGNED
    if law.caps:
        yield OFTEN
    if not law.judges:
        yield OTHER
