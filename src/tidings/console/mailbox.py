"""The demonstration's mailbox: what our own mail server was handed, as a reader would see it."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from tidings.channels.email.mailbox import Mail, Mailbox
from tidings.console.paging import PAGE, further
from tidings.outreach import public as outreach
from tidings.staff import public as staff

VIEWS = ("html", "text", "headers", "raw")
# A mail is a stranger's page: no script, nothing loaded, no forms, and its links open beside ours.
FRAME_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; frame-ancestors 'self'; "
    "sandbox allow-popups allow-popups-to-escape-sandbox"
)


@staff.needs("see.mailbox")
@require_GET
def messages(request: HttpRequest) -> HttpResponse:
    mailbox, words = Mailbox(settings.MAILBOX), request.GET.get("words", "").strip()
    lines = mailbox.messages(after=request.GET.get("after", ""), limit=PAGE + 1, words=words)
    shown = {
        "lines": lines[:PAGE],
        "further": further(lines),
        "words": words,
        "count": mailbox.count(),
    }
    return render(request, "console/mailbox/list.html", shown)


@staff.needs("see.mailbox")
@require_GET
def message(request: HttpRequest, id: str) -> HttpResponse:
    mail, view = found(id), request.GET.get("view", "html")
    if view not in VIEWS:
        raise Http404
    shown = {"mail": mail, "view": view, "card": card_of(mail, request)}
    return render(request, "console/mailbox/one.html", shown)


@staff.needs("see.mailbox")
@require_GET
def message_html(request: HttpRequest, id: str) -> HttpResponse:
    """The HTML part alone, for the sandboxed frame."""
    html = found(id).html.replace("<head>", '<head><base target="_blank">', 1)
    return HttpResponse(
        html, headers={"Content-Security-Policy": FRAME_POLICY, "Referrer-Policy": "no-referrer"}
    )


def found(id: str) -> Mail:
    try:
        return Mailbox(settings.MAILBOX).message(id)
    except KeyError:
        raise Http404 from None


def card_of(mail: Mail, request: HttpRequest) -> outreach.OutreachCard | None:
    """The outreach that this mail carries, for those who may see outreaches."""
    code = str(mail.parsed.get("X-Tidings-Code", ""))
    return outreach.by_code(code=code) if code and staff.can(request.user, "see.outreach") else None


urlpatterns = [
    path("mailbox/", messages, name="mailbox"),
    path("mailbox/<str:id>/", message, name="mailbox-message"),
    path("mailbox/<str:id>/html", message_html, name="mailbox-html"),
]
