"""The page docs/reference/channels.md, written from what the channels declare of themselves.

Renew it after a change: `.venv/bin/python -m tidings.site.channels_page docs/reference/channels.md`.
"""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from tidings.channels import discover
from tidings.channels.contract import Declaration

ABILITIES = {
    "html": "Formatted text",
    "links": "Links",
    "replies": "Replies to it reach us",
    "one_click_stop": "A stop button of the reader's own program",
    "same_id_again": "A message handed over again is known by its id",
    "attachments": "Attachments",
    "receipts": "Says afterwards what became of it",
}
TOP = """# Channels

One folder in `src/tidings/channels/` is one way to reach someone. It declares what it can do, and this page is
written from those declarations (`python -m tidings.site.channels_page`); a test fails when it is out of date.
What a channel cannot do is refused with a reason, never done by half.
"""


def page() -> str:
    """The whole page as Markdown."""
    declared = [channel.declaration for channel in discover().values()]
    parts = [TOP, "## What each can do\n", abilities(declared)]
    for one in declared:
        parts += [
            f"## {one.name}\n",
            f"{one.says}. Its addresses are of the kind `{one.address_kind}`.\n",
            details(one),
        ]
    return "\n".join(parts)


def abilities(declared: Sequence[Declaration]) -> str:
    rows = [
        [says, *("yes" if name in one.abilities else "no" for one in declared)]
        for name, says in ABILITIES.items()
    ]
    return table(["", *(one.name for one in declared)], rows)


def details(one: Declaration) -> str:
    settings = table(
        ["Setting", "Meaning", "Default"],
        [
            [f"`{each.name}`" + (" (secret)" if each.secret else ""), each.says, each.default or "none"]
            for each in one.settings
        ],
    )
    limits = table(
        ["Limit", "Value"], [[name.replace("_", " "), str(value)] for name, value in one.limits.items()]
    )
    return f"{settings}\n{limits}"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")
