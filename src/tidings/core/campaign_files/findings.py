"""What a check of a file found: where, what is wrong, and how to mend it."""

from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

Severity = Literal["block", "warn", "note"]


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One finding. `block` stops a launch, `warn` deserves a look, `note` is for information; `line` 0 = the whole file.

    `kind` is a rule of `core.clarity`, or `file`: a mistake of the file itself. `surface` is where a reader meets it
    (`notice`: everywhere), `language` one of the notice's ("" for all), `why` why it matters and who says so.
    """

    severity: Severity
    where: str
    says: str
    mend: str
    line: int = 0
    kind: str = "file"
    surface: str = "file"
    language: str = ""
    why: str = ""


def blocks(findings: list[Finding]) -> bool:
    """Whether any finding stops a launch."""
    return any(finding.severity == "block" for finding in findings)


def did_you_mean(word: str, known: list[str]) -> str:
    """A mend for a word that is not known: the nearest one that is, else all of them."""
    near = get_close_matches(word, known, n=1, cutoff=0.6)
    return f"did you mean {near[0]}?" if near else f"use one of: {', '.join(known) or 'none'}"
