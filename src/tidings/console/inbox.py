"""What came in from channels: what nobody could match or read, how often people complain, what was refused."""

from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_GET, require_POST

from tidings.console.paging import LARGEST_ID, PAGE, after, further
from tidings.conversations import public as conversations
from tidings.core.business_days import stop_deadline
from tidings.ground import clock, inbox_cards
from tidings.staff import public as staff

UNDERSTOOD_BY_NOBODY = ("unmatched", "unreadable")


@staff.needs("see.problems")
@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    now, state = clock.now(), request.GET.get("state", "").strip()
    cards = inbox_cards.came_in(state=state, before=after(request), limit=PAGE + 1)
    page = {
        "cards": cards[:PAGE],
        "further": further(cards),
        "state": state,
        "states": inbox_cards.STATES,
        "counts": inbox_cards.counts(),
        "refusals": inbox_cards.refusals(now=now),
        "complaints": conversations.complaints(now=now),
        "may_try": staff.can(request.user, "send.events"),
        "may_read": staff.can(request.user, "see.customers"),
    }
    return render(request, "console/inbox/list.html", page)


@staff.needs("see.customers")
@require_GET
def one(request: HttpRequest, id: int) -> HttpResponse:
    """As it came."""
    card = inbox_cards.one_that_came_in(id=id) if id <= LARGEST_ID else None
    if card is None:
        raise Http404(f"There is nothing {id} that came in, or it is forgotten by now.")
    received = card.received_at.astimezone(ZoneInfo(staff.company().zone)).date()
    page = {"card": card, "stop_by": stop_deadline(received) if card.state in UNDERSTOOD_BY_NOBODY else None}
    return render(request, "console/inbox/one.html", page)


@staff.needs("send.events")
@require_POST
def try_again(request: HttpRequest, id: int) -> HttpResponse:
    """Take it up once more, say after a channel's settings were mended."""
    now = clock.now()
    if id <= LARGEST_ID and inbox_cards.try_again(ids=[id], now=now):
        actor: str = request.user.actor  # type: ignore[union-attr]  # `needs` lets users in only
        staff.record(actor=actor, action="inbound.tried_again", object=f"inbound:{id}", now=now)
        messages.success(request, "Taken up again. What is still wrong is listed again.")
    else:
        messages.warning(request, "Nothing to take up again: it has been dealt with in the meantime.")
    return redirect("inbox")


urlpatterns = [
    path("inbox/", inbox, name="inbox"),
    path("inbox/<int:id>/", one, name="inbound"),
    path("inbox/<int:id>/again", try_again, name="inbound-again"),
]
