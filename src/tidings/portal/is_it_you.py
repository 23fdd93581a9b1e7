"""Is it really us? A code, a message, a mail or a call; the same words for all that is ours, and for all that is not."""

import secrets

from django.http import HttpRequest, HttpResponse

from tidings.conversations.public import Verdict, mailbox_to_ask
from tidings.ground import clock
from tidings.portal.marking import pieces
from tidings.portal.pages import draw, language_of, portal_page
from tidings.portal.reporting import form_for
from tidings.portal.ways_to_check import WAYS, Asked, asked_in, check, here
from tidings.portal.words import Words
from tidings.staff.public import company

STATUS_OF: dict[str, int] = {"too_many": 429, "mistyped": 422}
TONE_OF: dict[str, str] = {
    "ours": "success",
    "in_call": "success",
    "not_ours": "error",
    "altered": "error",
    "not_in_call": "error",
}
NOT_OURS = ("not_ours", "altered", "not_in_call")
SIZE_CLASS = 8192  # octets: how long the page is tells a listener on the line nothing about its answer


@portal_page
def is_it_you(request: HttpRequest) -> HttpResponse:
    """`/is-it-you`: a GET shows the forms (`?code=` filled in, not checked), a POST checks."""
    now, spoken = clock.now(), language_of(request)
    asked = asked_in(request, now)
    page: dict[str, object] = {
        "asked": asked,
        "ways": list(WAYS),
        "place": place(company().zone),
        "check_address": mailbox_to_ask(),
    }
    if request.method != "POST":
        return draw(request, "is_it_you", spoken=spoken, here=here(now), **page)
    verdict = check(request, asked, asker=request.META.get("REMOTE_ADDR", ""), now=now)
    page |= answer(verdict, asked, spoken)
    status = STATUS_OF.get(verdict.answer, 200)
    return evened(draw(request, "is_it_you", spoken=spoken, status=status, **page))


def answer(verdict: Verdict, asked: Asked, spoken: Words) -> dict[str, object]:
    """What the page says of a verdict, and what it marks in the asker's own text."""
    ways = ("call_then",) * asked.then + (asked.way, "message", "code")
    said = next(said for way in ways if spoken.knows(said := f"{way}_{verdict.answer}"))
    return {
        "verdict": verdict.answer,
        "tone": TONE_OF.get(verdict.answer, "warning"),
        "title": f"{said}_title",
        "says": said,
        "marked": pieces(verdict) if verdict.answer == "altered" else [],
        "not_ours": verdict.answer in NOT_OURS,
        **form_for(asked, verdict),
    }


def place(zone: str) -> str:
    """`America/Sao_Paulo` as people say it."""
    return zone.rpartition("/")[2].replace("_", " ")


def evened(response: HttpResponse) -> HttpResponse:
    """The page, made as long as the next multiple of the size class; with noise, that no compression takes out."""
    lacking = -(len(response.content) + len(b"<!---->")) % SIZE_CLASS
    noise = secrets.token_hex(lacking // 2 + 1)[:lacking]
    response.content += f"<!--{noise}-->".encode()
    return response
