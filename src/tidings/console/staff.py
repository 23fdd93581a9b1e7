"""People and keys: who works here, what each may do, and what programs may."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tidings.ground import clock
from tidings.staff import public as staff

ROLE_CHOICES = [(role, f"{role.replace('_', ' ')}: {says}") for role, says in staff.ROLE_SAYS.items()]
SCOPE_CHOICES = [(scope, f"{scope}: {says}") for scope, says in staff.CAPABILITY_SAYS.items()]


class AboutUser(forms.Form):
    name = forms.CharField(label="Name", max_length=200)
    roles = forms.MultipleChoiceField(
        label="Roles", required=False, choices=ROLE_CHOICES, widget=forms.CheckboxSelectMultiple
    )
    zone = forms.CharField(
        label="Time zone", required=False, help_text="Like Europe/Berlin. Empty: the company's own."
    )


class NewUser(AboutUser):
    field_order = ("email", "name", "password", "roles", "zone")
    email = forms.EmailField(label="Email address", widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    password = forms.CharField(
        label="First password",
        strip=False,
        help_text="At least 10 characters. The new user can change it under My account.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class NewKey(forms.Form):
    name = forms.CharField(label="Name", max_length=200, help_text="Which program will use it.")
    scopes = forms.MultipleChoiceField(
        label="What it may do", choices=SCOPE_CHOICES, widget=forms.CheckboxSelectMultiple
    )


@staff.needs("manage.staff")
@require_GET
def people(request: HttpRequest) -> HttpResponse:
    return render(request, "console/staff.html", {"users": staff.users(), "keys": staff.keys()})


@staff.needs("manage.staff")
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("password")
def new_user(request: HttpRequest) -> HttpResponse:
    form = NewUser(request.POST or None)
    if form.is_valid() and saved(form, lambda given: staff.create_user(**given, **by(request))):
        messages.success(request, f"{form.cleaned_data['email']} can sign in now.")
        return redirect("staff")
    return render(request, "console/new_user.html", {"form": form})


@staff.needs("manage.staff")
@require_http_methods(["GET", "POST"])
def one_user(request: HttpRequest, email: str) -> HttpResponse:
    card = staff.user(email=email)
    if card is None:
        raise Http404
    form = AboutUser(
        request.POST or None, initial={"name": card.name, "roles": card.roles, "zone": card.zone}
    )
    if form.is_valid() and saved(form, lambda given: staff.change_user(email=email, **given, **by(request))):
        messages.success(request, "Saved.")
        return redirect("staff")
    return render(request, "console/one_user.html", {"form": form, "card": card})


@staff.needs("manage.staff")
@require_POST
def send_away(request: HttpRequest, email: str) -> HttpResponse:
    """Closes an account, or opens it again; its past stays in the audit trail."""
    active = request.POST.get("active") == "yes"
    try:
        staff.change_user(email=email, active=active, **by(request))
        messages.success(request, f"{email} can {'sign in again' if active else 'no longer sign in'}.")
    except staff.UserRefused as refused:
        messages.error(request, f"Not changed: {refused.says}.")
    return redirect("staff")


@staff.needs("manage.staff")
@never_cache
@require_http_methods(["GET", "POST"])
def new_key(request: HttpRequest) -> HttpResponse:
    """The answer to the POST is the only place where the key can be read."""
    form = NewKey(request.POST or None)
    if form.is_valid():
        card, raw = staff.create_key(**form.cleaned_data, **by(request))
        return render(request, "console/key_made.html", {"card": card, "raw": raw})
    return render(request, "console/new_key.html", {"form": form})


@staff.needs("manage.staff")
@require_POST
def revoke_key(request: HttpRequest, prefix: str) -> HttpResponse:
    try:
        staff.revoke_key(prefix=prefix, **by(request))
        messages.success(request, f"The key {prefix} no longer opens anything.")
    except staff.KeyRefused as refused:
        messages.error(request, str(refused))
    return redirect("staff")


def by(request: HttpRequest) -> dict[str, Any]:
    return {"actor": request.user.actor, "now": clock.now()}


def saved(form: forms.Form, save: Callable[[dict[str, Any]], object]) -> bool:
    """Saves what was given; what the room refuses becomes an error of the field it names."""
    try:
        save(form.cleaned_data)
    except staff.UserRefused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.says)
        return False
    return True


urlpatterns = [
    path("staff/", people, name="staff"),
    path("staff/new", new_user, name="new-user"),
    path("staff/keys/new", new_key, name="new-key"),
    path("staff/keys/<slug:prefix>/revoke", revoke_key, name="revoke-key"),
    path("staff/<str:email>/", one_user, name="one-user"),
    path("staff/<str:email>/active", send_away, name="send-away"),
]
