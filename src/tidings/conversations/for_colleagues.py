"""What a colleague received, checked and answered by another member of the organisation whose role allows it.

The colleague hands on the message, and with it the check code. The code and the role together allow an answer; who gave
it is on record. Who has no such role learns what any stranger with the code would, and whom to ask, whatever the code is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from tidings.conversations.answering import Answered, answer, is_link
from tidings.conversations.entries import from_customer
from tidings.conversations.is_it_us import check_code
from tidings.core import codes
from tidings.core.genuine.verdict import Answer
from tidings.core.notice import NextStep
from tidings.outreach import public as outreach
from tidings.people import public as people

MAY_ANSWER = (
    "owner",
    "administrator",
    "representative",
)  # roles in an organisation, as the customer record states them


class NotForThem(LookupError):
    """They may not answer this: none of their roles allows it, or it is no colleague's."""


@dataclass(frozen=True, kw_only=True)
class ForColleague:
    """`answer` is what anybody with the code is told; `steps` can be chosen where they may answer; else `ask` these roles."""

    answer: Answer
    outreach_id: int | None = None
    steps: tuple[NextStep, ...] = ()
    ask: tuple[str, ...] = ()


def check_for_colleague(*, customer_id: int, code: str, asker: str, now: datetime) -> ForColleague:
    """Whether a code is ours, and what this customer may do about it; `asker` is a network address, or who asks for them."""
    verdict = check_code(code, asker=asker, now=now)
    represented = organisations_of(customer_id, roles=MAY_ANSWER)
    ask = () if represented else MAY_ANSWER
    card = outreach.by_code(code=codes.normalised(code)) if verdict.answer == "ours" else None
    if card is None or not may_answer(card, customer_id, represented):
        return ForColleague(answer=verdict.answer, ask=ask)
    return ForColleague(answer="ours", outreach_id=card.id, steps=steps_of(card.id))


def answer_for_colleague(*, customer_id: int, code: str, step: str, asker: str, now: datetime) -> Answered:
    """Choose a step of what a colleague received; both timelines say who did. Raises `NotForThem`, `UnknownStep`."""
    found = check_for_colleague(customer_id=customer_id, code=code, asker=asker, now=now)
    if found.outreach_id is None:
        raise NotForThem(found.answer)
    says = next((one.says for one in found.steps if one.id == step), "")
    with transaction.atomic():
        done = answer(outreach_id=found.outreach_id, step=step, by=customer_id, now=now)
        from_customer(
            customer_id=customer_id,
            channel="portal",
            kind="answered_for_colleague",
            key=f"for_colleague:{found.outreach_id}:{step}:{customer_id}",
            says=says,
            now=now,
        )
    return done


def organisations_of(customer_id: int, *, roles: Iterable[str] | None = None) -> frozenset[str]:
    """The organisations they belong to, or act for in one of these roles; none for somebody erased."""
    if people.is_erased(customer_id=customer_id):
        return frozenset()
    member = people.person(customer_id=customer_id).organisations
    wanted = frozenset(roles) if roles is not None else None
    return frozenset(one.organisation for one in member if wanted is None or one.role.casefold() in wanted)


def may_answer(card: outreach.OutreachCard, customer_id: int, represented: frozenset[str]) -> bool:
    """Whether it is a colleague's. Their own they answer on its own page."""
    if card.customer_id == customer_id or card.sent_at is None:
        return False
    return bool(represented & organisations_of(card.customer_id))


def steps_of(outreach_id: int) -> tuple[NextStep, ...]:
    try:
        steps = outreach.notice(id=outreach_id).composed.next_steps
    except outreach.NoWords:
        return ()
    return tuple(step for step in steps if not is_link(step.does))
