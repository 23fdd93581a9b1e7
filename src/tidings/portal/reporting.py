"""Somebody reports a message or call that pretended to be ours: a form of its own, filled in already after a check."""

from django.http import HttpRequest, HttpResponse

from tidings.conversations import public as conversations
from tidings.conversations.public import Evidence, ReportRefused, Verdict
from tidings.ground import clock
from tidings.portal.pages import draw, language_of, portal_page
from tidings.portal.ways_to_check import Asked

KIND_OF_WAY = {"mail": "email", "call": "call", "message": "text"}
TOO_MANY, UNFIT = 429, 422


@portal_page
def report(request: HttpRequest) -> HttpResponse:
    """`/is-it-you/report`: a GET shows the form, a POST keeps a report."""
    spoken = language_of(request)
    if request.method != "POST":
        return draw(request, "report", spoken=spoken, **form("", ""))
    kind, evidence = request.POST.get("kind", ""), handed_in(request)
    asker = request.META.get("REMOTE_ADDR", "")
    try:
        conversations.report_impersonation(kind=kind, evidence=evidence, asker=asker, now=clock.now())
    except ReportRefused as refused:
        says = f"report_{'empty' if refused.reason == 'kind' else refused.reason}"
        status = TOO_MANY if refused.reason == "too_many" else UNFIT
        filled = form(kind, evidence.words, evidence.sender)
        return draw(request, "report", spoken=spoken, status=status, refused=says, **filled)
    return draw(request, "report", spoken=spoken, done=True)


def handed_in(request: HttpRequest) -> Evidence:
    """What the form brought; of a file that is too large, only so much as shows that it is."""
    file = request.FILES.get("file")
    return Evidence(
        sender=request.POST.get("sender", ""),
        words=request.POST.get("words", ""),
        file=file.read(conversations.LARGEST_REPORTED_FILE + 1) if file else b"",
    )


def form_for(asked: Asked, verdict: Verdict) -> dict[str, object]:
    """The form after a check: what was asked about is there already."""
    said = {"code": asked.code, "call": f"{asked.number}, {asked.minute}"}
    return form(KIND_OF_WAY.get(asked.way, "other"), said.get(asked.way) or verdict.text)


def form(kind: str, words: str, sender: str = "") -> dict[str, object]:
    return {"kinds": conversations.IMPERSONATION_KINDS, "kind": kind, "reported": words, "sender": sender}
