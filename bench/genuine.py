"""Is it you? Whether every altered message is found and no harmless change is blamed, whether codes can be guessed, and how long a check takes.

`altered_found`: of every change of one character that may alter a meaning (`genuine_changes.py`), on every surface of the examples, the
share that is not answered "ours". `false_alarms`: of what mail programs and carriers make of them (`genuine_programs.py`), alone and two after one
another, how many are not answered "ours". `forged_accepted`: of random codes with right check digits, looked up as every check looks them up,
with the limits off. `check_p95_ms`: `POST /api/v1/checks` of a running site with as many outreaches in its database.
"""

import os
import time
from concurrent.futures import ProcessPoolExecutor
from typing import Any

from genuine_changes import changes
from genuine_codes import forged_accepted, with_live_codes
from genuine_programs import ON, Context
from genuine_surfaces import Surface, surfaces
from genuine_timing import timed


def run(options: dict[str, str]) -> dict[str, Any]:
    """Options: `share` of the changes (1.0), `forged` (10,000,000), `live` (1,000,000), `workers` (2), `only` (comparing, codes)."""
    only = options.get("only", "comparing,codes").split(",")
    figures: dict[str, Any] = {}
    if "comparing" in only:
        figures |= comparing(float(options.get("share", 1)), int(options.get("workers", 2)))
    if "codes" in only:
        live, forged = int(options.get("live", 1_000_000)), int(options.get("forged", 10_000_000))
        with with_live_codes(live) as (url, some):
            figures |= {"live": live, "forged": forged, "forged_accepted": forged_accepted(forged)}
            figures |= timed(url, some)
    return figures


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


def forwarded(surface: Surface) -> Any:
    """As every program makes it, and as another makes it of that."""
    context = Context(surface.sender, surface.subject)
    programs = ON[surface.channel]
    for first in programs:
        once = first(surface.text, context)
        yield once
        yield from (second(once, context) for second in programs if second is not first)
