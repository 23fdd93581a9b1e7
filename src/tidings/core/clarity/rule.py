"""What a rule is: a kind of unclearness, why it matters, how to mend it, and how to find it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tidings.core.campaign_files.findings import Severity
from tidings.core.clarity.reading import Notice, Reading, Words


@dataclass(frozen=True, kw_only=True)
class Spot:
    """Where a rule found something: what it is and, if it is not the rule's usual one, the mend and the severity."""

    where: str
    line: int
    language: str
    says: str
    mend: str = ""
    surface: str = "notice"
    severity: Severity | None = None


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One kind of unclearness. `why` names its source; `unclear` and `clear` show it: the same words before and after."""

    kind: str
    finds: str
    why: str
    mend: str
    unclear: str
    clear: str
    look: Callable[[Reading], Iterable[Spot]]
    severity: Severity = "warn"


def at(
    words: Words, says: str, *, mend: str = "", surface: str = "", severity: Severity | None = None
) -> Spot:
    """A spot at these words."""
    return Spot(
        where=words.where,
        line=words.line,
        language=words.language,
        says=says,
        mend=mend,
        surface=surface or ("subject" if words.part == "subject" else "notice"),
        severity=severity,
    )


def of(
    notice: Notice,
    part: str,
    says: str,
    *,
    mend: str = "",
    surface: str = "notice",
    severity: Severity | None = None,
) -> Spot:
    """A spot at a part that is not there."""
    return Spot(
        where=f"{notice.where}.{part}" if part else notice.where,
        line=notice.line,
        language=notice.language,
        says=says,
        mend=mend,
        surface=surface,
        severity=severity,
    )
