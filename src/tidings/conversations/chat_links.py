"""The signed link that opens a customer's chat: good for their own thread only, and for a while."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from tidings.ground import links
from tidings.people import public as people
from tidings.staff import public as staff

PURPOSE = "chat"
GOOD_FOR = timedelta(days=30)


@dataclass(frozen=True, kw_only=True)
class ChatLink:
    """Whoever has `url` reads the thread and writes in it, until `expires_at`."""

    token: str
    url: str
    expires_at: datetime


def chat_link(*, customer_id: int, now: datetime, good_for: timedelta = GOOD_FOR) -> ChatLink:
    """A link to the chat of this customer; making one changes nothing."""
    expires = now + good_for
    token = links.sign(purpose=PURPOSE, id=customer_id, expires=expires)
    home = (staff.company().public_url or settings.PUBLIC_URL).rstrip("/")
    return ChatLink(token=token, url=f"{home}/chat/{token}", expires_at=expires)


def chat_opened(*, token: str, now: datetime) -> int:
    """The customer whose chat a link opens; raises `LinkRefused`, also when they are erased or no more."""
    link = links.read(token, purpose=PURPOSE, now=now)
    if people.is_erased(customer_id=link.id):
        raise links.LinkRefused("old")
    try:
        people.chat_address(customer_id=link.id)
    except people.UnknownCustomer as gone:
        raise links.LinkRefused("altered") from gone
    return link.id
