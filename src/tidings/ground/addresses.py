"""Which addresses of pages are read at all."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest

LONGEST_QUERY = 4000  # more digits than that Python does not even read as a number


class PlainAddresses:
    """Refuses a page's address with U+0000, which PostgreSQL cannot look for, or longer than any of our links.

    The API describes its own limits, and refuses in its own form.
    """

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        odd = len(query) > LONGEST_QUERY or "%00" in query or "\0" in request.path
        if odd and not request.path.startswith("/api/"):
            return HttpResponseBadRequest("This address cannot be read.", content_type="text/plain")
        return self.answer(request)
