"""Headers every page of ours carries."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

POLICY = (
    "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; "
    "frame-ancestors 'self'; form-action 'self'; base-uri 'none'; object-src 'none'"
)


class SafeHeaders:
    """Adds the content policy, unless a view has set its own (the mail preview's frame)."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.answer(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("X-Robots-Tag", "noindex")
        # Pages hold customers' data: after signing out, "back" must not show them again.
        response.headers.setdefault("Cache-Control", "no-store")
        return response
