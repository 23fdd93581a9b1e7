"""One place in a file while it is read: its value, its line, and the findings everyone who reads adds to."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, TypeVar

from tidings.core.campaign_files.findings import Finding, Severity, did_you_mean
from tidings.core.campaign_files.yaml_document import Document, Steps

Value = TypeVar("Value")
Default = TypeVar("Default")
NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Part:
    """A value with its place; a wrong one is found fault with and read as nothing, so that one run finds every mistake.

    `kind` is of which kind a finding here is, unless it says so itself; the parts inside are of the same.
    """

    document: Document
    findings: list[Finding]
    value: Any
    at: Steps = ()
    kind: str = "file"

    def of(self, kind: str) -> "Part":
        """This part, its findings of this kind."""
        return replace(self, kind=kind)

    @property
    def where(self) -> str:
        return ".".join(str(step) for step in self.at) or "file"

    @property
    def language(self) -> str:
        """The notice's language that this stands in; "" elsewhere."""
        return str(self.at[1]) if len(self.at) > 1 and self.at[0] == "notice" else ""

    def find(self, severity: Severity, says: str, mend: str, *, kind: str = "") -> None:
        line = next(
            (
                self.document.lines[self.at[:n]]
                for n in range(len(self.at), -1, -1)
                if self.at[:n] in self.document.lines
            ),
            0,
        )
        self.findings.append(
            Finding(
                severity=severity,
                where=self.where,
                says=says,
                mend=mend,
                line=line,
                kind=kind or self.kind,
                surface="notice" if self.language else "file",
                language=self.language,
            )
        )

    def block(self, says: str, mend: str, *, kind: str = "") -> None:
        self.find("block", says, mend, kind=kind)

    def has(self, key: str) -> bool:
        return isinstance(self.value, dict) and key in self.value

    def child(self, key: str) -> "Part":
        value = self.value.get(key) if isinstance(self.value, dict) else None
        return Part(self.document, self.findings, value, (*self.at, key), self.kind)

    def children(self) -> "Iterator[tuple[str, Part]]":
        """Every key with its part; a value that is no mapping is found fault with."""
        if not isinstance(self.value, dict):
            self.block("must be a mapping of names to values", "write `name: value` lines, indented below it")
            return
        for key in self.value:
            yield key, self.child(key)

    def items(self) -> "Iterator[Part]":
        """Every item of a list; a value that is no list is found fault with."""
        if not isinstance(self.value, list):
            self.block("must be a list", "write one `- ` line for each item, or [a, b]")
            return
        for index, value in enumerate(self.value):
            yield Part(self.document, self.findings, value, (*self.at, index), self.kind)

    def only(
        self, required: tuple[str, ...], optional: tuple[str, ...] = (), *, kinds: Mapping[str, str] = NONE
    ) -> bool:
        """Whether this is a mapping; keys that are missing (a finding of its kind in `kinds`) or unknown are found fault with."""
        known = [*required, *optional]
        unknown = [child for key, child in self.children() if key not in known]
        for child in unknown:
            child.block(f"{child.at[-1]} is not known here", did_you_mean(str(child.at[-1]), known))
        if not isinstance(self.value, dict):
            return False
        for key in required:
            if key not in self.value:
                self.block(f"{key} is missing", f"add `{key}:`", kind=kinds.get(key, ""))
        return True

    def text(self) -> str:
        """The text here, "" (with a finding) when it is something else or empty; nothing is said twice of what is missing."""
        if isinstance(self.value, str) and self.value.strip():
            return self.value
        if self.at in self.document.lines:
            self.block(
                "must be a text", "write some words; put them in quotes when they hold a colon or braces"
            )
        return ""

    def read(self, reader: Callable[[str], Value], default: Default) -> Value | Default:
        """What `reader` makes of the text here; its ValueError(says, mend) becomes a finding."""
        if not (text := self.text()):
            return default
        try:
            return reader(text)
        except ValueError as error:
            says, mend = error.args
            self.block(says, mend)
            return default


def root(document: Document, findings: list[Finding]) -> Part:
    """The whole file as a part; keys that were said twice are found fault with."""
    for at in document.repeated:
        Part(document, findings, None, at).block(f"{at[-1]} is said twice", "keep one of them")
    return Part(document, findings, document.value)
