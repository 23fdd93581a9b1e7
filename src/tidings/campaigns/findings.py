"""Reading a campaign's text against what exists here, and refusing what has mistakes."""

from tidings import channels
from tidings.campaigns.models import Topic
from tidings.core.campaign_files.campaign import CampaignFile, Parsed, parse
from tidings.core.campaign_files.findings import Finding, blocks


class CampaignRefused(ValueError):
    """A file that cannot be saved or launched; each finding names the place, the mistake and the mend."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("; ".join(f"line {each.line}, {each.where}: {each.says}" for each in findings))
        self.findings = findings


def read_to_save(text: str) -> CampaignFile:
    """The campaign in a text; raises `CampaignRefused`."""
    parsed = parsed_here(text)
    if parsed.campaign is None:
        raise CampaignRefused(tuple(finding for finding in parsed.findings if blocks([finding])))
    return parsed.campaign


def parsed_here(text: str) -> Parsed:
    """Read against the channels and topics of this installation."""
    topics = dict(Topic.objects.order_by("name").values_list("name", "urgency"))
    return parse(
        text,
        channels=channels.discover(),
        surfaces=channels.surfaces(),
        topics=topics,
        urgent=[name for name, urgency in topics.items() if urgency == "now"],
    )
