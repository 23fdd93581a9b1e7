"""A member of an organisation checks and answers what a colleague received, from a notice of their own and by its code."""

from django.http import HttpRequest, HttpResponse

from tidings.conversations import public as conversations
from tidings.ground import clock
from tidings.portal.pages import draw, explained, opened, portal_page
from tidings.portal.ways_to_check import LONGEST_CODE
from tidings.portal.words import words


@portal_page
def colleague(request: HttpRequest, token: str) -> HttpResponse:
    """`/n/TOKEN/colleague`: a GET shows the form; a POST with a code checks it, with a step as well answers."""
    card = opened(token, purpose="notice")
    spoken = words(card.language)
    if request.method != "POST":
        return draw(request, "colleague", spoken=spoken, token=token)
    asked = {
        "customer_id": card.customer_id,
        "code": request.POST.get("code", "")[:LONGEST_CODE],
        "asker": request.META.get("REMOTE_ADDR", ""),
        "now": clock.now(),
    }
    if step := request.POST.get("step", ""):
        try:
            done = conversations.answer_for_colleague(step=step, **asked)
        except (conversations.NotForThem, conversations.UnknownStep):
            return explained(request, "step")
        says = "outcome_already" if done.already else "colleague_answered"
        return draw(request, "colleague", spoken=spoken, token=token, done=says)
    found = conversations.check_for_colleague(**asked)
    return draw(
        request,
        "colleague",
        spoken=spoken,
        token=token,
        code=asked["code"],
        found=found,
        title=f"code_{found.answer}_title",
        ask=[spoken.say(f"colleague_role_{role}") for role in found.ask],
    )
