"""The first page: what needs you now, and how it goes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from tidings.campaigns import public as campaigns
from tidings.console.needs_you import todo
from tidings.conversations import public as conversations
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
        "reasons": sorted(counts.reasons.items(), key=lambda row: (-row[1], row[0]))[:MOST_REASONS],
        "follow_ups": sorted(conversations.follow_ups().items()),
        "newest": outreach.find_outreach(limit=NEWEST),
    }
    return render(request, "console/home.html", context)


urlpatterns = [path("", home, name="home")]
