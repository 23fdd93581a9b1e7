"""A customer answers a notice: a next step, a question, a doubt. Each is one transaction, and counts once."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Literal

from django.db import transaction

from tidings.conversations.choosing import stop
from tidings.conversations.entries import from_outreach, tell_answer
from tidings.conversations.models import Interaction
from tidings.core.notice import Composed, NextStep
from tidings.outreach import public as outreach
from tidings.people import public as people

Outcome = Literal["noted", "callback", "interested", "complaint", "passed_on"]
MOST_QUESTIONS = 20
LONGEST_QUESTION = 2000

# What a step does, and whether choosing it means that the customer has to be followed up.
OUTCOMES: dict[str, Outcome] = {
    "confirm": "noted",
    "callback": "callback",
    "interested": "interested",
    "offer.accept": "interested",
    "complaint": "complaint",
}
REASON_OF: dict[Outcome, str] = {
    "callback": "requested",
    "interested": "interested",
    "complaint": "complaint",
}


class UnknownStep(LookupError):
    """A step this notice does not offer, or one that is a link and is followed, not answered."""


class QuestionRefused(ValueError):
    """A question that cannot be taken; `reason` is empty, too_long or too_many."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, kw_only=True)
class Answered:
    """What choosing a step led to; `already` when it had been chosen before (and nothing was done again)."""

    step: str
    outcome: Outcome
    already: bool


def answer(*, outreach_id: int, step: str, says: str = "", by: int | None = None, now: datetime) -> Answered:
    """Choose a next step of a notice; once per outreach and step. `by`: the colleague who did. Raises `UnknownStep`."""
    notice = outreach.notice(id=outreach_id)
    chosen = _step(notice.composed, step)
    outcome = outcome_of(chosen.does)
    key = f"answer:{outreach_id}:{step}"
    with transaction.atomic():
        new = from_outreach(
            notice.card,
            kind="answered",
            key=key,
            says=says or chosen.says,
            detail={"step": step, "does": chosen.does, "outcome": outcome} | ({"by": by} if by else {}),
            reason=REASON_OF.get(outcome, ""),
            now=now,
        )
        if new:
            tell_answer(notice.card, key=key, now=now, kind="step", step=step, does=chosen.does, says=says)
            if outcome != "noted":
                talking(notice.card, asked_for=("voice",) if outcome == "callback" else (), now=now)
            if outcome == "complaint":
                outreach.case_open(
                    customer_id=notice.card.customer_id, key=key, topic=notice.card.topic, now=now
                )
    return Answered(step=step, outcome=outcome, already=not new)


def outcome_of(does: str) -> Outcome:
    """What we do when a step with this `does` is chosen; what we do not know, the company's own systems do."""
    return OUTCOMES.get(does, "interested" if does.startswith("offer.accept.") else "passed_on")


def is_link(does: str) -> bool:
    """Whether a step leads to a page of the company instead of being answered here."""
    return does.startswith(("https://", "http://"))


def _step(composed: Composed, step: str) -> NextStep:
    for one in composed.next_steps:
        if one.id == step and not is_link(one.does):
            return one
    raise UnknownStep(step)


def ask(
    *,
    outreach_id: int,
    text: str,
    kind: Literal["question", "complaint"] = "question",
    now: datetime,
) -> bool:
    """A question (or complaint) in the customer's own words; False when the same text is already there."""
    card = outreach.outreach(id=outreach_id)
    text = _checked_text(text)
    key = f"{kind}:{outreach_id}:{hashlib.sha256(text.encode()).hexdigest()[:32]}"
    with transaction.atomic():
        if _questions(outreach_id) >= MOST_QUESTIONS and not Interaction.objects.filter(key=key).exists():
            raise QuestionRefused("too_many")
        reason = "complaint" if kind == "complaint" else "cannot_resolve"
        new = from_outreach(card, kind=kind, key=key, says=text, reason=reason, now=now)
        if new:
            tell_answer(card, key=key, now=now, kind=kind, says=text)
            talking(card, now=now)
            stop_if_asked(card, text, now)
            if kind == "complaint":
                outreach.case_open(customer_id=card.customer_id, key=key, topic=card.topic, now=now)
    return new


def stop_if_asked(card: outreach.OutreachCard, text: str, now: datetime, *, by: str = "words") -> bool:
    """Words that ask us to stop end the advertising, what this was for, and all that the law of the place counts with it.

    Doubtful words end the advertising, and are asked about. False when nothing was asked, or all was stopped before.
    """
    heard = people.heard_stop(text)
    if not heard:
        return False
    stopped = partial(stop, customer_id=card.customer_id, outreach_id=card.id, by=by, now=now)
    scopes = dict.fromkeys(["purpose:marketing", f"purpose:{card.purpose}"][: 1 + heard.sure])
    new = [stopped(scope=scope) for scope in scopes]
    ended = outreach.channels_ended(card, now=now) if heard.sure else ()
    new += [stopped(scope="all", channel=channel) for channel in ended]
    return any(new)


def talking(card: outreach.OutreachCard, *, asked_for: Sequence[str] = (), now: datetime) -> None:
    """Who wrote is answered where they wrote; other channels only where they asked for them."""
    outreach.conversation_open(
        customer_id=card.customer_id, channel=card.channel, asked_for=asked_for, now=now
    )


def _checked_text(text: str) -> str:
    text = text.replace("\x00", "").strip()
    if not text:
        raise QuestionRefused("empty")
    if len(text) > LONGEST_QUESTION:
        raise QuestionRefused("too_long")
    return text


def _questions(outreach_id: int) -> int:
    return Interaction.objects.filter(outreach_id=outreach_id, kind__in=("question", "complaint")).count()


def doubted(*, outreach_id: int, now: datetime) -> bool:
    """The customer says that this does not look genuine; False when they had said so before."""
    card = outreach.outreach(id=outreach_id)
    key = f"doubted:{outreach_id}"
    with transaction.atomic():
        new = from_outreach(card, kind="doubted", key=key, reason="suspects_scam", now=now)
        if new:
            tell_answer(card, key=key, now=now, kind="doubt")
    return new


def answers_of(*, outreach_id: int) -> dict[str, datetime]:
    """The steps already chosen on this outreach, and when."""
    chosen = Interaction.objects.filter(outreach_id=outreach_id, kind="answered").order_by("at", "id")
    return {detail["step"]: at for detail, at in chosen.values_list("detail", "at")}
