"""A customer's own data: handed over as one document, or erased, each on its own page and never by a mere link."""

import json
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST

from tidings.console.customers import found
from tidings.ground import clock
from tidings.people import public as people
from tidings.staff import public as staff
from tidings.stewardship import public as stewardship

SAID = {"copy": "a copy of their data", "erase": "to be erased"}


@staff.needs("steward.customers")
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, customer_id: int) -> HttpResponse:
    """What the person asked for, and by when; a POST here records what they ask of us in person."""
    person = found(customer_id)
    if request.method == "POST":
        ask(request, customer_id)
        return redirect("their-data", customer_id)
    return drawn(request, person)


def ask(request: HttpRequest, customer_id: int) -> None:
    kind = request.POST.get("kind", "")
    if kind not in SAID:
        messages.error(request, "Choose what they ask for.")
    elif stewardship.ask(customer_id=customer_id, kind=kind, now=clock.now()):
        messages.success(
            request,
            f"Noted: they ask for {SAID[kind]}." if kind == "copy" else "Noted: they ask to be erased.",
        )
    else:
        messages.info(request, "They had asked for that before; it waits.")


def drawn(
    request: HttpRequest, person: people.Person, *, refused: str = "", status: int = 200
) -> HttpResponse:
    today = clock.now().date()
    context: dict[str, Any] = {
        "person": person,
        "requests": [
            (card, left(card, today)) for card in stewardship.requests(customer_id=person.customer_id)
        ],
        "said": SAID,
        "refused": refused,
        "because": request.POST.get("because", ""),
    }
    return render(request, "console/customers/their_data.html", context, status=status)


def left(card: stewardship.RequestCard, today: date) -> int | None:
    """How many days are left; None once it is done."""
    return None if card.done_at else (card.due_on - today).days


@staff.needs("steward.customers")
@require_POST
def copy(request: HttpRequest, customer_id: int) -> HttpResponse:
    """The document as a file; a POST, because handing it over is noted."""
    person = found(customer_id)
    document = stewardship.export(customer_id=customer_id, actor=request.user.actor, now=clock.now())
    response = HttpResponse(
        json.dumps(document, indent=2, ensure_ascii=False) + "\n",
        content_type="application/json; charset=utf-8",
    )
    response.headers["Content-Disposition"] = f'attachment; filename="person-{person.customer_id}.json"'
    response.headers["Cache-Control"] = "no-store"
    return response


@staff.needs("steward.customers")
@require_POST
def erase(request: HttpRequest, customer_id: int) -> HttpResponse:
    """Erases the person when their id was typed once more and a reason is given."""
    person = found(customer_id)
    if request.POST.get("id", "").strip() != person.external_id:
        return drawn(
            request, person, refused="Write the customer's id once more, exactly as it is shown.", status=422
        )
    try:
        stewardship.erase(
            customer_id=customer_id,
            because=request.POST.get("because", ""),
            actor=request.user.actor,
            now=clock.now(),
        )
    except stewardship.BecauseRefused as refused:
        return drawn(request, person, refused=str(refused), status=422)
    messages.success(
        request, "Erased. What they had stopped stays stopped if they are ever brought in again."
    )
    return redirect("customers")


urlpatterns = [
    path("customers/<int:customer_id>/data/", page, name="their-data"),
    path("customers/<int:customer_id>/data/copy", copy, name="their-data-copy"),
    path("customers/<int:customer_id>/data/erase", erase, name="their-data-erase"),
]
