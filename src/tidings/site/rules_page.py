"""The page docs/reference/rules.md, written from the packaged packs of laws.

Renew it after a change: `.venv/bin/python -m tidings.site.rules_page docs/reference/rules.md`.
"""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tidings.core.rules.comparing import plain
from tidings.ground.packs import PACKAGED, packs_in

TOP = """# The rules of law

What Tidings knows of laws, as data: one file a place in [`src/tidings/packs`](../../src/tidings/packs/us.yaml). This page is written
from those files (`python -m tidings.site.rules_page`); a test fails when it is out of date. Engineering material, not legal advice: have a
lawyer confirm what you rely on.

A rule binds where the customer may be (`places` of their addresses and numbers, all of them), for the purposes, channels and technologies
it names (none named: all), from its first day to the day before its end. Several bind together and the strictest wins: all hours must be
open, the highest level of consent is asked for, every list is looked up, every cap counts. The company's
[own policy](settings.md#the-policy) comes beside them and loosens none. [Change a law](../how-to/change-a-law.md) says how.

How sure we are: **V** seen in the official text, **S** in secondary sources, **M** known and not read again, **C** computed or our own,
**U** uncertain.

## What a rule may say

| Key | Meaning |
|---|---|
| `id`, `title`, `source`, `status` | its name (`us-fl.hours`), what it says, where that stands, how sure we are |
| `jurisdiction` | the place, if it is not the pack's: `us`, `us-fl`, `eu` (`members` of a pack names who belongs to it) |
| `valid_from`, `valid_to` | its first day, and the first day on which it binds no more; left out: ever |
| `purposes`, `channels`, `technologies` | what it is about; `voice:mobile` and `voice:landline` are lines of `voice`; a voice is `live`, `prerecorded` or `ai`, all else `text` |
| `topics`, `except_topics` | the law's own subjects; the company's policy says under `subjects` which of its topics they are |
| `except_places` | members with a law of their own |
| `hours`, `closed` | windows of the day in the customer's zones; a calendar of holidays (`US-AL`) on which it is shut |
| `consent` | the level (`ignored`, `not_revoked`, `granted`, `written`) for `subject` and `channel`; `stands_in` says how young a purchase or an inquiry replaces a grant |
| `registry` | the list to look up: `name`, `max_age` in days, `exempt` relationships, the consent it is `lifted_by` |
| `reassigned` | numbers that may have a new owner are confirmed first |
| `caps` | at most `contacts` `within` a time, `per` person, household or organisation, `about` all, the purpose or the topic |
| `not_after` | conversations after which the channel is not used unasked |
| `open_case` | held back while a complaint or dispute is open |
| `stops` | how far a stop reaches: `purpose` or `all` |
| `kept` | how Tidings keeps what is not for a single decision to judge |
"""
SHOWN = ("id", "jurisdiction", "title", "source", "status", "valid_from", "valid_to")


def page() -> str:
    """The whole page as Markdown."""
    return "\n".join([TOP, *(section(pack) for pack in packs_in(PACKAGED))])


def section(pack: Mapping[str, Any]) -> str:
    rows = "".join(row(rule) for rule in pack["rules"])
    return f"## {pack['title']}\n\n| Rule | Says | Demands | Source |\n|---|---|---|---|\n{rows}"


def row(rule: Mapping[str, Any]) -> str:
    demands = "; ".join(f"{key}: {plain(value)}" for key, value in rule.items() if key not in SHOWN)
    cells = [f"`{rule['id']}`", rule["title"] + dates(rule), demands, f"{rule['source']} ({rule['status']})"]
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |\n"


def dates(rule: Mapping[str, Any]) -> str:
    """When it binds, where it does not always."""
    since = f" From {rule['valid_from']}." if rule.get("valid_from") else ""
    return since + (f" Before {rule['valid_to']}." if rule.get("valid_to") else "")


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")
