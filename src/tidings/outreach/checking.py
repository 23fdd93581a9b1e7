"""Checked again at the moment of sending, because a queue outlives permissions: everything is read anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import tidings.campaigns.public as campaigns
import tidings.people.public as people
import tidings.staff.public as staff
from tidings.core.cases import EPOCH, Case, lay_out, micros
from tidings.core.deciding import CONTACT, LATER, NO_CHANNEL, REFUSE, decide
from tidings.core.policy import Policy
from tidings.core.reasons import CAP_REASONS, Reason, codes
from tidings.outreach.agreed import Judged, agreed
from tidings.outreach.models import Outreach
from tidings.outreach.recent import lately
from tidings.outreach.resting import rest
from tidings.outreach.rules import policy_of
from tidings.outreach.seeing import Known, addresses, case, facts_by_question, in_audience, registries_for
from tidings.outreach.telling import Change, tell
from tidings.outreach.worth import digest_due

LOOK_AGAIN = timedelta(minutes=15)  # at a row whose campaign is paused
CAPS = {reason.code for reason in CAP_REASONS}
TOO_LATE = {Reason.EXPIRED.code, Reason.EXPIRED_BEFORE_HOURS.code}


@dataclass(frozen=True, kw_only=True)
class Check:
    """May this outreach go out now? `verdict` is ok, hold (`until`), refuse, expired or withdrawn, with the `reason`."""

    verdict: str
    until: datetime | None = None
    reason: str = ""
    address: str = ""

    def settle(self, row: Outreach, now: datetime) -> bool:
        """Whether the row may be sent; otherwise it is written back as held or ended, in the caller's transaction."""
        if self.verdict == "ok":
            if self.address != row.address:
                row.address = self.address
                row.save(update_fields=["address"])
            return True
        row.state = {"hold": "pending", "refuse": "refused"}.get(self.verdict, self.verdict)
        row.reason, row.due_at = self.reason, self.until or row.due_at
        row.lease = None
        row.save(update_fields=["state", "reason", "due_at", "lease"])
        if row.state != "pending" and not self.stands(row):
            tell([Change(outreach_id=row.id, state=row.state, reason=row.reason)], now=now)
        return False

    def stands(self, row: Outreach) -> bool:
        """Whether an earlier channel has handed it over: then only this further attempt ends."""
        return bool(row.tries) and row.id in rest({row.id: self.reason})


def check_again(outreaches: Sequence[Outreach], now: datetime) -> list[Check]:
    """One answer a row, in order: consent, stops, pause, caps (without itself), hours, expiry, campaign."""
    if not outreaches:
        return []
    facts, known = facts_for(outreaches, now), known_again(outreaches, now)
    decided = agreed(
        [row for row in outreaches if row.id in facts],
        facts,
        known,
        judge=lambda rows: judged([case_again(row, facts[row.id], known) for row in rows], known.rules, now),
        now=now,
    )
    paused = campaigns.paused(campaign_ids={row.campaign_id for row in outreaches})
    return [
        next_digest(row, crowded, known, now)
        if (crowded := crowded_out(row, decided.get(row.id)))
        else check(row, facts.get(row.id), decided.get(row.id), row.campaign_id in paused, now)
        for row in outreaches
    ]


def facts_for(outreaches: Sequence[Outreach], now: datetime) -> dict[int, people.Facts]:
    """The facts of today by outreach; a customer who is gone has none."""
    questions = {
        row.id: people.Asked(customer_id=row.customer_id, topic=row.topic, purpose=row.purpose)
        for row in outreaches
    }
    known = facts_by_question(list(questions.values()), now)
    return {id: known[question] for id, question in questions.items() if question in known}


def known_again(outreaches: Sequence[Outreach], now: datetime) -> Known:
    company = staff.company()
    rules = policy_of(company)
    customers = {row.customer_id for row in outreaches}
    return Known(
        company=company,
        rules=rules,
        lately=lately(customers=customers, caps=rules.counted(now), now=now, sending=True),
        registries=registries_for(rules, {row.purpose for row in outreaches}),
    )


def case_again(row: Outreach, facts: people.Facts, known: Known) -> Case:
    """The case as it stands now, on the channel that was chosen; who was held out is not drawn again."""
    return case(
        facts,
        known,
        before=row.id,
        topic=row.topic,
        purpose=row.purpose,
        urgency=row.urgency,
        in_audience=in_audience(campaigns.live_version(version_id=row.version_id), facts),
        wanted=(row.channel,),
        bucket=0,
        holdout_bp=0,
        expires=row.expires_at,
    )


def judged(cases: Sequence[Case], rules: Policy, now: datetime) -> list[Judged]:
    channels = tuple(sorted({name for case in cases for name in case.wanted}))
    laid = lay_out(cases, policy=rules, channels=channels, now=now)
    return [
        Judged(
            row["verdict"],
            codes(row["reasons"]),
            None if row["earliest"] is None else EPOCH + timedelta(microseconds=row["earliest"]),
            "" if row["channel"] == NO_CHANNEL else channels[row["channel"]],
        )
        for row in decide(laid, policy=rules, now=micros(now)).to_pylist()
    ]


def check(
    row: Outreach, facts: people.Facts | None, judged: Judged | None, paused: bool, now: datetime
) -> Check:
    """The one answer for a row, the most final first."""
    if row.withdrawn_at is not None:
        return Check(verdict="withdrawn", reason=row.reason or Reason.WITHDRAWN.code)
    if row.seen_at is not None:
        return Check(verdict="withdrawn", reason=f"{Reason.WITHDRAWN.code}:seen")
    if row.expires_at <= now:
        return Check(verdict="expired", reason=Reason.EXPIRED.code)
    if facts is None or judged is None:
        return Check(verdict="refuse", reason=Reason.CUSTOMER_GONE.code)
    if judged.verdict == CONTACT and not paused:
        return Check(verdict="ok", address=current_address(row, facts))
    if judged.verdict <= LATER:
        until = judged.earliest if judged.verdict == LATER else min(now + LOOK_AGAIN, row.expires_at)
        reason = Reason.CAMPAIGN_PAUSED.code if paused else held_because(judged)
        return Check(verdict="hold", until=until, reason=reason)
    verdict = "expired" if TOO_LATE & set(judged.reasons) else "refuse"
    return Check(verdict=verdict, reason=judged.reasons[0])


def crowded_out(row: Outreach, judged: Judged | None) -> str:
    """Why a digest has no room for it, if only caps say so; "" where it is told, or something else is in the way."""
    waits = row.digest == "waiting" and row.withdrawn_at is None
    if not waits or judged is None or judged.verdict != REFUSE or not CAPS.issuperset(judged.reasons):
        return ""
    return judged.reasons[0]


def next_digest(row: Outreach, reason: str, known: Known, now: datetime) -> Check:
    """It waits for the next one, if that comes in time."""
    due = digest_due(tuple(row.zones), known.rules, known.company, now)
    return Check(verdict="hold" if due < row.expires_at else "refuse", until=due, reason=reason)


def current_address(row: Outreach, facts: people.Facts) -> str:
    """The address that was chosen while it may still be used, else the customer's best one now."""
    usable = addresses(facts, row.channel)
    return row.address if row.address in usable else usable[0]


def held_because(judged: Judged) -> str:
    holds = [Reason.PAUSE_ENDS_FIRST.code, Reason.OUTSIDE_HOURS.code]
    return next((code for code in holds if code in judged.reasons), "")
