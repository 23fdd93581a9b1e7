"""The company's own page: who it is to its customers, and the policy it sets itself."""

import json
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods

from tidings.console.lines_field import Lines
from tidings.ground import clock
from tidings.staff import public as staff

WHO = ("name", "zone", "country", "language", "currency")
REACHED = ("sender_name", "sender_email", "postal_address", "help_line", "public_url")


class PolicyField(forms.JSONField):
    """JSON that people can read."""

    def prepare_value(self, value: Any) -> str:
        return value if isinstance(value, str) else json.dumps(value, indent=2, ensure_ascii=False)


class AboutCompany(forms.Form):
    name = forms.CharField(label="Name", help_text="As customers know it.")
    zone = forms.CharField(label="Time zone", help_text="Like Europe/Berlin; days end by this clock.")
    country = forms.CharField(
        label="Country", required=False, help_text="Two letters, like DE.", max_length=2
    )
    language = forms.CharField(label="Language", help_text="Two letters, like en.", max_length=12)
    currency = forms.CharField(
        label="Currency", required=False, help_text="Three letters, like EUR.", max_length=3
    )
    sender_name = forms.CharField(label="Sender's name", required=False, help_text="Whom mail comes from.")
    sender_email = forms.EmailField(label="Sender's address", required=False)
    postal_address = forms.CharField(
        label="Postal address", required=False, help_text="Stands below every message."
    )
    help_line = forms.CharField(
        label="Help line",
        required=False,
        help_text="The number printed on your cards and letters: what people call to check.",
    )
    public_url = forms.URLField(
        label="Public address",
        required=False,
        assume_scheme="https",
        help_text="Where links in messages lead.",
    )
    second_person = forms.BooleanField(
        label="A second person approves every campaign before it goes live", required=False
    )
    policy = PolicyField(
        label="Own policy",
        required=False,
        help_text="Laid over the default, key by key: hours, caps, consent. {} keeps the default.",
        widget=forms.Textarea(attrs={"class": "mono", "spellcheck": "false", "rows": 12}),
    )
    actions = Lines(
        label="Actions",
        required=False,
        help_text="What your systems carry out when a customer chooses it, one a line, like order.cancel. A campaign that offers another is not launched; empty: any is.",
    )
    calls_from = Lines(
        label="Numbers we call from",
        required=False,
        help_text="As the called person's telephone shows them, one a line, with + and the country code. Is it you? calls any other a forger's; empty: it takes none for ours or theirs by its number.",
    )
    trial = PolicyField(
        label="Trials before launch",
        required=False,
        help_text='Like {"needed": "marketing", "panellists": 20, "understood": 0.8}; needed is never, marketing or always.',
        widget=forms.Textarea(attrs={"class": "mono", "spellcheck": "false", "rows": 4}),
    )


@staff.needs("manage.company")
@require_http_methods(["GET", "POST"])
def company(request: HttpRequest) -> HttpResponse:
    form = AboutCompany(request.POST or None, initial=shown(staff.company()))
    if form.is_valid() and saved(request, form):
        messages.success(request, "Saved. What is sent from now on follows it.")
        return redirect("company")
    fields = {"who": [form[name] for name in WHO], "reached": [form[name] for name in REACHED]}
    return render(request, "console/company.html", {"form": form, **fields})


def shown(card: staff.CompanyCard) -> dict[str, Any]:
    return {name: getattr(card, name) for name in AboutCompany.base_fields}


def saved(request: HttpRequest, form: AboutCompany) -> bool:
    empty = {name: {} for name in ("policy", "trial") if form.cleaned_data[name] is None}
    given = form.cleaned_data | empty
    try:
        staff.save_company(actor=request.user.actor, now=clock.now(), **given)
    except staff.CompanyRefused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.says)
        return False
    return True


urlpatterns = [path("company/", company, name="company")]
