"""Whether a word of time has something to hold on to: a date beside it, a habit, a condition, another word's meaning."""

import re
from collections.abc import Iterator

from tidings.core.clarity.facts import DATES, MONTH, WEEKDAYS
from tidings.core.clarity.reading import Words
from tidings.core.clarity.vague_times import LOOSE, OWED, PASSING, POINTING
from tidings.core.clarity.vagueness import plain
from tidings.core.clarity.wording import searched, sentences

BODY = ("what", "means", "done", "if_ignored")
NEAR = 22  # characters: “today, Saturday, 14 June”


def unheld(words: Words) -> Iterator[str]:
    """The words of time that name no day, where a text tells or answers; what a reader may choose is no promise."""
    said = sentences(words.own) if words.part in (*BODY, "subject", "answer") else []
    for before, sentence in zip(["", *said], said, strict=False):
        if not sentence.rstrip('”"’) ').endswith("?"):
            yield from in_sentence(sentence, before, words)


def owed(words: Words) -> str:
    """The words that stand for a day which the event brings and no text tells, in a sentence that tells none; "" for none."""
    said = [each for each in sentences(words.own) if not DATED.search(plain(each)) and "?" not in each]
    matches = (match for each in said for match in searched(OWED, each, words.speech))
    return next((match[0] for match in matches if not another(match) and not again(match, words.speech)), "")


def in_sentence(sentence: str, before: str, words: Words) -> Iterator[str]:
    for match in searched(LOOSE, sentence, words.speech):
        if not another(match) and not beside(match):
            yield match[0].strip()
    for match in searched(POINTING, sentence, words.speech):
        if (
            not another(match)
            and not beside(match)
            and not again(match, words.speech)
            and not STATE.search(sentence)
        ):
            yield match[0].strip()
    for match in searched(PASSING, sentence, words.speech) if words.part in BODY else ():
        if not another(match) and not again(match, words.speech) and not passing(match, before, words.speech):
            yield match[0].strip()


def another(match: re.Match[str]) -> bool:
    """Whether it is part of a name, of a compound or of a quotation."""
    before, after = match.string[: match.start()], match.string[match.end() :]
    quoted = (
        before.count("“") > before.count("”")
        or before.count('"') % 2
        or before.count("«") > before.count("»")
    )
    named = match[0][0].isupper() and "day" not in match[0] and re.search(r"[\w,]\s$", before)
    return bool(quoted or named or before.endswith("-") or after.startswith(("-", "'s")))


def beside(match: re.Match[str]) -> bool:
    """Whether a date stands right before or after."""
    before, after = plain(match.string[: match.start()]), plain(match.string[match.end() :])
    return bool(DATED.search(re.split(r"[;:.]", after[:NEAR])[0]) or DATE_ENDS.search(before))


def again(match: re.Match[str], speech: str) -> bool:
    """Whether the sentence tells a habit or a range: every, always, from Monday to Friday."""
    sentence = plain(match.string)
    shut = WEEKEND.search(plain(match[0])) and OPENING.search(sentence)
    return (
        bool(AGAIN.search(sentence) or shut)
        or len(set(re.findall(WEEKDAYS.get(speech, "(?!)"), sentence))) > 1
    )


def passing(match: re.Match[str], before: str, speech: str) -> bool:
    """Whether a day is told in the sentence or the one before, or none is meant."""
    sentence, ahead = plain(match.string), plain(match.string[: match.start()])
    word, after = plain(match[0]), plain(match.string[match.end() :])
    return bool(
        DATED.search(sentence)
        or DATED.search(plain(before))
        or IF[speech].search(ahead[-30:])
        or (POSSIBLE.search(sentence) and not LIMIT.match(word))
        or STATE.search(sentence)
        or NOW.search(ahead + word)
        or NOWADAYS.match(word + after)
    )


DATED = re.compile(
    rf"‹date(?:time)?›|{DATES.pattern}|\b\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}\b|\b(?:{MONTH}),? (?:de )?(?:19|20)\d\d"
    r"|\b(?:the|o|el|dia) \d{1,2}(?:st|nd|rd|th)?\b(?! \w+s\b)"
)
DATE_ENDS = re.compile(
    rf"(?:{DATED.pattern}),? ?(?:(?!(?:to|until|by|and|or|para|ate|a|ou|e|hasta|y|o)\b)\w+ )?$"
)
# It comes again and again.
AGAIN = re.compile(
    r"\b(?:every|each|any|always|usually|normally|often|whenever|per|hours|cada|todos|todas|toda|todo|qualquer|sempre|normalmente"
    r"|cualquier|siempre|habitualmente|horario de)\b"
)
# Shops are shut at weekends, again and again.
WEEKEND, OPENING = (
    re.compile(r"saturday|sunday|sabado|domingo"),
    re.compile(r"\b(?:open|closed?|shut|abert|fech|abre|cerrad|cierr|abiert)\w*"),
)
# Only if, only maybe, or compared: then no day is meant.
IF = {
    "en": re.compile(r"\b(?:if|whether|unless|or|in case|when|than|as|like|already)\b"),
    "pt": re.compile(r"\b(?:se|ou|caso|quando|do que|como|ja)\b"),
    "es": re.compile(r"\b(?:si|o|cuando|como|ya)\b"),
}
POSSIBLE = re.compile(r"\b(?:can|may|could|pode|podem|poder|poderia|puede|pueden)\b[^,;]*$")
LIMIT = re.compile(r"(?:by|until|before|ate|hasta|antes)\b")  # what may be done until then
# The week after, we come on Monday again.
STATE = re.compile(
    r"\b(?:the (?:week|day|month) after|a semana seguinte|la semana siguiente)\b|\b(?:is|are|was|were) (?:\w+ )?\w+ this (?:week|month)\b"
)
# Today as nowadays: “what you pay today”.
NOW = re.compile(
    r"(?:pay|have|has|use|know|it is|are|get|own|costs?|worth|valid|pagam?|tem|usa|vale|custa|tiene|cuesta|es) (?:today|hoje|hoy)$"
)
NOWADAYS = re.compile(r"(?:hoje|hoy) (?:paga|tem|usa|tiene|vale|custa|cuesta|es)\b")
