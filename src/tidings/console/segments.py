"""Segments: customers meant by a few rules under a name, counted, to plan for."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_GET, require_http_methods

from tidings.campaigns import public as campaigns
from tidings.ground import clock
from tidings.people import public as people
from tidings.staff import public as staff

RELATIONSHIPS = (("customer", "Customers"), ("prospect", "Prospects"), ("former", "Former customers"))


class SegmentForm(forms.Form):
    name = forms.SlugField(
        label="Name", max_length=60, help_text="Small letters, digits and hyphens: spring-lisbon"
    )
    relationship = forms.MultipleChoiceField(
        label="Relationship", required=False, choices=RELATIONSHIPS, widget=forms.CheckboxSelectMultiple,
        help_text="None chosen: any.",
    )  # fmt: skip
    country = forms.CharField(
        label="Country", required=False, max_length=60, help_text="As the record states it: PT"
    )
    region = forms.CharField(label="Region", required=False, max_length=60)
    language = forms.CharField(
        label="Language", required=False, max_length=20, help_text="pt also means pt-BR"
    )
    consent = forms.ChoiceField(label="Said yes to", required=False)
    attributes = forms.CharField(
        label="Attributes", required=False, widget=forms.Textarea(attrs={"rows": 3, "class": "mono"}),
        help_text="One a line, as in plan=gold; all must hold.",
    )  # fmt: skip

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        topics = [(card.name, card.name) for card in campaigns.topics()]
        self.fields["consent"].choices = [("", "No matter"), *topics]  # type: ignore[attr-defined]

    def clean_attributes(self) -> dict[str, str]:
        lines = [line.strip() for line in self.cleaned_data["attributes"].splitlines() if line.strip()]
        pairs = [line.partition("=") for line in lines]
        if any(not (name.strip() and equals) for name, equals, _ in pairs):
            raise forms.ValidationError("Write each as NAME=VALUE on a line of its own.")
        return {name.strip(): value.strip() for name, _, value in pairs}

    def rules(self) -> people.SegmentRules:
        stated = dict(self.cleaned_data)
        del stated["name"]
        return people.SegmentRules(**stated | {"relationship": tuple(stated["relationship"])})


@staff.needs("see.campaigns")
@require_GET
def list_page(request: HttpRequest) -> HttpResponse:
    rows = [(card, people.segment_size(rules=card.rules)) for card in people.saved_segments()]
    context = {"rows": rows, "may_make": staff.can(request.user, "launch.campaigns")}
    return render(request, "console/segments/list.html", context)


@staff.needs("launch.campaigns")
@require_http_methods(["GET", "POST"])
def new_page(request: HttpRequest) -> HttpResponse:
    """A segment of a known name replaces it; "Count" only counts."""
    form = SegmentForm(*((request.POST,) if request.method == "POST" else ()))
    size = None
    if request.method == "POST" and form.is_valid():
        size = people.segment_size(rules=form.rules())
        if "save" in request.POST:
            name = form.cleaned_data["name"]
            people.save_segment(name=name, rules=form.rules(), actor=request.user.actor, now=clock.now())
            messages.success(request, f"{name} means {size:,} customers now.")
            return redirect("segments")
    return render(request, "console/segments/new.html", {"form": form, "size": size})


urlpatterns = [
    path("segments/", list_page, name="segments"),
    path("segments/new", new_page, name="new-segment"),
]
