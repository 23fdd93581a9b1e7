"""Trials before launch: a campaign's, one with its links and results as they come, and letting one go without."""

from collections.abc import Iterable, Mapping, Sequence
from re import findall
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tidings.campaigns import public as campaigns
from tidings.console.campaigns import allowed, by, found
from tidings.console.trial_form import TrialForm, statements_as_text
from tidings.console.trial_views import compared, shown_standing
from tidings.ground import clock
from tidings.staff import public as staff

MOST_INVITED = 50
KINDS = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


@staff.needs("see.campaigns")
@require_GET
def list_page(request: HttpRequest, name: str) -> HttpResponse:
    """A campaign's trials, how its newest words stand, and the way around."""
    card = found(name)
    cards = campaigns.trials(campaign=name, now=clock.now())
    context = {
        "card": card,
        "trials": cards,
        "standing": standing_of(card),
        **allowed(request),
    }
    return render(request, "console/trials/list.html", context)


def standing_of(card: campaigns.CampaignCard) -> str:
    try:
        return campaigns.trial_standing(campaign=card.name, text=card.newest.text, now=clock.now())
    except campaigns.CampaignRefused:
        return "mistakes"


@staff.needs("launch.campaigns")
@require_http_methods(["GET", "POST"])
def new_page(request: HttpRequest, name: str) -> HttpResponse:
    """Which version, against which other, in which language and on which surface."""
    card = found(name)
    given = request.POST if request.method == "POST" else None
    form = TrialForm(card, texts_read(card, request), given, initial=beginning(card, request))
    if request.method == "POST" and form.is_valid():
        try:
            made = campaigns.start_trial(campaign=name, **form.stated(), **by(request))
            messages.success(request, "The trial is open: hand out its link.")
            return redirect("trial", made.id)
        except campaigns.TrialRefused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.says)
        except campaigns.CampaignRefused as refused:
            form.add_error("version", f"{refused.findings[0].says}: {refused.findings[0].mend}")
    return render(request, "console/trials/new.html", {"form": form, "card": card})


def texts_read(card: campaigns.CampaignCard, request: HttpRequest) -> Mapping[str, str]:
    """The texts that the panel reads in what was chosen, each as the form offered it when it opened."""
    chosen = {request.POST.get("version"), request.POST.get("against")}
    versions = [each.text for each in card.versions if str(each.number) in chosen]
    opened = texts_in([card.newest.text], "")
    asked = texts_in(versions, request.POST.get("language", "")) if versions else opened
    return {path: opened.get(path, guess) for path, guess in asked.items()}


def texts_in(texts: Sequence[str], language: str) -> Mapping[str, str]:
    known = campaigns.languages_of(*texts)
    spoken = language if language in known else next(iter(known), "")
    return campaigns.texts_read(texts, language=spoken, now=clock.now()) if spoken else {}


def beginning(card: campaigns.CampaignCard, request: HttpRequest) -> dict[str, Any]:
    """The form as it opens: the newest version and the statements it offers in its first language."""
    text, limits = card.newest.text, request.company.trial
    language = next(iter(campaigns.languages_of(text)), "")
    try:
        offered = (
            campaigns.statements_offered(text=text, language=language, now=clock.now()) if language else ()
        )
    except campaigns.CampaignRefused:
        offered = ()
    return {
        "version": card.newest.number,
        "language": language,
        "statements": statements_as_text(offered),
        "panellists": limits.get("panellists", 20),
        "days": limits.get("days", 14),
    }


@staff.needs("see.campaigns")
@require_GET
def one_page(request: HttpRequest, trial_id: int) -> HttpResponse:
    card = found_trial(trial_id)
    verdict = campaigns.trial_verdict(id=trial_id)
    lines = campaigns.trial_lines(id=trial_id)
    standings = zip(card.versions, (verdict.a, verdict.b), strict=False)
    context = {
        "card": card,
        "standings": [shown_standing(number, each, card.limits) for number, each in standings if each],
        "compared": compared(card, verdict.difference),
        "questions": together(lines),
        "open_link": f"{home(request)}/trial/join/{card.link}",
        **allowed(request),
    }
    return render(request, "console/trials/one.html", context)


def together(lines: Iterable[campaigns.ReplyLine]) -> list[list[campaigns.ReplyLine]]:
    """Those who would ask the same of the same version, in the same words; the most of them first."""
    alike: dict[tuple[int, str], list[campaigns.ReplyLine]] = {}
    for line in lines:
        if words := " ".join(findall(r"\w+", line.reply.question.casefold())):
            alike.setdefault((line.version, words), []).append(line)
    return sorted(alike.values(), key=len, reverse=True)


def home(request: HttpRequest) -> str:
    return (request.company.public_url or settings.PUBLIC_URL).rstrip("/")


@staff.needs("launch.campaigns")
@require_POST
def invite(request: HttpRequest, trial_id: int) -> HttpResponse:
    """Links for one panellist each, shown once."""
    card = found_trial(trial_id)
    asked = request.POST.get("count", "")
    count = min(int(asked), MOST_INVITED) if asked.isascii() and asked.isdecimal() and len(asked) < 5 else 1
    try:
        tokens = campaigns.invite(id=trial_id, count=max(count, 1), now=clock.now())
    except campaigns.TrialClosed:
        messages.error(request, "This trial takes nobody in any more.")
        return redirect("trial", trial_id)
    links = [f"{home(request)}/trial/{token}" for token in tokens]
    return render(request, "console/trials/links.html", {"card": card, "links": links})


@staff.needs("launch.campaigns")
@require_POST
def close(request: HttpRequest, trial_id: int) -> HttpResponse:
    found_trial(trial_id)
    campaigns.close_trial(id=trial_id, **by(request))
    messages.success(request, "The trial is closed; its result stands.")
    return redirect("trial", trial_id)


@staff.needs("see.campaigns")
@require_GET
def export(request: HttpRequest, trial_id: int, kind: str) -> HttpResponse:
    """Every answer, raw and scored, as a file."""
    if kind not in KINDS:
        raise Http404
    found_trial(trial_id)
    named = {"Content-Disposition": f'attachment; filename="trial-{trial_id}.{kind}"'}
    return HttpResponse(
        campaigns.trial_export(id=trial_id, kind=kind), content_type=KINDS[kind], headers=named
    )


@staff.needs("approve.campaigns")
@require_POST
def waive(request: HttpRequest, name: str) -> HttpResponse:
    """The newest version may be launched without a trial, says somebody by name."""
    card = found(name)
    try:
        why = request.POST.get("why", "")[:1000]
        campaigns.waive_trial(campaign=name, number=card.newest.number, why=why, **by(request))
        messages.success(request, f"Version {card.newest.number} may be launched without a trial.")
    except campaigns.NotAllowed as refused:
        messages.error(request, f"{refused}.")
    return redirect("campaign-trials", name)


def found_trial(trial_id: int) -> campaigns.TrialCard:
    try:
        return campaigns.trial(id=trial_id, now=clock.now())
    except campaigns.NoSuchTrial:
        raise Http404 from None


urlpatterns = [
    path("campaigns/<slug:name>/trials/", list_page, name="campaign-trials"),
    path("campaigns/<slug:name>/trials/new", new_page, name="campaign-trial-new"),
    path("campaigns/<slug:name>/trials/waive", waive, name="campaign-trial-waive"),
    path("trials/<int:trial_id>/", one_page, name="trial"),
    path("trials/<int:trial_id>/invite", invite, name="trial-invite"),
    path("trials/<int:trial_id>/close", close, name="trial-close"),
    path("trials/<int:trial_id>/answers.<slug:kind>", export, name="trial-export"),
]
