"""The facts a decision needs of many customers at once: five statements, however many are asked about."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from tidings.core.consent import Act, Standing, fold
from tidings.core.contact_points import CHANNELS, matching
from tidings.people.rows import read
from tidings.people.wishes import PreferenceCard, card

CUSTOMERS = """
    SELECT id AS customer_id, external_id, name, language, relationship, zones FROM people_customer
    WHERE id = ANY(%s)
"""
POINTS = """
    SELECT customer_id, channel, address FROM people_contactpoint
    WHERE customer_id = ANY(%s) AND state = 'usable' ORDER BY position, id
"""
# A yes from the future (a replay reads an older day) is not known yet; a no always counts.
CONSENTS = """
    SELECT customer_id, granted, purpose, topic, channel, address, at FROM people_consent
    WHERE customer_id = ANY(%s) AND (at <= %s OR NOT granted)
"""
PREFERENCES = """
    SELECT customer_id, topic, channels, not_before, not_after, language, digest, paused_until, origin, at
    FROM people_preference WHERE customer_id = ANY(%s)
"""
SUPPRESSIONS = """
    SELECT customer_id, channel, address, scope FROM people_suppression
    WHERE lifted_at IS NULL AND customer_id = ANY(%s)
    UNION ALL
    SELECT NULL, channel, address, scope FROM people_suppression
    WHERE lifted_at IS NULL AND customer_id IS NULL AND channel = ANY(%s) AND address = ANY(%s)
"""
RANK = {"said": 0, "imported": 1, "shown": 2}

Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Asked:
    """One question: may this customer hear of this topic, which serves this purpose?"""

    customer_id: int
    topic: str
    purpose: str


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is known of one customer for one topic and purpose.

    `addresses` are the usable ones by channel, the first first. Consents are None where nothing is recorded.
    `suppressed` names the channels that are closed for this topic and purpose. `channels` is the customer's own
    ranking, () where they said nothing. `zones` is every zone they may be in, () where nobody knows.
    """

    customer_id: int
    external_id: str
    name: str
    language: str
    relationship: str
    zones: tuple[str, ...]
    addresses: Mapping[str, tuple[str, ...]]
    subject_consent: bool | None
    channel_consent: Mapping[str, bool | None]
    suppressed: frozenset[str]
    paused_until: datetime | None
    channels: tuple[str, ...]
    hours: tuple[time, time] | None
    digest: bool


@dataclass(frozen=True)
class Known:
    """The rows of all customers asked about, by customer."""

    customers: Mapping[int, Rows]
    points: Mapping[int, Rows]
    consents: Mapping[int, Rows]
    preferences: Mapping[int, Rows]
    stops: Mapping[int, Rows]
    blocked: Rows  # addresses, whoever they belong to


def facts(*, asked: Sequence[Asked], now: datetime) -> list[Facts]:
    """The facts for each question, in order; a customer who does not exist has none and is left out."""
    known = everything({each.customer_id for each in asked}, now)
    return [facts_of(each, known) for each in asked if each.customer_id in known.customers]


def find(*, external_ids: Collection[str]) -> dict[str, int]:
    """Our ids of the customers the company knows by these ids; those we do not know are left out."""
    rows = read(
        "SELECT external_id, id FROM people_customer WHERE external_id = ANY(%s)", [list(external_ids)]
    )
    return {row["external_id"]: row["id"] for row in rows}


def everything(customer_ids: set[int], now: datetime) -> Known:
    ids = list(customer_ids)
    points = read(POINTS, [ids])
    forms = {matching(channel=row["channel"], address=row["address"]) for row in points}
    suppressions = read(SUPPRESSIONS, [ids, ["", *{row["channel"] for row in points}], list(forms)])
    return Known(
        customers=by_customer(read(CUSTOMERS, [ids])),
        points=by_customer(points),
        consents=by_customer(read(CONSENTS, [ids, now])),
        preferences=by_customer(read(PREFERENCES, [ids])),
        stops=by_customer(row for row in suppressions if row["customer_id"]),
        blocked=[row for row in suppressions if not row["customer_id"]],
    )


def by_customer(rows: Iterable[dict[str, Any]]) -> dict[int, Rows]:
    sorted_out: dict[int, Rows] = defaultdict(list)
    for row in rows:
        sorted_out[row["customer_id"]].append(row)
    return dict(sorted_out)


def facts_of(asked: Asked, known: Known) -> Facts:
    [customer] = known.customers[asked.customer_id]
    points = known.points.get(asked.customer_id, [])
    scopes = {"all", f"purpose:{asked.purpose}", f"topic:{asked.topic}"}
    usable = [row for row in points if not is_blocked(row, known.blocked, scopes)]
    standing = consented(asked, known.consents.get(asked.customer_id, []), usable)
    wishes = ranked_wishes(asked.topic, known.preferences.get(asked.customer_id, []))
    stops = [row for row in known.stops.get(asked.customer_id, []) if row["scope"] in scopes]
    return Facts(
        customer_id=asked.customer_id,
        external_id=customer["external_id"],
        name=customer["name"],
        language=first(wish.language for wish in wishes) or customer["language"],
        relationship=customer["relationship"],
        zones=tuple(customer["zones"]),
        addresses=standing.addresses,
        subject_consent=standing.subject,
        channel_consent=standing.channels,
        suppressed=closed_channels(stops, points, usable),
        paused_until=max((wish.paused_until for wish in wishes if wish.paused_until), default=None),
        channels=first(wish.channels for wish in wishes) or (),
        hours=first(wish.hours for wish in wishes),
        digest=any(wish.digest for wish in wishes),
    )


def is_blocked(point: Mapping[str, Any], blocked: Rows, scopes: set[str]) -> bool:
    form = matching(channel=point["channel"], address=point["address"])
    return any(
        row["address"] == form and row["channel"] in ("", point["channel"]) and row["scope"] in scopes
        for row in blocked
    )


def consented(asked: Asked, consents: Rows, usable: Rows) -> Standing:
    """The ledger folded over the usable addresses, which are compared in their matching form."""
    spelled: dict[str, dict[str, str]] = {}
    for row in usable:
        form = matching(channel=row["channel"], address=row["address"])
        spelled.setdefault(row["channel"], {})[form] = row["address"]
    acts = [act(row) for row in consents]
    addresses = {channel: tuple(forms) for channel, forms in spelled.items()}
    standing = fold(acts, purpose=asked.purpose, topic=asked.topic, addresses=addresses)
    allowed = {
        channel: tuple(spelled[channel][form] for form in forms)
        for channel, forms in standing.addresses.items()
    }
    return Standing(subject=standing.subject, channels=standing.channels, addresses=allowed)


def act(row: Mapping[str, Any]) -> Act:
    return Act(
        granted=row["granted"],
        at=row["at"],
        purpose=row["purpose"],
        topic=row["topic"],
        channel=row["channel"],
        address=matching(channel=row["channel"], address=row["address"]),
    )


def ranked_wishes(topic: str, rows: Rows) -> list[PreferenceCard]:
    """What speaks about this topic, the weightiest first: their own word before what they showed, the topic before all."""
    about = [card(row) for row in rows if row["topic"] in ("", topic)]
    return sorted(about, key=lambda wish: (RANK.get(wish.origin, 9), wish.topic != topic))


def first(said: Iterable[Any]) -> Any:
    return next((one for one in said if one), None)


def closed_channels(stops: Rows, points: Rows, usable: Rows) -> frozenset[str]:
    """Channels the person stopped, and those of which every address is blocked."""
    with_address = {row["channel"] for row in points}
    closed = with_address - {row["channel"] for row in usable}
    for row in stops:
        closed |= {row["channel"]} if row["channel"] else {*CHANNELS, *with_address}
    return frozenset(closed)
