"""The fields of a record that hold addresses."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from tidings.channels import names
from tidings.core.contact_points import Point, PointRefused, read_email, read_number
from tidings.people import values
from tidings.people.problems import FieldRefused

MOST = 20  # addresses in one field
FURTHER = "addresses"  # the field for kinds of address that only a channel's folder names
ON_AN_ENVELOPE = ("name", "line1", "line2", "line3", "postal_code", "city", "region", "country")


def further(stated: Any) -> dict[str, Any]:
    """What is stated under `addresses`, by field: "addresses.KIND", each with one address or many."""
    parts = {} if stated is None else values.mapping(stated)
    for kind in parts:
        if kind in FIELDS:
            raise FieldRefused("has a field of its own", f"state it as {kind}", str(kind))
        if kind not in names.own_kinds():
            known = ", ".join(names.own_kinds())
            raise FieldRefused("is no kind of address here", f"use one of {known}", str(kind)[:100])
    return {f"{FURTHER}.{kind}": value for kind, value in parts.items()}


def read(name: str, stated: Any, *, country: str) -> tuple[Point, ...]:
    """The points in field `name`, in the order stated, each once; `country` is for numbers without a country code."""
    listed = stated if isinstance(stated, list | tuple) else [stated]
    if len(listed) > MOST:
        raise FieldRefused(f"holds more than {MOST} addresses", "keep those that are in use")
    points: dict[str, Point] = {}
    for position, one in enumerate(listed):
        if one in (None, "", {}):
            continue
        try:
            point = FIELDS.get(name, token)(one, name, country)
        except PointRefused as refused:
            raise at(position, FieldRefused(refused.says, refused.mend), listed) from None
        except FieldRefused as refused:
            raise at(position, refused, listed) from None
        points.setdefault(point.address, point)
    return tuple(points.values())


def at(position: int, refused: FieldRefused, listed: list[Any] | tuple[Any, ...]) -> FieldRefused:
    return refused.inside(position) if len(listed) > 1 else refused


def email(stated: Any, name: str, country: str) -> Point:
    return read_email(values.text(stated))


def number(stated: Any, name: str, country: str) -> Point:
    return read_number(values.text(stated), region=country, wished=name)


def post(stated: Any, name: str, country: str) -> Point:
    """A postal address, by lines or as one text; it needs a street line and a place."""
    if isinstance(stated, str):
        stated = dict(
            zip(("line1", "line2", "line3", "city"), values.text(stated).splitlines(), strict=False)
        )
    parts = {key: values.text(part) for key, part in values.mapping(stated).items() if part is not None}
    if unknown := sorted(parts.keys() - set(ON_AN_ENVELOPE)):
        raise FieldRefused(
            "is not a part of an address", f"use {', '.join(ON_AN_ENVELOPE)}", unknown[0][:100]
        )
    if not parts.get("line1"):
        raise FieldRefused("is missing", "give the street and number, or the post box", "line1")
    written = "\n".join(parts[part] for part in ON_AN_ENVELOPE if parts.get(part))
    return Point(channel="post", address=written, stated=written)


def token(stated: Any, name: str, country: str) -> Point:
    """A push subscription (an object, kept in one spelling) or an opaque name on some service."""
    if isinstance(stated, Mapping):
        written = values.storable(json.dumps(values.mapping(stated), sort_keys=True, separators=(",", ":")))
    else:
        written = values.text(stated)
    return Point(channel=name.removeprefix(f"{FURTHER}."), address=written, stated=written)


FIELDS: dict[str, Callable[[Any, str, str], Point]] = {
    "email": email,
    "emails": email,
    "mobile": number,
    "landline": number,
    "phone": number,
    "post": post,
    "push": token,
    "chat": token,
}
