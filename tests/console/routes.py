"""Every route of the site, with an address that fits it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

FITTING = {"int": "1", "str": "x", "slug": "x", "path": "x", "uuid": "00000000-0000-0000-0000-000000000000"}


@dataclass(frozen=True)
class Route:
    """A route: how it is written, an address that reaches it, and its view."""

    written: str
    address: str
    view: Any

    @property
    def capability(self) -> str | None:
        return getattr(self.view, "capability", None)

    @property
    def is_open(self) -> bool:
        return getattr(self.view, "open_to_all", False)


def routes() -> list[Route]:
    return list(below(get_resolver().url_patterns, ""))


def below(patterns: list[URLPattern | URLResolver], begins: str) -> Iterator[Route]:
    for pattern in patterns:
        written = begins + str(pattern.pattern).lstrip("^").removesuffix("$")
        if isinstance(pattern, URLResolver):
            yield from below(pattern.url_patterns, written)
        else:
            yield Route(written, "/" + re.sub(r"<(?:(\w+):)?\w+>", fitting, written), pattern.callback)


def fitting(parameter: re.Match[str]) -> str:
    return FITTING[parameter[1] or "str"]
