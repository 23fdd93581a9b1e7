"""Which door answers which path."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.generic import RedirectView

from tidings.staff.public import open_to_all


@open_to_all
def health(request: HttpRequest) -> HttpResponse:
    """Says that the process answers; checks nothing else, so that a balancer does not take all of them out at once."""
    return HttpResponse("ok", content_type="text/plain")


urlpatterns = [
    path("", open_to_all(RedirectView.as_view(url="/console/")), name="front"),
    path("health", health, name="health"),
    path("console/", include("tidings.console.urls")),
    path("api/", include("tidings.api.urls")),
    path("", include("tidings.portal.urls")),
]
