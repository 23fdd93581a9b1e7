"""Reads what sets a campaign off: an event, that one did not come in time, or a plan."""

import re
from collections.abc import Mapping

from tidings.core.campaign_files.file_part import Part
from tidings.core.campaign_files.shape import Trigger
from tidings.core.conditions import Condition, condition
from tidings.core.needs import Need

Needs = Mapping[str, Need]
PLAN = "plan"
MOMENTS = ("date", "datetime")


def read_trigger(part: Part, needs: Needs) -> Trigger:
    """The trigger, checked against the data that is declared."""
    if part.value == PLAN:
        return Trigger(planned=True)
    if part.value is None or not part.only((), ("event", "absent", "by", "per", "when")):
        return Trigger()
    if part.has("event") == part.has("absent"):
        part.block(
            "a trigger is either an event or an absence",
            "write `event: TYPE`, or `absent: TYPE` and `by: PATH`; or `trigger: plan` for neither",
        )
    if part.has("absent") and not part.has("by"):
        part.block("an absence needs the moment it is promised by", "add `by: order.promised`")
    if part.has("event") and part.has("by"):
        part.child("by").block(
            "`by` belongs to an absence", "leave it out, or write `absent:` instead of `event:`"
        )
    if part.has("absent") and part.has("when"):
        part.child("when").block("`when` belongs to an event", "leave it out")
    return Trigger(
        event=part.child("event").read(event_type, ""),
        absent=part.child("absent").read(event_type, ""),
        by=declared(part.child("by"), needs, MOMENTS),
        per=declared(part.child("per"), needs, ("text", "integer")),
        when=_condition(part.child("when"), needs),
    )


def event_type(text: str) -> str:
    """The text if it can be an event's type; raises ValueError(says, mend)."""
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", text, re.ASCII):
        raise ValueError(
            f"{text!r} is not an event's type", "write it as the event says it: com.example.order.late"
        )
    return text


def declared(part: Part, needs: Needs, types: tuple[str, ...], *, may_be_absent: bool = False) -> str:
    """The path here, if `needs` declares it as one of `types`; "" when nothing is said."""
    path = part.text()
    need = needs.get(path)
    if path and not need:
        part.block(f"{path} is not declared in needs", f"add `{path}: {types[0]}` to needs")
    elif need and may_be_absent and need.type not in types:
        part.block(f"{path} must be {' or '.join(types)}", f"write `{path}: {types[0]}` in needs")
    elif need and not may_be_absent and (need.optional or need.type not in types):
        part.block(
            f"{path} must always be there, as {' or '.join(types)}", f"write `{path}: {types[0]}` in needs"
        )
    return path


def _condition(part: Part, needs: Needs) -> Condition | None:
    found = part.read(condition, None)
    for path in found.paths if found else ():
        if path not in needs:
            part.block(f"{path} is not declared in needs", f"add `{path}: number` (or its type) to needs")
        elif needs[path].type == "money":
            part.block(
                f"{path} is money, which a condition cannot compare",
                "let the event say it as a number or boolean",
            )
        elif needs[path].optional:
            part.find(
                "warn", f"{path} may be absent, then the event is a problem", f"declare {path} without `?`"
            )
    return found
