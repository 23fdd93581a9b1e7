"""The links in a text and the numbers it wants called, and whether they are the company's own."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

BARE_ENDINGS = (
    "com|net|org|info|biz|eu|uk|us|de|fr|es|pt|br|it|nl|in|ie|ca|au|mx|ar|cl|co|io|me|ly|gl|gd|do|to|tv|cc|id|mobi|top|xyz|click|live"
    "|icu|shop|site|online|store|app|link|page|club|vip|support|bank|example|test"
)
LINK = re.compile(
    rf"(?<![@\w.-])(?:https?://(?P<host>[^\s/?#:<>\"”)]+)|(?P<bare>(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:{BARE_ENDINGS}))(?![\w.-]*@|\w|\.\w))"
    r"(?:[/?#:][^\s<>\"”]*)?",
    re.IGNORECASE,
)
NUMBER = re.compile(
    r"\b(?:call|ring|dial|phone|telephone|text|txt|sms|ligue|telefone|ligar|contacte|llame|llamar|marque|whatsapp)\b"
    r"(?P<between>[^\n+\d]{0,40}?)(?P<number>\+?\(?\d[\d ().-]{5,17}\d)",
    re.IGNORECASE,
)
SHORTEST = 7  # digits: below that it is a time, an amount or a short code


@dataclass(frozen=True, kw_only=True)
class Link:
    """A link as written: its host in small letters, and where it stands."""

    host: str
    where: tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class Number:
    """A telephone number that the text wants called, as digits, and where it stands."""

    digits: str
    where: tuple[int, int]


def links(text: str) -> Iterator[Link]:
    for hit in LINK.finditer(text):
        host = (hit["host"] or hit["bare"]).rpartition("@")[2].rstrip(".").lower()
        yield Link(host=host, where=hit.span())


def numbers_to_call(text: str) -> Iterator[Number]:
    for hit in NUMBER.finditer(text):
        if len(found := digits(hit["number"])) >= SHORTEST:
            yield Number(digits=found, where=hit.span("number"))


def is_ours(host: str, domains: Collection[str]) -> bool:
    """Whether a host is one of these domains or below one."""
    return any(host == own or host.endswith(f".{own}") for own in map(str.lower, domains))


def is_known(number: str, numbers: Collection[str]) -> bool:
    """Whether a number is one of these, written with or without its country and trunk prefix."""
    tail = number[-8:]
    return any(digits(own).endswith(tail) for own in numbers)


def digits(number: str) -> str:
    return re.sub(r"\D", "", number)
