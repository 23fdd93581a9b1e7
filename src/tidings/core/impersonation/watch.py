"""The watch list: domains, senders' names and numbers that only a forger would use, looked for in our own words.

As GOV.UK Notify does for banks: what is on the list, no campaign may say.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

LISTS = ("domains", "names", "numbers")
MOST, LONGEST = 1_000, 200
DOMAIN = re.compile(r"(?:[\w-]+\.)+[\w-]{2,}")
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
DIGITS = re.compile(r"\+?\(?\d[\d ().\-/\u2010-\u2015\u00a0]*\d")
TELLING = 8  # digits that two writings of one number share, with or without country and trunk prefix


class WatchRefused(ValueError):
    """A watch list that cannot be: the text names the entry and the mend."""


@dataclass(frozen=True, kw_only=True)
class Watch:
    """What is watched: domains and all below them, names whole and in any case, numbers however they are written."""

    domains: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.domains or self.names or self.numbers)


@dataclass(frozen=True, kw_only=True)
class Struck:
    """An entry of the list that a text says; `kind` is domain, name or number."""

    kind: str
    entry: str


def read_watch(given: Mapping[str, Any]) -> Watch:
    """The list as the company wrote it: `{domains: [...], names: [...], numbers: [...]}`; raises `WatchRefused`."""
    if not isinstance(given, Mapping):
        raise WatchRefused("use lists by name, for example {domains: [examp1e.com]}")
    if unknown := sorted(set(given) - set(LISTS), key=str):
        raise WatchRefused(f"{unknown[0]} is not known here; known are {', '.join(LISTS)}")
    lists = {name: entries(name, given.get(name, ())) for name in LISTS}
    for domain in lists["domains"]:
        if not DOMAIN.fullmatch(domain):
            raise WatchRefused(f"domains: {domain} is no domain; write it like examp1e.com")
    for name in lists["names"]:
        if len(folded(name)) < 3:
            raise WatchRefused(f"names: {name} is too short to be told from other words")
    for number in lists["numbers"]:
        if len(digits(number)) < 3:
            raise WatchRefused(f"numbers: {number} is no telephone number")
    return Watch(**lists)


def entries(name: str, given: Any) -> tuple[str, ...]:
    if not isinstance(given, list | tuple) or not all(isinstance(each, str) for each in given):
        raise WatchRefused(f"{name} is a list of texts")
    found = tuple(dict.fromkeys(each.strip() for each in given if each.strip()))
    if len(found) > MOST or any(len(each) > LONGEST for each in found):
        raise WatchRefused(f"{name}: at most {MOST} entries of at most {LONGEST} characters")
    return found


def struck(text: str, watch: Watch) -> Iterator[Struck]:
    """Every entry of the list that the text says, each once."""
    if not watch:
        return
    said = folded(text)
    yield from (Struck(kind="domain", entry=each) for each in watch.domains if domain_in(each).search(said))
    yield from (Struck(kind="name", entry=each) for each in watch.names if name_in(each).search(said))
    numbers = [digits(found) for found in DIGITS.findall(said)] if watch.numbers else []
    for each in watch.numbers:
        if any(same_number(found, digits(each)) for found in numbers):
            yield Struck(kind="number", entry=each)


@lru_cache(maxsize=4096)
def domain_in(domain: str) -> re.Pattern[str]:
    """The domain or one below it, in letters or as it crosses the wire (RFC 5890)."""
    ways = "|".join(re.escape(each) for each in sorted({folded(domain), on_the_wire(domain)}))
    return re.compile(rf"(?<![\w-])(?:{ways})(?![\w-]|\.\w)")


@lru_cache(maxsize=4096)
def name_in(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(folded(name))}(?!\w)")


def on_the_wire(domain: str) -> str:
    try:
        return folded(domain).encode("idna").decode()
    except UnicodeError:
        return folded(domain)


def folded(text: str) -> str:
    """Without what hides a word: case, width, invisible signs, runs of spaces."""
    plain = INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).casefold()
    return " ".join(plain.split())


def digits(number: str) -> str:
    return "".join(str(unicodedata.digit(sign)) for sign in number if sign.isdigit())


def same_number(found: str, watched: str) -> bool:
    """Short numbers are compared whole; long ones by their end, which prefixes leave as it is."""
    if min(len(found), len(watched)) < TELLING:
        return found == watched
    return found[-TELLING:] == watched[-TELLING:]
