"""The facts a decision needs of many customers at once."""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Any

from tidings.channels import names
from tidings.core.consent import Act, Standing, fold
from tidings.core.contact_points import matching
from tidings.core.hours import OwnHours
from tidings.people.knowing import Known, Point, Said, Stop, Wish, everything
from tidings.people.rows import read
from tidings.people.wishes import PreferenceCard, card

ORIGINS = ("said", "imported", "shown", "like_them")  # the weightiest first
STATED = ("said", "imported")


@dataclass(frozen=True)
class Asked:
    """One question: may this customer hear of this topic, which serves this purpose?"""

    customer_id: int
    topic: str
    purpose: str


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is known of one customer for one topic and purpose.

    A channel is named as in `core.channel_names`: a kind of address ("mobile": all that comes by that number) or what
    goes through it ("sms", "voice:mobile"). `addresses` are the usable ones by kind, the first first;
    `channel_addresses` the same by channel. Consents are None where nothing is recorded; `written` names the channels
    with a written yes. `suppressed` names the channels that are closed for this topic and purpose. `channels` is the
    customer's own ranking, () where nobody knows, and `origin` who says so: said, imported, shown or like_them.
    `zones` and `places` are all they may be in, () where nobody knows; `hours` one pair for every day, or seven, as
    stated, and `shown_hours` those in which they answer best, which bind nothing.
    `listed` gives, by registry, the channels whose number stands on it; `unconfirmed` those whose number may have
    passed to somebody else. `household` is shared by those at one postal address, "" where none is known.
    """

    customer_id: int
    external_id: str
    name: str
    language: str
    relationship: str
    purchased: date | None
    inquired: date | None
    zones: tuple[str, ...]
    places: tuple[str, ...]
    household: str
    organisations: tuple[int, ...]
    addresses: Mapping[str, tuple[str, ...]]
    channel_addresses: Mapping[str, tuple[str, ...]]
    subject_consent: bool | None
    subject_written: bool
    channel_consent: Mapping[str, bool | None]
    written: tuple[str, ...]
    suppressed: frozenset[str]
    listed: Mapping[str, tuple[str, ...]]
    unconfirmed: tuple[str, ...]
    paused_until: datetime | None
    channels: tuple[str, ...]
    origin: str
    hours: OwnHours | None
    shown_hours: OwnHours | None
    digest: bool


def facts(*, asked: Sequence[Asked], now: datetime) -> list[Facts]:
    """The facts for each question, in order; a customer who does not exist has none and is left out."""
    known = everything({each.customer_id for each in asked}, now, channels=names.known())
    found = Found()
    return [found.facts_of(each, known[each.customer_id]) for each in asked if each.customer_id in known]


def find(*, external_ids: Collection[str]) -> dict[str, int]:
    """Our ids of the customers the company knows by these ids; those we do not know are left out."""
    rows = read(
        "SELECT external_id, id FROM people_customer WHERE external_id = ANY(%s)", [list(external_ids)]
    )
    return {row["external_id"]: row["id"] for row in rows}


class Found:
    """The facts of a batch: what is known of many alike is thought through for the first of them."""

    def __init__(self) -> None:
        self.of_the_like: dict[Hashable, Facts] = {}

    def facts_of(self, asked: Asked, known: Known) -> Facts:
        if known.likeness is None:
            return facts_of(asked, known)
        like = (asked.topic, asked.purpose, known.likeness)
        if first := self.of_the_like.get(like):
            return like_them(first, known)
        return self.of_the_like.setdefault(like, facts_of(asked, known))


def like_them(first: Facts, known: Known) -> Facts:
    """The facts of somebody of whom the same is known, at their own address of each kind."""
    own = {point["channel"]: (point["address"],) for point in known.points}
    kinds, customer = names.address_kinds(), known.customer
    found = object.__new__(Facts)  # `replace` goes through every field, and this is asked for each message
    found.__dict__.update(
        first.__dict__,
        customer_id=customer["customer_id"],
        external_id=customer["external_id"],
        name=customer["name"],
        household=customer["household"],
        organisations=tuple(customer["organisations"]),
        addresses={kind: some and own[kind] for kind, some in first.addresses.items()},
        channel_addresses={name: some and own[kinds[name]] for name, some in first.channel_addresses.items()},
    )
    return found


def facts_of(asked: Asked, known: Known) -> Facts:
    customer, points, consents = known.customer, known.points, known.consents
    scopes = {"all", f"purpose:{asked.purpose}", f"topic:{asked.topic}"}
    usable = usable_points(points, [row for row in known.blocked if row["scope"] in scopes])
    standing = consented(asked, consents, usable)
    wishes = ranked_wishes(asked.topic, known.preferences)
    ranking = first(wish for wish in wishes if wish.channels)
    stops = [row for row in known.stops if row["scope"] in scopes]
    return Facts(
        customer_id=asked.customer_id,
        external_id=customer["external_id"],
        name=customer["name"],
        language=first(wish.language for wish in wishes) or customer["language"],
        relationship=customer["relationship"],
        purchased=purchased(customer),
        inquired=customer["last_inquiry"],
        zones=tuple(customer["zones"]),
        places=tuple(customer["places"]),
        household=customer["household"],
        organisations=tuple(customer["organisations"]),
        addresses={kind: standing.addresses[kind] for kind in names.kinds() if kind in usable},
        channel_addresses={
            name: standing.addresses[name] for name in names.address_kinds() if name in usable
        },
        subject_consent=standing.subject,
        subject_written=standing.subject_written,
        channel_consent=standing.channels,
        written=standing.written,
        suppressed=closed_channels(stops, points, usable),
        listed=listed_channels(usable),
        unconfirmed=unconfirmed_channels(usable, consents),
        paused_until=max((wish.paused_until for wish in wishes if wish.paused_until), default=None),
        channels=ranking.channels if ranking else (),
        origin=ranking.origin if ranking else "",
        hours=first(wish.hours for wish in wishes if wish.origin in STATED),
        shown_hours=first(wish.hours for wish in wishes if wish.origin not in STATED),
        digest=any(wish.digest for wish in wishes),
    )


def usable_points(points: list[Point], blocked: list[Stop]) -> dict[str, list[Point]]:
    """The points that are not blocked, by their kind and by every channel they serve."""
    usable: dict[str, list[Point]] = {}
    for row in points:
        for name in names.names_by_kind(row["channel"]):
            if not is_blocked(row, name, blocked):
                usable.setdefault(name, []).append(row)
    return usable


def is_blocked(point: Point, name: str, blocked: list[Stop]) -> bool:
    if not blocked:
        return False
    form = matching(channel=point["channel"], address=point["address"])
    return any(row["address"] == form and names.covers(row["channel"], name) for row in blocked)


def consented(asked: Asked, consents: list[Said], usable: Mapping[str, list[Point]]) -> Standing:
    """The ledger folded over the usable addresses, which are compared in their matching form."""
    spelled = {
        name: {matching(channel=row["channel"], address=row["address"]): row["address"] for row in rows}
        for name, rows in usable.items()
    }
    addresses = {name: tuple(forms) for name, forms in spelled.items()}
    standing = fold(
        map(act, consents),
        purpose=asked.purpose,
        topic=asked.topic,
        addresses=addresses,
        kinds=names.address_kinds(),
    )
    allowed = {
        name: tuple(spelled[name][form] for form in forms) for name, forms in standing.addresses.items()
    }
    return replace(standing, addresses=allowed)


def act(row: Said) -> Act:
    return Act(
        granted=row["granted"],
        at=row["at"],
        purpose=row["purpose"],
        topic=row["topic"],
        channel=row["channel"],
        address=matching(channel=row["channel"], address=row["address"]),
        written=row["written"],
    )


def ranked_wishes(topic: str, rows: list[Wish]) -> list[PreferenceCard]:
    """What speaks about this topic, the weightiest first: their own word before what they showed, the topic before all."""
    about = [card(row) for row in rows if row["topic"] in ("", topic) and row["origin"] in ORIGINS]
    return sorted(about, key=lambda wish: (ORIGINS.index(wish.origin), wish.topic != topic))


def first(said: Iterable[Any]) -> Any:
    return next((one for one in said if one), None)


def purchased(customer: Mapping[str, Any]) -> date | None:
    """The last purchase known: as stated, or the day on which they became a customer, whichever is later."""
    since = customer["relationship_since"] if customer["relationship"] == "customer" else None
    return max(
        (day for day in (customer["last_purchase"], since and since.astimezone(UTC).date()) if day),
        default=None,
    )


def closed_channels(
    stops: list[Stop], points: list[Point], usable: Mapping[str, list[Point]]
) -> frozenset[str]:
    """Channels the person stopped, and those of which every address is blocked."""
    with_address = {name for row in points for name in names.names_by_kind(row["channel"])}
    closed = with_address - usable.keys()
    for row in stops:
        closed |= {name for name in {*names.known(), *with_address} if names.covers(row["channel"], name)}
    return frozenset(closed)


def listed_channels(usable: Mapping[str, list[Point]]) -> dict[str, tuple[str, ...]]:
    """By registry, the channels one of whose numbers stands on it: one is enough, since any of them may be used."""
    listed: dict[str, list[str]] = {}
    if not any(row["listed"] for rows in usable.values() for row in rows):
        return {}
    for name in names.address_kinds():
        for registry in sorted({each for row in usable.get(name, []) for each in row["listed"] or ()}):
            listed.setdefault(registry, []).append(name)
    return {registry: tuple(closed) for registry, closed in sorted(listed.items())}


def unconfirmed_channels(usable: Mapping[str, list[Point]], consents: list[Said]) -> tuple[str, ...]:
    """Channels one of whose numbers may be somebody else's by now, and whose owner has not confirmed it since."""
    return tuple(
        name
        for name in names.address_kinds()
        if any(is_doubted(row, consents) for row in usable.get(name, []) if row["doubted"])
    )


def is_doubted(point: Point, consents: list[Said]) -> bool:
    since = datetime.combine(point["doubted"], time.max, UTC)
    return not any(
        row["granted"] and row["at"] > since and row["address"] == point["address"] for row in consents
    )
