"""What we say by ourselves to somebody who wrote: a row, written with whatever it answers and delivered by the loop "say".

A confirmation of a stop is one message, without advertising, within five minutes, and never outside civil hours
(47 CFR 64.1200(a)(12)); who gets answer after answer is a machine, and is answered no more that day.
"""

import hashlib
from datetime import datetime, timedelta

from django.conf import settings

from tidings.conversations.entries import said_by_us
from tidings.conversations.models import Saying
from tidings.core.codes import spoken
from tidings.core.courtesies import Courtesy, courtesy
from tidings.ground.notify import notify
from tidings.outreach import public as outreach
from tidings.staff import public as staff

WAKE = "tidings_sayings"
CONFIRMS = frozenset({"stopped", "which"})
CONFIRMED_WITHIN = timedelta(minutes=5)
ANSWERED_WITHIN = timedelta(hours=1)
WITHIN = {**dict.fromkeys(CONFIRMS, CONFIRMED_WITHIN), "code": timedelta(minutes=8)}
SECRET = frozenset({"code"})  # what is said so stands in no timeline, and in no row once it was said
AS_GIVEN = frozenset({"code", "address_added"})
MOST_A_DAY = 5  # answers to one address: two machines that answer each other would never end


def say(
    kind: Courtesy,
    *,
    key: str,
    customer_id: int | None,
    outreach_id: int | None,
    channel: str,
    account: str,
    address: str,
    language: str,
    code: str = "",
    now: datetime,
) -> bool:
    """Answer in the caller's transaction; False when this was answered before, or is not to be."""
    if too_many(channel, address, now) or not timely(kind, customer_id, address, channel, now):
        return False
    company = staff.company()
    row, new = Saying.objects.get_or_create(
        key=key,
        defaults={
            "customer_id": customer_id,
            "outreach_id": outreach_id,
            "channel": channel,
            "account": account,
            "address": address,
            "kind": kind,
            "language": language,
            "text": words(kind, company, language=language, code=code),
            "message_id": message_id(key, company),
            **times(kind, now),
        },
    )
    if new:
        said_by_us(row, now)
        notify(WAKE)
    return new


def words(kind: Courtesy, company: staff.CompanyCard, *, language: str, code: str) -> str:
    return courtesy(
        kind,
        language=language,
        company=company.name,
        help_line=company.help_line,
        code=code if kind in AS_GIVEN else spoken(code) if code else "",
        check=f"{home(company)}/is-it-you",
    )


def times(kind: Courtesy, now: datetime) -> dict[str, datetime]:
    return {"created_at": now, "due_at": now, "expires_at": now + WITHIN.get(kind, ANSWERED_WITHIN)}


def too_many(channel: str, address: str, now: datetime) -> bool:
    lately = Saying.objects.filter(channel=channel, address=address, created_at__gt=now - timedelta(days=1))
    return lately.count() >= MOST_A_DAY


def timely(kind: Courtesy, customer_id: int | None, address: str, channel: str, now: datetime) -> bool:
    """What was asked for is answered at any hour; a confirmation was not asked for."""
    return kind not in CONFIRMS or outreach.civil_hour(
        customer_id=customer_id, address=address, channel=channel, purpose="service", now=now
    )


def home(company: staff.CompanyCard) -> str:
    return (company.public_url or settings.PUBLIC_URL).rstrip("/")


def message_id(key: str, company: staff.CompanyCard) -> str:
    """One id for what is answered, whoever tries and however often."""
    name = hashlib.sha256(f"saying|{key}".encode()).hexdigest()[:32]
    domain = company.sender_email.rpartition("@")[2] or "localhost"
    return f"{name}@{domain.encode('idna').decode()}"
