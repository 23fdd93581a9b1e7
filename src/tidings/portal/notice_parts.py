"""The parts of the notice's page as they are shown: steps, evidence, what proves it genuine, and why we wrote."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from tidings.conversations import public as conversations
from tidings.core import codes
from tidings.core.notice import Evidence, NextStep
from tidings.outreach import public as outreach
from tidings.portal.showing import home, host_of, masked, moment
from tidings.portal.words import Words
from tidings.staff.public import CompanyCard


@dataclass(frozen=True, kw_only=True)
class ShownStep:
    """A next step: a button, a link with its host, or what was chosen and when."""

    id: str
    says: str
    link: str
    host: str
    done: str


def shown_step(
    step: NextStep, done: dict[str, datetime], card: outreach.OutreachCard, ours: CompanyCard, spoken: Words
) -> ShownStep:
    chosen = done.get(step.id)
    return ShownStep(
        id=step.id,
        says=step.says,
        link=step.does if conversations.is_link(step.does) else "",
        host=host_of(step.does),
        done=moment(chosen, card=card, company=ours, spoken=spoken) if chosen else "",
    )


@dataclass(frozen=True, kw_only=True)
class ShownEvidence:
    """What shows that it is so: a text, or a link with its host."""

    says: str
    text: str
    link: str
    host: str


def shown_evidence(evidence: Evidence) -> ShownEvidence:
    host = host_of(evidence.value)
    return ShownEvidence(
        says=evidence.says,
        text="" if host else evidence.value,
        link=evidence.value if host else "",
        host=host,
    )


@dataclass(frozen=True, kw_only=True)
class Genuine:
    """What lets the reader check that the notice is ours without trusting this page."""

    code: str
    sent: str
    to: str
    topic: str
    check: str
    recorded: bool


def genuine_facts(view: outreach.NoticeView, ours: CompanyCard, spoken: Words, topic: str) -> Genuine:
    card = view.card
    return Genuine(
        code=codes.spoken(card.code),
        sent=moment(card.sent_at, card=card, company=ours, spoken=spoken) if card.sent_at else "",
        to=masked(card.address),
        topic=topic,
        check=check_address(ours),
        recorded=bool(outreach.records_of(outreach_id=card.id)),
    )


def check_address(ours: CompanyCard) -> str:
    return home(ours) + reverse("portal:is-it-you")


@dataclass(frozen=True, kw_only=True)
class ShownWhy:
    """Why we wrote: the reasons, since when it could come, how often we had written, and the rules we kept."""

    because: list[str]
    moment: str
    counted: tuple[str, ...]
    rules: list[str]


def shown_why(card: outreach.OutreachCard, ours: CompanyCard, spoken: Words) -> ShownWhy:
    """What the decision says, for the customer to read; it shows nothing that is not their own."""
    decision = outreach.decision(id=card.decision_id)
    try:
        told = outreach.why(decision, language=spoken.language, to_them=True)
    except outreach.NotKept:
        return ShownWhy(because=because(card, spoken), moment="", counted=(), rules=[])
    at = decision.earliest
    when = moment(at, card=card, company=ours, spoken=spoken) if at else ""
    return ShownWhy(
        because=because(card, spoken),
        moment=spoken.say("why_moment", moment=when) if when else "",
        counted=told.counted,
        rules=[f"{rule.title} ({rule.source})" if rule.source else rule.title for rule in told.rules],
    )


def because(card: outreach.OutreachCard, spoken: Words) -> list[str]:
    """Why we wrote, in words for the customer; a reason without such words is said as the company reads it."""
    decision = outreach.decision(id=card.decision_id)
    said = []
    for reason in decision.reasons:
        if spoken.knows(f"because_{reason}"):
            said.append(spoken.say(f"because_{reason}"))
        else:
            said += outreach.explain(reasons=[reason], seen=decision.seen, language=spoken.language)
    return said
