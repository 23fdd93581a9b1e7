"""Reads a pack of rules out of plain data (as YAML or JSON gives it)."""

import re
from collections.abc import Mapping
from typing import Any

from tidings.core.holiday_calendars import calendar_of
from tidings.core.rules.fields import (
    CONSENT,
    PURPOSES,
    PolicyRefused,
    expect,
    only,
    read_ages,
    read_cap,
    read_consent,
    read_count,
    read_date,
    read_each,
    read_names,
    read_windows,
)
from tidings.core.rules.shape import Level, Pack, RegistryNeed, Rule

STATUS = ("V", "S", "M", "C", "U")
TECHNOLOGIES = ("live", "prerecorded", "ai", "text")
STOPS = ("purpose", "all")
PACK = ("pack", "title", "members", "rules", "tests")
SCOPE = ("purposes", "channels", "technologies", "topics", "except_topics", "except_places")
EFFECTS = (
    "hours",
    "closed",
    "consent",
    "registry",
    "reassigned",
    "caps",
    "not_after",
    "open_case",
    "stops",
    "kept",
)
RULE = ("id", "jurisdiction", "title", "source", "status", "valid_from", "valid_to", *SCOPE, *EFFECTS)


def read_pack(stated: Any, field: str = "") -> Pack:
    """A pack with its rules; raises `PolicyRefused` naming the field."""
    pack = only(field, stated, PACK)
    at = f"{field}." if field else ""
    name = text(f"{at}pack", pack.get("pack"))
    members = only(f"{at}members", pack.get("members") or {}, tuple(pack.get("members") or ()))
    rules = read_each(f"{at}rules", pack.get("rules"), lambda at, rule: read_rule(at, rule, name))
    return Pack(
        name=name,
        title=text(f"{at}title", pack.get("title", name)),
        rules=rules,
        members={m: frozenset(read_names(f"{at}members.{m}", members[m])) for m in members},
    )


def read_rule(field: str, stated: Any, pack: str) -> Rule:
    rule = only(field, stated, RULE)
    field = f"{field} ({rule.get('id', '?')})"
    scope = read_scope(field, rule)
    parts: dict[str, Any] = scope | read_effects(field, rule, scope)
    expect(f"{field}.status", rule.get("status"), STATUS)
    if not any(name in rule for name in EFFECTS):
        raise PolicyRefused(field, "demands nothing.", f"Write one of: {', '.join(EFFECTS)}.")
    return Rule(
        id=read_id(f"{field}.id", rule.get("id")),
        jurisdiction=rule.get("jurisdiction", pack),
        title=text(f"{field}.title", rule.get("title")),
        source=text(f"{field}.source", rule.get("source")),
        status=rule["status"],
        valid_from=read_date(f"{field}.valid_from", rule.get("valid_from")),
        valid_to=read_date(f"{field}.valid_to", rule.get("valid_to")),
        **parts,
    )


def read_scope(field: str, rule: Mapping[str, Any]) -> dict[str, Any]:
    """Whom and what the rule binds."""
    allowed = {"purposes": PURPOSES, "technologies": TECHNOLOGIES}
    return {name: read_names(f"{field}.{name}", rule.get(name), allowed.get(name, ())) for name in SCOPE}


def read_effects(field: str, rule: Mapping[str, Any], scope: Mapping[str, Any]) -> dict[str, Any]:
    """What the rule demands."""
    stops = rule.get("stops", "")
    expect(f"{field}.stops", stops, ("", *STOPS))
    return {
        "hours": read_windows(f"{field}.hours", rule["hours"]) if "hours" in rule else (),
        "closed": read_calendar(f"{field}.closed", rule.get("closed", "")),
        "consent": read_consent(f"{field}.consent", rule["consent"], "ignored")
        if "consent" in rule
        else None,
        "registry": read_registry(f"{field}.registry", rule["registry"]) if "registry" in rule else None,
        "reassigned": read_flag(f"{field}.reassigned", rule.get("reassigned", False)),
        "caps": read_each(
            f"{field}.caps",
            rule.get("caps"),
            lambda at, cap: read_cap(at, cap, scope["purposes"], scope["channels"]),
        ),
        "not_after": read_names(f"{field}.not_after", rule.get("not_after")),
        "open_case": read_flag(f"{field}.open_case", rule.get("open_case", False)),
        "stops": stops,
        "kept": rule.get("kept", ""),
    }


def read_registry(field: str, stated: Any) -> RegistryNeed:
    need = only(field, stated, ("name", "max_age", "exempt", "lifted_by"))
    lifted = need.get("lifted_by")
    return RegistryNeed(
        name=text(f"{field}.name", need.get("name")),
        max_age=read_count(f"{field}.max_age", need.get("max_age")),
        exempt=read_ages(f"{field}.exempt", need.get("exempt")),
        lifted_by=None if lifted is None else Level(expect(f"{field}.lifted_by", lifted, CONSENT)),
    )


def read_calendar(field: str, stated: Any) -> str:
    try:
        if stated:
            calendar_of(str(stated))
    except ValueError as wrong:
        says, mend = wrong.args
        raise PolicyRefused(field, f"{says}.", f"{mend[0].upper()}{mend[1:]}.") from None
    return str(stated)


def read_id(field: str, stated: Any) -> str:
    if not isinstance(stated, str) or not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", stated):
        raise PolicyRefused(
            field, f"{stated!r} is no id.", "Write a place and a name, for example us-fl.hours."
        )
    return stated


def read_flag(field: str, stated: Any) -> bool:
    if not isinstance(stated, bool):
        raise PolicyRefused(field, f"{stated!r} is neither true nor false.", "Write true or false.")
    return stated


def text(field: str, stated: Any) -> str:
    if not isinstance(stated, str) or not stated.strip():
        raise PolicyRefused(field, "is not stated.", "Write it in words.")
    return stated
