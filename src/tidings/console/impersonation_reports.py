"""Impersonation reports: what people told us pretended to be ours, with its evidence, by kind over time; settled, and taken along."""

import csv
from datetime import datetime
from io import StringIO

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_GET, require_POST

from tidings.console.paging import LARGEST_ID, PAGE, after, further
from tidings.conversations import public as conversations
from tidings.ground import clock
from tidings.staff import public as staff

MOST_EXPORTED = 100_000


@staff.needs("see.reports")
@require_GET
def reports(request: HttpRequest) -> HttpResponse:
    state, now = request.GET.get("state", ""), clock.now()
    state = state if state in conversations.IMPERSONATION_STATES else ""
    cards = conversations.impersonations(state=state, before=after(request), limit=PAGE + 1)
    weeks = by_week(now)
    page = {
        "cards": cards[:PAGE],
        "further": further(cards),
        "state": state,
        "states": conversations.IMPERSONATION_STATES,
        "weeks": weeks,
        "reported": any(weeks.values()),
        "waiting": conversations.open_impersonations(),
    }
    return render(request, "console/impersonation_reports/list.html", page)


def by_week(now: datetime) -> dict[str, dict[str, int]]:
    """The columns of the plot, each named by its Monday."""
    return {
        f"week of {monday:%-d %b %Y}": dict(kinds)
        for monday, kinds in conversations.impersonations_by_week(now=now)
    }


@staff.needs("see.reports")
@require_GET
def one(request: HttpRequest, id: int) -> HttpResponse:
    """One with its evidence; that it was read is on the audit trail."""
    card = found(id)
    read(request, card)
    page = {
        "card": card,
        "states": [
            state for state in conversations.IMPERSONATION_STATES if state not in ("open", card.state)
        ],
        "may_settle": staff.can(request.user, "settle.reports"),
    }
    return render(request, "console/impersonation_reports/one.html", page)


@staff.needs("see.reports")
@require_GET
def file(request: HttpRequest, id: int) -> HttpResponse:
    """The file as it was handed in: only ever to be saved, since it may be hostile."""
    card = found(id)
    if card.evidence is None or not card.evidence.file:
        raise Http404("There was no file, or it is forgotten.")
    read(request, card)
    response = HttpResponse(card.evidence.file, content_type="application/octet-stream")
    response.headers["Content-Disposition"] = f'attachment; filename="report-{id}.bin"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@staff.needs("settle.reports")
@require_POST
def settle(request: HttpRequest, id: int) -> HttpResponse:
    actor, now, state = request.user.actor, clock.now(), request.POST.get("state", "")  # type: ignore[union-attr]
    if id <= LARGEST_ID and conversations.settle_impersonation(id=id, state=state, actor=actor, now=now):
        staff.record(
            actor=actor,
            action="impersonation.settled",
            object=f"report:{id}",
            detail={"state": state},
            now=now,
        )
        messages.success(request, f"Report {id} is settled as {state}.")
    else:
        messages.warning(request, "Nothing to settle: somebody has done it in the meantime.")
    return redirect("impersonation-reports")


@staff.needs("see.reports")
@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """All reports as CSV, without their evidence."""
    text = StringIO()
    rows = csv.writer(text)
    rows.writerow(["id", "at", "kind", "state", "settled_by", "settled_at"])
    for card in conversations.impersonations(limit=MOST_EXPORTED):
        settled = card.settled_at.isoformat() if card.settled_at else ""
        rows.writerow([card.id, card.at.isoformat(), card.kind, card.state, card.settled_by, settled])
    response = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="impersonation-reports.csv"'
    return response


def read(request: HttpRequest, card: conversations.ReportCard) -> None:
    actor: str = request.user.actor  # type: ignore[union-attr]  # `needs` lets users in only
    staff.record(actor=actor, action="impersonation.read", object=f"report:{card.id}", now=clock.now())


def found(id: int) -> conversations.ReportCard:
    card = conversations.impersonation(id=id) if id <= LARGEST_ID else None
    if card is None:
        raise Http404(f"There is no report {id}.")
    return card


urlpatterns = [
    path("impersonation/reports/", reports, name="impersonation-reports"),
    path("impersonation/reports/export.csv", export, name="impersonation-export"),
    path("impersonation/reports/<int:id>/", one, name="impersonation-report"),
    path("impersonation/reports/<int:id>/file", file, name="impersonation-report-file"),
    path("impersonation/reports/<int:id>/settle", settle, name="impersonation-report-settle"),
]
