"""Plans: a campaign rehearsed for an audience, looked at, then written, with its progress."""

import tempfile
from pathlib import Path
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tidings.campaigns import public as campaigns
from tidings.console.campaigns import found as found_campaign
from tidings.console.paging import PAGE
from tidings.ground import clock
from tidings.outreach import public as outreach
from tidings.people import public as people
from tidings.staff import public as staff

LARGEST = 50_000_000  # bytes; larger files take the command
LARGEST_UNPACKED = 500_000_000
AT_ONCE = 20_000  # customers rehearsed while the page is waited for; more are the worker's
SAID = {
    "contact": "Contacted at once",
    "later": "Contacted later",
    "digest": "In a digest",
    "hold_out": "Held out",
    "refuse": "Not contacted",
}


class AudienceForm(forms.Form):
    segment = forms.ChoiceField(label="Segment", required=False)
    file = forms.FileField(
        label="Or a file",
        required=False,
        help_text="CSV or Parquet. One column named external_id; the others are the notice's data.",
    )

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        names = [card.name for card in people.saved_segments()]
        self.fields["segment"].choices = [("", "None"), *((name, name) for name in names)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        stated: dict[str, Any] = super().clean() or {}
        if bool(stated.get("segment")) == bool(stated.get("file")):
            self.add_error("segment", "Choose a segment or bring a file, one of the two.")
        if stated.get("file") and stated["file"].size > LARGEST:
            self.add_error("file", "Larger than 50 MB: use the command `tidings plan`.")
        return stated


@staff.needs("see.campaigns")
@require_GET
def list_page(request: HttpRequest) -> HttpResponse:
    return render(request, "console/plans/list.html", {"plans": outreach.plans(limit=PAGE)})


@staff.needs("launch.campaigns")
@require_http_methods(["GET", "POST"])
def new_page(request: HttpRequest, name: str) -> HttpResponse:
    """Whom to rehearse campaign NAME for."""
    form = AudienceForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    card = found_campaign(name)
    if request.method == "POST" and form.is_valid():
        try:
            made = made_plan(name, form.cleaned_data, request.user.actor)
            return redirect("plan", made.id)
        except (outreach.AudienceRefused, outreach.PlanRefused, campaigns.NotSendable) as refused:
            form.add_error("file" if form.cleaned_data.get("file") else "segment", str(refused))
    return render(request, "console/plans/new.html", {"form": form, "card": card})


def made_plan(name: str, stated: dict[str, Any], actor: str) -> outreach.PlanCard:
    """The plan, rehearsed at once if it is small; else a worker rehearses it and the page shows it then."""
    with tempfile.TemporaryDirectory() as folder:
        if stated["segment"]:
            audience = outreach.open_audience(f"segment:{stated['segment']}")
        else:
            copy = kept(stated["file"], Path(folder))
            audience = outreach.open_upload(
                copy, name=Path(stated["file"].name).name, largest=LARGEST_UNPACKED
            )
        card = outreach.make_plan(campaign=name, audience=audience, actor=actor, now=clock.now())
    if card.rows <= AT_ONCE:
        return outreach.rehearse_plan(id=card.id, now=clock.now())
    return card


def kept(file: Any, folder: Path) -> Path:
    """The upload as a file of its own kind."""
    copy = folder / f"audience{Path(file.name).suffix.lower()[:10]}"
    with copy.open("wb") as target:
        target.writelines(file.chunks())
    return copy


@staff.needs("see.campaigns")
@require_GET
def one_page(request: HttpRequest, plan_id: int) -> HttpResponse:
    card = found(plan_id)
    tally = card.rehearsal
    channels = sorted({channel for counts in tally.get("days", {}).values() for channel in counts})
    context = {
        "card": card,
        "verdicts": [(SAID.get(name, name), count) for name, count in tally.get("verdicts", {}).items()],
        "channels": channels,
        "days": [
            (day, [(channel, counts.get(channel, 0)) for channel in channels])
            for day, counts in tally.get("days", {}).items()
        ],
        "reasons": reasons_of(tally),
        "problems": outreach.plan_problems(id=plan_id, limit=PAGE),
        "may_launch": staff.can(request.user, "launch.campaigns"),
        "may_see_customers": staff.can(request.user, "see.outreach"),
    }
    return render(request, "console/plans/one.html", context)


def reasons_of(tally: dict[str, Any]) -> list[tuple[str, list[tuple[str, int, list[str]]]]]:
    """Each verdict with its reasons, the commonest first, how often and some customers."""
    return [
        (
            SAID.get(verdict, verdict),
            [
                (code, count, tally["samples"].get(f"{verdict}:{code}", []))
                for code, count in sorted(counts.items(), key=lambda one: -one[1])
            ],
        )
        for verdict, counts in tally.get("reasons", {}).items()
    ]


@staff.needs("see.outreach")
@require_GET
def who_page(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Why one customer of the audience (`?customer=`) would be contacted, or not."""
    answer = outreach.plan_answer(
        id=found(plan_id).id, external_id=request.GET.get("customer", ""), now=clock.now()
    )
    if answer is None:
        raise Http404
    context = {
        "card": found(plan_id),
        "answer": answer,
        "said": SAID.get(answer.verdict, answer.verdict),
        "why": outreach.explain(reasons=answer.reasons, seen=answer.seen),
        "customer_id": people.find(external_ids=[answer.external_id]).get(answer.external_id),
        "may_see_customer": staff.can(request.user, "see.customers"),
    }
    return render(request, "console/plans/who.html", context)


ACTS = {
    "approve": (outreach.approve_plan, "The plan is being written; a worker takes it up."),
    "pause": (outreach.pause_plan, "The plan is paused; what is written goes out."),
    "resume": (outreach.resume_plan, "The plan goes on."),
    "cancel": (outreach.cancel_plan, "The plan is cancelled; what had not gone out is withdrawn."),
}


@staff.needs("launch.campaigns")
@require_POST
def act(request: HttpRequest, plan_id: int, what: str) -> HttpResponse:
    if what not in ACTS:
        raise Http404
    do, says = ACTS[what]
    try:
        do(id=plan_id, actor=request.user.actor, now=clock.now())
        messages.success(request, says)
    except outreach.NoSuchPlan:
        raise Http404 from None
    except outreach.PlanRefused as refused:
        messages.error(request, f"{refused}.")
    return redirect("plan", plan_id)


def found(plan_id: int) -> outreach.PlanCard:
    try:
        return outreach.plan(id=plan_id)
    except outreach.NoSuchPlan:
        raise Http404 from None


urlpatterns = [
    path("plans/", list_page, name="plans"),
    path("campaigns/<slug:name>/rehearse", new_page, name="campaign-rehearse"),
    path("plans/<int:plan_id>/", one_page, name="plan"),
    path("plans/<int:plan_id>/who", who_page, name="plan-who"),
    path("plans/<int:plan_id>/<slug:what>", act, name="plan-act"),
]
