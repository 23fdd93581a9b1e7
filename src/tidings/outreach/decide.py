"""Decide: what happened meets whom it concerns; every meeting leaves a decision, some an outreach. One transaction a batch."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction

import tidings.campaigns.public as campaigns
import tidings.staff.public as staff
from tidings.core.worth.merits import Weighed
from tidings.ground.clock import Clock
from tidings.ground.notify import CHANGED, notify
from tidings.outreach.decided import Decided, decided_cases
from tidings.outreach.deciding_rows import save
from tidings.outreach.due import WAKE
from tidings.outreach.outbidding import outbid
from tidings.outreach.recent import Contact, Lately, lately
from tidings.outreach.rules import policy_of
from tidings.outreach.seeing import Known, Sighted, case_of, registries_for, sight
from tidings.outreach.withdraw import withdraw_threads
from tidings.outreach.worth import by_value, judge

BATCH = 500
# An advisory lock: two deciders at once would each miss what the other counts against the caps.
TURN = 7_410_021


def step(clock: Clock) -> int:
    """Takes a batch of events, and of absences once no event is left; how many were handled."""
    now = clock.now()
    with transaction.atomic():
        absences = take_turn()
        handled = carry_out(campaigns.take_events(now=now, limit=BATCH), now)
        # Only when all that was heard is understood may something count as absent.
        if is_due(absences, now) and not is_due(campaigns.next_event_due(), now):
            handled += carry_out(campaigns.take_absences(now=now, limit=BATCH), now)
    return handled


def is_due(at: datetime | None, now: datetime) -> bool:
    return at is not None and at <= now


def take_turn() -> datetime | None:
    """Waits for the turn; says when the next absence is due, in the same statement."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT ({campaigns.next_absence_due.query}), pg_advisory_xact_lock(%s)", [TURN])
        found: datetime | None = cursor.fetchone()[0]
    return found


def carry_out(taken: campaigns.Taken, now: datetime) -> int:
    """Decides the triggers of a batch, then withdraws what it overtakes; wakes the listeners once."""
    created = decide_triggers(taken.triggers, now) if taken.triggers else []
    withdrawn = withdraw_threads(taken.withdrawals, now) if taken.withdrawals else 0
    if created:
        notify(WAKE)
    if taken.triggers or withdrawn:
        notify(CHANGED, f"outreach:{created[0]}" if len(created) == 1 else "")
    return taken.handled


def decide_triggers(triggers: Sequence[campaigns.Trigger], now: datetime) -> list[int]:
    """Saves a decision for every trigger; the ids of the outreaches that came of them."""
    sighted = sight(triggers, now)
    known = known_for(sighted, now)
    return save(decided(sighted, known, now), rules=known.rules, company=known.company, now=now)


def decide_one(*, trigger: campaigns.Trigger, now: datetime) -> Decided | None:
    """What would be decided for one trigger, with all that is read for it; nothing is written. None: nobody is known."""
    sighted = sight([trigger], now)
    return decided(sighted, known_for(sighted, now), now)[0] if sighted else None


def known_for(sighted: Sequence[Sighted], now: datetime) -> Known:
    company = staff.company()
    rules = policy_of(company)
    customers = {one.facts.customer_id for one in sighted}
    return Known(
        company=company,
        rules=rules,
        lately=lately(customers=customers, caps=rules.counted(now), now=now),
        registries=registries_for(rules, {one.version.topic.purpose for one in sighted}),
    )


def decided(sighted: Sequence[Sighted], known: Known, now: datetime) -> list[Decided]:
    """Every trigger decided, in turns: what is decided for a customer in one counts against the caps of the next.

    Of several for one customer, what is worth most to them has the first turn; what it outbids is told so.
    """
    made: list[Decided] = []
    judged = judge(sighted, rules=known.rules, company=known.company, now=now)
    weight = {one.key: weighed for one, weighed in zip(sighted, judged, strict=True)}
    for turn in turns([sighted[place] for place in by_value(judged)], known.lately):
        cases = [case_of(one, known, weight[one.key]) for one in turn]
        answers = outbid(decided_cases(turn, cases, known.rules, now), weight, known, now)
        made += answers
        for one in answers:
            if one.is_contact:
                known.lately.add(contact(one, weight[one.sighted.key]))
    heard = {one.key: place for place, one in enumerate(sighted)}
    return sorted(made, key=lambda one: heard[one.sighted.key])


def contact(one: Decided, weighed: Weighed) -> Contact:
    """A contact just decided, on its way."""
    facts, case = one.sighted.facts, one.case
    offer = one.sighted.trigger.campaign_id, weighed.urgency, weighed.value
    return Contact(0, facts.customer_id, one.channel, case.purpose, case.topic, None, *offer)


def turns(sighted: Sequence[Sighted], known: Lately) -> list[list[Sighted]]:
    """The batch in turns with each customer at most once in each, so that the caps see what was decided just before.

    Those whose contacts are counted together (a household, an organisation) have their turns one after the other, too.
    """
    nth: dict[int, int] = defaultdict(int)
    batch = {one.facts.customer_id for one in sighted}
    found: list[list[Sighted]] = []
    for one in sighted:
        together = known.counted_with(one.facts.customer_id) & batch
        place = max(nth[customer] for customer in together)
        nth.update(dict.fromkeys(together, place + 1))
        if place == len(found):
            found.append([])
        found[place].append(one)
    return found
