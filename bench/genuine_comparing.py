"""Every altered and every forwarded text of the examples' surfaces, compared as a check compares them."""

import os
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from typing import Any

from genuine_changes import changes
from genuine_programs import ON, Context
from genuine_surfaces import Surface, surfaces


def comparing(share: float, workers: int) -> dict[str, Any]:
    began = time.monotonic()
    with ProcessPoolExecutor(workers, initializer=ready) as pool:
        parts = list(pool.map(part, range(len(list_of_surfaces())), [share] * len(list_of_surfaces())))
    altered, found, harmless, alarms = (sum(each) for each in zip(*parts, strict=True))
    return {
        "surfaces": len(parts),
        "altered": altered,
        "altered_found": found / altered,
        "harmless": harmless,
        "programs": len({program for each in ON.values() for program in each}),
        "false_alarms": alarms,
        "comparing_s": round(time.monotonic() - began, 1),
    }


def ready() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tidings.site.settings")
    from tidings.site import setup

    setup.ready()


@cache
def list_of_surfaces() -> list[Surface]:
    ready()
    return list(surfaces())


def part(number: int, share: float) -> tuple[int, int, int, int]:
    """Of one surface: altered texts, those found, harmless texts, those blamed."""
    surface = list_of_surfaces()[number]
    step = max(1, round(1 / share))
    texts = [text for place, text in enumerate(changes(surface.text, seed=number)) if place % step == 0]
    harmless = list(forwarded(surface))
    blamed = sum(not ours(text, surface) for text in harmless)
    return len(texts), sum(not ours(text, surface) for text in texts), len(harmless), blamed


def ours(text: str, surface: Surface) -> bool:
    from tidings.core.genuine.comparing import matches, read

    return any(matches(theirs.text, said) for theirs, said in read(text, surface.faces))


def forwarded(surface: Surface) -> Iterator[str]:
    """As every program makes it, and as another makes it of that."""
    context = Context(surface.sender, surface.subject)
    programs = ON[surface.channel]
    for first in programs:
        once = first(surface.text, context)
        yield once
        yield from (second(once, context) for second in programs if second is not first)
