"""BIMI: a company's sign beside its mail (a draft that Gmail and Apple follow). Only looked over, never fetched."""

from tidings.channels.contract import Finding
from tidings.channels.email.records.dmarc import Policy
from tidings.channels.email.records.tags import tags


def judge(domain: str, record: str, policy: Policy | None) -> list[Finding]:
    """Nothing where the domain has no record: it is a choice."""
    if not record:
        return []
    said = tags(record)
    findings = []
    if not said.get("l", "").startswith("https://"):
        findings.append(bad(domain, "its picture (l=) is no https:// address", "Name one, an SVG file"))
    if not said.get("a"):
        findings.append(
            bad(domain, "it names no certificate (a=)", "Gmail and Apple show the sign only with one")
        )
    if policy is None or policy.p == "none":
        findings.append(bad(domain, "DMARC does not enforce", "Ask for p=quarantine or p=reject first"))
    return findings or [Finding(well=True, says=f"BIMI: {domain}")]


def bad(domain: str, says: str, mend: str) -> Finding:
    return Finding(well=False, says=f"BIMI: {domain}: {says}", mend=mend)
