"""Writing a text with signs that telephones have, so that it costs less; what was changed is told."""

import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import Literal

from tidings.core.texting.alphabet import DEFAULT, EXTENSION, alphabet

Extent = Literal["no", "signs", "letters"]
GSM = frozenset(DEFAULT) | frozenset(EXTENSION.values())
# Typographic signs that mean the same as a plain one.
SIGNS = {
    **dict.fromkeys("‘’‚‛′ʹʼ´`ˈ", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
    **dict.fromkeys("\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "),
    **dict.fromkeys("\u2028\u2029\u0085\v", "\n"),
    **dict.fromkeys("\u00ad\u200b\u200c\u2060\ufeff", ""),
    **dict.fromkeys("•‣◦∙·", "-"),
    "…": "...", "‹": "<", "›": ">", "⁄": "/", "×": "x", "÷": "/", "№": "No", "™": "TM", "©": "(c)", "®": "(R)",
}  # fmt: skip


@dataclass(frozen=True)
class Change:
    """One sign that was written as another, and how often."""

    was: str
    became: str
    times: int


@dataclass(frozen=True)
class Transliterated:
    text: str
    changes: tuple[Change, ...] = ()


def transliterate(text: str, *, extent: Extent = "signs") -> Transliterated:
    """The text in the default alphabet as far as that keeps its meaning.

    "signs" replaces typographic signs; "letters" also takes accents off letters the alphabet lacks. A character with no
    stand-in stays; and when one stays the text needs UCS-2 anyway, so then nothing is changed.
    """
    if extent == "no" or alphabet().covers(text):
        return Transliterated(text)
    became = {sign: stand_in(sign, extent) for sign in set(text) - GSM}
    if not all(GSM.issuperset(sign) for sign in became.values()):
        return Transliterated(text)
    counted = Counter(text)
    changes = tuple(Change(sign, became[sign], counted[sign]) for sign in sorted(became))
    return Transliterated("".join(became.get(sign, sign) for sign in text), changes)


def stand_in(sign: str, extent: Extent) -> str:
    if sign in SIGNS:
        return SIGNS[sign]
    if extent == "letters" and sign.isalpha():
        return "".join(
            part for part in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(part)
        )
    if extent == "letters" and unicodedata.combining(sign):
        return ""
    return sign
