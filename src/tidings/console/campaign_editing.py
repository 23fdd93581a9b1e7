"""Writing a campaign's file: findings and surfaces beside it while it is typed; saving makes a version."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import yaml
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST

from tidings.campaigns import public as campaigns
from tidings.console.campaign_views import framed, located, surfaces
from tidings.console.campaigns import by, found
from tidings.conversations import public as conversations
from tidings.core.questions import accept_answer
from tidings.ground import clock
from tidings.staff import public as staff

STARTER = """\
campaign: my-campaign
topic: {topic}
trigger: {{event: com.example.order.delayed, per: order.id}}
needs: {{order.id: text, order.promised: date}}
notice:
  {language}:
    what: "Your order {{{{ order.id }}}} will not arrive by {{{{ order.promised | day }}}}."
    means: "It is on its way and costs you nothing more."
    done: "We have asked the carrier where it is."
    next_steps:
      - {{id: fine, says: "That is fine", does: confirm}}
      - {{id: talk, says: "Talk to someone", does: callback}}
    if_ignored: "Your order stays open; we write again when it is delivered."
    evidence:
      - {{text: "Order {{{{ order.id }}}}, promised for {{{{ order.promised | day }}}}", says: "What our records show"}}
    answers:
      - {{q: "Why is it late?", a: "The carrier has not told us yet. Choose “Talk to someone” and we call you."}}
strategy: {{channels: customer, expires: 48h}}
"""


@staff.needs("edit.campaigns")
@require_http_methods(["GET", "POST"])
def new_page(request: HttpRequest) -> HttpResponse:
    topics = campaigns.topics()
    language = request.company.language or "en"
    starter = STARTER.format(topic=topics[0].name if topics else "my-topic", language=language)
    return edit(request, text=starter, title="New campaign")


@staff.needs("edit.campaigns")
@require_http_methods(["GET", "POST"])
def edit_page(request: HttpRequest, name: str) -> HttpResponse:
    newest = found(name).newest
    return edit(request, text=newest.text, title=f"Edit {name}", name=name)


def edit(request: HttpRequest, *, text: str, title: str, name: str = "") -> HttpResponse:
    """The editor; a POST saves the text as a version (the same text is the same version) and shows it.

    A POST that accepts an answer, or tries links and actions, saves nothing: the text comes back with what came of it.
    """
    if "exercise" in request.POST:
        text = typed(request)
    elif "accept" in request.POST:
        text = accepted(request, typed(request), kind=request.POST["accept"])
    elif request.method == "POST":
        text = typed(request)
        try:
            version = campaigns.save_version(text=text, **by(request))
        except campaigns.CampaignRefused:
            messages.error(request, "Not saved: mend what blocks first.")
        else:
            messages.success(request, f"Saved as version {version.number} of {version.campaign}.")
            return redirect(f"/console/campaigns/{version.campaign}/?version={version.number}")
    context = {"text": text, "title": title, "name": name, "topics": campaigns.topics()}
    context |= exercised(name, text, again="exercise" in request.POST)
    return render(request, "console/campaigns/edit.html", context | checked(request, text))


def accepted(request: HttpRequest, text: str, *, kind: str) -> str:
    """The text with the suggested answer to a question of that kind in each language, worded as it was shown."""
    likely = campaigns.questions_here(text=text, asked=asked_before)
    asks = next((each.asks for each in likely if each.kind == kind), None)
    try:
        after = accept_answer(text, kind=kind, asks=asks)
    except (KeyError, yaml.YAMLError):
        after = text
    if after == text:
        messages.error(
            request,
            "No answer was written: mend what blocks first, or write it under answers (answers are suggested in English, Portuguese and Spanish).",
        )
    else:
        messages.success(request, "Written under answers, not saved yet: fill in what stands in [brackets].")
    return after


@staff.needs("edit.campaigns")
@require_POST
def check(request: HttpRequest) -> HttpResponse:
    """The findings and surfaces of what is typed so far, as a fragment."""
    return render(request, "console/campaigns/checked.html", checked(request, typed(request)))


@staff.needs("edit.campaigns")
@require_POST
@xframe_options_sameorigin
def typed_mail(request: HttpRequest) -> HttpResponse:
    """The mail of what is typed so far, for the frame in the editor."""
    views, findings = surfaces(typed(request), company=request.company, now=clock.now())
    if findings:
        return HttpResponse("Mend what blocks first.", content_type="text/plain; charset=utf-8")
    asked = request.POST.get("language", "")
    languages = [view.language for view in views]
    return framed(views, asked if asked in languages else languages[0])


def checked(request: HttpRequest, text: str) -> dict[str, Any]:
    asked = cache(asked_before)
    findings = campaigns.check_here(text=text, asked=asked)
    views, refused = surfaces(text, company=request.company, now=clock.now())
    known = {finding.where for finding in findings}
    findings += [each for each in refused if each.where not in known]
    return {
        "findings": located(findings, text),
        "to_mend": sum(finding.severity != "note" for finding in findings),
        "questions": campaigns.questions_here(text=text, asked=asked),
        "surfaces": [(view, view.embedded) for view in views],
    }


def asked_before(campaign: str) -> Mapping[str, int]:
    """How many customers of the campaign's earlier runs asked each kind of question."""
    return conversations.asked_before(campaign=campaign)


def exercised(name: str, text: str, *, again: bool) -> dict[str, Any]:
    """What came of trying the links and actions of a text: of a saved version as it was kept, or tried `again` now."""
    saved = saved_as(name, text)
    if again and saved is None:
        tried = campaigns.ExerciseCard(at=clock.now(), findings=tuple(campaigns.exercise(text=text)))
    elif again and saved:
        tried = campaigns.exercise_version(campaign=name, number=saved, now=clock.now())
    else:
        tried = campaigns.exercise_of(campaign=name, number=saved) if saved else None
    return {
        "tried": tried,
        "tried_now": again,
        "tried_findings": located(tried.findings if tried else (), text),
    }


def saved_as(name: str, text: str) -> int | None:
    """The number of the version that says just this."""
    versions = found(name).versions if name else ()
    return next((version.number for version in versions if version.text == text), None)


def typed(request: HttpRequest) -> str:
    """A browser sends line ends as CR LF; files have LF."""
    return request.POST.get("text", "").replace("\r\n", "\n")


urlpatterns = [
    path("campaigns/new", new_page, name="campaign-new"),
    path("campaigns/check", check, name="campaign-check"),
    path("campaigns/check/mail", typed_mail, name="campaign-check-mail"),
    path("campaigns/<slug:name>/edit", edit_page, name="campaign-edit"),
]
