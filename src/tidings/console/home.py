"""The first page: what needs you now, and how it goes."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from tidings.campaigns import public as campaigns
from tidings.console.needs_you import todo
from tidings.conversations import public as conversations
from tidings.core.reasons import REFUSALS, Reason
from tidings.outreach import public as outreach
from tidings.people import public as people
from tidings.staff import public as staff

NEWEST = 8
MOST_REASONS = 6


@staff.needs("see.campaigns")
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    known, counts = campaigns.list_campaigns(), outreach.counts()
    context = {
        "todo": todo(user=request.user, company=request.company, cards=known, states=counts.states),
        "campaigns": known,
        "customers": people.counts().customers,
        "counts": counts,
        "why_not": why_not(counts.reasons),
        "follow_ups": sorted(conversations.follow_ups().items()),
        "newest": outreach.find_outreach(limit=NEWEST),
    }
    return render(request, "console/home.html", context)


def why_not(reasons: Mapping[str, int]) -> list[tuple[str, int]]:
    """The most frequent reasons not to contact, the most frequent first."""
    refusals = ((Reason(number).code, reasons.get(Reason(number).code, 0)) for number in REFUSALS)
    return sorted((row for row in refusals if row[1]), key=lambda row: (-row[1], row[0]))[:MOST_REASONS]


urlpatterns = [path("", home, name="home")]
