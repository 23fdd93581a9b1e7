"""Is it really us? A code typed by hand; the same words for every code that is ours, and for every one that is not."""

from django.http import HttpRequest, HttpResponse

from tidings.conversations import public as conversations
from tidings.ground import clock
from tidings.portal.pages import draw, language_of, portal_page

LONGEST_CODE = 64
STATUS_OF: dict[str, int] = {"wait": 429, "typo": 422}
TONE_OF: dict[str, str] = {"ours": "success", "not_ours": "error", "typo": "warning", "wait": "warning"}


@portal_page
def is_it_you(request: HttpRequest) -> HttpResponse:
    """`/is-it-you`: a GET shows the form (`?code=` filled in, not checked), a POST checks."""
    spoken = language_of(request)
    asked = request.POST if request.method == "POST" else request.GET
    code = asked.get("code", "")[:LONGEST_CODE]
    if request.method != "POST":
        return draw(request, "is_it_you", spoken=spoken, code=code)
    verdict = conversations.check(code=code, asker=request.META.get("REMOTE_ADDR", ""), now=clock.now())
    return draw(
        request,
        "is_it_you",
        spoken=spoken,
        status=STATUS_OF.get(verdict, 200),
        code=code,
        verdict=verdict,
        tone=TONE_OF[verdict],
        title=f"check_{verdict}_title",
        says=f"check_{verdict}",
    )
