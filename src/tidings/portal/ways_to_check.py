"""The ways to ask "is it you?" on the page, each from its own form: a code, a pasted message, a mail's file, a call."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from django.http import HttpRequest

from tidings.conversations import public as conversations
from tidings.conversations.public import Verdict
from tidings.staff.public import company

LONGEST_CODE = 64
LONGEST_NUMBER = 40
LONGEST_MESSAGE = 20_000  # characters
LARGEST_MAIL = 2_000_000  # octets
MISTYPED = Verdict(answer="mistyped")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the forms are filled with; `minute` is as browsers write it, on the company's clock; `then`: it is asked about."""

    way: str = "code"
    code: str = ""
    message: str = ""
    number: str = ""
    own: str = ""
    minute: str = ""
    then: bool = False


def asked_in(request: HttpRequest, now: datetime) -> Asked:
    """What was typed; a link (the letter's square) may bring a code, which is filled in and not checked."""
    form = request.POST if request.method == "POST" else request.GET
    way = form.get("way", "code")
    return Asked(
        way=way if way in WAYS else "code",
        code=form.get("code", "")[:LONGEST_CODE],
        message=request.POST.get("message", "")[: LONGEST_MESSAGE + 1],
        number=request.POST.get("number", "")[:LONGEST_NUMBER],
        own=request.POST.get("own", "")[:LONGEST_NUMBER],
        minute=request.POST.get("minute", "")[:LONGEST_NUMBER] or f"{here(now):%Y-%m-%dT%H:%M}",
        then=way == "call" and request.POST.get("when") == "then",
    )


def check(request: HttpRequest, asked: Asked, *, asker: str, now: datetime) -> Verdict:
    """Ask by the way that was chosen; `mistyped` where there is nothing to ask about, which counts for nothing."""
    return WAYS[asked.way](request, asked, asker, now)


def by_code(request: HttpRequest, asked: Asked, asker: str, now: datetime) -> Verdict:
    return conversations.check_code(asked.code, asker=asker, now=now)


def by_message(request: HttpRequest, asked: Asked, asker: str, now: datetime) -> Verdict:
    if not asked.message.strip() or len(asked.message) > LONGEST_MESSAGE:
        return MISTYPED
    return conversations.check_message(asked.message, asker=asker, now=now)


def by_mail(request: HttpRequest, asked: Asked, asker: str, now: datetime) -> Verdict:
    file = request.FILES.get("mail")
    if file is None or not file.size or file.size > LARGEST_MAIL:
        return MISTYPED
    return conversations.check_mail(file.read(), asker=asker, now=now)


def by_call(request: HttpRequest, asked: Asked, asker: str, now: datetime) -> Verdict:
    minute = now if request.POST.get("when") == "now" else minute_of(asked.minute)
    if minute is None:
        return MISTYPED
    return conversations.check_call(asked.number, minute, own=asked.own, asker=asker, now=now)


def minute_of(typed: str) -> datetime | None:
    """A minute on the company's clock; None for what is none."""
    try:
        return datetime.fromisoformat(typed).replace(tzinfo=ZoneInfo(company().zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def here(now: datetime) -> datetime:
    return now.astimezone(ZoneInfo(company().zone))


Way = Callable[[HttpRequest, Asked, str, datetime], Verdict]
WAYS: Mapping[str, Way] = MappingProxyType(
    {"code": by_code, "message": by_message, "mail": by_mail, "call": by_call}
)
