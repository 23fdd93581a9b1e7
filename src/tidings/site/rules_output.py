"""What `tidings rules` prints: rules as lines or JSON, and what a change of rules does to whom."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from tidings.campaigns import public as campaigns
from tidings.core.rules.comparing import Difference, differences, stated_rule
from tidings.core.rules.shape import Rule
from tidings.ground import clock
from tidings.outreach import public as outreach


def book(named: str) -> outreach.Rulebook:
    return outreach.rulebook(named)


def a_day(named: str) -> date:
    """The day; raises ValueError with its mend."""
    try:
        return date.fromisoformat(named)
    except ValueError:
        raise ValueError(f"{named} is no day; write for example 2027-01-31") from None


def lines(rules: Sequence[Rule]) -> str:
    return "\n".join(f"{rule.id:<24} {rule.status}  {dates(rule):<24}  {rule.title}" for rule in rules)


def dates(rule: Rule) -> str:
    """From when until when, in words."""
    since = f"from {rule.valid_from}" if rule.valid_from else ""
    until = f"before {rule.valid_to}" if rule.valid_to else ""
    return " ".join(filter(None, (since, until))) or "always"


def as_json(rules: Sequence[Rule]) -> str:
    shown = ("id", "jurisdiction", "status", "valid_from", "valid_to", "title", "source")
    return json.dumps(
        [{name: getattr(rule, name) for name in shown} for rule in rules], default=str, indent=2
    )


def stated(id: str) -> Mapping[str, Any]:
    """One rule as its pack states it; raises LookupError."""
    found = stated_rule(book("current").policy, id)
    if found is None:
        raise LookupError(f"there is no rule {id}; `tidings rules list` names all")
    return found[1]


def in_full(rule: Mapping[str, Any]) -> str:
    return yaml.safe_dump(dict(rule), sort_keys=False, allow_unicode=True).rstrip()


@dataclass(frozen=True)
class Compared:
    """Two sets of rules and what differs."""

    old: outreach.Rulebook
    new: outreach.Rulebook
    differences: tuple[Difference, ...]


def compare(old: str, new: str) -> Compared:
    """The two; beside a day everything else means its rules as they stand today."""
    before, after = book(old), book(new)
    if before.of_a_day != after.of_a_day:
        before, after = before.on(clock.now().date()), after.on(clock.now().date())
    return Compared(before, after, tuple(differences(before.policy, after.policy)))


def touched(found: Compared, audience: str, names: Sequence[str]) -> outreach.Touched:
    """The audience (or everyone) decided under both, in these campaigns or in all that are live."""
    live = [card.name for card in campaigns.list_campaigns() if card.state == "live"]
    return outreach.touched(
        audience=audience,
        names=list(names) or live,
        old=found.old.policy,
        new=found.new.policy,
        now=clock.now(),
    )


def diff_lines(found: Compared, touched: outreach.Touched | None) -> str:
    said = [one.says for one in found.differences] or ["no rule differs"]
    if touched is None:
        return "\n".join(said)
    same = sum(count for change, count in touched.changes.items() if change.same)
    total = sum(touched.changes.values()) - same
    also = f", {same:,} are held to other rules with the same answer now" if same else ""
    said += ["", f"{touched.decided:,} decisions, {total:,} come out otherwise{also}:"]
    for change, count in touched.changes.most_common():
        said.append(f"{count:>9,}  {change.says}  (for example {', '.join(touched.samples[change])})")
    return "\n".join(said)


def diff_as_json(found: Compared, touched: outreach.Touched | None) -> str:
    told: dict[str, Any] = {
        "old": {"name": found.old.name, "version": found.old.policy.version},
        "new": {"name": found.new.name, "version": found.new.policy.version},
        "rules": [vars(one) | {"says": one.says} for one in found.differences],
    }
    if touched is not None:
        told["decided"] = touched.decided
        told["touched"] = [
            vars(change) | {"same": change.same, "count": count, "customers": touched.samples[change]}
            for change, count in touched.changes.most_common()
        ]
    return json.dumps(told, default=str, indent=2)
