"""The page docs/reference/channels.md, written from what the channels declare of themselves.

Renew it after a change: `.venv/bin/python -m tidings.site.channels_page docs/reference/channels.md`.
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from tidings.channels import discover
from tidings.channels.contract import Declaration, Pace, Setting

ABILITIES = {
    "html": "Formatted text",
    "links": "Links",
    "pictures": "Pictures of what shows that it is so",
    "attachments": "Attachments",
    "spoken": "It is a call",
    "replies": "Replies to it reach us",
    "one_click_stop": "A stop button of the reader's own program",
    "receipts": "Says afterwards what became of it",
    "seen": "Says when it was read",
    "expiry": "The other side drops it when it is too late",
    "same_id_again": "A message handed over again is known by its id",
    "asks": "The other side can be asked what became of it",
    "far_ends": "Each destination is a far end of its own, and fails alone",
}
FIGURES: dict[str, Callable[[Declaration], str]] = {
    "Addresses": lambda one: f"`{one.address_kind}`",
    "Usual cost": lambda one: cost(one),
    "At most": lambda one: "<br>".join(pace(each) for each in one.paces) or "as fast as it takes",
    "Receipts": lambda one: ", ".join(one.receipts) or "none",
}
TOP = """# Channels

One folder in `src/tidings/channels/` is one way to reach someone. It declares what it can do, and this page is
written from those declarations (`python -m tidings.site.channels_page`); a test fails when it is out of date.
What a channel cannot do is refused with a reason, never done by half. A channel is used once every setting it
requires is stated. [Add a channel](../how-to/add-a-channel.md) builds one more, step by step.
"""


def page() -> str:
    """The whole page as Markdown."""
    declared = [channel.declaration for channel in discover().values()]
    return "\n".join([TOP, "## What each can do\n", matrix(declared), *chapters(declared)])


def matrix(declared: Sequence[Declaration]) -> str:
    """One row an ability and a figure, one column a channel."""
    rows = [
        [says, *("yes" if name in one.abilities else "no" for one in declared)]
        for name, says in ABILITIES.items()
    ]
    rows += [[says, *(map(told, declared))] for says, told in FIGURES.items()]
    return table(["", *(one.name for one in declared)], rows)


def chapters(declared: Iterable[Declaration]) -> Iterator[str]:
    for one in declared:
        yield f"## {one.name}\n"
        yield f"{one.says}. Its addresses are of the kind `{one.address_kind}`.\n"
        if one.settings:
            yield table(["Setting", "Meaning", "Default"], map(setting, one.settings))
        if one.limits:
            yield table(
                ["Limit", "Value"], [[name.replace("_", " "), str(most)] for name, most in one.limits.items()]
            )


def setting(one: Setting) -> list[str]:
    marks = [word for word, holds in (("required", one.required), ("secret", one.secret)) if holds]
    name = f"`{one.name}`" + (f" ({', '.join(marks)})" if marks else "")
    choices = (
        f". One of {', '.join(f'`{choice}`' for choice in one.choices if choice)}" if one.choices else ""
    )
    return [name, f"{one.says}{choices}", one.default or "none"]


def cost(one: Declaration) -> str:
    return f"{one.cost:g} a {one.cost_unit}" if one.cost else "nothing worth counting"


def pace(one: Pace) -> str:
    return f"{one.per_s:g} a second to one {one.per}, {one.burst} at once"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")
