"""Values as the portal shows them: moments on the customer's clock, addresses masked, links with their host."""

import re
from datetime import datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from babel.dates import get_timezone_gmt
from django.conf import settings

from tidings.campaigns import public as campaigns
from tidings.core import speaking
from tidings.outreach.public import OutreachCard
from tidings.people.public import Person
from tidings.portal.words import Words
from tidings.staff.public import CompanyCard


def moment(at: datetime, *, card: OutreachCard | Person, company: CompanyCard, spoken: Words) -> str:
    """`August 15, 2018, 2:30 PM (GMT-03:00)`: the customer's clock where it is known, else the company's."""
    zone = ZoneInfo(card.zones[0] if card.zones else company.zone)
    locale = speaking.locale(spoken.language)
    offset = get_timezone_gmt(at.astimezone(zone), locale=locale)
    return f"{speaking.moment(at, locale, zone)} ({offset})"


def masked(address: str) -> str:
    """Enough of an address for its owner to know it, and for nobody else: `m•••@e•••.com`, `•••4321`."""
    local, at, domain = address.rpartition("@")
    if at:
        host, _, ending = domain.rpartition(".")
        return f"{local[:1]}•••@{host[:1]}•••.{ending}"
    digits = re.sub(r"\D", "", address)
    return f"•••{digits[-3:]}" if len(digits) > 6 else "•••"


def host_of(address: str) -> str:
    """The host of a web address, so that nobody has to follow a link to see where it leads; else empty."""
    if "\\" in address:  # browsers read it as a slash: they would go to another host than the one shown
        return ""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return parts.hostname or "" if parts.scheme in ("https", "http") else ""


def home(company: CompanyCard) -> str:
    """The address a customer types by hand: without its scheme, and never taken from the request's Host header."""
    return (company.public_url or settings.PUBLIC_URL).rstrip("/").partition("://")[2]


def topic_title(topic: str, *, spoken: Words) -> str:
    """What a topic is called in this language, else its name."""
    return next((card.title(spoken.language) for card in campaigns.topics() if card.name == topic), topic)


def channel_title(channel: str, *, spoken: Words) -> str:
    return spoken.say(f"channel_{channel}") if spoken.knows(f"channel_{channel}") else channel
