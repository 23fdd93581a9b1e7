"""Claiming a batch and recording its results: ours, the bare two statements of it, and PgQueuer, on as many rows.

Every side is as many processes at once (`workers`), each on a connection of its own, with the same durability.
"""

import statistics
from collections.abc import Callable
from functools import partial
from typing import Any

import delivery_shop as shop
from claims_at_once import taken_by
from delivery_workers import waiting
from rivals import bare_claims, pgqueuer_claims

SETTLED = """
SELECT count(*) FROM outreach_outreach o JOIN outreach_attempt a ON a.outreach_id = o.id
WHERE o.state = 'sent' AND a.outcome = 'accepted' AND a.number = o.tries
"""


def claims(url: str, options: dict[str, str]) -> dict[str, Any]:
    """`rows` (20,000) a turn by `workers` (2), `rounds` (3) in turns, in batches of `batch`: those that a worker of ours
    comes to by itself where all goes as fast as here."""
    from tidings.outreach.batches import BatchSize

    rows, workers = int(options.get("rows", 20_000)), int(options.get("workers", 2))
    batch = int(options.get("batch", BatchSize.LARGEST))
    sides = {
        "ours": partial(of_ours, ours, url, batch),
        "bare": partial(of_ours, bare_claims.worker, url, batch),
        "pgqueuer": partial(of_pgqueuer, pgqueuer_claims.worked, url),
        "pgqueuer_same_batch": partial(of_pgqueuer, pgqueuer_claims.worked, url, batch),
        "pgqueuer_queries": partial(of_pgqueuer, pgqueuer_claims.logged, url, batch),
    }
    turns = []
    for _ in range(int(options.get("rounds", 3))):
        turns.append({name: side(rows=rows, workers=workers) for name, side in sides.items()})
    ratios = {
        f"claims_to_{name}": round(statistics.median(turn["ours"] / turn[name] for turn in turns), 3)
        for name in sides
        if name != "ours"
    }
    per_s = {name: round(statistics.median(turn[name] for turn in turns)) for name in sides}
    return {"ratio": ratios, "per_s": per_s, "batch": batch}


def of_ours(side: Callable[..., Any], url: str, batch: int, *, rows: int, workers: int) -> float:
    """Rows a second in our tables, each leased with an attempt and settled with it."""
    shop.emptied(url)
    shop.make_due(url, rows, cause="claim")
    shop.tidied(url)
    found = taken_by(side, url, batch, processes=workers, waits=partial(waiting, url))
    settled = pgqueuer_claims.counted(url, SETTLED)
    assert settled == rows, f"{settled} of {rows} rows are settled"
    return found


def of_pgqueuer(side: Callable[..., Any], url: str, *given: int, rows: int, workers: int) -> float:
    """Jobs a second in its tables, each leased and on record as successful."""
    pgqueuer_claims.filled(url, rows)
    left = partial(pgqueuer_claims.counted, url, pgqueuer_claims.LEFT)
    found = taken_by(side, url, *given, processes=workers, waits=left)
    successful = pgqueuer_claims.counted(url, pgqueuer_claims.SUCCESSFUL)
    assert successful == rows, f"{successful} of {rows} jobs were successful"
    return found


def backlog(url: str, options: dict[str, str]) -> dict[str, Any]:
    """Ours behind `backlog` (1,000,000) due rows, made once, and behind 10,000: `claimed` (5,000) in each of `rounds` (9)."""
    from tidings.outreach.claiming import BATCH

    many, few = int(options.get("backlog", 1_000_000)), 10_000
    claimed, workers = int(options.get("claimed", 5_000)), int(options.get("workers", 2))
    batches = claimed // workers // BATCH
    taken = workers * (batches + 1) * BATCH
    per_s: dict[int, list[float]] = {many: [], few: []}
    for count, found in per_s.items():
        for turn in range(int(options.get("rounds", 9))):
            if turn == 0 or count == few:
                shop.emptied(url)
                shop.make_due(url, count, cause="backlog")
                shop.tidied(url)
            stay = waiting(url) - taken
            left = partial(further, url, stay)
            found.append(taken_by(ours, url, BATCH, batches, processes=workers, waits=left))
    medians = {count: statistics.median(found) for count, found in per_s.items()}
    return {
        "ratio": {"claim_with_backlog": round(medians[many] / medians[few], 3)},
        "per_s": {str(count): round(found) for count, found in medians.items()},
        "turns": {str(count): [round(one) for one in found] for count, found in per_s.items()},
    }


def further(url: str, stay: int) -> int:
    return waiting(url) - stay


def ours(url: str, batch: int, batches: int | None = None) -> Callable[[], None]:
    """One worker of ours, made ready by a batch: claim and completion, but for the check and the drawing in between."""
    shop.ready(url)
    from tidings.ground import garbage

    work = Claiming()
    work.batch(batch)
    garbage.keep_what_is_loaded()

    def turn() -> None:
        left = batches
        while left != 0 and work.batch(batch):
            left = None if left is None else left - 1

    return turn


class Claiming:
    """One batch after the other: due rows leased with their attempts, then recorded as accepted."""

    def __init__(self) -> None:
        from tidings.ground import clock
        from tidings.outreach.compose import Voice

        self.clock, self.voice = clock.current(), Voice()

    def batch(self, size: int) -> int:
        from django.db import transaction

        from tidings.channels.contract import Outcome
        from tidings.outreach import claiming, completing
        from tidings.outreach.batches import GROUP
        from tidings.outreach.drawing import Drawn

        taken = Outcome(state="accepted", says="250 2.0.0 Ok")
        with transaction.atomic():
            now = self.clock.now()
            due = claiming.due_rows(now, size)
            claiming.number(due, self.voice)
            accounts = claiming.admitted(due, now)
            drawn = {row.id: Drawn(taken, "") for row in due}
            claims = claiming.leased(due, accounts, drawn, now)
        done = [completing.Done(claim, taken, now) for claim in claims]
        for first in range(0, len(done), GROUP):
            completing.complete(done[first : first + GROUP])
        return len(claims)
