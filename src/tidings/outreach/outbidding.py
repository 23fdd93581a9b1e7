"""Outbid: what the shared caps refuse because an offer of more value took the place is told so, and may join the digest."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

import tidings.campaigns.public as campaigns
from tidings.core.cases import Case
from tidings.core.deciding import DIGEST, REFUSE
from tidings.core.reasons import CAP_REASONS
from tidings.core.worth.merits import Merit, Weighed
from tidings.outreach.decided import Decided, decided_cases
from tidings.outreach.recent import Contact
from tidings.outreach.seeing import Known
from tidings.outreach.worth import digest_due, rank, untested

BY_CAPS = sum(1 << reason for reason in CAP_REASONS)
URGENT = ("now", "high")


def outbid(
    answers: Sequence[Decided], weight: Mapping[str, Weighed], known: Known, now: datetime
) -> list[Decided]:
    """The answers, each that only better offers stand in the way of decided again: in the digest, or refused and why.

    Better offers are those just decided and those waiting to be sent that are worth more; what was sent is past bidding.
    """
    refused = [one for one in answers if is_refused_by_caps(one)]
    merits = merits_of_waiting(refused, known) if refused else {}
    instead: dict[str, Decided] = {}
    for one in refused:
        if any(taken := places_taken(one, weight[one.sighted.key], merits, known)):
            instead |= {one.sighted.key: again} if (again := without(one, taken, known, now)) else {}
    return [instead.get(one.sighted.key, one) for one in answers]


def is_refused_by_caps(one: Decided) -> bool:
    """Whether caps alone refuse it. What may pass nearly everything ("now") is not an offer among others."""
    return one.verdict == REFUSE and not one.reasons & ~BY_CAPS and one.case.urgency != "now"


def merits_of_waiting(refused: Sequence[Decided], known: Known) -> Mapping[int, Merit]:
    """What the campaigns of the waiting contacts have earned that these count."""
    waiting = {
        contact.campaign_id
        for one in refused
        for customer in known.lately.counted_with(one.sighted.facts.customer_id)
        for contact in known.lately.contacts.get(customer, ())
        if contact.at is None and contact.value is None
    }
    return campaigns.merits(campaign_ids=waiting) if waiting else {}


def places_taken(
    one: Decided, weighed: Weighed, merits: Mapping[int, Merit], known: Known
) -> tuple[int, ...]:
    """Of the contacts counted against it, those on their way that are worth more, for each cap."""
    mine = rank(weighed.urgency, weighed.value)
    return known.lately.counts(
        one.sighted.facts.customer_id,
        purpose=one.case.purpose,
        topic=one.case.topic,
        among=lambda contact: contact.at is None and rank(contact.urgency, value(contact, merits)) < mine,
    )


def value(contact: Contact, merits: Mapping[int, Merit]) -> float:
    if contact.value is not None:
        return contact.value
    return (merits.get(contact.campaign_id) or untested(contact.urgency)).value


def without(one: Decided, taken: tuple[int, ...], known: Known, now: datetime) -> Decided | None:
    """What is decided where those places are not counted; None: even then it would not have been told."""
    aside = replace(one.case, worth="outbid", outbid=taken)
    [joined] = decided_cases([one.sighted], [aside], known.rules, now)
    if joined.verdict != DIGEST:
        return None
    if may_join(one.case, known, now):
        return joined
    [told_why] = decided_cases([one.sighted], [replace(one.case, worth="outbid")], known.rules, now)
    return told_why


def may_join(case: Case, known: Known, now: datetime) -> bool:
    """Whether it may wait: for a digest that comes in time, by the company's policy or as the customer wishes."""
    if case.urgency in URGENT or not (case.purpose in known.rules.joins or not case.interrupts):
        return False
    return digest_due(case.zones, known.rules, known.company, now) < case.expires
