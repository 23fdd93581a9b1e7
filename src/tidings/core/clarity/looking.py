"""Looks at a campaign with every rule there is."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from tidings.core.campaign_files.findings import Finding
from tidings.core.campaign_files.shape import Accepted
from tidings.core.clarity.reading import Reading
from tidings.core.clarity.registry import rules
from tidings.core.clarity.rule import Rule, Spot


def look(reading: Reading) -> tuple[Finding, ...]:
    """Everything the rules find, each with its place, why it matters and a mend; the same reading gives the same."""
    return tuple(finding(rule, spot) for rule in rules().values() for spot in rule.look(reading))


def finding(rule: Rule, spot: Spot) -> Finding:
    return Finding(
        severity=spot.severity or rule.severity,
        where=spot.where,
        says=spot.says,
        mend=spot.mend or rule.mend,
        line=spot.line,
        kind=rule.kind,
        surface=spot.surface,
        language=spot.language,
        why=rule.why,
    )


def explained(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Each finding with its kind's reason, where it has none of its own."""
    known = rules()
    for each in findings:
        rule = known.get(each.kind)
        yield replace(each, why=each.why or (rule.why if rule else FILE))


def settled(findings: Iterable[Finding], accepted: Iterable[Accepted]) -> Iterator[Finding]:
    """What the author has accepted, with a reason, becomes a note; what blocks cannot be accepted."""
    taken = tuple(accepted)
    for each in findings:
        why = next((one.why for one in taken if one.covers(each)), "")
        says = f"{each.says} (accepted: {why})"
        yield replace(each, severity="note", says=says) if why and each.severity == "warn" else each


FILE = "A campaign is read strictly: what it does not say exactly, nobody may be sent."
