"""The guard before every page: which capability it needs, and what whoever lacks it is told."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject

from tidings.staff import roles
from tidings.staff.company import company

View = Callable[..., HttpResponse]


def needs(capability: str) -> Callable[[View], View]:
    """Only users with this capability reach the view; it carries `.capability` for the test that walks all routes.

    Anonymous visitors are sent to sign in, others get a page (403) that says which role would do.
    """
    if capability not in roles.CAPABILITY_SAYS and capability != roles.OWN_ACCOUNT:
        raise roles.UnknownRole(f"No capability {capability}.")

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return to_sign_in(request)
            know_the_viewer(request)
            if not can(request.user, capability):
                return refused(request, capability)
            return view(request, *args, **kwargs)

        guarded.capability = capability  # type: ignore[attr-defined]  # read by the walk over all routes
        return guarded

    return guard


def open_to_all(view: View) -> View:
    """Marks a view that anybody may reach, so that leaving out `needs` is never an oversight."""
    view.open_to_all = True  # type: ignore[attr-defined]  # read by the walk over all routes
    return view


def can(user: Any, capability: str) -> bool:
    """Whether this user (or an anonymous one) may do that."""
    return bool(user.is_authenticated and user.can(capability))


def know_the_viewer(request: Any) -> None:
    """What the page's frame shows; the company is read at most once a request, and only when asked for."""
    request.company = SimpleLazyObject(company)
    request.viewer_zone = request.user.zone or SimpleLazyObject(lambda: request.company.zone)


def to_sign_in(request: HttpRequest) -> HttpResponse:
    # A fragment cannot show the sign-in page; the whole page must go there.
    if request.headers.get("HX-Request"):
        return HttpResponse(status=401, headers={"HX-Redirect": redirect_to_login(request.path).url})
    here = request.get_full_path() if request.method == "GET" else "/console/"
    return redirect_to_login(here)


def refused(request: HttpRequest, capability: str) -> HttpResponse:
    context = {
        "frame": "console/page.html",
        "capability": roles.CAPABILITY_SAYS.get(capability, capability),
        "roles": roles.roles_with(capability),
    }
    return render(request, "shell/refused.html", context, status=403)
