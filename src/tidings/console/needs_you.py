"""What waits for the one who looks: approvals, pauses, problems; nothing they could do nothing about."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tidings.campaigns import public as campaigns
from tidings.conversations import public as conversations
from tidings.ground import inbox_cards, webhooks
from tidings.people import public as people
from tidings.staff.public import CompanyCard, can, capabilities, users
from tidings.stewardship import public as stewardship

MOST_NAMES = 3
MOST_REQUESTS = 5


@dataclass(frozen=True)
class ToDo:
    """One thing that waits: what it is, why it waits, and the page where it is done."""

    state: str
    title: str
    says: str
    href: str


def todo(
    *, user: Any, company: CompanyCard, cards: Sequence[campaigns.CampaignCard], states: Mapping[str, int]
) -> list[ToDo]:
    """What this user can see to now, the most urgent first."""
    return [
        *(data_requests() if can(user, "steward.customers") else ()),
        *(impersonation_reports() if can(user, "settle.reports") else ()),
        *(approvals(user, company, cards) if concerned(user) else ()),
        *(proposals(cards) if can(user, "launch.campaigns") else ()),
        *(pauses(cards) if can(user, "launch.campaigns") else ()),
        *(demotions() if can(user, "launch.campaigns") else ()),
        *(problems(states) if can(user, "see.problems") else ()),
        *(set_aside() if can(user, "send.events") else ()),
        *(dead_letters() if can(user, "manage.company") else ()),
        *(refused_rows() if can(user, "import.customers") else ()),
    ]


ASKED_FOR = {"copy": "asks for a copy of their data", "erase": "asks to be erased"}


def data_requests() -> Iterator[ToDo]:
    """Customers' own requests, the nearest last day first: the law gives us a month."""
    for request in stewardship.waiting(limit=MOST_REQUESTS):
        person = people.person(customer_id=request.customer_id)
        yield ToDo(
            "open",
            f"{person.name or person.external_id} {ASKED_FOR[request.kind]}",
            f"Make sure that it is them; it is due by {request.due_on:%-d %b %Y}.",
            f"/console/customers/{request.customer_id}/data/",
        )


def impersonation_reports() -> Iterator[ToDo]:
    """What people were sent in our name, and nobody has looked at."""
    if count := conversations.open_impersonations():
        title = f"{many(count, 'report')} of what pretended to be ours"
        yield ToDo(
            "open",
            title,
            "Look at the evidence and say what it is.",
            "/console/impersonation/reports/?state=open",
        )


def set_aside() -> Iterator[ToDo]:
    """What came in and nobody could use."""
    counts = inbox_cards.counts()
    if count := counts["unmatched"] + counts["unreadable"]:
        says = "Replies of strangers, or what a channel could not read."
        yield ToDo("problem", f"{count:,} of what came in could not be used", says, "/console/inbox/")


def dead_letters() -> Iterator[ToDo]:
    """What your own systems did not take."""
    if count := sum(counts.get("failed", 0) for counts in webhooks.waiting_by_endpoint().values()):
        says = "Mend the receiver, then tell it again."
        yield ToDo("failed", f"{count:,} webhooks were not taken", says, "/console/webhooks/")


def concerned(user: Any) -> bool:
    return can(user, "approve.campaigns") or can(user, "launch.campaigns")


def approvals(user: Any, company: CompanyCard, cards: Sequence[campaigns.CampaignCard]) -> Iterator[ToDo]:
    for card in cards:
        if card.waiting is None:
            continue
        version = card.version(card.waiting)
        barred = {version.author, version.proposed_by} if company.second_person else set()
        if can(user, "approve.campaigns") and user.actor not in barred:
            says = "Read it as customers will, then approve it."
        else:
            says = who_can_approve(barred)
        yield ToDo("proposed", f"{card.name}, version {card.waiting}, waits for approval", says, page(card))


def who_can_approve(barred: Collection[str]) -> str:
    """The colleagues to ask; whoever wrote or proposed the version is not among them."""
    names = [
        colleague.name or colleague.email
        for colleague in users()
        if colleague.active
        and "approve.campaigns" in capabilities(colleague.roles)
        and f"user:{colleague.email}" not in barred
    ]
    if not names:
        return "Nobody else may approve it yet: an administrator can give a colleague the role approver."
    return f"A second person approves it: {' or '.join(names[:MOST_NAMES])}."


def proposals(cards: Sequence[campaigns.CampaignCard]) -> Iterator[ToDo]:
    for card in cards:
        if card.state == "draft" and card.waiting is None:
            yield ToDo("draft", f"{card.name} is a draft", "Propose it when its words are right.", page(card))


def pauses(cards: Sequence[campaigns.CampaignCard]) -> Iterator[ToDo]:
    for card in cards:
        if card.state == "paused":
            yield ToDo(
                "paused", f"{card.name} is paused", "Nothing of it goes out until it is resumed.", page(card)
            )


FALLEN_TO = {
    "normal": "is no longer taken for urgent",
    "digest": "waits for digests now",
    "none": "is no longer sent",
}


def demotions() -> Iterator[ToDo]:
    """Campaigns whose own customers have shown that they claim too much."""
    for name, level in campaigns.fallen().items():
        yield ToDo(
            "off",
            f"{name} {FALLEN_TO.get(level, 'was taken down')}",
            "Customers' behaviour says so; see the evidence, mend it, or set it yourself with a reason.",
            f"/console/campaigns/{name}/#urgency",
        )


def problems(states: Mapping[str, int]) -> Iterator[ToDo]:
    events = campaigns.event_counts()
    if events.problem:
        yield ToDo(
            "problem",
            f"{many(events.problem, 'event')} could not be used",
            "Each says why, and how to mend it.",
            "/console/problems/",
        )
    if events.unknown:
        yield ToDo(
            "unknown",
            f"{many(events.unknown, 'event')} of a type no campaign speaks of",
            "They are kept; a campaign may take them up.",
            "/console/problems/",
        )
    if failed := states.get("failed", 0):
        yield ToDo(
            "failed",
            f"{many(failed, 'outreach', 'outreaches')} failed",
            "The channel refused them for good.",
            "/console/outreaches/?state=failed",
        )


def refused_rows() -> Iterator[ToDo]:
    if refused := sum(run.refused for run in people.imports(limit=1)):
        yield ToDo(
            "refused",
            f"{many(refused, 'row')} of the last import refused",
            "Correct them in the file of refused rows and import it again.",
            "/console/customers/imports/",
        )


def page(card: campaigns.CampaignCard) -> str:
    return f"/console/campaigns/{card.name}/"


def many(count: int, one: str, more: str = "") -> str:
    return f"{count:,} {one if count == 1 else more or one + 's'}"
