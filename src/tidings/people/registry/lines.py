"""One line of a registry's file, in whichever of the usual spellings.

`2025550123`, `202,5550123`, `(202) 555-0123`, `+442079460018`, `2025550123,A` (a change), `0412345678,Y` (a wash's
result), `2025550123,20251101,no data` (an answer about a number).
"""

import re
from dataclasses import dataclass
from datetime import datetime

LISTED, REASSIGNED, NO_DATA, CLEARED = 1, 2, 3, 0
PARTS = re.compile(r"[,;|\t]")
NOT_DIGITS = re.compile(r"[^\d]+")
NUMBER_LIKE = re.compile(r"[+(\d][\d\s().\-/]*")
REST_OF_ONE = re.compile(r"\d{3}-?\d{4}")
DAY = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}/\d{4}")
ADD = {"a", "add", "added", "+", "i", "insert"}
REMOVE = {"d", "del", "delete", "deleted", "-", "r", "remove", "removed"}
ANSWERS = {
    "y": True, "yes": True, "1": True, "true": True, "listed": True, "registered": True,
    "n": False, "no": False, "0": False, "false": False, "not listed": False, "not registered": False,
}  # fmt: skip
UNKNOWN = {"no data", "no_data", "nodata", "no-data"}
NORTH_AMERICA = 1


class LineRefused(ValueError):
    """A line in which there is no number, or nothing that can be understood beside it."""


@dataclass(frozen=True)
class Line:
    """A number (E.164 digits) with its answer (LISTED ...), or to be removed from the list."""

    number: int
    answer: int = LISTED
    removed: bool = False


def read_line(text: str, *, country: int, answers: bool = False) -> Line | None:
    """What a line says; None for a blank one. `country` is the calling code of numbers without one.

    With `answers`, yes means that the number has passed to somebody else (a reassigned-numbers file).
    """
    parts = [part.strip().strip("\"'").strip() for part in PARTS.split(text)]
    parts = [part for part in parts if part]
    if not parts:
        return None
    digits, rest = split_number(parts, country)
    return Line(number_of(digits, country), *meaning(rest, answers))


def split_number(parts: list[str], country: int) -> tuple[str, list[str]]:
    """The number's digits (an area code and its number may stand apart), and what stands beside it."""
    for place, part in enumerate(parts):
        if not NUMBER_LIKE.fullmatch(part) or DAY.fullmatch(part):
            continue
        digits, after = NOT_DIGITS.sub("", part), parts[place + 1 :]
        apart = country == NORTH_AMERICA and len(digits) == 3 and after
        if apart and REST_OF_ONE.fullmatch(after[0]):
            return digits + NOT_DIGITS.sub("", after[0]), after[1:]
        return ("+" if part.startswith("+") else "") + digits, after
    raise LineRefused("holds no number")


def number_of(digits: str, country: int) -> int:
    """E.164 digits of a number as its own country writes it, or with its calling code."""
    if digits.startswith("+"):
        whole = digits[1:]
    elif digits.startswith("00"):
        whole = digits[2:]
    elif country == NORTH_AMERICA:
        whole = digits if len(digits) == 11 and digits.startswith("1") else f"1{digits}"
    elif digits.startswith(str(country)) and len(digits) > 10:
        whole = digits
    else:
        whole = f"{country}{digits.removeprefix('0')}"
    too_long = len(whole) != 11 if whole.startswith("1") else not 9 <= len(whole) <= 15
    if too_long or whole.startswith("0"):
        raise LineRefused("has too few or too many digits")
    return int(whole)


def meaning(rest: list[str], answers: bool) -> tuple[int, bool]:
    """The answer, and whether the number is to be removed, as the words beside it say."""
    answer, removed = LISTED, False
    for word in (part.lower() for part in rest):
        if word in UNKNOWN:
            answer = NO_DATA
        elif word in REMOVE:
            removed = True
        elif word in ANSWERS:
            answer = (REASSIGNED if answers else LISTED) if ANSWERS[word] else CLEARED
        elif word not in ADD and not is_day(word):
            raise LineRefused(f"says {word[:30]!r}, which is neither an answer, a day nor a change")
    return answer, removed


def is_day(word: str) -> bool:
    """A day or a moment beside a number, which says when it was put on the list."""
    if DAY.fullmatch(word.split("t")[0].split(" ")[0]):
        return True
    try:
        return len(word) == 8 and bool(datetime.strptime(word, "%Y%m%d"))  # noqa: DTZ007 (only whether it is a day)
    except ValueError:
        return False
