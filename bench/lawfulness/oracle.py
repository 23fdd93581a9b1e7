"""Judges every contact of a batch by the histories and the rules page: which were lawful, and what each other one broke.

Imports nothing of the product. Refusals are not judged: a no can be unwelcome, never unlawful.
"""

import numpy as np

from .asking import Asked, Found, Made
from .company import Company
from .demands import GRANTED, NOT_REVOKED, Hours
from .duties import broken_duties, groups
from .homes import HOMES
from .ledger import REVOKED, said
from .moments import outside
from .shares import bucket
from .world import ANY, CHANNELS, RELATIONSHIPS, Column, World

CLASSES = (
    "not_addressed", "relationship", "no_subject_consent", "no_channel_consent", "no_written_consent",
    "after_stop", "suppressed_address", "outside_hours", "outside_own_hours", "holiday", "in_pause",
    "registry_listed", "registry_stale", "number_reassigned", "place_unknown", "zone_unknown",
    "called_unasked", "open_case", "expired", "holdout_contacted",
    "over_personal_cap", "over_household_cap", "over_organisation_cap", "over_legal_cap",
)  # fmt: skip


def judge(world: World, company: Company, asked: Asked, made: Made) -> dict[str, Column]:
    """For each class of violation the places in `made` that are guilty of it (caps are judged over whole histories)."""
    found: dict[str, Column] = {}
    for name, guilty in every_fault(world, company, asked, made):
        if guilty.any():
            found[name] = found.get(name, np.zeros(len(guilty), bool)) | guilty
    return {name: np.flatnonzero(guilty) for name, guilty in found.items()}


def every_fault(world: World, company: Company, asked: Asked, made: Made) -> Found:
    yield from address_faults(world, asked, made)
    yield "expired", made.at >= asked.expires
    if asked.emergency:
        return
    yield from consent_faults(world, company, asked, made)
    yield from timing_faults(world, company, asked, made)
    yield from unknown_faults(world, asked, made)
    yield from broken_duties(world, asked, made)
    yield "called_unasked", called_unasked(world, asked, made)
    yield "open_case", during_case(world, asked, made)
    yield "holdout_contacted", held_out(world, asked, made)


def address_faults(world: World, asked: Asked, made: Made) -> Found:
    wanted = np.isin(made.channel, asked.wanted)
    yield "not_addressed", ~wanted | ~world.reachable[made.rows, made.channel]
    channel, scope = world.suppressed_channel[made.rows], world.suppressed_scope[made.rows]
    meant = ((channel == ANY) | (channel == made.channel[:, None])) & (
        (scope == ANY) | (scope == asked.purpose)
    )
    yield "suppressed_address", (meant & (world.suppressed_at[made.rows] <= asked.now)).any(axis=1)


def consent_faults(world: World, company: Company, asked: Asked, made: Made) -> Found:
    """By the company's own rules; what the laws ask beyond is among their duties."""
    spoken = said(
        world.acts, made.rows, purpose=asked.purpose, topic=asked.topic, channel=made.channel, now=asked.now
    )
    subject, channel = company.consent[asked.named_purpose]
    kinds = [company.relationships[asked.named_purpose][name] for name in RELATIONSHIPS]
    allowed = np.array(kinds)[world.relationship[made.rows]]
    needed = np.where(allowed == "with_consent", GRANTED, subject)
    yield "relationship", allowed == "no"
    yield "no_subject_consent", spoken.subject < needed
    yield "no_channel_consent", spoken.channel < channel
    yield "no_subject_consent", spoken.subject == REVOKED
    yield "no_channel_consent", (spoken.channel == REVOKED) & (channel >= NOT_REVOKED)
    yield "after_stop", spoken.stopped


def timing_faults(world: World, company: Company, asked: Asked, made: Made) -> Found:
    paused = (world.paused_from[made.rows] <= asked.now) & (made.at < world.paused_until[made.rows])
    yield "in_pause", paused
    ours: tuple[Hours, ...] = () if asked.urgent else (company.hours[asked.named_purpose],)
    own = np.zeros(len(made.rows), int) if asked.urgent else world.own_hours[made.rows]
    for (home, hours, at), guilty in groups(world.home[made.rows], own, made.at):
        if fault := outside(int(at), HOMES[home][1], ours, int(hours)):
            yield fault, guilty


def unknown_faults(world: World, asked: Asked, made: Made) -> Found:
    """Unknown place or zone: nothing is sold, and what serves waits for a person to look."""
    nowhere = np.array([not places for places, _ in HOMES])[world.home[made.rows]]
    timeless = np.array([not zones for _, zones in HOMES])[world.home[made.rows]]
    yield "place_unknown", nowhere
    yield "zone_unknown", timeless & (not asked.urgent or asked.named_purpose == "marketing")


def called_unasked(world: World, asked: Asked, made: Made) -> Column:
    """Who is writing e-mails with us now is not rung up, unless they asked for a call."""
    rows = made.rows
    writing = (world.talk_from[rows] <= asked.now) & (asked.now < world.talk_until[rows])
    by_voice = np.array([name.startswith("voice") for name in CHANNELS])[made.channel]
    return writing & (world.talk_channel[rows] == 0) & by_voice & ~world.asked_for_call[rows]


def during_case(world: World, asked: Asked, made: Made) -> Column:
    """Nothing is sold to somebody whose complaint is open."""
    opened, until = world.case_from[made.rows], world.case_until[made.rows]
    open_now: Column = (opened <= asked.now) & (asked.now < until)
    return open_now & (asked.named_purpose == "marketing")


def held_out(world: World, asked: Asked, made: Made) -> Column:
    if not asked.holdout_bp:
        return np.zeros(len(made.rows), bool)
    drawn = [bucket(asked.campaign, world.first_id + int(row)) for row in made.rows]
    return np.array(drawn, int) < asked.holdout_bp
