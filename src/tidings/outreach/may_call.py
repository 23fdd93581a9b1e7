"""Whether somebody may be called about an outreach now: by the rules, stops and hours that bind any contact, on that line."""

import copy
from dataclasses import dataclass, replace
from datetime import datetime

import tidings.people.public as people
from tidings.core.deciding import CONTACT, LATER
from tidings.core.reasons import Reason
from tidings.outreach.checking import case_again, facts_for, judged, known_again
from tidings.outreach.models import Outreach
from tidings.outreach.seeing import addresses

KINDS = ("mobile", "landline")
NOT_THEIRS = "not_their_number"


@dataclass(frozen=True, kw_only=True)
class MayCall:
    """Yes where there are no `reasons`; else not before `until` (None: not about this). `line` is as rules name it."""

    line: str = ""
    reasons: tuple[str, ...] = ()
    until: datetime | None = None


def may_call(row: Outreach, *, called: str, speaks: str, now: datetime) -> MayCall:
    """Whether this number of the customer's may be called; `speaks` is live, ai, prerecorded, or "" for any of them."""
    facts = facts_for([row], now).get(row.id)
    if facts is None:
        return MayCall(reasons=(Reason.CUSTOMER_GONE.code,))
    line = line_of(row.customer_id, called)
    if not line:
        return MayCall(reasons=(NOT_THEIRS,))
    if row.withdrawn_at is not None:
        return MayCall(line=line, reasons=(Reason.WITHDRAWN.code,))
    verdict = by_rules(row, facts, line, speaks, now)
    if not verdict.reasons and called not in addresses(facts, line):
        return replace(verdict, reasons=(Reason.SUPPRESSED.code,))
    return verdict


def line_of(customer_id: int, called: str) -> str:
    """The line as rules name it (voice:mobile, voice:landline), by the customer's record; "" for a number not theirs."""
    points = people.person(customer_id=customer_id).points
    known = {one.channel for one in points if one.address == called and one.state == "usable"}
    return next((f"voice:{kind}" for kind in KINDS if kind in known), "")


def by_rules(row: Outreach, facts: people.Facts, line: str, speaks: str, now: datetime) -> MayCall:
    """The call is a contact of its own: the outreach's own message counts against the caps, too."""
    asked = copy.copy(row)
    asked.channel = line
    known = known_again([asked], now)
    counted = known.lately.counts(row.customer_id, purpose=row.purpose, topic=row.topic)
    case = replace(case_again(asked, facts, known), technology=speaks, recent=counted)
    [answer] = judged([case], known.rules, now)
    if answer.verdict == CONTACT:
        return MayCall(line=line)
    until = answer.earliest if answer.verdict == LATER else None
    return MayCall(line=line, reasons=tuple(answer.reasons), until=until)
