"""`no-evidence` for objects that are named in the file itself: missing, altered, unreadable or too heavy, by their measured sizes."""

from collections.abc import Callable, Collection, Iterator, Mapping

from tidings.core.campaign_files.findings import Finding, Severity
from tidings.core.clarity.reading import Reading, Shown
from tidings.core.evidence.pointing import OBJECT
from tidings.core.evidence.shapes import Measured, is_id
from tidings.core.evidence.weighing import Trouble, weighed

Measures = Callable[[Collection[str]], Mapping[str, Measured | None]]
SEVERITIES: Mapping[Trouble, Severity] = {"missing": "block", "unreadable": "warn", "too-heavy": "warn"}
WHY = "Evidence that is not there, shows nothing or does not load on the road proves nothing: the reader asks, or thinks it a scam."


def nothing_known(ids: Collection[str]) -> Mapping[str, Measured | None]:
    """Where no evidence is at hand, nothing is said of any."""
    return {}


def ill_shown(reading: Reading, measures: Measures) -> Iterator[Finding]:
    """A finding for each trouble of each object; `measures` gives the sizes of those it knows, None for one that is not there."""
    named = [shown for notice in reading.notices for shown in notice.evidence if is_named(shown)]
    known = measures({id_of(shown) for shown in named}) if named else {}
    for shown in named:
        for trouble in weighed(known[id_of(shown)]) if id_of(shown) in known else ():
            yield Finding(
                severity=SEVERITIES[trouble.trouble],
                where=shown.value.where,
                says=trouble.says,
                mend=trouble.mend,
                line=shown.value.line,
                kind="no-evidence",
                surface="notice",
                language=shown.value.language,
                why=WHY,
            )


def is_named(shown: Shown) -> bool:
    return shown.kind == OBJECT and is_id(id_of(shown))


def id_of(shown: Shown) -> str:
    return shown.value.source.strip()
