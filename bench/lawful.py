"""Random histories through the kernel, judged by an oracle that is written from the rules page and knows nothing of it.

`--histories` people (a history each: what they said, bought, asked and suffered over a month around a clock change, a
month's end or the day a law begins) are decided about `--steps` times each, under three companies and every shipped pack
of laws. Contacts made count in the next steps. Every contact is judged; a refusal never is, so the share of contacts is
printed beside: silence does not pass. The histories are seeded: the same numbers give the same figures.
"""

import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from lawfulness.drive import Tally, led
from lawfulness.oracle import CLASSES

HISTORIES, STEPS, PART = 500_000, 20, 20_000


def run(options: dict[str, str]) -> dict[str, object]:
    """`decisions`, `contacts` (share of the verdicts), `violations` by class and in all, verdicts, seconds."""
    histories, steps = int(options.get("histories", HISTORIES)), int(options.get("steps", STEPS))
    workers = int(options.get("workers", os.cpu_count() or 1))
    began = time.monotonic()
    tally, seed = Tally(), int(options.get("seed", 0))
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        for part in pool.map(led, parts(histories, seed, steps)):
            tally.add(part)
            print(
                f"{sum(tally.verdicts.values()):,} decisions, {sum(tally.violations.values())} violations",
                file=sys.stderr,
            )
    return figures(tally, histories, time.monotonic() - began)


def parts(histories: int, seed: int, steps: int) -> list[tuple[int, int, int]]:
    """The histories in parts of whole organisations, each with a seed of its own."""
    sizes = [PART] * (histories // PART) + ([histories % PART] if histories % PART else [])
    return [(seed * 100_000 + number, size + -size % 4, steps) for number, size in enumerate(sizes)]


def figures(tally: Tally, histories: int, seconds: float) -> dict[str, object]:
    decisions = sum(tally.verdicts.values())
    contacts = tally.verdicts["contact"] + tally.verdicts["later"]
    found = {name: tally.violations[name] for name in CLASSES}
    return {
        "histories": histories,
        "decisions": decisions,
        "contacts": round(contacts / decisions, 4) if decisions else 0,
        "verdicts": dict(tally.verdicts),
        "violations": {"total": sum(found.values())} | found,
        "seconds": round(seconds, 1),
    }
