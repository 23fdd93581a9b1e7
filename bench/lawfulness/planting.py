"""Planted violations: for each class a lie that leads the kernel into it, to show that the oracle catches it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyarrow as pa

from tidings.core.cases import Matter
from tidings.core.policy import Cap

from .asking import Asked, Made
from .lies import Lie
from .world import CHANNELS, DAY, NEVER, REGISTRIES, Column, World

ALL = (1 << len(CHANNELS)) - 1
HOUR = DAY // 24


def said(**columns: Any) -> Callable[[pa.RecordBatch], pa.RecordBatch]:
    """The facts with these columns the same for everybody."""

    def told(facts: pa.RecordBatch) -> pa.RecordBatch:
        for name, value in columns.items():
            place = facts.schema.get_field_index(name)
            kind = facts.schema.field(name).type
            plain = kind.value_type if pa.types.is_dictionary(kind) else kind
            column = pa.array([value] * len(facts), plain)
            facts = facts.set_column(
                place, facts.schema.field(name), column.cast(kind) if kind != plain else column
            )
        return facts

    return told


def without(**columns: Any) -> Callable[[World], World]:
    """The world in which these things never happened."""
    return lambda world: replace(
        world, **{name: np.full_like(getattr(world, name), value) for name, value in columns.items()}
    )


def without_stops(world: World) -> World:
    return replace(world, acts=replace(world.acts, at=np.where(world.acts.stop, NEVER, world.acts.at)))


def forgotten(per: str) -> Callable[[Column, Sequence[Cap]], Column]:
    """Counts that leave out those per person, household or organisation."""

    def told(counts: Column, windows: Sequence[Cap]) -> Column:
        return np.where([window.per == per for window in windows], 0, counts)

    return told


def one_more(own: dict[str, Any]) -> dict[str, Any]:
    return own | {"caps": [{**cap, "contacts": cap["contacts"] + 1} for cap in own["caps"]]}


def always_open(own: dict[str, Any]) -> dict[str, Any]:
    return own | {"hours": {purpose: {"default": "always"} for purpose in own["hours"]}}


Packs = Sequence[Mapping[str, Any]]


def repealed(*effects: str) -> Callable[[Packs], Packs]:
    """The packs without these effects of their rules."""

    def told(packs: Packs) -> Packs:
        return [{**pack, "rules": [rule for rule in map(stripped, pack["rules"]) if rule]} for pack in packs]

    def stripped(rule: Mapping[str, Any]) -> Mapping[str, Any]:
        left = {name: value for name, value in rule.items() if name not in effects}
        return {**left, "kept": left.get("kept", "repealed for a test")}

    return told


def an_hour_off(made: Made, asked: Asked) -> Made:
    """Every clock change forgotten: what waits is sent an hour late."""
    return replace(made, at=np.where(made.at > asked.now, made.at + HOUR, made.at))


def at_once(made: Made, asked: Asked) -> Made:
    return replace(made, at=np.full_like(made.at, asked.now))


def younger(asked: Asked) -> Asked:
    return replace(asked, registries=tuple(asked.now // DAY for _ in REGISTRIES))


def longer(matter: Matter) -> Matter:
    return replace(matter, expires=matter.expires.replace(year=matter.expires.year + 1))


@dataclass(frozen=True)
class Plant:
    """What is planted, the class it must be found as, the lie, and the first small seed in which it does harm."""

    says: str
    found_as: str
    lie: Lie
    seed: int = 0
    people: int = 400
    steps: int = 4


PLANTED = (
    Plant("an address that does not exist", "not_addressed", Lie(facts=said(reachable=ALL))),
    Plant("everybody a customer", "relationship", Lie(facts=said(relationship="customer"))),
    Plant("consent for the subject made up", "no_subject_consent", Lie(facts=said(subject=3))),
    Plant("revoked consent shown as granted", "no_channel_consent", Lie(facts=said(subject=3, granted=ALL, revoked=0))),
    Plant("every consent shown as written", "no_written_consent", Lie(facts=said(subject=3, written=ALL, granted=ALL))),
    Plant("stops forgotten", "after_stop", Lie(world=without_stops)),
    Plant("a suppression dropped", "suppressed_address", Lie(facts=said(suppressed=0))),
    Plant("the company's hours widened", "outside_hours", Lie(own=always_open)),
    Plant("the laws' hours repealed", "outside_hours", Lie(packs=repealed("hours", "closed"))),
    Plant("a clock change off by one hour", "outside_hours", Lie(made=an_hour_off)),
    Plant("one zone of many", "outside_hours", Lie(facts=said(zones="Europe/London"))),
    Plant("what waits sent at once", "outside_hours", Lie(made=at_once)),
    Plant("the person's own hours forgotten", "outside_own_hours", Lie(facts=said(hours=""))),
    Plant("holidays forgotten", "holiday", Lie(packs=repealed("closed")), seed=5),
    Plant("a pause forgotten", "in_pause", Lie(world=without(paused_from=NEVER))),
    Plant("a listing dropped", "registry_listed", Lie(facts=said(listed=0)), seed=1),
    Plant("an old list taken for today's", "registry_stale", Lie(asked=younger), seed=3),
    Plant("a new owner unnoticed", "number_reassigned", Lie(facts=said(unconfirmed=0))),
    Plant("a place made up", "place_unknown", Lie(facts=said(places="np"))),
    Plant("a zone made up", "zone_unknown", Lie(facts=said(zones="Etc/UTC"))),
    Plant("a conversation forgotten", "called_unasked", Lie(facts=said(conversation="")), seed=1),
    Plant("a complaint forgotten", "open_case", Lie(facts=said(open_case=False))),
    Plant("old news told as new", "expired", Lie(matter=longer)),
    Plant("nobody held out", "holdout_contacted", Lie(matter=lambda matter: replace(matter, holdout_bp=0))),
    Plant("a cap one too high", "over_personal_cap", Lie(own=one_more)),
    Plant("contacts forgotten", "over_personal_cap", Lie(recent=forgotten("person"))),
    Plant("the household forgotten", "over_household_cap", Lie(recent=forgotten("household"))),
    Plant("the organisation forgotten", "over_organisation_cap", Lie(recent=forgotten("organisation")), seed=2),
    Plant("a law's cap repealed", "over_legal_cap", Lie(packs=repealed("caps")), seed=1, people=600, steps=12),
)  # fmt: skip
