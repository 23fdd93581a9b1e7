"""The audit trail, newest first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from tidings.staff import public as staff

PAGE = 50


@staff.needs("see.audit")
@require_GET
def trail(request: HttpRequest) -> HttpResponse:
    after, actor = request.GET.get("after", ""), request.GET.get("actor", "").strip()
    lines = staff.audit(limit=PAGE + 1, before=int(after) if after.isdecimal() else None, actor=actor)
    further = lines[PAGE - 1].id if len(lines) > PAGE else None
    return render(request, "console/audit.html", {"lines": lines[:PAGE], "further": further, "actor": actor})


urlpatterns = [path("audit/", trail, name="audit")]
