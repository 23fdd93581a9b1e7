"""The audit trail, newest first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from tidings.console.paging import PAGE, after, further
from tidings.staff import public as staff


@staff.needs("see.audit")
@require_GET
def trail(request: HttpRequest) -> HttpResponse:
    actor = request.GET.get("actor", "").strip()
    lines = staff.audit(limit=PAGE + 1, before=after(request), actor=actor)
    page = {"lines": lines[:PAGE], "further": further(lines), "actor": actor}
    return render(request, "console/audit.html", page)


urlpatterns = [path("audit/", trail, name="audit")]
