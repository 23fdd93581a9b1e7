"""The check before sending: a file's own mistakes and what its readers would find unclear."""

from collections.abc import Collection, Iterable

from tidings import channels
from tidings.campaigns.clarity import Around, judged
from tidings.campaigns.findings import CampaignRefused, parsed_here
from tidings.campaigns.topics import TopicCard, topics
from tidings.core.campaign_files.campaign import parse
from tidings.core.campaign_files.findings import Finding, blocks
from tidings.staff import public as staff
from tidings.staff.public import CompanyCard


def check(
    *,
    text: str,
    company: CompanyCard | None = None,
    topics: Iterable[TopicCard] = (),
    outcomes: Collection[str] = (),
) -> list[Finding]:
    """Every finding of a campaign file; needs no database (whether its topic exists shows when it is saved).

    `company` and `topics` are what is known of them, `outcomes` those that the company's other campaigns name.
    """
    parsed = parse(text, channels=channels.discover(), surfaces=channels.surfaces())
    known = {topic.name: topic for topic in topics}
    return judged(parsed, Around(company=company, topics=known, outcomes=outcomes))


def check_here(*, text: str) -> list[Finding]:
    """Every finding, the topics and the company of this installation considered too."""
    return judged(parsed_here(text), here())


def here() -> Around:
    """The company and the topics of this installation; a company that nobody has named yet is not known."""
    company = staff.company()
    named = company if company.name != CompanyCard().name else None
    return Around(company=named, topics={topic.name: topic for topic in topics()})


def must_be_clear(text: str) -> None:
    """Raises `CampaignRefused` where a finding blocks a launch."""
    found = [each for each in check_here(text=text) if blocks([each])]
    if found:
        raise CampaignRefused(tuple(found))
