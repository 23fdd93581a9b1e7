"""The company's own systems that are told what happens: their addresses, what they were told, telling it again."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_GET, require_POST

from tidings.console.paging import PAGE, after, further, number_in
from tidings.ground import clock, webhooks
from tidings.staff import public as staff


@staff.needs("manage.company")
@require_GET
def endpoints(request: HttpRequest) -> HttpResponse:
    waiting = webhooks.waiting_by_endpoint()
    page = {
        "endpoints": [(one, waiting.get(one.id, {})) for one in webhooks.endpoints()],
        "topics": webhooks.TOPICS,
    }
    return render(request, "console/webhooks/list.html", page)


@staff.needs("manage.company")
@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """The secret is shown on the page that follows, once."""
    now = clock.now()
    try:
        with transaction.atomic():
            made = webhooks.add_endpoint(
                url=request.POST.get("url", "").strip(), topics=request.POST.getlist("topic"), now=now
            )
            record(request, "webhook.added", made.id)
    except webhooks.EndpointRefused as refused:
        messages.error(request, f"{refused}. Mend: {refused.mend}.")
        return redirect("webhooks")
    return render(request, "console/webhooks/made.html", {"endpoint": made})


@staff.needs("manage.company")
@require_GET
def told(request: HttpRequest, id: int) -> HttpResponse:
    """What one endpoint was told; the failed ones are dead letters."""
    state = request.GET.get("state", "").strip()
    cards = webhooks.messages(endpoint=known(id).id, state=state, before=after(request), limit=PAGE + 1)
    page = {
        "endpoint": known(id),
        "cards": cards[:PAGE],
        "further": further(cards),
        "state": state,
        "states": webhooks.STATES,
        "counts": webhooks.waiting_by_endpoint().get(id, {}),
    }
    return render(request, "console/webhooks/messages.html", page)


@staff.needs("manage.company")
@require_POST
def replay(request: HttpRequest, id: int) -> HttpResponse:
    """One message again, or all that failed; a number that can be no message's is none, and not all of them."""
    named = request.POST.getlist("message")
    ids = [one for one in map(number_in, named) if one is not None] if named else None
    with transaction.atomic():
        count = webhooks.replay(ids=ids, endpoint=known(id).id, now=clock.now())
        record(request, "webhook.replayed", id)
    if count:
        messages.success(request, f"{count:,} told again, under the same ids.")
    else:
        messages.warning(request, "Nothing to tell again.")
    return redirect("webhook-messages", id=id)


@staff.needs("manage.company")
@require_POST
def enable(request: HttpRequest, id: int) -> HttpResponse:
    with transaction.atomic():
        webhooks.enable_endpoint(id=known(id).id)
        record(request, "webhook.enabled", id)
    messages.success(request, "Enabled. What waited goes out.")
    return redirect("webhooks")


@staff.needs("manage.company")
@require_POST
def new_secret(request: HttpRequest, id: int) -> HttpResponse:
    """The secret is shown on the page that follows, once."""
    with transaction.atomic():
        renewed = webhooks.renew_secret(id=known(id).id, now=clock.now())
        record(request, "webhook.secret_renewed", id)
    return render(request, "console/webhooks/made.html", {"endpoint": renewed, "renewed": True})


@staff.needs("manage.company")
@require_POST
def remove(request: HttpRequest, id: int) -> HttpResponse:
    with transaction.atomic():
        webhooks.remove_endpoint(id=known(id).id)
        record(request, "webhook.removed", id)
    messages.success(request, "Forgotten, with everything that waited for it.")
    return redirect("webhooks")


def known(id: int) -> webhooks.Endpoint:
    found = next((one for one in webhooks.endpoints() if one.id == id), None)
    if found is None:
        raise Http404(f"There is no endpoint {id}.")
    return found


def record(request: HttpRequest, action: str, id: int) -> None:
    actor: str = request.user.actor  # type: ignore[union-attr]  # `needs` lets users in only
    staff.record(actor=actor, action=action, object=f"webhook:{id}", now=clock.now())


urlpatterns = [
    path("webhooks/", endpoints, name="webhooks"),
    path("webhooks/add", add, name="webhook-add"),
    path("webhooks/<int:id>/", told, name="webhook-messages"),
    path("webhooks/<int:id>/replay", replay, name="webhook-replay"),
    path("webhooks/<int:id>/enable", enable, name="webhook-enable"),
    path("webhooks/<int:id>/new-secret", new_secret, name="webhook-new-secret"),
    path("webhooks/<int:id>/remove", remove, name="webhook-remove"),
]
