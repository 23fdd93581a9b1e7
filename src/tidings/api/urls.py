"""Which address of the API is which call."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path

from tidings.api.door import api, refused
from tidings.api.problems import Refusal
from tidings.staff.public import open_to_all


def no_such_call(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Programs get problem+json for a wrong address, too."""
    return refused(request, Refusal(404, "There is no such call. See /api/v1/openapi.json."))


calls = api.urls  # asked for once: each time makes new views
for pattern in calls[0]:
    if isinstance(pattern, URLPattern):
        open_to_all(
            pattern.callback
        )  # to sessions they mean nothing: keys open them, by the scope each declares

urlpatterns: list[URLPattern | URLResolver] = [
    path("v1/", calls),
    path("", open_to_all(no_such_call)),
    path("<path:rest>", open_to_all(no_such_call)),
]
