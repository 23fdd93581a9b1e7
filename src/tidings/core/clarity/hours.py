"""Times of day as people write them: “6 PM”, “18h30”, “às 9”, “entre las 10 y las 17 horas”, “noon”."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from tidings.core.clarity.counting import NUMBERS

_H = r"(?:[01]?\d|2[0-4])"
_HALVES = r"(?:a\.?m\.?|p\.?m\.?)(?!\w)"
# Without accents, in small letters. In the order tried: what an earlier one takes, a later one does not see.
CLOCK = re.compile(
    r"\b(\d{1,2})(?:[:.h](\d{2}))?\s?(a\.?m\.?|p\.?m\.?)(?!\w)|\b(\d{1,2})[:h](\d{2})\b|\b(\d{1,2})h\b(?!\d)"
)
HALF_DAYS = re.compile(
    rf"\b({_H})(?:[:.h](\d\d))?(?:\s?(?:-|–|to|and|until)\s?({_H})(?:[:.h](\d\d))?)?\s?({_HALVES})"
)
EXACT = re.compile(rf"\b({_H})(?:[:h]([0-5]\d)|\.([0-5]\d)\s?(?:h|hrs|horas?)\b)(?:\s?(?:h|hrs|horas?)\b)?")
# After an article that only hours have (“às 9” is read as “a las 9”), where no noun follows that is counted.
WORD = "|".join(word for speech in ("pt", "es") for word, n in NUMBERS[speech].items() if n <= 24)
_ENDS = r"(?=\s*(?:$|[.,;:()!?–-]|(?:h|horas?|de|d[ao]s?|del|y|e|o|ou|a|as|aos?|las|los|hasta|ate|en|em|nos?|nas?|para|por|pero|mas|todos|cada|sem|sin|con|com)\b))"
_OF = r"(?:(?:a|de|desde|hasta|entre|sobre|para|y) las?|(?:entre|desde|e) as|das|pelas)"
_HALF = r"(?:\s(?:e|y)\s(meia|media|trinta|treinta|cuarto|quinze)\b)?(?:\s?h(?:oras?)?\b)?"
AT = re.compile(rf"\b{_OF}\s({_H}|{WORD})(?!\w|[.,/:]\d){_ENDS}{_HALF}")
DAYTIME = re.compile(
    rf"\b({_H}|{WORD}){_HALF}(?=\s(?:da|de la) (?:manha|manana|madrugada|tarde|noite|noche)\b)"
)
BARE = re.compile(rf"\b({_H})\s?(?:-|–|a|as|to)\s?({_H})\s?h(?:oras?|rs)?\b|\b({_H})h\b")
OCLOCK = re.compile(rf"\b({'|'.join(w for w, n in NUMBERS['en'].items() if n <= 12)}|{_H})\so'clock")
PAST = re.compile(
    rf"\b(half|quarter) (past|to) ({'|'.join(w for w, n in NUMBERS['en'].items() if n <= 12)}|{_H})\b"
)
DOTTED = re.compile(rf"\b(?:at|from|until|till|before|after|between)\s(?!0\.)({_H})\.([0-5]\d)(?![\d%])")
NAMED = {
    r"meio-dia e meia": (12, 30),
    r"noon|midday|mediodia|meio-dia": (12, 0),
    r"midnight|medianoche|meia-noite": (0, 0),
}
AFTERNOON = re.compile(
    r"^\s?(?:in the (?:afternoon|evening)|at night|d[ae] (?:tarde|noite)|de la (?:tarde|noche))"
)


@dataclass(frozen=True, order=True)
class Hour:
    """A time of day; one that is not `sure` may be twelve hours later."""

    hour: int
    minute: int = 0
    sure: bool = True

    def like(self, other: "Hour") -> bool:
        if self.minute != other.minute:
            return False
        loose = not (self.sure and other.sure)
        return self.hour % 24 == other.hour % 24 or (loose and self.hour % 12 == other.hour % 12)

    def __str__(self) -> str:
        return f"{self.hour:02}:{self.minute:02}"


def hours(text: str, speech: str) -> tuple[tuple[Hour, ...], str]:
    """The times of day in a plain text, and the text without them."""
    text = text.replace("’", "'")
    found: list[Hour] = []
    for named, (hour, minute) in NAMED.items():
        found += [Hour(hour, minute) for _ in re.finditer(rf"\b(?:{named})\b", text)]
        text = re.sub(rf"\b(?:{named})\b", " ", text)
    for pattern, read in ((HALF_DAYS, half_days), (EXACT, exact), *SPOKEN.get(speech, ())):
        found += [each for match in pattern.finditer(text) for each in read(match, text)]
        text = pattern.sub(" ", text)
    return tuple(found), text


def half_days(match: re.Match[str], text: str) -> Iterator[Hour]:
    """“10 AM”, and “10 to 5 PM”, of which the first is not sure."""
    later = 12 if match[5].startswith("p") else 0
    if match[3]:
        yield Hour(int(match[1]), int(match[2] or 0), sure=False)
        yield Hour(int(match[3]) % 12 + later, int(match[4] or 0))
    else:
        yield Hour(int(match[1]) % 12 + later, int(match[2] or 0))


def exact(match: re.Match[str], text: str) -> Iterator[Hour]:
    hour, minute = int(match[1]), int(match[2] or match[3])
    yield Hour(hour + (12 if afternoon(match, text) and hour < 12 else 0), minute, sure=True)


def at_hours(match: re.Match[str], text: str) -> Iterator[Hour]:
    later = 12 if afternoon(match, text) else 0
    hour = number(match[1])
    minute = {"cuarto": 15, "quinze": 15, None: 0}.get(match[2], 30)
    yield Hour(hour + (later if hour < 12 else 0), minute, sure=hour > 12 or bool(later))


def bare(match: re.Match[str], text: str) -> Iterator[Hour]:
    for hour in match.groups():
        if hour:
            yield Hour(int(hour), sure=int(hour) > 12)


def oclock(match: re.Match[str], text: str) -> Iterator[Hour]:
    yield Hour(number(match[1]), sure=False)


def past(match: re.Match[str], text: str) -> Iterator[Hour]:
    hour, part = number(match[3]), 30 if match[1] == "half" else 15
    yield Hour(hour, part, sure=False) if match[2] == "past" else Hour(hour - 1, 60 - part, sure=False)


def dotted(match: re.Match[str], text: str) -> Iterator[Hour]:
    yield Hour(int(match[1]), int(match[2]), sure=int(match[1]) > 12)


Read = Callable[[re.Match[str], str], Iterator[Hour]]
IBERIAN: tuple[tuple[re.Pattern[str], Read], ...] = ((AT, at_hours), (DAYTIME, at_hours), (BARE, bare))
SPOKEN: Mapping[str, tuple[tuple[re.Pattern[str], Read], ...]] = {
    "en": ((OCLOCK, oclock), (PAST, past), (DOTTED, dotted)),
    "pt": IBERIAN,
    "es": IBERIAN,
}


def afternoon(match: re.Match[str], text: str) -> bool:
    return bool(AFTERNOON.match(text[match.end() :]))


def number(word: str) -> int:
    return int(word) if word.isdigit() else next(known[word] for known in NUMBERS.values() if word in known)
