"""Impersonation: what the company watches for, what looks like its own domains, and which domains people reported."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods

from tidings.console.lines_field import Lines
from tidings.conversations import public as conversations
from tidings.core.impersonation import LISTS, Lookalike, lookalikes, resembles
from tidings.core.scam.addresses import links
from tidings.ground import clock
from tidings.staff import public as staff

LATEST = 200  # reports
SHOWN = 50
HOWS = {
    "alike": "letters that look alike",
    "typo": "a slip of the hand",
    "ending": "another ending",
    "around": "our name with words around it",
}


class WatchList(forms.Form):
    domains = Lines(
        label="Domains", required=False, help_text="One a line, like examp1e.com; all below it count, too."
    )
    names = Lines(label="Senders' names", required=False, help_text="One a line; capitals do not matter.")
    numbers = Lines(
        label="Telephone numbers", required=False, help_text="One a line, however they are written."
    )


@dataclass(frozen=True, kw_only=True)
class Met:
    """A domain in people's reports: how often, and how it looks like ours ("" where it does not)."""

    domain: str
    count: int
    how: str
    watched: bool


@staff.needs("see.reports")
@require_http_methods(["GET"])
def impersonation(request: HttpRequest) -> HttpResponse:
    return shown(request, WatchList(initial=dict(staff.company().watch)))


@staff.needs("settle.reports")
@require_http_methods(["POST"])
def save_watch(request: HttpRequest) -> HttpResponse:
    form = WatchList(request.POST)
    actor: str = request.user.actor  # type: ignore[union-attr]  # `needs` lets users in only
    if form.is_valid():
        watch = {name: form.cleaned_data[name] for name in LISTS}
        try:
            staff.save_company(actor=actor, now=clock.now(), watch=watch)
        except staff.CompanyRefused as refused:
            form.add_error(None, refused.says)
        else:
            messages.success(request, "Saved. No campaign that says one of these is launched or sent.")
            return redirect("impersonation")
    return shown(request, form)


def shown(request: HttpRequest, form: WatchList) -> HttpResponse:
    company = staff.company()
    own, watched = domains_of(company), set(company.watch.get("domains", ()))
    page = {
        "form": form,
        "may_save": staff.can(request.user, "settle.reports"),
        "own": own,
        "hows": {says: list(made(own, how, watched)) for how, says in HOWS.items()},
        "met": list(met(own, watched)),
    }
    return render(request, "console/impersonation.html", page)


def domains_of(company: staff.CompanyCard) -> list[str]:
    """Where the company writes from and where its pages are; a bare IP address resembles nothing."""
    pages = [link.host.partition(":")[0] for link in links(company.public_url)]
    sender = company.sender_email.rpartition("@")[2].lower()
    return [each for each in dict.fromkeys((sender, *pages)) if any(map(str.isalpha, each))]


def made(own: list[str], how: str, watched: set[str]) -> Iterator[Lookalike]:
    for domain in own:
        found = lookalikes(domain)
        yield from (each for each in found if each.how == how and each.domain not in watched)


def met(own: list[str], watched: set[str]) -> Iterator[Met]:
    """Most reported first; the company's own domains are not among them."""
    hosts = Counter(
        host
        for words in conversations.impersonation_words(limit=LATEST)
        for host in {link.host for link in links(words)}
    )
    foreign = [(host, count) for host, count in hosts.most_common() if not ours(host, own)]
    for host, count in foreign[:SHOWN]:
        how = HOWS.get(resembles(host, own), "")
        yield Met(domain=host, count=count, how=how, watched=host in watched)


def ours(host: str, own: list[str]) -> bool:
    return any(host == each or host.endswith(f".{each}") for each in own)


urlpatterns = [
    path("impersonation/", impersonation, name="impersonation"),
    path("impersonation/save", save_watch, name="impersonation-save"),
]
