"""The customer chooses the browsers they are told on: explained first, asked after a click, taken back at any time."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tidings.channels import discover
from tidings.channels.push.keys import Identity
from tidings.conversations import public as conversations
from tidings.ground import clock
from tidings.ground.channel_settings import ready, settings_for
from tidings.people import public as people
from tidings.portal.pages import draw, opened, portal_page
from tidings.portal.standing import chosen_language
from tidings.staff.public import open_to_all


@portal_page
def devices(request: HttpRequest, token: str) -> HttpResponse:
    """`/preferences/TOKEN/devices`: a GET explains and shows, a POST adds this browser or removes it or all."""
    card = opened(token, purpose="preferences")
    says, refused = "", ""
    if request.method == "POST":
        says, refused = chosen(request.POST, card.customer_id, card.id)
    person = people.person(customer_id=card.customer_id)
    return draw(
        request,
        "devices",
        spoken=chosen_language(card),
        status=422 if refused else 200,
        token=token,
        says=says,
        refused=refused,
        count=sum(point.channel == "push" and point.state == "usable" for point in person.points),
        key=public_key(),
    )


def chosen(form: Mapping[str, str], customer_id: int, outreach_id: int) -> tuple[str, str]:
    """The phrase for what was done, and the one for why it was not."""
    subscription, now = form.get("subscription", ""), clock.now()
    whose = {"customer_id": customer_id, "outreach_id": outreach_id, "now": now}
    match form.get("what"):
        case "add" if subscription and public_key():
            try:
                conversations.use_device(subscription=subscription, **whose)
            except people.Refused:
                return "", "devices_refused"
            return "devices_added", ""
        case "remove" if subscription:
            conversations.drop_devices(subscription=subscription, **whose)
            return "devices_removed", ""
        case "remove_all":
            conversations.drop_devices(**whose)
            return "devices_removed", ""
    return "", "nothing_changed"


def public_key() -> str:
    """What a browser needs to subscribe; "" while the company has no key."""
    if "push" not in ready():
        return ""
    return Identity.read(settings_for(discover()["push"].declaration)).public


@open_to_all
@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """`/push-worker.js`: at the root, because a service worker speaks for the addresses below its own."""
    response = render(request, "portal/push-worker.js", content_type="text/javascript")
    response.headers["Cache-Control"] = "no-cache"
    return response
