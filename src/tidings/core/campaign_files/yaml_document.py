"""YAML read into plain values that remember their lines; no aliases, no tags, nothing that runs or grows."""

import re
from copy import deepcopy
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import yaml

LONGEST = 200_000
LONGEST_NUMBER = 40  # characters
UNREADABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
Steps = tuple[str | int, ...]


@dataclass(frozen=True)
class Document:
    """A file's values, the line each stands on, and the keys that were said twice."""

    value: Any
    lines: dict[Steps, int]
    repeated: list[Steps] = field(default_factory=list)


class Unreadable(Exception):
    """Not YAML as we take it: the line, and what is wrong with it."""

    def __init__(self, line: int, says: str) -> None:
        super().__init__(says)
        self.line, self.says = line, says


def read(text: str) -> Document:
    """The values of `text`, the caller's own to change; raises `Unreadable`."""
    return deepcopy(once(text))


# While a file is edited, checked, tried and launched the same text is read over and over.
@lru_cache(maxsize=32)
def once(text: str) -> Document:
    if len(text) > LONGEST:
        raise Unreadable(0, f"the file is longer than {LONGEST} characters")
    document = Document(None, {})
    try:
        node = yaml.compose(text, Loader=_Loader)
        value = None if node is None else _plain(node, (), document)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise Unreadable(mark.line + 1 if mark else 0, error.problem or "not YAML") from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise Unreadable(0, "not YAML: odd characters, or nested too deeply") from error
    return Document(value, document.lines, document.repeated)


class _Loader(yaml.SafeLoader):
    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]  # PyYAML has no types
            raise yaml.composer.ComposerError(None, None, "aliases (*name) are not taken", mark)
        return super().compose_node(parent, index)


def _plain(node: yaml.Node, at: Steps, document: Document) -> Any:
    document.lines.setdefault(at, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, at, document)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*at, index), document) for index, item in enumerate(node.value)]
    return _scalar(node)


def _mapping(node: yaml.MappingNode, at: Steps, document: Document) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key_node, value_node in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            raise yaml.constructor.ConstructorError(
                None, None, "a key must be a word (a text with braces belongs in quotes)", key_node.start_mark
            )
        _readable(key_node)
        key = str(key_node.value)
        if key in found:
            document.repeated.append((*at, key))
        document.lines[(*at, key)] = key_node.start_mark.line + 1
        found[key] = _plain(value_node, (*at, key), document)
    return found


def _scalar(node: yaml.Node) -> Any:
    """Numbers, true and false, nothing, or text; a date stays the text it is."""
    _readable(node)
    kind = node.tag.removeprefix("tag:yaml.org,2002:")
    if kind == "bool" and node.value.lower() not in {"true", "false"}:
        return str(node.value)  # yes, no, on, off are words: `id: no`
    if kind in {"int", "float"} and len(node.value) > LONGEST_NUMBER:
        raise _fault("the number is too long", node)
    if kind in {"int", "float", "bool", "null"}:
        return yaml.SafeLoader("").construct_object(node)
    if kind in {"str", "timestamp", "value", "merge"}:
        return str(node.value)
    raise yaml.constructor.ConstructorError(None, None, f"tags ({node.tag}) are not taken", node.start_mark)


def _readable(node: yaml.Node) -> None:
    """Escapes in quotes can write what no message and no database takes."""
    if odd := UNREADABLE.search(node.value):
        raise _fault(f"the character U+{ord(odd[0]):04X} cannot be written here", node)


def _fault(says: str, node: yaml.Node) -> yaml.MarkedYAMLError:
    return yaml.constructor.ConstructorError(None, None, says, node.start_mark)
