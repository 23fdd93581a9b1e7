"""How a campaign would look on every surface, for one event, in each of its languages."""

from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from typing import Any
from zoneinfo import ZoneInfo

from tidings.campaigns.findings import CampaignRefused
from tidings.campaigns.sample_message import CODE, Sampled
from tidings.campaigns.topics import TopicCard
from tidings.channels import discover
from tidings.channels import surfaces as channel_surfaces
from tidings.channels.contract import CannotCompose, Message
from tidings.channels.email.compose import compose as compose_mail
from tidings.core.campaign_files.campaign import CampaignFile, parse
from tidings.core.campaign_files.findings import Finding, blocks
from tidings.core.evidence.pointing import pointed
from tidings.core.needs import check_data, sample
from tidings.core.notice import Composed
from tidings.core.plain import page_text, short_text
from tidings.core.templating import NotComposed
from tidings.staff.public import CompanyCard

SAMPLE_MOMENT = datetime(2026, 1, 5, 12, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class SurfaceView:
    """One surface in one language: its title (a mail's subject), its text, its HTML or its picture where it has any.

    `notes` are what its author should know ("2 segments").
    """

    surface: str
    language: str
    title: str
    text: str
    html: str = ""
    picture: bytes = b""
    picture_type: str = ""
    notes: tuple[str, ...] = ()

    @property
    def embedded(self) -> str:
        """Its picture as an address that holds it; "" where it has none."""
        return f"data:{self.picture_type};base64,{b64encode(self.picture).decode()}" if self.picture else ""


def preview(
    *,
    text: str,
    event: Mapping[str, Any],
    company: CompanyCard,
    now: datetime = SAMPLE_MOMENT,
    topics: Iterable[TopicCard] = (),
    channels: Iterable[str] = (),
) -> list[SurfaceView]:
    """Every surface for an event (a CloudEvent or its data alone); raises `CampaignRefused` naming what is amiss.

    Mail, page and short text are always drawn, and what the channels draw that the campaign, its topic or `channels` name.
    """
    parsed = parse(text, channels=discover(), surfaces=channel_surfaces())
    if parsed.campaign is None:
        raise CampaignRefused(tuple(each for each in parsed.findings if blocks([each])))
    data = event.get("data", {}) if "specversion" in event else event
    must_fit(parsed.campaign, data)
    unknown = TopicCard(name=parsed.campaign.topic)
    card = next((topic for topic in topics if topic.name == unknown.name), unknown)
    languages = parsed.campaign.languages
    sampled = Sampled(campaign=parsed.campaign, topic=card, company=company, now=now)
    return [view for each in languages for view in drawn(sampled, each, data, tuple(channels))]


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
    sampled: Sampled, language: str, data: Mapping[str, Any], channels: tuple[str, ...]
) -> list[SurfaceView]:
    """The surfaces in one language; what cannot be drawn with this data or for this company is a finding."""
    try:
        composed = sampled.campaign.compose(language, data, ZoneInfo(sampled.company.zone))
        return list(surfaces(sampled.campaign, composed, sampled, channels))
    except (NotComposed, CannotCompose) as error:
        mend = "look at the event's data, and at the company's own addresses"
        finding = Finding(severity="block", where=f"notice.{language}", says=str(error), mend=mend)
        raise CampaignRefused((finding,)) from error


def surfaces(
    campaign: CampaignFile, composed: Composed, sampled: Sampled, channels: Iterable[str]
) -> Iterator[SurfaceView]:
    """The mail, the page and the short text of every campaign; then each channel's own drawing."""
    language = composed.language
    mail_sample = sampled.message(composed, channel="email")
    yield view("email", mail_sample) or mail(mail_sample)
    shown = pointed(composed, page="")
    yield SurfaceView(surface="page", language=language, title=shown.subject, text=page_text(shown))
    short = short_text(composed, code=CODE, address=f"{sampled.address}/is-it-you")
    yield SurfaceView(surface="text", language=language, title="", text=short)
    for name in dict.fromkeys([*named(campaign, sampled.topic), *channels]):
        if name != "email" and (drawn := by_channel(name, sampled.message(composed, channel=name))):
            yield drawn


def named(campaign: CampaignFile, topic: TopicCard) -> Iterable[str]:
    """The channels that the campaign or its topic speaks of."""
    return (*(campaign.strategy.channels or topic.channels), *campaign.surfaces)


def by_channel(name: str, sample: Message) -> SurfaceView | None:
    """As the channel draws it; what it cannot draw it says. None where there is nothing to see."""
    try:
        return view(name, sample)
    except CannotCompose as refused:
        note = f"It cannot go by {name} like this: {refused}"
        return SurfaceView(surface=name, language=sample.language, title="", text="", notes=(note,))


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


def view(name: str, sample: Message) -> SurfaceView | None:
    channel = discover().get(name.partition(":")[0])
    drawing = channel.draw(sample) if channel else None
    if drawing is None:
        return None
    return SurfaceView(
        surface=name,
        language=sample.language,
        title=drawing.title,
        text=drawing.text,
        html=drawing.html,
        picture=drawing.picture,
        picture_type=drawing.picture_type,
        notes=drawing.notes,
    )
