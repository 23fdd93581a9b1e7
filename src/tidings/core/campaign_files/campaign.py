"""Reading a campaign file: its text becomes a campaign, or a list of findings."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from tidings.core.campaign_files.campaign_reading import campaign
from tidings.core.campaign_files.file_part import root
from tidings.core.campaign_files.findings import Finding, blocks
from tidings.core.campaign_files.shape import Audience, CampaignFile, Strategy, Trigger
from tidings.core.campaign_files.surfaces import Check
from tidings.core.campaign_files.yaml_document import Document, Unreadable, read

__all__ = ["Audience", "CampaignFile", "Parsed", "Strategy", "Trigger", "parse"]


@dataclass(frozen=True, kw_only=True)
class Parsed:
    """What came of reading a text: the campaign unless a finding blocks it.

    `draft` is what could be read all the same (nothing may be sent from it), `document` the values with their lines.
    """

    campaign: CampaignFile | None
    findings: tuple[Finding, ...]
    draft: CampaignFile | None = None
    document: Document | None = None


def parse(
    text: str,
    *,
    channels: Iterable[str] = (),
    topics: Iterable[str] | None = None,
    urgent: Collection[str] | None = None,
    surfaces: Mapping[str, Check] | None = None,
) -> Parsed:
    """Reads a campaign file strictly; `channels` and `topics` that exist here, when known, are checked against.

    `urgent` are the topics that cannot wait, `surfaces` are the channels' own checks of what is said for them alone.
    """
    findings: list[Finding] = []
    try:
        document = read(text)
    except Unreadable as error:
        mend = "mend this line; the indentation or a quote is the usual cause"
        finding = Finding(severity="block", where="file", says=error.says, mend=mend, line=error.line)
        return Parsed(campaign=None, findings=(finding,))
    found = campaign(
        root(document, findings),
        channels=tuple(channels),
        topics=topics,
        urgent=urgent,
        surfaces_checked=surfaces or {},
    )
    findings.sort(key=lambda finding: finding.line)
    return Parsed(
        campaign=None if blocks(findings) else found,
        findings=tuple(findings),
        draft=found,
        document=document,
    )
