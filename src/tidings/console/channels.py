"""The channels: which are ready and why not, what they can do, and the settings of each account."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from re import fullmatch
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tidings.channels import discover
from tidings.channels.contract import Channel, Declaration, Finding, Setting
from tidings.console.channel_forms import AccountForm
from tidings.ground import channel_settings, channel_stated, clock
from tidings.ground.channel_settings import missing
from tidings.ground.channel_standing import named_for
from tidings.outreach import public as outreach
from tidings.staff import public as staff


@dataclass(frozen=True, kw_only=True)
class AccountCard:
    """An account of a channel: what it still needs, and whether somebody paused it."""

    name: str
    missing: Sequence[Setting]
    paused: bool
    removable: bool


@dataclass(frozen=True, kw_only=True)
class ChannelCard:
    """A channel and its accounts in the order they are tried."""

    declaration: Declaration
    accounts: Sequence[AccountCard]

    @property
    def ready(self) -> bool:
        return any(not account.missing for account in self.accounts)

    @property
    def needs(self) -> Sequence[Setting]:
        """What its first account lacks."""
        return self.accounts[0].missing

    @property
    def removable(self) -> bool:
        return any(account.removable for account in self.accounts)

    @property
    def abilities(self) -> list[str]:
        return sorted(ability.replace("_", " ") for ability in self.declaration.abilities)


@staff.needs("manage.company")
@require_GET
def channels(request: HttpRequest) -> HttpResponse:
    cards = [card(channel.declaration) for channel in discover().values()]
    return render(
        request,
        "console/channels/list.html",
        {"channels": sorted(cards, key=lambda each: (not each.ready, each.declaration.name))},
    )


@staff.needs("manage.company")
@never_cache
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters()
def account(request: HttpRequest, channel: str, account: str) -> HttpResponse:
    found = known(channel)
    if account not in channel_settings.named(found.declaration):
        raise Http404
    form = AccountForm(found, account, request.POST or None)
    if request.method == "POST" and form.is_valid():
        save(request, form)
        return redirect("channel-account", channel=channel, account=account)
    mine = next(each for each in card(found.declaration).accounts if each.name == account)
    page = {"declaration": found.declaration, "account": mine, "form": form}
    return render(request, "console/channels/account.html", page | parted(form))


@transaction.atomic
def save(request: HttpRequest, form: AccountForm) -> None:
    changed = form.save(clock.now())
    name = form.channel.declaration.name
    if changed:
        noted(request, "channel.changed", name, form.account, settings=changed)
        outreach.look_again(channel=name, reasons=["pace", "warm_up", "way_paused"], now=clock.now())
    messages.success(
        request, "Saved. Every worker follows it within seconds." if changed else "Nothing was changed."
    )


def parted(form: AccountForm) -> dict[str, list[dict[str, Any]]]:
    """What somebody must say or has said, and apart from it what is well as it is."""
    shown, apart = [], []
    for row in rows(form):
        line = form.lines[row["field"].name]
        stated = line.said.by != "default" or line.broken or row["field"].errors
        (shown if line.setting.required or stated else apart).append(row)
    return {"rows": shown, "further": apart}


def rows(form: AccountForm) -> Iterator[dict[str, Any]]:
    """Each field with its "forget" box, where it has one."""
    for name in form.lines:
        forget = f"{name}-forget"
        yield {"field": form[name], "forget": form[forget] if forget in form.fields else None}


@staff.needs("manage.company")
@require_POST
def check(request: HttpRequest, channel: str, account: str) -> HttpResponse:
    """Asks the channel to try its settings."""
    found = known(channel)
    settings = channel_settings.settings_for(found.declaration, account)
    for finding in checked(found, settings):
        say = messages.success if finding.well else messages.error
        say(request, f"{finding.says}. {finding.mend}".rstrip(". ") + ".")
    return redirect("channel-account", channel=channel, account=account)


def checked(channel: Channel, settings: dict[str, str]) -> Sequence[Finding]:
    try:
        found = channel.check(settings)
    except ValueError as wrong:
        return [Finding(well=False, says=str(wrong))]
    return found or [
        Finding(well=True, says="This channel has no check of its own; its settings can be read")
    ]


@staff.needs("manage.company")
@require_POST
def add(request: HttpRequest, channel: str) -> HttpResponse:
    """Another account of a channel, tried after those that are there."""
    declaration, name = known(channel).declaration, request.POST.get("name", "").strip().lower()
    there = channel_settings.named(declaration)
    if not fullmatch(channel_settings.NAME, name) or name in there:
        messages.error(
            request, "Name it with up to 20 small letters and digits, like second; each name once."
        )
        return redirect("channels")
    order = str(len(there))
    channel_stated.state(
        channel=channel,
        account=name,
        name=named_for(declaration, "ORDER"),
        value=order,
        secret=False,
        now=clock.now(),
    )
    noted(request, "channel.account_added", channel, name)
    return redirect("channel-account", channel=channel, account=name)


@staff.needs("manage.company")
@require_POST
def remove(request: HttpRequest, channel: str, account: str) -> HttpResponse:
    """Forgets what the console says of an account."""
    known(channel)
    channel_stated.unstate(channel=channel, account=account)
    noted(request, "channel.account_removed", channel, account)
    messages.success(request, f"What was stated here of {channel} {account} is forgotten.")
    return redirect("channels")


@staff.needs("manage.company")
@require_POST
def pause(request: HttpRequest, channel: str, account: str) -> HttpResponse:
    """Nothing goes out by this account until it goes on; another account takes over."""
    declaration = known(channel).declaration
    where = {"channel": channel, "account": account, "name": named_for(declaration, "PAUSED")}
    if request.POST.get("paused") == "yes":
        channel_stated.state(**where, value="yes", secret=False, now=clock.now())
        noted(request, "channel.paused", channel, account)
    else:
        channel_stated.unstate(**where)
        outreach.look_again(channel=channel, reasons=["way_paused"], now=clock.now())
        noted(request, "channel.resumed", channel, account)
    return redirect("channels")


def known(channel: str) -> Channel:
    if channel not in discover():
        raise Http404
    return discover()[channel]


def card(declaration: Declaration) -> ChannelCard:
    stated = channel_stated.stated_in_console(declaration.name)
    accounts = [
        AccountCard(
            name=name,
            missing=[each for each in declaration.settings if each.name in missing(declaration, name)],
            paused=bool(channel_settings.standing_for(declaration, name)["PAUSED"]),
            removable=name in stated,
        )
        for name in channel_settings.named(declaration)
    ]
    return ChannelCard(declaration=declaration, accounts=accounts)


def noted(request: HttpRequest, action: str, channel: str, account: str, **detail: Any) -> None:
    actor: str = request.user.actor  # type: ignore[union-attr]  # `needs` lets users in only
    staff.record(
        actor=actor, action=action, object=f"channel:{channel}/{account}", detail=detail, now=clock.now()
    )


urlpatterns = [
    path("channels/", channels, name="channels"),
    path("channels/<slug:channel>/accounts", add, name="channel-add-account"),
    path("channels/<slug:channel>/<slug:account>/", account, name="channel-account"),
    path("channels/<slug:channel>/<slug:account>/check", check, name="channel-check"),
    path("channels/<slug:channel>/<slug:account>/remove", remove, name="channel-remove-account"),
    path("channels/<slug:channel>/<slug:account>/pause", pause, name="channel-pause"),
]
