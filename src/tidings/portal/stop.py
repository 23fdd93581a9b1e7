"""Stopping a topic on a channel from its own link: a person's click on our page, or a mail program's (RFC 8058)."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from tidings.conversations import public as conversations
from tidings.ground import clock, links
from tidings.outreach import public as outreach
from tidings.outreach.public import STOP_GOOD_FOR, OutreachCard
from tidings.portal.pages import draw, opened, portal_page
from tidings.portal.showing import channel_title, topic_title
from tidings.portal.words import words


@portal_page
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """`/u/TOKEN`: a GET asks (scanners follow links); a POST of `List-Unsubscribe=One-Click` stops at once.

    The POST needs no cookie and no further page, and answers without a redirect, as RFC 8058 wants it.
    """
    card = opened(token, purpose="stop")
    stopped = request.method == "POST" and request.POST.get("List-Unsubscribe") == "One-Click"
    parts = {part.topic: part for part in outreach.told_together(id=card.id, customer_id=card.customer_id)}
    if stopped:
        stop_all(card, parts)
    spoken = words(card.language)
    return draw(
        request,
        "stop",
        spoken=spoken,
        status=400 if request.method == "POST" and not stopped else 200,
        stopped=stopped,
        topic=", ".join(topic_title(topic, spoken=spoken) for topic in parts),
        channel=channel_title(card.channel, spoken=spoken),
        preferences=preferences_address(card),
    )


def stop_all(card: OutreachCard, parts: Mapping[str, outreach.Part]) -> None:
    """Every topic of the message: a stop on a digest means all that is in it."""
    now = clock.now()
    for topic, part in parts.items():
        conversations.stop(
            customer_id=card.customer_id,
            scope=f"topic:{topic}",
            channel=card.channel,
            outreach_id=part.outreach_id,
            by="one-click",
            now=now,
        )


def preferences_address(card: OutreachCard) -> str:
    """The link the message carried too; made here because a stop must not hang on composing the notice again."""
    token = links.sign(purpose="preferences", id=card.id, expires=card.created_at + STOP_GOOD_FOR)
    return reverse("portal:preferences", args=[token])
