"""Campaigns: all of them, one with its surfaces and versions, and the acts of those who launch and approve."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_POST

from tidings.campaigns import public as campaigns
from tidings.campaigns.public import Finding, SurfaceView
from tidings.console.campaign_urgency import urgency_view
from tidings.console.campaign_views import changed_lines, framed, located, own, surfaces
from tidings.ground import channel_settings, clock
from tidings.outreach import public as outreach
from tidings.staff import public as staff


@staff.needs("see.campaigns")
@require_GET
def list_page(request: HttpRequest) -> HttpResponse:
    cards, states = campaigns.list_campaigns(), outreach.states_by_campaign()
    context = {
        "rows": [(card, states.get(card.name, {})) for card in cards],
        "waiting": [card for card in cards if card.waiting],
        **allowed(request),
    }
    return render(request, "console/campaigns/list.html", context)


@staff.needs("see.campaigns")
@require_GET
def one_page(request: HttpRequest, name: str) -> HttpResponse:
    """One campaign; `?version=` shows another than the waiting, live or newest version, `?language=` another tab."""
    card = found(name)
    version = chosen(card, request)
    views, findings = shown(request, version.text)
    languages = list(dict.fromkeys(view.language for view in views))
    language = request.GET.get("language", "")
    language = language if language in languages else next(iter(languages), "")
    context = {
        "card": card,
        "shown": version,
        "before": before(card, version.number),
        "language": language,
        "languages": languages,
        "surfaces": [(view, view.embedded) for view in views if view.language == language],
        "findings": located(findings, version.text),
        "counts": outreach.counts(campaign=name),
        "urgency": urgency_view(name),
        **tried(name, version),
        "own": own(card, request.user.actor),
        **allowed(request),
    }
    return render(request, "console/campaigns/one.html", context)


def tried(name: str, version: campaigns.VersionCard) -> dict[str, Any]:
    """What came of trying the version's links and actions, where somebody did."""
    kept = campaigns.exercise_of(campaign=name, number=version.number)
    return {"tried": kept, "tried_findings": located(kept.findings if kept else (), version.text)}


def shown(request: HttpRequest, text: str) -> tuple[list[SurfaceView], tuple[Finding, ...]]:
    """Every surface of a version; none for the refresh of the figures alone, which comes with every change."""
    if request.headers.get("HX-Target") == "figures":
        return [], ()
    ready = channel_settings.ready()
    return surfaces(text, company=request.company, now=clock.now(), channels=ready)


@staff.needs("see.campaigns")
@require_GET
def changes_page(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """What a version changed, line by line, from `?from=` or the one before it."""
    card = found(name)
    version = numbered(card, number)
    asked = request.GET.get("from", "")
    base = numbered(card, int(asked)) if asked.isdecimal() else before(card, number)
    lines = changed_lines(base.text if base else "", version.text)
    context = {"card": card, "version": version, "base": base, "lines": lines}
    return render(request, "console/campaigns/changes.html", context)


@staff.needs("see.campaigns")
@require_GET
@xframe_options_sameorigin
def mail_page(request: HttpRequest, name: str, number: int, language: str) -> HttpResponse:
    """The mail's own HTML, for the frame on the campaign's page."""
    card = found(name)
    views, _ = surfaces(numbered(card, number).text, company=request.company, now=clock.now())
    return framed(views, language)


@staff.needs("launch.campaigns")
@require_POST
def propose(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """Launches a version: live at once if it was approved before or the company needs no second person."""
    try:
        text = numbered(found(name), number).text
        launched = campaigns.launch(text=text, **by(request))
        messages.success(request, f"{launched.says}.")
    except campaigns.CampaignRefused as refused:
        messages.error(request, f"Not launched. {refused.findings[0].says}: {refused.findings[0].mend}.")
    return redirect("campaign", name)


@staff.needs("approve.campaigns")
@require_POST
def approve(request: HttpRequest, name: str, number: int) -> HttpResponse:
    try:
        campaigns.approve(campaign=name, number=number, **by(request))
        messages.success(request, f"Version {number} of {name} is live.")
    except (campaigns.NotAllowed, campaigns.CampaignRefused) as refused:
        messages.error(request, f"Not approved: {refused}.")
    except campaigns.NoSuchCampaign:
        raise Http404 from None
    return redirect("campaign", name)


@staff.needs("launch.campaigns")
@require_POST
def pause(request: HttpRequest, name: str) -> HttpResponse:
    return pause_or_resume(request, name, campaigns.pause, f"{name} is paused; nothing of it goes out.")


@staff.needs("launch.campaigns")
@require_POST
def resume(request: HttpRequest, name: str) -> HttpResponse:
    return pause_or_resume(request, name, campaigns.resume, f"{name} goes on.")


def pause_or_resume(request: HttpRequest, name: str, act: Any, says: str) -> HttpResponse:
    try:
        act(campaign=name, **by(request))
        messages.success(request, says)
    except campaigns.NotAllowed as refused:
        messages.error(request, f"{refused}.")
    except campaigns.NoSuchCampaign:
        raise Http404 from None
    return redirect("campaign", name)


def by(request: HttpRequest) -> dict[str, Any]:
    return {"actor": request.user.actor, "now": clock.now()}


def allowed(request: HttpRequest) -> dict[str, bool]:
    acts = ("edit", "launch", "approve")
    return {f"may_{act}": staff.can(request.user, f"{act}.campaigns") for act in acts}


def found(name: str) -> campaigns.CampaignCard:
    try:
        return campaigns.campaign(name=name)
    except campaigns.NoSuchCampaign:
        raise Http404 from None


def numbered(card: campaigns.CampaignCard, number: int) -> campaigns.VersionCard:
    try:
        return card.version(number)
    except campaigns.NoSuchCampaign:
        raise Http404 from None


def chosen(card: campaigns.CampaignCard, request: HttpRequest) -> campaigns.VersionCard:
    asked = request.GET.get("version", "")
    number = int(asked) if asked.isdecimal() else card.waiting or card.live or card.newest.number
    return numbered(card, number)


def before(card: campaigns.CampaignCard, number: int) -> campaigns.VersionCard | None:
    """The version to compare with: the live one, or else the one before."""
    if card.live and card.live != number:
        return card.version(card.live)
    return next((version for version in card.versions if version.number < number), None)


urlpatterns = [
    path("campaigns/", list_page, name="campaigns"),
    path("campaigns/<slug:name>/", one_page, name="campaign"),
    path("campaigns/<slug:name>/<int:number>/changes", changes_page, name="campaign-changes"),
    path("campaigns/<slug:name>/<int:number>/mail/<str:language>", mail_page, name="campaign-mail"),
    path("campaigns/<slug:name>/<int:number>/launch", propose, name="campaign-launch"),
    path("campaigns/<slug:name>/<int:number>/approve", approve, name="campaign-approve"),
    path("campaigns/<slug:name>/pause", pause, name="campaign-pause"),
    path("campaigns/<slug:name>/resume", resume, name="campaign-resume"),
]
