"""What is kept of many customers at once: one statement, however many are asked about."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, TypedDict

from msgspec.json import Decoder

from tidings.people.rows import read

# A registry names numbers; an answer about a number (2: reassigned, 3: nobody knows) is dated as its file.
POINTS = """
    SELECT channel, address, state, known.listed, known.doubted
    FROM people_contactpoint p LEFT JOIN LATERAL (
        SELECT array_agg(v.name) FILTER (WHERE e.answer = 1) AS listed,
            max(v.dated) FILTER (WHERE e.answer > 1) AS doubted
        FROM people_registryversion v JOIN people_registryentry e ON e.list = v.list
        WHERE v.current AND e.number = CASE WHEN p.channel IN ('mobile', 'landline')
            THEN substr(p.address, 2)::bigint END
    ) known ON true
    WHERE customer_id = {whose} AND state = 'usable' ORDER BY position, id
"""
# A yes from the future (a replay reads an older day) is not known yet; a no always counts.
CONSENTS = """
    SELECT granted, purpose, topic, channel, address, at, written FROM people_consent
    WHERE customer_id = c.id AND (at <= %(now)s OR NOT granted)
"""
PREFERENCES = """
    SELECT topic, channels, not_before, not_after, weekdays, language, digest, paused_until, origin, at
    FROM people_preference WHERE customer_id = c.id
"""
STOPS = """
    SELECT channel, address, scope FROM people_suppression WHERE lifted_at IS NULL AND customer_id = c.id
"""
BLOCKED = """
    SELECT s.channel, s.address, s.scope FROM people_contactpoint p JOIN people_suppression s
        ON s.address = coalesce(nullif(p.form, ''), CASE p.channel WHEN 'email' THEN lower(p.address) ELSE p.address END)
    WHERE p.customer_id = c.id AND p.state = 'usable'
        AND s.lifted_at IS NULL AND s.customer_id IS NULL AND s.channel = ANY(%(channels)s)
"""


def listed(rows: str) -> str:
    """The rows of a query as one JSON text."""
    return f"coalesce((SELECT json_agg(one) FROM ({rows}) one), '[]')::text"  # noqa: S608 (our own words)


EVERYTHING = f"""
    SELECT id AS customer_id, external_id, name, language, relationship, relationship_since, last_purchase,
        last_inquiry, zones, places, household,
        ARRAY(SELECT DISTINCT organisation_id FROM people_membership m WHERE m.customer_id = c.id ORDER BY 1)
            AS organisations,
        {listed(POINTS.format(whose="c.id"))} AS points, {listed(CONSENTS)} AS consents,
        {listed(PREFERENCES)} AS preferences, {listed(STOPS)} AS stops, {listed(BLOCKED)} AS blocked
    FROM people_customer c WHERE erased_at IS NULL AND id ="""  # noqa: S608 (our own words)
# An event asks about one customer: this text is planned once, where a list would be planned each time it is asked.
OF_ONE, OF_MANY = f"{EVERYTHING} %(ids)s", f"{EVERYTHING} ANY(%(ids)s)"

# What two customers have in common of whom the same is known.
LIKENESS = (
    "language",
    "relationship",
    "relationship_since",
    "last_purchase",
    "last_inquiry",
    "consents",
    "preferences",
    "stops",
)


class Point(TypedDict):
    """A usable address, the registries that list it, and the day since which it may be somebody else's."""

    channel: str
    address: str
    listed: list[str] | None
    doubted: date | None


class Said(TypedDict):
    """One line of the ledger of consents."""

    granted: bool
    purpose: str
    topic: str
    channel: str
    address: str
    at: datetime
    written: bool


class Wish(TypedDict):
    """One preference."""

    topic: str
    channels: list[str]
    not_before: time | None
    not_after: time | None
    weekdays: list[list[str] | None] | None
    language: str
    digest: bool
    paused_until: datetime | None
    origin: str
    at: datetime


class Stop(TypedDict):
    """One suppression in force."""

    channel: str
    address: str
    scope: str


POINT, SAID, WISH, STOP = (Decoder(list[each]) for each in (Point, Said, Wish, Stop))


@dataclass(frozen=True)
class Known:
    """The rows of one customer; `blocked` are those of their addresses that are closed whoever they belong to.

    Customers of equal `likeness` differ only in who they are and where they are reached; None where single addresses
    were spoken of, so that nobody can be like them.
    """

    customer: dict[str, Any]
    points: list[Point]
    consents: list[Said]
    preferences: list[Wish]
    stops: list[Stop]
    blocked: list[Stop]
    likeness: Hashable = None


def everything(customer_ids: set[int], now: datetime, *, channels: Iterable[str]) -> dict[int, Known]:
    """All rows by customer; `channels` are the names by which an address may be blocked."""
    ids = list(customer_ids)
    one = len(ids) == 1
    values = {"ids": ids[0] if one else ids, "now": now, "channels": ["", *channels]}
    return {row["customer_id"]: known(row) for row in read(OF_ONE if one else OF_MANY, values)}


def known(row: dict[str, Any]) -> Known:
    points, consents = POINT.decode(row["points"]), SAID.decode(row["consents"])
    stops, blocked = STOP.decode(row["stops"]), STOP.decode(row["blocked"])
    return Known(
        customer=row,
        points=points,
        consents=consents,
        preferences=WISH.decode(row["preferences"]),
        stops=stops,
        blocked=blocked,
        likeness=None if blocked or of_addresses(points, consents) else likeness(row, points),
    )


def of_addresses(points: list[Point], consents: list[Said]) -> bool:
    """Whether it matters which address is which: one of them was spoken of, or there are two of a kind."""
    kinds = [point["channel"] for point in points]
    return len(set(kinds)) < len(kinds) or any(said["address"] for said in consents)


def likeness(row: dict[str, Any], points: list[Point]) -> Hashable:
    return (
        tuple([row[name] for name in LIKENESS]),
        tuple(row["zones"]),
        tuple(row["places"]),
        tuple([(point["channel"], point["doubted"], *(point["listed"] or ())) for point in points]),
    )
