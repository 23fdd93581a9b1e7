"""Who does what: every worker's loops, the ways out that are in trouble, what was set aside. Live."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_GET, require_POST

from tidings.ground import clock, roster
from tidings.outreach import public as outreach
from tidings.staff import public as staff

DOES = {
    "decide": "whom to contact about what has happened",
    "plan": "writes approved plans, part by part",
    "digest": "joins what can wait into one message",
    "urgent": "hands over what cannot wait",
    "deliver": "hands messages to their channels",
    "next-channel": "goes on to the next channel after silence",
    "reconcile": "asks what became of messages nobody answered for",
    "take-over": "takes over from workers that died",
    "sweep": "sweeps away what nobody needs any more",
    "evidence": "looks whether evidence is still as it was, and lets go what nobody needs",
    "inbound": "takes up receipts, replies and stops",
    "say": "answers customers: confirmations, help, codes",
    "checks": "notes on the timeline who checked a message",
    "webhooks": "tells your own systems",
    "learn": "what customers show they prefer",
    "urgency": "what their answers say of a campaign's urgency",
}


@staff.needs("see.problems")
@require_GET
def workers(request: HttpRequest) -> HttpResponse:
    now = clock.now()
    page = {
        "workers": [(worker, told(worker.loops)) for worker in roster.workers(now)],
        "lanes": outreach.lanes(now=now),
        "set_aside": outreach.set_aside(),
        "may_steer": staff.can(request.user, "manage.company"),
        "may_see": staff.can(request.user, "see.outreach"),
    }
    return render(request, "console/workers.html", page)


def told(loops: Iterable[Any]) -> list[tuple[Any, str]]:
    """Each loop with what it does, in words."""
    return [(loop, DOES.get(loop.loop, "")) for loop in loops]


@staff.needs("manage.company")
@require_POST
def try_way(request: HttpRequest) -> HttpResponse:
    """Closes a breaker now, without waiting for its probe."""
    way = {
        name: request.POST.get(name, "").replace("\0", "") for name in ("channel", "account", "destination")
    }
    if outreach.close_breaker(**way, now=clock.now()):
        actor: str = request.user.actor  # type: ignore[union-attr]  # `needs` lets users in only
        name = " ".join(filter(None, way.values()))
        staff.record(actor=actor, action="way.trusted", object=f"way:{name}", now=clock.now())
        messages.success(request, f"{name} is tried again now.")
    else:
        messages.warning(request, "That way is open already.")
    return redirect("workers")


urlpatterns = [
    path("workers/", workers, name="workers"),
    path("workers/try", try_way, name="try-way"),
]
