"""A member of an organisation checks and answers what a colleague received, by its code: from a notice of their own, or their preferences."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from tidings.conversations import public as conversations
from tidings.ground import clock
from tidings.outreach.public import OutreachCard
from tidings.portal.pages import draw, explained, opened, portal_page
from tidings.portal.standing import chosen_language
from tidings.portal.ways_to_check import LONGEST_CODE
from tidings.portal.words import Words, words


@portal_page
def colleague(request: HttpRequest, token: str) -> HttpResponse:
    """`/n/TOKEN/colleague`: a GET shows the form; a POST with a code checks it, with a step as well answers."""
    card = opened(token, purpose="notice")
    back = (reverse("portal:notice", args=[token]), "to_notice")
    return colleague_page(request, card, words(card.language), back)


@portal_page
def from_preferences(request: HttpRequest, token: str) -> HttpResponse:
    """`/preferences/TOKEN/colleague`: the same, for who has no notice of their own at hand."""
    card = opened(token, purpose="preferences")
    back = (reverse("portal:preferences", args=[token]), "to_preferences")
    return colleague_page(request, card, chosen_language(card), back)


def colleague_page(
    request: HttpRequest, card: OutreachCard, spoken: Words, back: tuple[str, str]
) -> HttpResponse:
    page = partial(draw, request, "colleague", spoken=spoken, back=back[0], back_says=back[1])
    if request.method != "POST":
        return page()
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
        return page(done=says)
    found = conversations.check_for_colleague(**asked)
    return page(
        code=asked["code"],
        found=found,
        title=f"code_{found.answer}_title",
        ask=[spoken.say(f"colleague_role_{role}") for role in found.ask],
    )
