"""Is it ours? What a caller describes, held against what we really sent; and a fresh confirmation, if they want one."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST

from tidings.console.paging import LARGEST_ID
from tidings.conversations import public as conversations
from tidings.conversations.public import Described
from tidings.ground import clock
from tidings.outreach import public as outreach
from tidings.staff import public as staff

LONGEST = 2_000
BECAME = {
    "asked": (messages.SUCCESS, "Asked for: it goes out on their channel, within their hours."),
    "already": (messages.WARNING, "This customer was sent a confirmation today already."),
    "not_sent": (messages.WARNING, "Only what left us within the last month is confirmed."),
    "no_campaign": (
        messages.WARNING,
        "There is no live campaign named confirmation yet: whoever owns campaigns can launch one.",
    ),
}


@staff.needs("see.customers")
@require_http_methods(["GET", "POST"])
def is_it_ours(request: HttpRequest) -> HttpResponse:
    """A GET shows the form; what was typed comes by POST, so that no log of addresses holds a customer's."""
    said, now = typed(request), clock.now()
    asked = request.method == "POST"
    page = {
        "said": said,
        "minute": request.POST.get("minute", "")[:40],
        "found": conversations.described(said, now=now) if asked else None,
        "may_confirm": staff.can(request.user, "edit.customers"),
    }
    if asked:
        actor: str = request.user.actor  # type: ignore[union-attr]  # `needs` lets users in only
        staff.record(actor=actor, action="checked.for_customer", object="outreaches", now=now)
    return render(request, "console/is_it_ours.html", page)


def typed(request: HttpRequest) -> Described:
    said = {name: request.POST.get(name, "")[:LONGEST] for name in ("code", "words", "number", "customer")}
    return Described(minute=minute_of(request.POST.get("minute", "")), **said)


def minute_of(said: str) -> datetime | None:
    """On the company's clock; None for none."""
    try:
        return datetime.fromisoformat(said).replace(tzinfo=ZoneInfo(staff.company().zone))
    except ValueError:
        return None


@staff.needs("edit.customers")
@require_POST
def confirm(request: HttpRequest, id: int) -> HttpResponse:
    """Send the customer of this outreach a fresh confirmation; the audit trail keeps who asked for it."""
    now = clock.now()
    try:
        became = conversations.confirm(outreach_id=min(id, LARGEST_ID), now=now)
    except outreach.NoSuchOutreach as missing:
        raise Http404(str(missing)) from missing
    if became == "asked":
        actor: str = request.user.actor  # type: ignore[union-attr]  # as above
        staff.record(actor=actor, action="confirmation.asked", object=f"outreach:{id}", now=now)
    messages.add_message(request, *BECAME[became])
    return redirect("is-it-ours")


urlpatterns = [
    path("is-it-ours/", is_it_ours, name="is-it-ours"),
    path("is-it-ours/<int:id>/confirm", confirm, name="confirm-freshly"),
]
