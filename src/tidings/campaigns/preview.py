"""How a campaign would look on every surface, for one event, in each of its languages."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from typing import Any
from zoneinfo import ZoneInfo

from tidings import channels
from tidings.campaigns.findings import CampaignRefused
from tidings.campaigns.topics import TopicCard
from tidings.channels.contract import CannotCompose, Letterhead, Links, Message
from tidings.channels.email.compose import compose as compose_mail
from tidings.core.campaign_files.campaign import CampaignFile, parse
from tidings.core.campaign_files.findings import Finding, blocks
from tidings.core.needs import check_data, sample
from tidings.core.notice import Composed
from tidings.core.plain import page_text, short_text
from tidings.core.templating import NotComposed
from tidings.staff.public import CompanyCard

CODE = "SAMPLE-CODE"
SAMPLE_MOMENT = datetime(2026, 1, 5, 12, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class SurfaceView:
    """One surface in one language: its title (a mail's subject), its text, and its HTML where it has any."""

    surface: str
    language: str
    title: str
    text: str
    html: str = ""


def preview(
    *,
    text: str,
    event: Mapping[str, Any],
    company: CompanyCard,
    now: datetime = SAMPLE_MOMENT,
    topics: Iterable[TopicCard] = (),
) -> list[SurfaceView]:
    """Every surface for an event (a CloudEvent or its data alone); raises `CampaignRefused` naming what is amiss."""
    parsed = parse(text, channels=channels.discover(), surfaces=channels.surfaces())
    if parsed.campaign is None:
        raise CampaignRefused(tuple(each for each in parsed.findings if blocks([each])))
    data = event.get("data", {}) if "specversion" in event else event
    must_fit(parsed.campaign, data)
    unknown = TopicCard(name=parsed.campaign.topic)
    card = next((topic for topic in topics if topic.name == unknown.name), unknown)
    languages = parsed.campaign.languages
    return [view for each in languages for view in drawn(parsed.campaign, each, data, card, company, now)]


def sample_event(*, text: str, now: datetime, currency: str = "") -> dict[str, Any]:
    """An event with data made up from what the campaign declares; one of no data when the file has mistakes."""
    campaign = parse(text).campaign
    trigger = campaign.trigger if campaign else None
    kind = (trigger and (trigger.event or trigger.absent)) or "com.example.sample"
    data = sample(campaign.needs, now=now, currency=currency or "EUR") if campaign else {}
    return {"specversion": "1.0", "id": "sample", "source": "/sample", "type": kind, "data": data}


def must_fit(campaign: CampaignFile, data: Any) -> None:
    problems = check_data(campaign.needs, data if isinstance(data, Mapping) else {})
    if problems:
        raise CampaignRefused(
            tuple(
                Finding(severity="block", where=f"event.data.{each.field}", says=each.says, mend=each.mend)
                for each in problems
            )
        )


def drawn(
    campaign: CampaignFile,
    language: str,
    data: Mapping[str, Any],
    topic: TopicCard,
    company: CompanyCard,
    now: datetime,
) -> list[SurfaceView]:
    """The surfaces in one language; what cannot be drawn with this data or for this company is a finding."""
    try:
        composed = campaign.compose(language, data, ZoneInfo(company.zone))
        return list(surfaces(campaign, composed, topic, company, now))
    except (NotComposed, CannotCompose) as error:
        mend = "look at the event's data, and at the company's own addresses"
        finding = Finding(severity="block", where=f"notice.{language}", says=str(error), mend=mend)
        raise CampaignRefused((finding,)) from error


def surfaces(
    campaign: CampaignFile, composed: Composed, topic: TopicCard, company: CompanyCard, now: datetime
) -> Iterator[SurfaceView]:
    address = (company.public_url or "https://example.com").rstrip("/")
    yield mail(message(campaign, composed, topic, company, address, now))
    yield SurfaceView(
        surface="page", language=composed.language, title=composed.subject, text=page_text(composed)
    )
    short = short_text(composed, code=CODE, address=f"{address}/is-it-you")
    yield SurfaceView(surface="text", language=composed.language, title="", text=short)


def mail(sample: Message) -> SurfaceView:
    """The mail exactly as the channel would hand it over, read back as a mail program reads it."""
    letter = message_from_bytes(compose_mail(sample).octets, policy=policy.default)
    plain, html = letter.get_body(("plain",)), letter.get_body(("html",))
    return SurfaceView(
        surface="email",
        language=sample.language,
        title=str(letter["Subject"]),
        text=plain.get_content() if plain else "",
        html=html.get_content() if html else "",
    )


def message(
    campaign: CampaignFile,
    composed: Composed,
    topic: TopicCard,
    company: CompanyCard,
    address: str,
    now: datetime,
) -> Message:
    return Message(
        to="someone@example.com",
        to_name="",
        message_id="<sample@example.com>",
        code=CODE,
        purpose=topic.purpose,
        topic_title=topic.title(composed.language),
        language=composed.language,
        composed=composed,
        letterhead=letterhead(company),
        links=Links(
            notice=f"{address}/n/sample",
            check=f"{address}/is-it-you",
            preferences=f"{address}/preferences/sample",
            stop=f"{address}/u/sample",
        ),
        at=now,
        expires_at=now + campaign.strategy.expires,
        campaign=campaign.campaign,
    )


def letterhead(company: CompanyCard) -> Letterhead:
    return Letterhead(
        name=company.name,
        sender_name=company.sender_name or company.name,
        sender_address=company.sender_email or "notices@example.com",
        postal_address=company.postal_address,
        help_line=company.help_line,
    )
