"""Findings as SARIF 2.1.0 (OASIS), which code hosts and editors show beside the lines."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import quote

from tidings.core.campaign_files.findings import Finding
from tidings.core.clarity.registry import rules

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {"block": "error", "warn": "warning", "note": "note"}
FILE = "file"


def sarif(found: Mapping[str, Iterable[Finding]]) -> dict[str, object]:
    """One run with every rule and every finding; `found` by the file's path."""
    known = [described(kind) for kind in (FILE, *rules())]
    results = [result(name, each) for name, findings in found.items() for each in findings]
    tool = {"driver": {"name": "tidings", "rules": known}}
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [{"tool": tool, "results": results}]}


def described(kind: str) -> dict[str, object]:
    rule = rules().get(kind)
    finds = rule.finds if rule else "The file is not a campaign as campaigns are written."
    found: dict[str, object] = {"id": kind, "shortDescription": {"text": finds}}
    if rule:
        found["fullDescription"] = {"text": rule.why}
        found["help"] = {"text": f"{rule.mend}\nUnclear: {rule.unclear}\nClear: {rule.clear}"}
    return found


def result(name: str, finding: Finding) -> dict[str, object]:
    place: dict[str, object] = {"artifactLocation": {"uri": address(name)}}
    if finding.line:
        place["region"] = {"startLine": finding.line}
    properties = {"surface": finding.surface, "language": finding.language, "where": finding.where}
    return {
        "ruleId": finding.kind,
        "level": LEVELS[finding.severity],
        "message": {"text": f"{finding.says} ({finding.where}). {finding.mend}"},
        "locations": [{"physicalLocation": place}],
        "properties": properties,
    }


def address(name: str) -> str:
    """A path as a URI reference, relative where the path is."""
    path = Path(name)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
