"""The address block of a letter: clean lines, in the order of the country, that fit the window."""

import re

from babel import Locale

from tidings.channels.contract import CannotCompose

MOST_LINES, LONGEST = 6, 45
POSTAL_CODE = re.compile(  # most of the world; the Netherlands; Great Britain; Canada
    r"([A-Z]{1,2}-?)?\d{3,5}([ -]?\d{2,4})?|\d{4} ?[A-Z]{2}|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d"
)
ZIP = re.compile(r"(\d{5})(?:-?(\d{4}))?")
CODE_LAST = frozenset({"us", "ca", "au", "gb", "ie", "nz", "in"})


def lines_of(address: str, to_name: str, *, posted_in: str) -> tuple[str, ...]:
    """The lines as they are printed, the name first, the country last where it is another one.

    Raises `CannotCompose` for what no window shows whole.
    """
    street, place, country = parted([clean(line) for line in address.splitlines() if clean(line)])
    name = clean(to_name)
    named = [name] if name and name not in street else []
    abroad = [country_name(country)] if country and country != posted_in.lower() else []
    lines = [*named, *street, *placed(place, country), *abroad]
    if not street or len(lines) < 2:
        raise CannotCompose("a postal address needs a street line and a place")
    if len(lines) > MOST_LINES or any(len(line) > LONGEST for line in lines):
        raise CannotCompose(f"an address has at most {MOST_LINES} lines of {LONGEST} characters")
    return tuple(lines)


def clean(line: str) -> str:
    """One line without control and direction characters."""
    return " ".join("".join(sign for sign in line if sign.isprintable() or sign.isspace()).split())


def parted(lines: list[str]) -> tuple[list[str], list[str], str]:
    """The lines above the postal code, those from it on, and the country's two letters."""
    country = lines.pop().lower() if lines and re.fullmatch(r"[A-Za-z]{2}", lines[-1]) else ""
    for place in range(len(lines) - 1, 0, -1):  # from below: a flat's number looks like a postal code, too
        if POSTAL_CODE.fullmatch(lines[place].upper()):
            return lines[:place], lines[place:], country
    return lines, [], country


def placed(place: list[str], country: str) -> list[str]:
    """Postal code, city and region on one line, as the country writes them."""
    if len(place) < 2:
        return place
    code, *town = place
    if country == "gb":
        return [", ".join(town), code]
    return [f"{' '.join(town)} {code}" if country in CODE_LAST else f"{code} {' - '.join(town)}"]


def country_name(country: str) -> str:
    """In English and capitals, as the Universal Postal Union asks for letters abroad."""
    return str(Locale("en").territories.get(country.upper(), country)).upper()


def country_of(address: str) -> str:
    """The country's two letters in lower case where the address names it; else ""."""
    return parted([clean(line) for line in address.splitlines() if clean(line)])[2]


def routing_code(address: str) -> str:
    """The ZIP code of an American address as digits (5 or 9); "" for any other."""
    _, place, country = parted([clean(line) for line in address.splitlines() if clean(line)])
    found = ZIP.fullmatch(place[0]) if place and country == "us" else None
    return found[1] + (found[2] or "") if found else ""
