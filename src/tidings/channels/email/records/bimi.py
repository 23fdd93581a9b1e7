"""BIMI: a company's sign beside its mail (a draft that Gmail and Apple follow). Only looked over, never fetched."""

from tidings.channels.contract import Finding
from tidings.channels.email.records.dmarc import Policy, Records, organisation
from tidings.channels.email.records.tags import tags


def record_for(domain: str, records: Records) -> str:
    """Of that very name, else of its organisation (the draft's 7.2); "" where there is none, or more than one."""
    for name in dict.fromkeys((domain, organisation(domain, records))):
        found = [one for one in records(f"default._bimi.{name}") if one.lower().startswith("v=bimi1")]
        if found:
            return found[0] if len(found) == 1 else ""
    return ""


def judge(domain: str, record: str, policy: Policy | None) -> list[Finding]:
    """Nothing where the domain has no record: it is a choice."""
    if not record:
        return []
    said = tags(record)
    if not (said.get("l") or said.get("a")):
        return [Finding(well=True, says=f"BIMI: {domain} states that it has no sign")]
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
