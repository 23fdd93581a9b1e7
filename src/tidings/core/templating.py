"""The words' templates: Jinja2's sandbox narrowed to names, filters and `if`; anything undefined is an error, never "".

Plain text comes out, not escaped: escaping belongs to each surface.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import tzinfo
from functools import cached_property, lru_cache
from typing import Any

import jinja2
from babel import Locale
from jinja2 import nodes, pass_context
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from tidings.core import speaking

# Which types each filter takes.
FILTERS: dict[str, frozenset[str]] = {
    "day": frozenset({"date", "datetime"}),
    "moment": frozenset({"datetime"}),
    "money": frozenset({"money"}),
    "days": frozenset({"integer"}),
    "number": frozenset({"number", "integer"}),
    "percent": frozenset({"number", "integer"}),
}


DEEPEST = 100


class NotComposed(Exception):
    """A template could not be filled in with this data; nothing may be sent from it."""


class _Sandbox(ImmutableSandboxedEnvironment):
    """Names are looked up in the data and nowhere else: no attribute, method or global of Python is reachable."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        return self.getitem(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        if isinstance(obj, Mapping) and argument in obj:
            return obj[argument]
        return self.undefined(obj=obj, name=str(argument))

    def is_safe_callable(self, obj: Any) -> bool:
        return False


@dataclass(frozen=True)
class Template:
    """A checked template (see `template_check.mistakes`)."""

    source: str

    @cached_property
    def said(self) -> str | None:
        """What it says whatever the values; None where they are asked for."""
        return None if "{" in self.source else tidy(self.source)

    @cached_property
    def _pieces(self) -> tuple[str | tuple[str, ...], ...] | None:
        """Its words, and the paths of the values between them; None where it asks for more than values."""
        said: list[str | tuple[str, ...]] = []
        for node in parse(self.source).body:
            for part in node.nodes if isinstance(node, nodes.Output) else (None,):
                piece = part.data if isinstance(part, nodes.TemplateData) else path_of(part)
                if piece is None:
                    return None
                said.append(piece)
        return tuple(said)

    @cached_property
    def _compiled(self) -> jinja2.Template:
        return ENVIRONMENT.from_string(self.source)

    def render(self, values: Mapping[str, Any], *, language: str, zone: tzinfo) -> str:
        """The words with `values` (from `needs.typed`) filled in, paragraphs kept, other white space tidied."""
        if self.said is not None:
            return self.said
        try:
            if self._pieces and (said := filled(self._pieces, values)) is not None:
                return tidy(said)
            speech = speaking.locale(language)
            return tidy(self._compiled.render({**values, "@locale": speech, "@zone": zone}))
        except (jinja2.TemplateError, TypeError, ValueError, ArithmeticError, AttributeError) as error:
            raise NotComposed(f"{self.source[:60]!r}: {error}") from error


def path_of(node: nodes.Node | None) -> tuple[str, ...] | None:
    """The path of a value that is named and nothing else; None for any other node."""
    steps: list[str] = []
    while isinstance(node, nodes.Getattr):
        steps.append(node.attr)
        node = node.node
    return (node.name, *reversed(steps)) if isinstance(node, nodes.Name) else None


def filled(pieces: tuple[str | tuple[str, ...], ...], values: Mapping[str, Any]) -> str | None:
    """The words where every value asked for is a text, as Jinja2 would say them ten times slower; None where one is not."""
    said: list[str] = []
    for piece in pieces:
        found: Any = piece if type(piece) is str else values
        for step in piece if found is values else ():
            found = found.get(step) if type(found) is dict else None
        if type(found) is not str:
            return None
        said.append(found)
    return "".join(said)


def tidy(text: str) -> str:
    """Runs of white space become one space, blank lines stay the ends of paragraphs."""
    if "\n" not in text:
        return " ".join(text.split())
    return "\n\n".join(" ".join(part.split()) for part in re.split(r"\n[ \t]*\n", text) if part.strip())


def _no_none(value: Any) -> Any:
    if value is None:
        raise NotComposed("a value that may be absent is used outside an `if`")
    return value


def _filter(speak: Callable[[Any, Locale, tzinfo], str]) -> Callable[[Context, Any], str]:
    @pass_context
    def filled(context: Context, value: Any) -> str:
        return speak(_no_none(value), context["@locale"], context["@zone"])

    return filled


def _environment() -> _Sandbox:
    environment = _Sandbox(
        undefined=jinja2.StrictUndefined,
        autoescape=False,
        finalize=_no_none,
        cache_size=0,
    )
    environment.globals.clear()
    environment.tests.clear()
    environment.filters.clear()
    environment.filters.update({name: _filter(getattr(speaking, name)) for name in FILTERS})
    return environment


@lru_cache(maxsize=4096)
def parse(source: str) -> nodes.Template:
    """The template's tree, for looking at (it is everybody's); raises `jinja2.TemplateSyntaxError`, or RecursionError when it is nested too deeply."""
    try:
        tree = ENVIRONMENT.parse(source)
    except ValueError as odd:
        raise jinja2.TemplateSyntaxError("a number in it is too long", 1) from odd
    if depth(tree) > DEEPEST:
        raise RecursionError
    return tree


def depth(tree: nodes.Node) -> int:
    """How many levels a tree has, counted without recursion: whoever walks it after must not run out of stack."""
    levels, level = 0, [tree]
    while level:
        levels, level = levels + 1, [child for node in level for child in node.iter_child_nodes()]
    return levels


ENVIRONMENT = _environment()
