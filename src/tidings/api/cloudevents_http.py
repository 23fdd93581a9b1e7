"""CloudEvents over HTTP: binary, structured and batch requests read into events and refusals.

Source: CNCF CloudEvents 1.0.2, HTTP Protocol Binding and JSON Event Format.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

import msgspec

from tidings.api.asgi import Headers
from tidings.api.problems import Refusal
from tidings.campaigns.public import EventRefused, Incoming, read_cloudevent
from tidings.core.cloudevents import JSON_TYPE, MAX_BYTES
from tidings.core.problem import Problem

STRUCTURED = "application/cloudevents+json"
BATCH = "application/cloudevents-batch+json"
MAX_BATCH_BYTES = 16 * 1024 * 1024
MAX_BATCH_EVENTS = 10_000

as_object = msgspec.json.Decoder(dict[str, Any]).decode
as_parts = msgspec.json.Decoder(list[msgspec.Raw]).decode
as_anything = msgspec.json.Decoder().decode


@dataclass(frozen=True, slots=True)
class Refused:
    """One event of a batch that was not taken, with what it called itself as far as that can be read."""

    source: str
    event_id: str
    problems: tuple[Problem, ...]


def size_limit(headers: Headers) -> int:
    """How many bytes the body of this request may have."""
    return MAX_BATCH_BYTES if media_type(headers)[0] == BATCH else MAX_BYTES


def read_request(headers: Headers, body: bytes) -> tuple[list[Incoming | Refused], bool]:
    """The events of a request, in order, and whether it is a batch; raises `Refusal` when it cannot be read at all."""
    kind, charset = media_type(headers)
    if charset not in ("", "utf-8", "utf8"):
        raise Refusal(415, f"We read UTF-8, not {charset}. Send charset=utf-8 or leave it out.")
    if kind == BATCH:
        return [read_one(part) for part in parts_of(body)], True
    if kind == STRUCTURED:
        return [read_single(decoded(body))], False
    if any(name.startswith(b"ce-") for name, _ in headers):
        return [read_single(binary(headers, kind, body))], False
    raise Refusal(415, wrong_media_type(kind))


def media_type(headers: Headers) -> tuple[str, str]:
    """The media type and the charset of a request, in small letters; both may be empty."""
    stated = (
        next((value for name, value in headers if name == b"content-type"), b"").decode("latin-1").lower()
    )
    kind, _, parameters = stated.partition(";")
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip() == "charset":
            return kind.strip(), value.strip().strip('"')
    return kind.strip(), ""


def wrong_media_type(kind: str) -> str:
    named = (
        f"Content-Type {kind} does not say that this is a CloudEvent" if kind else "There is no Content-Type"
    )
    return (
        f"{named}. Send {STRUCTURED} for one event, {BATCH} for several, "
        "or application/json with the attributes as ce- headers."
    )


def decoded(body: bytes) -> dict[str, Any]:
    try:
        return as_object(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Refusal(400, f"The body is not a JSON object: {error}.") from None


def parts_of(body: bytes) -> list[msgspec.Raw]:
    try:
        parts = as_parts(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Refusal(400, f"The body is not a JSON array of events: {error}.") from None
    if len(parts) > MAX_BATCH_EVENTS:
        raise Refusal(
            413, f"A batch may hold {MAX_BATCH_EVENTS} events and this one has {len(parts)}. Send several."
        )
    return parts


def read_one(part: msgspec.Raw) -> Incoming | Refused:
    """One event of a batch; whatever is wrong with it stays with it."""
    raw = memoryview(part)
    if len(raw) > MAX_BYTES:
        return Refused("", "", (Problem("event", "is larger than 64 KiB", "send a link to what is large"),))
    try:
        event = as_object(raw)
        return read_cloudevent(event)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return Refused(
            "", "", (Problem("event", "is not a JSON object", 'send {"specversion": "1.0", ...}'),)
        )
    except EventRefused as refused:
        return Refused(named(event, "source"), named(event, "id"), refused.problems)


def named(event: dict[str, Any], attribute: str) -> str:
    value = event.get(attribute)
    return value[:200] if isinstance(value, str) else ""


def read_single(event: dict[str, Any]) -> Incoming:
    try:
        return read_cloudevent(event)
    except EventRefused as refused:
        raise Refusal(400, "The event was refused.", problems=refused.problems) from None


def binary(headers: Headers, kind: str, body: bytes) -> dict[str, Any]:
    """An event whose attributes are headers and whose data is the body."""
    event: dict[str, Any] = {}
    for name, value in headers:
        if not name.startswith(b"ce-"):
            continue
        attribute = name[3:].decode("latin-1").lower()
        if attribute in event or attribute in ("datacontenttype", "data", "data_base64"):
            mend = "send Content-Type instead" if attribute == "datacontenttype" else "send it once"
            problem = Problem(f"ce-{attribute}", "may not be sent" + " twice" * (attribute in event), mend)
            raise Refusal(400, "The event was refused.", problems=[problem])
        event[attribute] = header_text(value)
    if body:
        if not JSON_TYPE.fullmatch(kind):
            raise Refusal(
                415,
                f"We read JSON data only, not {kind or 'data without a Content-Type'}. Send application/json.",
            )
        event["data"] = data_of(body)
    return event


def header_text(value: bytes) -> str:
    """A header's value as text: UTF-8, percent-decoded, quotes taken off (HTTP Protocol Binding 3.1.3.2)."""
    text = value.decode("utf-8", errors="replace").strip()
    if len(text) >= 2 and text[0] == text[-1] == '"':
        text = text[1:-1].replace('\\"', '"').replace("\\\\", "\\")
    return unquote(text, errors="replace")


def data_of(body: bytes) -> Any:
    try:
        return as_anything(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Refusal(400, f"The body is not JSON: {error}.") from None
