"""A person as a customer record: what an export gives, an import takes."""

from typing import Any

from tidings.core.hours import OwnHours
from tidings.people.person_cards import Person, PointCard
from tidings.people.record_points import FURTHER, ON_AN_ENVELOPE
from tidings.people.values import WEEKDAYS
from tidings.people.wishes import PreferenceCard

FIELD_OF = {
    "email": "emails",
    "mobile": "mobile",
    "landline": "landline",
    "post": "post",
    "push": "push",
    "chat": "chat",
}


def record_of(held: Person) -> dict[str, Any]:
    """The record (docs/reference/customer-record.md) that says what is known of the person; stops are not in it."""
    same = ("name", "language", "relationship", "country", "region", "city", "postal_code")
    record = {"id": held.external_id, **{name: getattr(held, name) for name in same}}
    record |= {"since": held.since, "last_purchase": held.last_purchase, "last_inquiry": held.last_inquiry}
    record |= addresses(held.points)
    if held.zones_from == "stated":
        record["zones"] = list(held.zones)
    if held.organisations:
        one = held.organisations[0]
        record["organisation"] = {"id": one.organisation, "name": one.name, "role": one.role}
    record["consents"] = [
        {
            name: getattr(line, name)
            for name in ("granted", "purpose", "topic", "channel", "address", "basis", "evidence", "at")
        }
        for line in held.consents
    ]
    record["preferences"] = [wish(card) for card in held.preferences if card.origin in ("said", "imported")]
    record["attributes"] = dict(held.attributes)
    return {name: value for name, value in record.items() if value not in (None, "", [], {})}


def addresses(points: tuple[PointCard, ...]) -> dict[str, Any]:
    stated: dict[str, Any] = {}
    further: dict[str, list[str]] = {}
    for point in points:
        if point.state == "usable":
            address = envelope(point.address) if point.channel == "post" else point.address
            field = FIELD_OF.get(point.channel)
            (stated if field else further).setdefault(field or point.channel, []).append(address)
    return stated | ({FURTHER: further} if further else {})


def envelope(address: str) -> dict[str, str]:
    """The lines of a postal address under names that put them in the same order again."""
    lines = address.split("\n")
    return dict(zip(ON_AN_ENVELOPE[len(lines) < len(ON_AN_ENVELOPE) :], lines, strict=False))


def wish(card: PreferenceCard) -> dict[str, Any]:
    said = {
        "topic": card.topic,
        "channels": list(card.channels),
        "hours": hours(card.hours),
        "language": card.language,
    }
    said |= {"paused_until": card.paused_until, "digest": card.digest, "at": card.at}
    return {name: value for name, value in said.items() if value not in (None, "", [], {})}


def hours(own: OwnHours | None) -> Any:
    if own and len(own) == len(WEEKDAYS):
        return {name: [f"{at:%H:%M}" for at in day] for name, day in zip(WEEKDAYS, own, strict=True) if day}
    return own and [f"{at:%H:%M}" for at in own]
