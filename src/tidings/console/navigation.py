"""Where the console can be walked to; each user sees only what their roles open."""

from dataclasses import dataclass
from typing import Any

from django.urls import Resolver404, resolve

from tidings.staff.public import can


@dataclass(frozen=True)
class Place:
    """One entry of the navigation; `apart` begins a new group, `also` holds pages that stand elsewhere."""

    title: str
    path: str
    capability: str
    apart: bool = False
    also: tuple[str, ...] = ()

    def holds(self, path: str) -> bool:
        return path.startswith((self.path, *self.also))


PLACES = (
    Place("Home", "/console/", "see.campaigns"),
    Place("Campaigns", "/console/campaigns/", "see.campaigns", also=("/console/trials/",)),
    Place("Plans", "/console/plans/", "see.campaigns", also=("/console/segments/",)),
    Place("Outreaches", "/console/outreaches/", "see.outreach"),
    Place("Evidence", "/console/evidence/", "see.outreach"),
    Place("Customers", "/console/customers/", "see.customers"),
    Place("Is it ours?", "/console/is-it-ours/", "see.customers"),
    Place("Belief and truth", "/console/belief/", "see.campaigns"),
    Place("Problems", "/console/problems/", "see.problems"),
    Place("Inbox", "/console/inbox/", "see.problems"),
    Place("Impersonation reports", "/console/impersonation/reports/", "see.reports"),
    Place("Impersonation watch", "/console/impersonation/", "see.reports"),
    Place("Workers", "/console/workers/", "see.problems"),
    Place("Mailbox", "/console/mailbox/", "see.mailbox"),
    Place("Company", "/console/company/", "manage.company", apart=True),
    Place("Channels", "/console/channels/", "manage.company"),
    Place("Webhooks", "/console/webhooks/", "manage.company"),
    Place("Rules", "/console/rules/", "see.outreach"),
    Place("People and keys", "/console/staff/", "manage.staff"),
    Place("Audit trail", "/console/audit/", "see.audit"),
)


def places(user: Any) -> list[Place]:
    """The places open to this user."""
    return [place for place in PLACES if can(user, place.capability) and exists(place.path)]


def current(places: list[Place], path: str) -> Place | None:
    """The place that a page at `path` belongs to; the first page is a place of its own and holds no others."""
    home, *others = PLACES
    held = (place for place in places if place in others and place.holds(path))
    return home if path == home.path and home in places else next(held, None)


def exists(path: str) -> bool:
    try:
        resolve(path)
    except Resolver404:
        return False
    return True
