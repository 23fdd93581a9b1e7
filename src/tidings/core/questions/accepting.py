"""Writes the suggested answer to a question into a campaign's file, in every language, and touches nothing else of it."""

import json
import re
from collections.abc import Iterator, Mapping

import yaml

from tidings.core.questions.kinds import kind_of, library
from tidings.core.questions.likely import worded

EMPTY = re.compile(r"^ +answers:[ ]*(?:\[\])?[ ]*\n(?!\s*-)", re.MULTILINE)  # a list begun with nothing in it


def accept_answer(text: str, *, kind: str, asks: Mapping[str, str] | None = None) -> str:
    """The campaign's text with a question of that kind and its suggested answer at the end of each language's answers.

    Comments and order stay; a language that has an answer of the kind, or that we do not speak, is left as it is. What stands in
    [brackets] is for the author to fill. `asks` words the question by language (else: as it comes nearest to `what`).
    Raises KeyError for an unknown kind, `yaml.YAMLError` for a text that is no YAML.
    """
    text, asks_in = EMPTY.sub("", text), asks or {}
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    lines = text.splitlines(keepends=True)
    added = [
        (place, entry(kind, language, asks_in.get(language) or own_wording(kind, language, notice), indent))
        for language, notice in notices(root)
        if (speech(language) in library()[kind].suggests) and not answers_it(notice, kind, language)
        for place, indent in [end_of(notice)]
    ]
    for place, words in sorted(added, reverse=True):
        before = "" if not place or lines[place - 1].endswith("\n") else "\n"
        lines.insert(place, before + words)
    return "".join(lines)


def notices(root: yaml.Node | None) -> Iterator[tuple[str, yaml.MappingNode]]:
    """Each language of the notice with its parts."""
    for language, parts in fields(value_of(root, "notice")):
        if isinstance(parts, yaml.MappingNode) and not parts.flow_style:
            yield language, parts


def fields(node: yaml.Node | None) -> Iterator[tuple[str, yaml.Node]]:
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return ((str(key.value), value) for key, value in pairs)


def value_of(node: yaml.Node | None, name: str) -> yaml.Node | None:
    return next((value for key, value in fields(node) if key == name), None)


def answers_it(notice: yaml.MappingNode, kind: str, language: str) -> bool:
    """Whether an answer of the kind is there, or answers are written in a way that nothing can be put behind (`[{...}]`)."""
    answers = value_of(notice, "answers")
    if answers is None:
        return False
    if not isinstance(answers, yaml.SequenceNode) or (answers.flow_style and answers.value):
        return True
    asked = [value_of(each, "q") for each in answers.value]
    return any(kind_of(str(question.value), language) == kind for question in asked if question)


def end_of(notice: yaml.MappingNode) -> tuple[int, int]:
    """The line to insert before, and the dashes' column; -1: the list has to be begun, at the parts' own column."""
    answers = value_of(notice, "answers")
    if isinstance(answers, yaml.SequenceNode) and answers.value:
        return last_line(answers.value[-1]), answers.start_mark.column
    return last_line(notice.value[-1][1]), -1 - notice.start_mark.column


def last_line(node: yaml.Node) -> int:
    """The line after a node; a block's end mark stands behind the blank lines and comments that follow it."""
    inner = (
        node.value[-1]
        if isinstance(node.value, list) and node.value and not getattr(node, "flow_style", False)
        else None
    )
    if inner is not None:
        return last_line(inner[1] if isinstance(inner, tuple) else inner)
    return int(node.end_mark.line) + (1 if node.end_mark.column else 0)


def own_wording(kind: str, language: str, notice: yaml.MappingNode) -> str:
    what = value_of(notice, "what")
    return worded(library()[kind], speech(language), str(what.value) if what else "")


def entry(kind: str, language: str, question: str, indent: int) -> str:
    """The lines to insert; double-quoted YAML reads as JSON does."""
    answer = library()[kind].suggests[speech(language)]
    pair = f"{{q: {quoted(question)}, a: {quoted(answer)}}}\n"
    if indent >= 0:
        return f"{' ' * indent}- {pair}"
    own = " " * (-1 - indent)
    return f"{own}answers:\n{own}  - {pair}"


def quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


def speech(language: str) -> str:
    return language.partition("-")[0].lower()
