"""Every surface of the examples' campaigns, as their readers hold it: what is altered and forwarded in the bench."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

NOW = datetime(2026, 3, 2, 15, 30, tzinfo=UTC)
EXAMPLES = Path(__file__).parents[1] / "examples"
TOKEN = "WzEyMzQ1LDE3ODA0MTQyMDBd:WVt1xEQgDZfMgc5v95Uxe6EjzJu-nmskO5r-b1-_NxM"
SETTINGS = {
    "sms": {"TIDINGS_SMS_URL": "smpp://user:pass@127.0.0.1:2775", "TIDINGS_SMS_SENDERS": "*=+447700900000"},
}
CHANNELS = ("email", "sms", "chat", "messenger", "whatsapp", "letter")
ADDRESS = {
    "email": "someone@example.com",
    "sms": "+447700900123",
    "whatsapp": "+12025550123",
    "messenger": "1234567890",
    "chat": "c1",
    "letter": "Someone\n1 Main Street\n12345\nSpringfield\nUS",
}


@dataclass(frozen=True)
class Surface:
    """One surface: what its reader sees as plain text, and the faces it is compared with."""

    name: str
    channel: str
    text: str
    faces: Any
    sender: str
    subject: str


def surfaces() -> Iterator[Surface]:
    """Each example's campaigns in each language on each channel that can say it."""
    from tidings.channels import discover
    from tidings.channels.contract import CannotCompose

    for name, message in messages():
        for channel in CHANNELS:
            sent = replace(message, to=ADDRESS[channel], surface={}, heard_at=NOW)
            try:
                faces = discover()[channel].faces(sent, SETTINGS.get(channel, {}))
            except CannotCompose:
                continue
            for kind, text in texts(channel, sent):
                subject = sent.composed.subject or sent.composed.what
                yield Surface(
                    f"{name}/{kind}",
                    channel,
                    text,
                    faces,
                    f"{message.letterhead.sender_name} <{message.letterhead.sender_address}>",
                    subject,
                )


def messages() -> Iterator[tuple[str, Any]]:
    from tidings.campaigns.sample_message import Sampled
    from tidings.campaigns.topics import TopicCard
    from tidings.core.campaign_files.campaign import parse
    from tidings.core.codes import code_for, spoken
    from tidings.core.needs import sample
    from tidings.staff.public import CompanyCard

    for file in sorted(EXAMPLES.glob("*/campaigns/*.yaml")):
        folder = file.parents[1]
        stated = yaml.safe_load((folder / "company.yaml").read_text())
        company = CompanyCard(
            **stated | {"public_url": "https://" + stated["sender_email"].partition("@")[2]}
        )
        campaign = parse(file.read_text()).campaign
        assert campaign is not None
        titles = yaml.safe_load((folder / "topics.yaml").read_text())[campaign.topic]["title"]
        sampled = Sampled(
            campaign=campaign, topic=TopicCard(name=campaign.topic, titles=titles), company=company, now=NOW
        )
        data = told(sample(campaign.needs, now=NOW, currency=company.currency or "EUR"))
        for language in campaign.languages:
            composed = campaign.compose(language, data, ZoneInfo(company.zone))
            message = sampled.message(composed, channel="email")
            links = {
                each: getattr(message.links, each).replace("sample", TOKEN)
                for each in ("notice", "preferences", "stop")
            }
            yield (
                f"{file.stem}/{language}",
                replace(
                    message,
                    code=spoken(code_for(secret=b"bench", key=f"{file.stem}{language}")),
                    links=replace(message.links, **links),
                    at=NOW,
                    expires_at=NOW + timedelta(days=2),
                ),
            )


def told(values: Any) -> Any:
    """Sample data that reads like a real one: figures and names where samples are in brackets."""
    if isinstance(values, dict):
        return {key: told(value) for key, value in values.items()}
    if isinstance(values, str) and values.startswith("["):
        return "4017 São João" if "place" in values or "city" in values else f"A{sum(map(ord, values))}"
    return values


def texts(channel: str, message: Any) -> Iterator[tuple[str, str]]:
    from tidings.channels import discover
    from tidings.channels.email.compose import compose
    from tidings.channels.letter.channel import CHANNEL

    if channel == "email":
        mail = message_from_bytes(compose(message).octets, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        plain, html = mail.get_body(("plain",)), mail.get_body(("html",))
        assert plain and html
        yield "mail", unflowed(plain.get_content())
        yield "mail in HTML", seen(html.get_content(), links=True)
        yield "mail in HTML, links hidden", seen(html.get_content(), links=False)
    elif channel == "letter":
        yield "letter", on_paper(CHANNEL.faces(message, {}))
    elif channel == "sms":
        from tidings.channels.sms.drawing import drawn

        way, senders = discover()["sms"]._read(SETTINGS["sms"])
        yield channel, drawn(message, senders, way.writing)[0].text
    else:
        drawing = discover()[channel].draw(message)
        assert drawing is not None
        yield channel, drawing.text


def on_paper(faces: Any) -> str:
    return "\n".join(said.text for said in faces[0].said if not said.may_miss)


def unflowed(text: str) -> str:
    """As a mail program shows format=flowed (RFC 3676 4.1): soft breaks joined."""
    return text.replace("\r\n", "\n").replace(" \n", " ")


def seen(html: str, *, links: bool) -> str:
    """What is copied from the HTML face as it is shown; items with a round mark, links in angles where they show."""
    page = Page(links)
    page.feed(html)
    return "".join(page.said).strip()


class Page(HTMLParser):
    def __init__(self, links: bool) -> None:
        super().__init__()
        self.said: list[str] = []
        self.links, self.dark, self.leads = links, 0, ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.dark += tag in ("head", "style", "title")
        if tag in ("p", "h1", "h2", "h3", "br", "div", "li", "ul"):
            self.said.append("\n")
        if tag == "li":
            self.said.append("  • ")
        if tag == "a":
            self.leads = dict(attrs).get("href") or ""

    def handle_endtag(self, tag: str) -> None:
        self.dark -= tag in ("head", "style", "title")
        if tag == "a" and self.links:
            self.said.append(f" <{self.leads}>")

    def handle_data(self, data: str) -> None:
        if not self.dark:
            self.said.append(" ".join(data.replace("\n", " ").split(" ")))
