"""What differs between two sets of rules, or two days of the same one: which were added, removed, changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tidings.core.policy import Policy, policy
from tidings.core.rules.shape import Rule

ADDED, REMOVED, CHANGED = "added", "removed", "changed"
COMPANY = "company"
NOT_RULES = ("laws", "pack", "valid_from")
DATES = ("valid_from", "valid_to")


@dataclass(frozen=True)
class Difference:
    """One rule that differs; `fields` gives what was and what is, by the name it has in the pack."""

    id: str
    kind: str
    title: str
    jurisdiction: str
    fields: Mapping[str, tuple[Any, Any]]

    @property
    def says(self) -> str:
        """In one sentence."""
        if self.kind != CHANGED:
            return f"{self.id} {self.kind}: {self.title}"
        changes = (f"{name} was {plain(old)}, is {plain(new)}" for name, (old, new) in self.fields.items())
        return f"{self.id} changed: {'; '.join(changes)}"


def as_of(whole: Policy, day: date) -> Policy:
    """The policy with the laws that are in force on a day, as if they always had been."""
    standing = {rule.id for rule in whole.rules if rule.stands(day, day)}
    laws = [
        {**pack, "rules": [undated(rule) for rule in pack["rules"] if rule["id"] in standing]}
        for pack in whole.body.get("laws", ())
    ]
    return policy({**whole.body, "laws": laws})


def undated(rule: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in rule.items() if key not in DATES}


def differences(old: Policy, new: Policy) -> list[Difference]:
    """Every rule and every part of the company's own policy that differs, the company's first."""
    before, after = stated(old), stated(new)
    ids = sorted({*before, *after}, key=lambda id: (not id.startswith(f"{COMPANY}."), id))
    return [one for id in ids if (one := difference(id, before.get(id), after.get(id)))]


def stated(whole: Policy) -> dict[str, Mapping[str, Any]]:
    """The rules by id as their packs state them, and each part of the company's policy as one."""
    body = whole.body
    company: dict[str, Mapping[str, Any]] = {
        f"{COMPANY}.{part}": {"title": "the company's own policy", "jurisdiction": COMPANY, part: body[part]}
        for part in body
        if part not in NOT_RULES
    }
    laws: dict[str, Mapping[str, Any]] = {
        rule["id"]: {"jurisdiction": pack["pack"], **rule}
        for pack in body.get("laws", ())
        for rule in pack["rules"]
    }
    return company | laws


def stated_rule(whole: Policy, id: str) -> tuple[Rule, Mapping[str, Any]] | None:
    """A law's rule, as read and as its pack states it."""
    rule = next((rule for rule in whole.rules if rule.id == id), None)
    return (rule, stated(whole)[id]) if rule else None


def difference(
    id: str, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None
) -> Difference | None:
    known = after or before or {}
    title, jurisdiction = str(known.get("title", id)), str(known["jurisdiction"])
    if before is None or after is None:
        return Difference(id, ADDED if before is None else REMOVED, title, jurisdiction, {})
    names = dict.fromkeys([*before, *after])
    fields = {name: (before.get(name), after.get(name)) for name in names}
    differing = {name: pair for name, pair in fields.items() if plain(pair[0]) != plain(pair[1])}
    return Difference(id, CHANGED, title, jurisdiction, differing) if differing else None


def plain(value: Any) -> str:
    """A value of a pack in one line, whatever the order of its keys; what was not stated is "not stated"."""
    if value is None:
        return "not stated"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {plain(value[key])}" for key in sorted(value)) + "}"
    if isinstance(value, list | tuple):
        return ", ".join(plain(one) for one in value)
    return str(value)
