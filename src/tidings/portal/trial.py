"""A trial's panel: the notice as a customer would get it, and at most four questions. A GET changes nothing.

Whoever holds the link may answer; nothing is asked of them but a name they need not give, and no customer's data is here.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_sameorigin

from tidings.campaigns import public as campaigns
from tidings.core.trials import Reply
from tidings.ground import clock, links
from tidings.portal.pages import draw, language_of, portal_page
from tidings.portal.words import words

MAIL_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox"


@portal_page
def join(request: HttpRequest, token: str) -> HttpResponse:
    """`/trial/join/TOKEN`: the open link; a POST takes somebody in and leads them to a page of their own."""
    link = links.read(token, purpose="trial", now=clock.now())
    if request.method != "POST":
        return draw(request, "trial_join", spoken=language_of(request), token=token)
    try:
        own = campaigns.join(id=link.id, now=clock.now())
    except campaigns.TrialClosed:
        return closed(request)
    except campaigns.NoSuchTrial as none:
        raise links.LinkRefused("altered") from none
    return HttpResponseRedirect(reverse("portal:trial", args=[own]))


@portal_page
def trial(request: HttpRequest, token: str) -> HttpResponse:
    """`/trial/TOKEN`: a panellist's own page, one version after the other; a POST answers."""
    link = links.read(token, purpose="panellist", now=clock.now())
    try:
        if request.method == "POST":
            return answered(request, token, link.id)
        return page(request, token, campaigns.sheet(id=link.id, now=clock.now()))
    except campaigns.TrialClosed:
        return closed(request)
    except LookupError as none:
        raise links.LinkRefused("altered") from none


@portal_page
@xframe_options_sameorigin
def trial_mail(request: HttpRequest, token: str) -> HttpResponse:
    """`/trial/TOKEN/mail`: the mail's own HTML, for the frame on the page; nothing in it runs or is sent."""
    link = links.read(token, purpose="panellist", now=clock.now())
    try:
        view = campaigns.sheet(id=link.id, now=clock.now()).view
    except (campaigns.TrialClosed, LookupError) as none:
        raise links.LinkRefused("old") from none
    html = view.html if view else ""
    return HttpResponse(html, headers={"Content-Security-Policy": MAIL_POLICY})


def answered(request: HttpRequest, token: str, id: int) -> HttpResponse:
    now = clock.now()
    sheet = campaigns.sheet(id=id, now=now)
    given = reply_in(request, sheet)
    try:
        campaigns.reply(
            id=id, version=version_in(request), given=given, name=request.POST.get("name", ""), now=now
        )
    except campaigns.ReplyRefused as refused:
        return page(request, token, sheet, given=given, missing=refused.fields)
    return HttpResponseRedirect(reverse("portal:trial", args=[token]))


def version_in(request: HttpRequest) -> int:
    number = request.POST.get("version", "")
    return int(number) if number.isascii() and number.isdecimal() and len(number) < 9 else 0


def reply_in(request: HttpRequest, sheet: campaigns.Sheet) -> Reply:
    return Reply(
        panellist="",
        step=request.POST.get("step", "")[:100],
        marks=tuple(
            request.POST.get(f"mark-{number}", "")[:10] for number, _ in enumerate(sheet.trial.statements)
        ),
        question=request.POST.get("question", "")[:2000],
        genuine=request.POST.get("genuine", "")[:10],
    )


def page(
    request: HttpRequest,
    token: str,
    sheet: campaigns.Sheet,
    *,
    given: Reply | None = None,
    missing: tuple[str, ...] = (),
) -> HttpResponse:
    """What comes next for this panellist: a version with its questions, or thanks."""
    spoken = words(sheet.trial.language)
    if sheet.view is None or sheet.notice is None:
        return draw(request, "trial_done", spoken=spoken)
    marks = given.marks if given else ()
    context: dict[str, Any] = {
        "token": token,
        "sheet": sheet,
        "picture": sheet.view.embedded,
        "steps": sheet.notice.next_steps,
        "statements": [
            (f"mark-{number}", each.says, marks[number] if number < len(marks) else "")
            for number, each in enumerate(sheet.trial.statements)
        ],
        "given": given,
        "missing": missing,
    }
    return draw(request, "trial", spoken=spoken, status=422 if missing else 200, **context)


def closed(request: HttpRequest) -> HttpResponse:
    return draw(
        request,
        "link",
        spoken=language_of(request),
        status=410,
        title="trial_closed_title",
        says="trial_closed",
    )
