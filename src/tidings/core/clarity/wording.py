"""Words to look for, by language: patterns that begin and end where words do, and what they find."""

import re
from collections.abc import Iterable, Iterator, Mapping

from tidings.core.clarity.reading import Words

Patterns = Mapping[str, re.Pattern[str]]
NOTHING = re.compile(r"(?!)")


def patterns(**by_language: str) -> Patterns:
    """For each language one pattern of alternatives (a verbose regular expression, a line each, `_` for white space)."""
    return {language: compiled(alternatives(text)) for language, text in by_language.items()}


def alternatives(text: str) -> Iterable[str]:
    return (line.strip().replace("_", r"\s") for line in text.splitlines() if line.strip())


def compiled(lines: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(lines)})(?!\w)", re.IGNORECASE)


def found(patterns: Patterns, words: Words) -> Iterator[re.Match[str]]:
    """Where the author's own words fit the patterns of their language."""
    return searched(patterns, words.own, words.speech)


def searched(patterns: Patterns, text: str, speech: str) -> Iterator[re.Match[str]]:
    return patterns.get(speech, NOTHING).finditer(text.replace("’", "'"))


def first(patterns: Patterns, words: Words) -> str:
    """The first thing found, as written; "" for nothing."""
    return next((match[0] for match in found(patterns, words)), "")


def sentences(text: str) -> list[str]:
    """The sentences of a text; a dot inside a number, an address or an abbreviation does not end one."""
    return [
        part for part in re.split(r"(?<=[.!?…])[\"”’)]*\s+(?=[^\W\d_]|[¿¡‹\"“(\d])", text.strip()) if part
    ]
