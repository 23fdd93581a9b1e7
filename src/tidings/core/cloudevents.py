"""CloudEvents 1.0: the rules of the envelope, applied to values that some door has already decoded.

Source: CNCF CloudEvents 1.0.2, sections "Context Attributes", "Type System" and "Size Limits".
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

from tidings.core.problem import Problem

MAX_BYTES = 64 * 1024  # the size every intermediary must forward
LONGEST_NAME = 512  # bytes of what events are found by: two of them fit one entry of a database's index
NAME = re.compile(r"[a-z0-9]+")
SPACE_OR_CONTROL = re.compile(r"[\x00-\x20\x7f-\x9f]")
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
RFC3339 = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)")
JSON_TYPE = re.compile(r"[^/;\s]+/([^/;\s]+\+)?json\s*(;.*)?", re.IGNORECASE)
RULED = frozenset(
    {"specversion", "id", "source", "type", "subject", "time"}
    | {"datacontenttype", "dataschema", "data", "data_base64"}
)


class CloudEvent(NamedTuple):  # a frozen dataclass takes six times as long to make
    """An event whose envelope keeps the rules. `time` is UTC, or None when the sender named none."""

    id: str
    source: str
    type: str
    subject: str
    time: datetime | None
    extensions: Mapping[str, str | int | bool]
    data: Any


def problem(field: str, says: str, mend: str) -> Problem:
    return Problem(field=field, says=says, mend=mend)


class CloudEventRefused(ValueError):
    """An envelope that breaks the rules; `problems` names every fault found."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(f"{each.field} {each.says}" for each in problems))
        self.problems = problems


def read(event: Mapping[str, Any]) -> CloudEvent:
    """The event in its JSON format, checked; raises `CloudEventRefused` with all its problems."""
    problems: list[Problem] = []
    if event.get("specversion") != "1.0":
        problems.append(wrong_version(event.get("specversion")))
    source = required(event, "source", problems)
    if SPACE_OR_CONTROL.search(source):
        problems.append(problem("source", "is not a URI reference", "leave out spaces, e.g. /shop/orders"))
    found = CloudEvent(
        required(event, "id", problems),
        source,
        required(event, "type", problems),
        optional(event, "subject", problems),
        moment(event.get("time"), problems),
        {name: event[name] for name in event.keys() - RULED if extension(name, event[name], problems)},
        content(event, problems),
    )
    if problems:
        raise CloudEventRefused(problems)
    return found


def wrong_version(found: object) -> Problem:
    says = "is missing" if found is None else f"is {shown(found)}, which we do not speak"
    return problem("specversion", says, 'send "specversion": "1.0"')


def required(event: Mapping[str, Any], name: str, problems: list[Problem]) -> str:
    value = event.get(name)
    if plain(value):
        return str(value)
    says = (
        "is missing"
        if value is None
        else f"must be a text of 1 to {LONGEST_NAME} bytes, without control characters"
    )
    problems.append(problem(name, says, f'send "{name}": "{EXAMPLES[name]}"'))
    return ""


EXAMPLES = {"id": "A234-1234-1234", "source": "/shop/orders", "type": "com.example.order.late"}


def optional(event: Mapping[str, Any], name: str, problems: list[Problem]) -> str:
    value = event.get(name)
    if value is None:
        return ""
    if plain(value):
        return str(value)
    says = f"must be a text of 1 to {LONGEST_NAME} bytes"
    problems.append(problem(name, says, f"leave {name} out or give it a text"))
    return ""


def plain(value: object) -> bool:
    """Whether this is a text that is not empty or too long, without control characters or halves of characters."""
    if not isinstance(value, str) or value == "" or not (value.isprintable() or not CONTROL.search(value)):
        return False
    return short(value)


def short(value: str) -> bool:
    """Whether things can be found by this text: a longer one fits no index of the database."""
    return len(value) <= LONGEST_NAME // 4 or len(value.encode()) <= LONGEST_NAME


def extension(name: str, value: object, problems: list[Problem]) -> bool:
    """Whether this member is an extension attribute; notes what is wrong with it."""
    if not NAME.fullmatch(name):
        mend = "use only a-z and 0-9 in attribute names" + (
            f": {name.lower()}" if NAME.fullmatch(name.lower()) else ""
        )
        problems.append(problem(shown(name), "is no attribute name", mend))
        return False
    if value is None:
        return False
    if isinstance(value, str):
        fits = not CONTROL.search(value)
    else:
        fits = (
            isinstance(value, int) and -(2**31) <= value < 2**31
        )  # True and False are ints here, and allowed
    if not fits:
        problems.append(
            problem(
                name,
                "must be a text, a whole number of 32 bits or a boolean",
                f'put it into "data", or make {name} a text',
            )
        )
    return fits


def moment(value: object, problems: list[Problem]) -> datetime | None:
    """RFC 3339 with its offset, as UTC. A time without an offset could be any of 38 hours: refused."""
    if value is None:
        return None
    try:
        return instant(value)
    except ValueError as refused:
        problems.append(problem("time", str(refused), "send RFC 3339 with an offset: 2018-04-05T17:31:00Z"))
        return None


def instant(value: object) -> datetime:
    """A RFC 3339 text as a moment in UTC; raises ValueError that says what is wrong."""
    if not isinstance(value, str) or not RFC3339.fullmatch(value):
        without = isinstance(value, str) and RFC3339.fullmatch(value + "Z")
        raise ValueError("has no offset from UTC" if without else "is not a RFC 3339 time")
    try:
        moment = datetime.fromisoformat(value.upper())
        return moment if moment.tzinfo is UTC else moment.astimezone(UTC)
    except (ValueError, OverflowError) as refused:
        raise ValueError("is no moment of the calendar") from refused


def content(event: Mapping[str, Any], problems: list[Problem]) -> Any:
    """The event's data as JSON values ({} without any)."""
    kind = event.get("datacontenttype")
    if kind is not None and not (isinstance(kind, str) and JSON_TYPE.fullmatch(kind)):
        problems.append(
            problem("datacontenttype", f"is {shown(kind)}, and we read JSON only", "send application/json")
        )
    schema = event.get("dataschema")
    if schema is not None and not (
        isinstance(schema, str) and schema and not SPACE_OR_CONTROL.search(schema)
    ):
        problems.append(
            problem("dataschema", "is not a URI", "leave dataschema out or give it an absolute URI")
        )
    if "data_base64" in event:
        problems.append(
            problem("data_base64", "is binary data, and we read JSON only", 'send the JSON itself as "data"')
        )
    data = event.get("data")
    return {} if data is None else data


def shown(value: object) -> str:
    """A stranger's value, short enough to show back."""
    text = str(value)
    return text if len(text) <= 40 else text[:37] + "..."
