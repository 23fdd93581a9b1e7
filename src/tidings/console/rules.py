"""What the laws and the company's own policy say, by place, with their sources: to read, not to change."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from tidings.core.rules.binding import holding_in
from tidings.ground import clock
from tidings.outreach import public as outreach
from tidings.staff import public as staff

STATUS_SAYS = {
    "V": "seen in the official text",
    "S": "seen in secondary sources",
    "M": "known, not read again",
    "C": "computed or our own",
    "U": "uncertain",
}


@staff.needs("see.outreach")
@require_GET
def rules(request: HttpRequest) -> HttpResponse:
    """The rules in force on a day (today unless said) in a place (anywhere unless said)."""
    now = clock.now()
    place = request.GET.get("place", "").strip().lower()
    on = a_day(request.GET.get("on", "")) or now.date()
    policy = outreach.rulebook("current").policy
    found = [(rule, STATUS_SAYS[rule.status]) for rule in holding_in(policy, place, on)]
    shown = {
        "rules": found,
        "place": place,
        "on": on,
        "version": policy.version,
        "may_manage": staff.can(request.user, "manage.company"),
        "places": sorted({rule.jurisdiction for rule in policy.rules}),
    }
    return render(request, "console/rules.html", shown)


def a_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


urlpatterns = [path("rules/", rules, name="rules")]
