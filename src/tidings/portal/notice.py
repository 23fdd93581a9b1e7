"""The notice's page: everything we told, what can be done about it, and what became of it. A GET changes nothing."""

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from tidings.conversations import public as conversations
from tidings.core import codes
from tidings.core.evidence.pointing import OBJECT, objects
from tidings.ground import clock
from tidings.outreach import public as outreach
from tidings.people import public as people
from tidings.portal.evidence import shown_object
from tidings.portal.notice_parts import check_address, genuine_facts, shown_evidence, shown_step, shown_why
from tidings.portal.pages import draw, explained, opened, portal_page
from tidings.portal.showing import channel_title, topic_title
from tidings.portal.words import words
from tidings.staff.public import company


@portal_page
def notice(request: HttpRequest, token: str) -> HttpResponse:
    """`/n/TOKEN`."""
    return notice_page(request, token, opened(token, purpose="notice"))


@portal_page
def step(request: HttpRequest, token: str, step: str) -> HttpResponse:
    """`/n/TOKEN/steps/ID`: a POST chooses the step; a GET (a scanner, a reload) only leads to it."""
    card = opened(token, purpose="notice")
    if request.method != "POST":
        return to_notice(token, f"step-{step}")
    try:
        answered = conversations.answer(outreach_id=card.id, step=step, now=clock.now())
    except conversations.UnknownStep:
        return explained(request, "step")
    return outcome_page(
        request, token, card, f"outcome_{answered.outcome}", step=step, already=answered.already
    )


def to_notice(token: str, place: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('portal:notice', args=[token])}#{quote(place)}")


@portal_page
def ask(request: HttpRequest, token: str) -> HttpResponse:
    """`/n/TOKEN/ask`: a question or complaint in the customer's own words."""
    card = opened(token, purpose="notice")
    if request.method != "POST":
        return to_notice(token, "ask")
    text = request.POST.get("text", "")
    kind = "complaint" if request.POST.get("kind") == "complaint" else "question"
    try:
        conversations.ask(outreach_id=card.id, text=text, kind=kind, now=clock.now())
    except conversations.QuestionRefused as refused:
        return notice_page(request, token, card, status=422, refused=refused.reason, text=text, kind=kind)
    says = "outcome_complaint" if kind == "complaint" else "outcome_asked"
    return outcome_page(request, token, card, says, stopped=people.heard_stop(text) is not None)


@portal_page
def doubt(request: HttpRequest, token: str) -> HttpResponse:
    """`/n/TOKEN/doubt`: this does not look genuine."""
    card = opened(token, purpose="notice")
    if request.method != "POST":
        return to_notice(token, "genuine")
    conversations.doubted(outreach_id=card.id, now=clock.now())
    ours = company()
    return draw(
        request,
        "doubted",
        spoken=words(card.language),
        company=ours,
        token=token,
        code=codes.spoken(card.code),
        check=check_address(ours),
    )


def outcome_page(
    request: HttpRequest,
    token: str,
    card: outreach.OutreachCard,
    says: str,
    *,
    step: str = "",
    already: bool = False,
    stopped: bool = False,
) -> HttpResponse:
    """What happens now; `stopped` when their words were heard as asking us to stop."""
    steps = {one.id: one.says for one in outreach.notice(id=card.id).composed.next_steps} if step else {}
    spoken = words(card.language)
    says = spoken.say(says, step=steps.get(step, "").rstrip("."))
    return draw(request, "outcome", spoken=spoken, token=token, says=says, already=already, stopped=stopped)


def notice_page(
    request: HttpRequest,
    token: str,
    card: outreach.OutreachCard,
    *,
    status: int = 200,
    refused: str = "",
    text: str = "",
    kind: str = "question",
) -> HttpResponse:
    """The whole notice; `refused` is why the question below it was not taken."""
    view, spoken, ours = outreach.notice(id=card.id), words(card.language), company()
    done = conversations.answers_of(outreach_id=card.id)
    topic = topic_title(card.topic, spoken=spoken)
    return draw(
        request,
        "notice",
        spoken=spoken,
        status=status,
        company=ours,
        token=token,
        notice=view.composed,
        steps=[shown_step(one, done, card, ours, spoken) for one in view.composed.next_steps],
        evidence=[shown_evidence(one) for one in view.composed.evidence if one.kind != OBJECT],
        objects=[shown_object(token, place, one) for place, one in objects(view.composed)],
        links=view.links,
        genuine=genuine_facts(view, ours, spoken, topic),
        why=shown_why(card, ours, spoken),
        topic=topic,
        channel=channel_title(card.channel, spoken=spoken),
        refused=refused,
        text=text,
        kind=kind,
        most=conversations.LONGEST_QUESTION,
        is_member=bool(people.person(customer_id=card.customer_id).organisations),
    )
