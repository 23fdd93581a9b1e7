"""Evidence objects: what is kept, whether it is whole, a form to hand one in; and the evidence of one outreach."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_GET, require_POST

from tidings.core.evidence.pointing import objects
from tidings.core.evidence.shapes import KINDS, LARGEST, EvidenceRefused
from tidings.core.notice import Composed
from tidings.ground import clock
from tidings.ground.evidence import EvidenceCard, EvidenceGone, evidence, evidence_file, evidences
from tidings.ground.evidence_taking import take_evidence
from tidings.staff import public as staff


class EvidenceForm(forms.Form):
    file = forms.FileField(
        label="File", help_text="JPEG, PNG, WebP or PDF. What it says of its maker and place is taken out."
    )
    kind = forms.ChoiceField(label="Kind", choices=[(kind, kind.capitalize()) for kind in KINDS])
    customer = forms.CharField(
        label="Customer",
        required=False,
        max_length=200,
        help_text="Your own id of whom it speaks of, if of one customer alone: it goes when they are erased.",
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(f"Larger than {LARGEST // 1_000_000} MB.")
        return file


@staff.needs("see.outreach")
@require_GET
def list_page(request: HttpRequest) -> HttpResponse:
    return page(request, EvidenceForm())


def page(request: HttpRequest, form: EvidenceForm, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "kept": evidences(), "may_take": staff.can(request.user, "send.events")}
    return render(request, "console/evidence.html", context, status=status)


@staff.needs("send.events")
@require_POST
def take(request: HttpRequest) -> HttpResponse:
    form = EvidenceForm(request.POST, request.FILES)
    if not form.is_valid():
        return page(request, form, status=422)
    said = form.cleaned_data
    try:
        card = take_evidence(
            octets=said["file"].read(), kind=said["kind"], customer=said["customer"], now=clock.now()
        )
    except EvidenceRefused as refused:
        form.add_error("file", f"{refused.says.capitalize()}: {refused.mend}.")
        return page(request, form, status=422)
    messages.success(request, f"Kept. Its id: {card.id}")
    for trouble in card.troubles:
        messages.warning(request, f"{trouble.says.capitalize()}: {trouble.mend}.")
    return redirect("evidence")


@staff.needs("see.outreach")
@require_GET
def file(request: HttpRequest, id: str, size: str) -> HttpResponse:
    """A picture to look at, or a document to save; 404 rather than another."""
    try:
        found = evidence_file(id=id, size=size)
    except EvidenceGone as gone:
        raise Http404(str(gone)) from gone
    response = HttpResponse(found.content, content_type=found.content_type)
    response.headers["Content-Disposition"] = "inline" if found.width else "attachment"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@dataclass(frozen=True, kw_only=True)
class InNotice:
    """An object in a notice: its words, and its card; None where it is missing."""

    says: str
    card: EvidenceCard | None


def evidence_in(composed: Composed | None) -> Iterable[InNotice]:
    """The objects of an outreach's notice, as they stand now."""
    for _, shown in objects(composed) if composed else ():
        try:
            yield InNotice(says=shown.says, card=evidence(id=shown.value))
        except EvidenceGone:
            yield InNotice(says=shown.says, card=None)


urlpatterns = [
    path("evidence/", list_page, name="evidence"),
    path("evidence/new", take, name="evidence-take"),
    path("evidence/<str:id>/<str:size>", file, name="evidence-file"),
]
