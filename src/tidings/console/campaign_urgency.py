"""What customers made of a campaign: what it has earned, by what evidence, and a person's word against it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_POST

from tidings.campaigns import public as campaigns
from tidings.ground import clock
from tidings.staff import public as staff

LEVEL_SAYS = {
    "urgent": "It may go out at once, whatever the hour: those it concerns act at once.",
    "normal": "It may interrupt, like most news.",
    "digest": "It waits for the customer's next digest; only one in fifty still hears of it at once.",
    "none": "It is not sent: even in a digest it annoyed more than it helped.",
}
REASON_SAYS = {
    "declared": "Nothing that customers did speaks against what its sender declared.",
    "kept": "Nothing since then speaks for another level.",
    "not_prompt": "Called urgent, but those who act take their time, or nobody acts at all.",
    "not_worth": "Few could not have waited for it, and it annoyed others.",
    "unwelcome": "Even in digests more customers turned against it than acted on it.",
    "shown": "Those who still hear of it at once have shown that it is worth it.",
}
KIND_SAYS = {
    "prompt": "acted at once",
    "late": "acted later",
    "asked": "asked or checked",
    "resented": "complained, doubted or stopped",
    "ignored": "let it be",
    "open": "may still act",
}


@dataclass(frozen=True)
class Bar:
    """One way in which contacts were met: how many, and their share in percent."""

    kind: str
    says: str
    count: int
    percent: float


@dataclass(frozen=True)
class UrgencyView:
    """What the campaign's page shows."""

    card: campaigns.UrgencyCard
    at_once: list[Bar]
    in_digests: list[Bar]

    @property
    def level_says(self) -> str:
        return LEVEL_SAYS[self.card.in_force]

    @property
    def reason_says(self) -> str:
        return REASON_SAYS.get(self.card.reason, "")


def urgency_view(campaign: str) -> UrgencyView | None:
    """None before anything went out and was weighed."""
    card = campaigns.urgency(campaign=campaign)
    if card is None:
        return None
    return UrgencyView(card, bars(card.seen.get("at_once", {})), bars(card.seen.get("in_digests", {})))


def bars(counts: Mapping[str, float]) -> list[Bar]:
    total = sum(counts.values())
    return [
        Bar(kind, says, round(counts.get(kind, 0)), 100 * counts.get(kind, 0) / total)
        for kind, says in KIND_SAYS.items()
        if total and counts.get(kind)
    ]


@staff.needs("launch.campaigns")
@require_POST
def override(request: HttpRequest, name: str) -> HttpResponse:
    """Sets another level than behaviour earned, or lets behaviour count again; the reason stays with the name."""
    level, why = request.POST.get("level", ""), request.POST.get("why", "")
    try:
        campaigns.override_urgency(
            campaign=name, level=level, why=why, actor=request.user.actor, now=clock.now()
        )
        says = (
            f"{name} is {level} now, by your word."
            if level
            else f"Customers' behaviour counts again for {name}."
        )
        messages.success(request, says)
    except campaigns.OverrideRefused as refused:
        messages.error(request, f"Not changed: {refused}")
    except campaigns.NoSuchCampaign:
        raise Http404 from None
    return redirect("campaign", name)


urlpatterns = [path("campaigns/<slug:name>/urgency", override, name="campaign-urgency")]
