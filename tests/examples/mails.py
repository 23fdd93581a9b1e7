"""The messages of the examples' campaigns, and their mails as the channel would hand them over: signed and plain."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

from tidings.campaigns.sample_message import Sampled
from tidings.channels.contract import Message
from tidings.channels.email.compose import compose
from tidings.channels.email.identity import NOBODY, Identity, identity
from tidings.channels.email.tests.keys import settings
from tidings.core.campaign_files.campaign import parse
from tidings.core.needs import sample
from tidings.ground import clock
from tidings.site.campaign_check import company_near, topics_near
from tidings.staff.public import CompanyCard

EXAMPLES = Path(__file__).parents[2] / "examples"


def mails() -> dict[str, bytes]:
    """Octets by campaign, language and manner."""
    return {
        f"{message.campaign} {message.language} {manner}": compose(message, by).octets
        for message in messages("email")
        for manner, by in (("signed", signing(message)), ("plain", NOBODY))
    }


def messages(channel: str) -> Iterator[Message]:
    """Every example's campaign in each of its languages, as it would go by a channel."""
    files = sorted(EXAMPLES.glob("*/campaigns/*.yaml"))
    assert files
    for file in files:
        yield from of_campaign(file, channel)


def of_campaign(file: Path, channel: str) -> Iterator[Message]:
    """Dated now: a filter compares a mail's date with the day on which it looks."""
    company, now = company_of(file), clock.now()
    campaign = parse(file.read_text()).campaign
    assert campaign
    topic = next(each for each in topics_near(file) if each.name == campaign.topic)
    sampled = Sampled(campaign=campaign, topic=topic, company=company, now=now)
    data = sample(campaign.needs, now=now, currency=company.currency)
    for language in campaign.languages:
        composed = campaign.compose(language, data, ZoneInfo(company.zone))
        message = sampled.message(composed, channel=channel)
        yield replace(message, message_id=f"0f1e2d3c4b5a@{domain(company)}", code="K7MP-3XWQ-9DTA")


def company_of(file: Path) -> CompanyCard:
    """Its pages are on the domain it sends from."""
    company = company_near(file.parent)
    assert company
    return replace(company, public_url=f"https://{domain(company)}")


def domain(company: CompanyCard) -> str:
    return company.sender_email.rpartition("@")[2]


def signing(message: Message) -> Identity:
    sender = message.letterhead.sender_address.rpartition("@")[2]
    return identity(settings() | {"TIDINGS_DKIM_DOMAIN": sender, "TIDINGS_MAIL_DOMAIN": f"in.{sender}"})
