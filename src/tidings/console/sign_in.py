"""Coming in and going out, and one's own account."""

from django import forms
from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from tidings.ground import clock
from tidings.staff import public as staff

HOME = "/console/"
SESSION_SECONDS = 12 * 3600


class SignIn(forms.Form):
    email = forms.EmailField(
        label="Email address", widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )
    password = forms.CharField(
        label="Password", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )


class OwnAccount(forms.Form):
    name = forms.CharField(label="Name", required=False, max_length=200)
    zone = forms.CharField(
        label="Time zone", required=False, help_text="Like Europe/Berlin. Empty: the company's own."
    )


class OwnPassword(forms.Form):
    present = forms.CharField(
        label="Present password",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    password = forms.CharField(
        label="New password",
        strip=False,
        help_text="At least 10 characters; a few words are best.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


@staff.open_to_all
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The door: the same answer for a wrong password and for an account that is not there."""
    form = SignIn(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = staff.sign_in(
                **form.cleaned_data, address=request.META.get("REMOTE_ADDR", ""), now=clock.now()
            )
        except staff.SignInRefused as refused:
            form.add_error(None, str(refused))
        else:
            login(request, user, backend="django.contrib.auth.backends.ModelBackend")
            request.session.set_expiry(SESSION_SECONDS)
            return redirect(onward(request))
    context = {"form": form, "company": staff.company(), "next": request.GET.get("next", "")}
    return render(request, "console/sign_in.html", context, status=403 if form.errors else 200)


def onward(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}) else HOME


@staff.open_to_all
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("sign-in")


@staff.needs(staff.OWN_ACCOUNT)
@sensitive_post_parameters()
def own_account(request: HttpRequest) -> HttpResponse:
    """Name, zone and password of whoever is signed in."""
    card = staff.user(email=request.user.email)
    about = OwnAccount(
        request.POST if "zone" in request.POST else None, initial={"name": card.name, "zone": card.zone}
    )
    password = OwnPassword(request.POST if "present" in request.POST else None)
    if about.is_bound and about.is_valid() and save_about(request, about):
        return redirect("own-account")
    if password.is_bound and password.is_valid() and save_password(request, password):
        return redirect("own-account")
    return render(request, "console/own_account.html", {"about": about, "password": password, "card": card})


def save_about(request: HttpRequest, form: OwnAccount) -> bool:
    try:
        staff.change_user(
            email=request.user.email, actor=request.user.actor, now=clock.now(), **form.cleaned_data
        )
    except staff.UserRefused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.says)
        return False
    messages.success(request, "Saved.")
    return True


def save_password(request: HttpRequest, form: OwnPassword) -> bool:
    email, given = request.user.email, form.cleaned_data
    if staff.check_password(email=email, password=given["present"]) is None:
        form.add_error("present", "This is not your present password.")
        return False
    try:
        staff.set_password(email=email, password=given["password"], actor=request.user.actor, now=clock.now())
    except staff.UserRefused as refused:
        form.add_error("password", refused.says)
        return False
    request.user.refresh_from_db()
    update_session_auth_hash(request, request.user)  # this session goes on, all others end
    messages.success(request, "Your password is changed. Other sessions of yours have ended.")
    return True


urlpatterns = [
    path("sign-in", sign_in, name="sign-in"),
    path("sign-out", sign_out, name="sign-out"),
    path("account/", own_account, name="own-account"),
]
