"""What pages and programs see of a customer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tidings.people.wishes import PreferenceCard


@dataclass(frozen=True)
class PersonLine:
    """One line of a list of customers; `stopped` when they stopped everything."""

    customer_id: int
    external_id: str
    name: str
    relationship: str
    language: str
    country: str
    city: str
    zones: tuple[str, ...]
    stopped: bool


@dataclass(frozen=True)
class PointCard:
    """One address, as it is used and as it was stated; `blocked` names the scopes for which it is suppressed."""

    channel: str
    address: str
    stated: str
    extension: str
    note: str
    state: str
    zones: tuple[str, ...]
    blocked: tuple[str, ...]


@dataclass(frozen=True)
class ConsentCard:
    """One line of the ledger."""

    granted: bool
    purpose: str
    topic: str
    channel: str
    address: str
    basis: str
    evidence: Mapping[str, Any]
    source: str
    at: datetime
    recorded_at: datetime
    written: bool


@dataclass(frozen=True)
class SuppressionCard:
    """One stop, in force while `lifted_at` is None."""

    scope: str
    channel: str
    reason: str
    source: str
    evidence: Mapping[str, Any]
    at: datetime
    lifted_at: datetime | None


@dataclass(frozen=True)
class MembershipCard:
    """A role in an organisation."""

    organisation: str
    name: str
    role: str


@dataclass(frozen=True, kw_only=True)
class Person:
    """One customer with everything people/ knows.

    `household` is the others at the same postal address (our id and their name); `listed` gives the numbers that stand
    on each registry.
    """

    customer_id: int
    external_id: str
    name: str
    language: str
    relationship: str
    since: datetime | None
    last_purchase: date | None
    last_inquiry: date | None
    country: str
    region: str
    city: str
    postal_code: str
    zones: tuple[str, ...]
    zones_from: str
    places: tuple[str, ...]
    household: tuple[tuple[int, str], ...]
    listed: Mapping[str, tuple[str, ...]]
    attributes: Mapping[str, Any]
    created_at: datetime
    updated_at: datetime
    points: tuple[PointCard, ...]
    consents: tuple[ConsentCard, ...]
    preferences: tuple[PreferenceCard, ...]
    suppressions: tuple[SuppressionCard, ...]
    organisations: tuple[MembershipCard, ...]


@dataclass(frozen=True)
class Counts:
    """How many customers there are, and how many of them stopped everything."""

    customers: int
    stopped: int
