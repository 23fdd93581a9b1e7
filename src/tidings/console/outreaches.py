"""Outreaches and the decisions behind them, the refusals too: lists with filters, one with its story and why."""

from collections.abc import Mapping, Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_GET, require_POST

from tidings.campaigns import public as campaigns
from tidings.console.evidence import evidence_in
from tidings.console.paging import PAGE, after, further
from tidings.conversations import public as conversations
from tidings.core.codes import spoken
from tidings.core.deciding import VERDICTS
from tidings.core.notice import Composed
from tidings.core.reasons import Reason, words
from tidings.ground import clock
from tidings.outreach import public as outreach
from tidings.staff import public as staff

SEEN = (
    "purpose",
    "topic",
    "urgency",
    "relationship",
    "purchased",
    "inquired",
    "places",
    "zones",
    "wanted",
    "ranked",
    "origin",
    "suppressed",
    "listed",
    "unconfirmed",
    "paused_until",
    "conversation",
    "asked_for",
    "open_case",
    "digest",
    "worth",
    "recent",
)


@staff.needs("see.outreach")
@require_GET
def outreaches(request: HttpRequest) -> HttpResponse:
    asked = filters(request, "campaign", "state", "words")
    cards = outreach.find_outreach(**asked, after=after(request), limit=PAGE + 1)
    page = {"states": outreach.STATES, **listed(cards, asked)}
    return render(request, "console/outreaches/list.html", page)


def filters(request: HttpRequest, *names: str) -> dict[str, str]:
    """What the list is narrowed by; "" where nothing was chosen."""
    return {name: request.GET.get(name, "").strip() for name in names}


def listed(
    cards: Sequence[outreach.OutreachCard | outreach.DecisionCard], asked: Mapping[str, str]
) -> dict[str, object]:
    """One page of a list (`cards` hold one more where there is a next page), its filters and its figures."""
    return {
        "cards": cards[:PAGE],
        "further": further(cards),
        "asked": asked,
        "campaigns": [card.name for card in campaigns.list_campaigns()],
        "counts": outreach.counts(campaign=asked["campaign"] or None),
    }


@staff.needs("see.outreach")
@require_GET
def one_outreach(request: HttpRequest, id: int) -> HttpResponse:
    try:
        card = outreach.outreach(id=id)
    except outreach.NoSuchOutreach as missing:
        raise Http404(str(missing)) from missing
    decision, said = outreach.decision(id=card.decision_id), composed(id)
    page = {
        "card": card,
        "notice": said,
        "evidence": list(evidence_in(said)),
        "code": spoken(card.code),
        "story": outreach.story(id=id),
        "may_see_customer": staff.can(request.user, "see.customers"),
        "replies": conversations.came_back(outreach_id=id)[::-1],
        "open": card.state == "pending" and staff.can(request.user, "launch.campaigns"),
        **why(decision),
    }
    return render(request, "console/outreaches/one.html", page)


def composed(id: int) -> Composed | None:
    """The words, or None where they cannot be made of the event's data: the page is needed most just then."""
    try:
        return outreach.notice(id=id).composed
    except outreach.NoWords:
        return None


@staff.needs("launch.campaigns")
@require_POST
def call_off(request: HttpRequest, id: int) -> HttpResponse:
    """Withdraws one outreach that has not gone out; the audit trail keeps who did."""
    actor, now = request.user.actor, clock.now()  # type: ignore[union-attr]  # `needs` lets users in only
    if outreach.withdraw(outreach_id=id, because=actor, now=now):
        staff.record(actor=actor, action="outreach.withdrawn", object=f"outreach:{id}", now=now)
        messages.success(request, "Withdrawn. It will not be sent.")
    else:
        messages.warning(request, "Nothing to withdraw: it has gone out or ended already.")
    return redirect("outreach", id=id)


@staff.needs("see.outreach")
@require_GET
def decisions(request: HttpRequest) -> HttpResponse:
    asked = filters(request, "campaign", "verdict", "reason")
    cards = outreach.decisions(**asked, after=after(request), limit=PAGE + 1)
    page = {"verdicts": VERDICTS, "reasons": [reason.code for reason in Reason], **listed(cards, asked)}
    return render(request, "console/outreaches/decisions.html", page)


@staff.needs("see.outreach")
@require_GET
def one_decision(request: HttpRequest, id: int) -> HttpResponse:
    try:
        decision = outreach.decision(id=id)
    except outreach.NoSuchOutreach as missing:
        raise Http404(str(missing)) from missing
    page = {"may_see_customer": staff.can(request.user, "see.customers"), **why(decision)}
    return render(request, "console/outreaches/decision.html", page)


def why(decision: outreach.DecisionCard) -> dict[str, object]:
    """What a page shows of a decision: each reason in words, what was seen, and whether it comes out the same again."""
    return {
        "decision": decision,
        "because": [(code, words(code)) for code in decision.reasons],
        "seen": [(name, plainly(decision.seen.get(name))) for name in SEEN if name in decision.seen],
        **told(decision),
    }


def told(decision: outreach.DecisionCard) -> dict[str, object]:
    """The parts of why, and what is wrong with the decision's replay (nothing, most likely)."""
    try:
        return {"told": outreach.why(decision), "problems": outreach.replay(decision).problems}
    except outreach.NotKept as missing:
        return {"problems": (f"{missing}.".capitalize(),)}


def plainly(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return ", ".join(f"{name}: {plainly(each)}" for name, each in value.items()) or "none"
    if isinstance(value, list):
        return ", ".join(str(each) for each in value) or "none"
    return "none" if value in (None, "") else str(value)


urlpatterns = [
    path("outreaches/", outreaches, name="outreaches"),
    path("outreaches/decisions/", decisions, name="decisions"),
    path("outreaches/decisions/<int:id>/", one_decision, name="decision"),
    path("outreaches/<int:id>/", one_outreach, name="outreach"),
    path("outreaches/<int:id>/withdraw/", call_off, name="outreach-withdraw"),
]
