"""Belief and truth: what the company believes its customers want, against what they say and what they do."""

from itertools import groupby
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_GET, require_POST

from tidings.campaigns import public as campaigns
from tidings.channels import discover
from tidings.core.policy import RELATIONSHIPS
from tidings.ground import clock
from tidings.insight import public as insight
from tidings.staff import public as staff

# As people ask for them; those of further folders follow.
CHANNELS = ("email", "sms", "whatsapp", "voice", "letter", "push", "chat")


def channel_choices() -> list[tuple[str, str]]:
    """Every channel there is, those that most people know first."""
    return [(name, name) for name in dict.fromkeys([*CHANNELS, *discover()])]


class StatedBelief(forms.Form):
    """One figure that colleagues believe in, written down before looking."""

    topic = forms.ChoiceField(label="Topic", required=False)
    relationship = forms.ChoiceField(
        label="Of these people", choices=[(name, f"{name}s") for name in RELATIONSHIPS]
    )
    channel = forms.ChoiceField(label="want this channel first", choices=channel_choices)
    percent = forms.FloatField(label="Percent", min_value=0, max_value=100)
    asked = forms.IntegerField(
        label="Colleagues asked",
        required=False,
        min_value=1,
        help_text="Leave it empty if it is one person's figure.",
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        topics = [("", "all topics together"), *((one.name, one.name) for one in campaigns.topics())]
        self.fields["topic"].choices = topics  # type: ignore[attr-defined]  # a ChoiceField by its declaration


@staff.needs("see.campaigns")
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    return drawn(request, StatedBelief())


@staff.needs("edit.campaigns")
@require_POST
def state(request: HttpRequest) -> HttpResponse:
    """Keeps a belief; the report follows at once."""
    form, now = StatedBelief(request.POST), clock.now()
    if not form.is_valid():
        return drawn(request, form, status=422)
    given = form.cleaned_data | {"asked": form.cleaned_data["asked"] or 0}
    insight.believe(**given, actor=request.user.actor, now=now)  # type: ignore[union-attr]  # `needs` lets users in only
    insight.renew_report(now=now)
    messages.success(request, "Written down. Below it stands beside what your customers say and do.")
    return redirect("belief")


def drawn(request: HttpRequest, form: StatedBelief, status: int = 200) -> HttpResponse:
    report = insight.last_report(now=clock.now())
    shown = {
        "at": parse_datetime(report["at"]),
        "topics": [
            {"name": name, "groups": list(groups)}
            for name, groups in groupby(report["groups"], key=lambda group: group["topic"])
        ],
        "form": form,
        "may_state": staff.can(request.user, "edit.campaigns"),
    }
    return render(request, "console/belief.html", shown, status=status)


urlpatterns = [
    path("belief/", page, name="belief"),
    path("belief/state/", state, name="belief-state"),
]
