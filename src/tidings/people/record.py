"""One customer record, as an import, the API or a file of events brings it: read whole, or refused field by field.

A field that is absent leaves what is known; null or "" clears it. See docs/reference/customer-record.md.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any

from tidings.core.contact_points import Point
from tidings.core.policy import RELATIONSHIPS
from tidings.core.zones import unknown_zones
from tidings.people import record_lines, record_points, values
from tidings.people.places import country_code, zone_names
from tidings.people.problems import FieldRefused, Problem, Refused
from tidings.people.record_lines import ConsentLine, Membership, PreferenceLine


@dataclass(frozen=True, kw_only=True)
class Record:
    """A record that can be saved. `plain` holds only the columns it states; `points` are by the field they stood in."""

    external_id: str
    plain: Mapping[str, Any]
    points: Mapping[str, tuple[Point, ...]] = field(default_factory=dict)
    organisation: Membership | None = None
    consents: tuple[ConsentLine, ...] = ()
    preferences: tuple[PreferenceLine, ...] = ()

    @property
    def notes(self) -> list[str]:
        """What was taken with a remark, by field."""
        return [
            f"{name}: {point.note}" for name, points in self.points.items() for point in points if point.note
        ]


def read_record(stated: Mapping[str, Any], *, company_country: str, now: datetime) -> Record:
    """The record behind what was stated; raises `Refused` with one problem for each field that is wrong."""
    if not isinstance(stated, Mapping):
        raise Refused([Problem("", "is not a customer record", "give an object with at least an id")])
    problems = [unknown_field(name) for name in stated if name not in FIELDS]
    read: dict[str, Any] = {}
    for name, reader in FIELDS.items():
        if name in stated:
            collect(read, problems, name, lambda value=stated[name], reader=reader: reader(value, now))
    if not read.get("id") and not any(problem.field == "id" for problem in problems):
        problems.insert(
            0, Problem("id", "is missing", "give the number or name by which you know this customer")
        )
    country = read.get("country") or company_country
    given = {name: stated[name] for name in record_points.FIELDS if name in stated}
    points: dict[str, tuple[Point, ...]] = {}
    for name, value in (given | read.get(record_points.FURTHER, {})).items():
        collect(
            points,
            problems,
            name,
            lambda name=name, value=value: record_points.read(name, value, country=country),
        )
    if problems:
        raise Refused(problems)
    return record_of(read, points)


def collect(into: dict[str, Any], problems: list[Problem], name: str, read: Callable[[], Any]) -> None:
    try:
        into[name] = read()
    except FieldRefused as refused:
        problems.append(Problem(f"{name}.{refused.path}".rstrip("."), refused.says, refused.mend))


def unknown_field(name: object) -> Problem:
    near = get_close_matches(str(name), FIELDS, n=1)
    mend = f"did you mean {near[0]}?" if near else "put what is your own under attributes"
    return Problem(str(name)[:100], "is not a field of a customer record", mend)


def record_of(read: dict[str, Any], points: dict[str, tuple[Point, ...]]) -> Record:
    plain = {COLUMNS[name]: value for name, value in read.items() if name in COLUMNS}
    return Record(
        external_id=read["id"],
        plain=plain,
        points=points,
        organisation=read.get("organisation"),
        consents=read.get("consents", ()),
        preferences=read.get("preferences", ()),
    )


def identity(value: Any, now: datetime) -> str:
    known_by = values.text(value)
    if not known_by:
        raise FieldRefused("is missing", "give the number or name by which you know this customer")
    if len(known_by) > 200:
        raise FieldRefused("is longer than 200 characters", "give a shorter id")
    return known_by


def plain_text(value: Any, now: datetime) -> str:
    return "" if value is None else values.text(value)


def relationship(value: Any, now: datetime) -> str:
    found = plain_text(value, now).lower() or "customer"
    if found not in RELATIONSHIPS:
        raise FieldRefused("is none that we know", f"use one of {', '.join(RELATIONSHIPS)}")
    return found


def since(value: Any, now: datetime) -> datetime | None:
    return None if value in (None, "") else values.moment(value)


def past_day(value: Any, now: datetime) -> date | None:
    """A day that is not in the future: what has not happened yet is no evidence."""
    if value in (None, ""):
        return None
    day = values.moment(value).date()
    if day > now.date():
        raise FieldRefused("lies in the future", "give the day it happened")
    return day


def country(value: Any, now: datetime) -> str:
    stated = plain_text(value, now)
    if stated and not country_code(stated):
        raise FieldRefused("is not a country", "use its two letters by ISO 3166, as in BR")
    return country_code(stated)


def zones(value: Any, now: datetime) -> tuple[str, ...]:
    names = [] if value is None else values.texts(value.split(",") if isinstance(value, str) else value)
    if unknown_zones(names, known=zone_names()):
        raise FieldRefused("is not a time zone", "use a name of the tz database, as in America/Sao_Paulo")
    return tuple(sorted(set(names)))


FIELDS: dict[str, Callable[[Any, datetime], Any]] = {
    "id": identity,
    "name": plain_text,
    "language": lambda value, now: values.language(value or ""),
    "relationship": relationship,
    "since": since,
    "last_purchase": past_day,
    "last_inquiry": past_day,
    "country": country,
    "region": plain_text,
    "city": plain_text,
    "postal_code": plain_text,
    "zone": zones,
    "zones": zones,
    record_points.FURTHER: lambda value, now: record_points.further(value),
    "organisation": record_lines.organisation,
    "consents": record_lines.consents,
    "preferences": record_lines.preferences,
    "attributes": lambda value, now: values.mapping(value or {}),
} | dict.fromkeys(record_points.FIELDS, lambda value, now: value)
COLUMNS = {
    "name": "name",
    "language": "language",
    "relationship": "relationship",
    "since": "relationship_since",
    "last_purchase": "last_purchase",
    "last_inquiry": "last_inquiry",
    "country": "country",
    "region": "region",
    "city": "city",
    "postal_code": "postal_code",
    "zone": "stated_zones",
    "zones": "stated_zones",
    "attributes": "attributes",
}
