"""Customers: all of them, one with everything known and its timeline, and the person's own stop."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_GET, require_POST

from tidings.console.paging import PAGE, after, further
from tidings.conversations import public as conversations
from tidings.ground import clock
from tidings.insight import public as insight
from tidings.people import public as people
from tidings.staff import public as staff

SCOPES = {"purpose:marketing": "offers and marketing", "all": "everything"}
ZONES_FROM = {
    "stated": "stated",
    "address": "from the address",
    "number": "from the telephone numbers",
    "company": "the company's country, for want of better",
    "unknown": "unknown: nothing that keeps hours is sent",
}


@staff.needs("see.customers")
@require_GET
def list_page(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("words", "").strip()
    lines = people.search(words=words, after=after(request), limit=PAGE + 1)
    context = {
        "lines": lines[:PAGE],
        "further": further(lines, by="customer_id"),
        "words": words,
        "counts": people.counts(),
        "may_import": staff.can(request.user, "import.customers"),
        "may_see_imports": staff.can(request.user, "see.problems"),
    }
    return render(request, "console/customers/list.html", context)


@staff.needs("see.customers")
@require_GET
def one_page(request: HttpRequest, customer_id: int) -> HttpResponse:
    person, now = found(customer_id), clock.now()
    context = {
        "person": person,
        "zones_from": ZONES_FROM[person.zones_from],
        "clocks": clocks(person.zones, now),
        "stops": [stop for stop in person.suppressions if stop.lifted_at is None],
        "timeline": conversations.timeline(customer_id=customer_id, limit=100),
        "shows": insight.evidence(customer_id=customer_id, now=now),
        "scopes": SCOPES,
        "may_edit": staff.can(request.user, "edit.customers"),
        "may_steward": staff.can(request.user, "steward.customers"),
    }
    return render(request, "console/customers/one.html", context)


@staff.needs("edit.customers")
@require_POST
def stop(request: HttpRequest, customer_id: int) -> HttpResponse:
    """The customer asked us, in person, to stop: it takes effect at once, and only they can take it back."""
    person, scope = found(customer_id), request.POST.get("scope", "")
    if scope not in SCOPES:
        messages.error(request, "Choose what they want to stop.")
        return redirect("customer", customer_id)
    new = conversations.stop(customer_id=customer_id, scope=scope, by=request.user.actor, now=clock.now())
    name = person.name or person.external_id
    messages.success(
        request, f"{name} hears no more of {SCOPES[scope]}." if new else f"{name} had stopped that before."
    )
    return redirect("customer", customer_id)


def found(customer_id: int) -> people.Person:
    try:
        return people.person(customer_id=customer_id)
    except people.UnknownCustomer:
        raise Http404 from None


def clocks(zones: tuple[str, ...], now: datetime) -> list[dict[str, Any]]:
    """Each zone the person may be in, with the time there."""
    return [
        {
            "zone": zone,
            "place": zone.split("/")[-1].replace("_", " "),
            "at": f"{now.astimezone(ZoneInfo(zone)):%a %H:%M}",
        }
        for zone in zones
    ]


urlpatterns = [
    path("customers/", list_page, name="customers"),
    path("customers/<int:customer_id>/", one_page, name="customer"),
    path("customers/<int:customer_id>/stop", stop, name="customer-stop"),
]
