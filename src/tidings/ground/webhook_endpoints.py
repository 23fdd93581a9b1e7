"""Which addresses of the company hear of what, and the secrets their messages are signed with."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F

from tidings.core import webhooks as standard
from tidings.ground import outbound
from tidings.ground.models import WebhookEndpoint
from tidings.ground.notify import notify

TOPICS = (
    "outreach.scheduled",
    "outreach.sent",
    "outreach.delivered",
    "outreach.seen",
    "outreach.answered",
    "outreach.replied",
    "outreach.failed",
    "outreach.unknown",
    "outreach.expired",
    "outreach.refused",
    "outreach.withdrawn",
    "contact.wrote",
    "contact.stopped",
    "preference.changed",
    "impersonation.reported",
)
WAKE = "tidings_webhooks"
BOTH_SIGN = timedelta(hours=24)  # time for every receiver to learn a new secret


class EndpointRefused(ValueError):
    """An endpoint that cannot be added: `field` and how to mend it."""

    def __init__(self, field: str, says: str, mend: str) -> None:
        super().__init__(f"{field}: {says}")
        self.field, self.says, self.mend = field, says, mend


@dataclass(frozen=True, kw_only=True)
class Endpoint:
    """An address of the company that hears of `topics` (none named: of all); `state` is active or disabled."""

    id: int
    url: str
    secret: str
    topics: tuple[str, ...]
    state: str
    reason: str


def add_endpoint(
    *, url: str, secret: str | None = None, topics: Collection[str] = (), now: datetime
) -> Endpoint:
    """A new endpoint, its secret made here unless given; raises `EndpointRefused`."""
    try:
        outbound.host_of(url)
        secret = secret or standard.secret_from(random=secrets.token_bytes(32))
        standard.key_of(secret)
    except outbound.AddressRefused as refused:
        raise EndpointRefused("url", str(refused), "write the address as https://host/path") from refused
    except standard.BadSecret as refused:
        raise EndpointRefused("secret", str(refused), "leave it out, and one is made for you") from refused
    if unknown := sorted(set(topics) - set(TOPICS)):
        raise EndpointRefused("topics", f"unknown: {', '.join(unknown)}", f"choose from {', '.join(TOPICS)}")
    row = WebhookEndpoint.objects.create(url=url, secret=secret, topics=sorted(topics), created_at=now)
    return _endpoint(row)


def endpoints() -> list[Endpoint]:
    """Every endpoint, oldest first."""
    return [_endpoint(row) for row in WebhookEndpoint.objects.order_by("id")]


def enable_endpoint(*, id: int) -> None:
    """Try a disabled endpoint again; what waited for it goes out."""
    WebhookEndpoint.objects.filter(id=id).update(state="active", reason="")
    notify(WAKE)


def renew_secret(*, id: int, now: datetime) -> Endpoint:
    """Another secret signs from now on; the one before it signs as well for a day. Raises `EndpointRefused`."""
    found = WebhookEndpoint.objects.filter(id=id).update(
        earlier_secret=F("secret"),
        earlier_until=now + BOTH_SIGN,
        secret=standard.secret_from(random=secrets.token_bytes(32)),
    )
    if not found:
        raise EndpointRefused("endpoint", f"there is no endpoint {id}", "see `tidings webhook list`")
    return _endpoint(WebhookEndpoint.objects.get(id=id))


def remove_endpoint(*, id: int) -> None:
    """Forget an endpoint and everything that waited for it."""
    WebhookEndpoint.objects.filter(id=id).delete()


def _endpoint(row: WebhookEndpoint) -> Endpoint:
    return Endpoint(
        id=row.pk,
        url=row.url,
        secret=row.secret,
        topics=tuple(row.topics),
        state=row.state,
        reason=row.reason,
    )
