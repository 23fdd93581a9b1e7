"""Events that could not be used: why, how to mend it, and a button to take them up again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_GET, require_POST

from tidings.campaigns import public as campaigns
from tidings.console.paging import LARGEST_ID, PAGE, after
from tidings.ground import clock
from tidings.staff import public as staff


@staff.needs("see.problems")
@require_GET
def problems(request: HttpRequest) -> HttpResponse:
    trouble = campaigns.event_trouble(before=after(request), limit=PAGE)
    page = {
        "events": trouble.events,
        "further": trouble.before,
        "counts": campaigns.event_counts(),
        "may_try": staff.can(request.user, "send.events"),
    }
    return render(request, "console/problems/list.html", page)


@staff.needs("send.events")
@require_POST
def try_one_again(request: HttpRequest, id: int) -> HttpResponse:
    """Take one event up again, say after its campaign was mended."""
    return tried(request, campaigns.try_again(events=[id]) if id <= LARGEST_ID else 0, f"event:{id}")


@staff.needs("send.events")
@require_POST
def try_type_again(request: HttpRequest) -> HttpResponse:
    """Take up all events of a type that nobody spoke of when they came."""
    type = request.POST.get("type", "").replace("\0", "")
    return tried(request, campaigns.try_again(type=type) if type else 0, f"events of {type}")


def tried(request: HttpRequest, count: int, what: str) -> HttpResponse:
    if count:
        actor: str = request.user.actor  # type: ignore[union-attr]  # `needs` lets users in only
        staff.record(
            actor=actor, action="events.tried_again", object=what, detail={"count": count}, now=clock.now()
        )
        messages.success(request, f"{count:,} taken up again. What is still wrong is listed again.")
    else:
        messages.warning(request, "Nothing to take up again: it has been used in the meantime.")
    return redirect("problems")


urlpatterns = [
    path("problems/", problems, name="problems"),
    path("problems/<int:id>/again", try_one_again, name="problem-again"),
    path("problems/again", try_type_again, name="problem-type-again"),
]
