"""Claiming a batch and recording its results: ours, the bare two statements of it, and PgQueuer, on as many rows."""

import statistics
import time
from typing import Any

import delivery_shop as shop
from rivals import bare_claims, pgqueuer_claims

BATCH = 100


def claims(url: str, options: dict[str, str]) -> dict[str, Any]:
    """`rows` (10,000) a turn in batches of `batch` (100), each side on one connection, `rounds` (3) in turns."""
    rows, batch = int(options.get("rows", 10_000)), int(options.get("batch", BATCH))
    turns = []
    for _ in range(int(options.get("rounds", 3))):
        turn = {}
        for name, side in (
            ("ours", ours),
            ("bare", bare_claims.emptied),
            ("pgqueuer", pgqueuer_claims.emptied),
            ("pgqueuer_worker", pgqueuer_claims.worked),
        ):
            shop.emptied(url)
            shop.make_due(url, rows, cause="claim")
            shop.tidied(url)
            turn[name] = rows / side(url, rows, batch)
        turns.append(turn)
    per_s = {name: round(statistics.median(turn[name] for turn in turns)) for name in turns[0]}
    ratios = {
        f"claims_to_{name}": round(statistics.median(turn["ours"] / turn[name] for turn in turns), 3)
        for name in ("bare", "pgqueuer", "pgqueuer_worker")
    }
    return {"ratio": ratios, "per_s": per_s}


def ours(url: str, rows: int, batch: int) -> float:
    """Seconds for claim and completion as delivery does them, but for the check and the drawing in between."""
    work = Claiming()
    began = time.perf_counter()
    taken = 0
    while found := work.batch(batch):
        taken += found
    seconds = time.perf_counter() - began
    assert taken == rows, f"{taken} of {rows} rows were claimed"
    return seconds


def backlog(url: str, options: dict[str, str]) -> dict[str, Any]:
    """The same claims behind `backlog` (1,000,000) due rows and behind 10,000, in turns of `claimed` (5,000) rows."""
    many, few = int(options.get("backlog", 1_000_000)), 10_000
    claimed, batch = int(options.get("claimed", 5_000)), int(options.get("batch", BATCH))
    per_s: dict[int, float] = {}
    for count in (few, many):
        shop.emptied(url)
        shop.make_due(url, count, cause="backlog")
        shop.tidied(url)
        work = Claiming()
        work.batch(batch)
        found = [timed(work, claimed // 5, batch) for _ in range(5)]
        per_s[count] = statistics.median(found)
    return {
        "ratio": {"claim_with_backlog": round(per_s[many] / per_s[few], 3)},
        "per_s": {str(count): round(found) for count, found in per_s.items()},
    }


def timed(work: "Claiming", rows: int, batch: int) -> float:
    began = time.perf_counter()
    taken = sum(work.batch(batch) for _ in range(rows // batch))
    return taken / (time.perf_counter() - began)


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
        from tidings.outreach.drawing import Drawn

        taken = Outcome(state="accepted", says="250 2.0.0 Ok")
        with transaction.atomic():
            now = self.clock.now()
            due = claiming.due_rows(now, size)
            claiming.number(due, self.voice)
            accounts = claiming.admitted(due, now)
            drawn = {row.id: Drawn(taken, "") for row in due}
            claims = claiming.leased(due, accounts, drawn, now)
        completing.complete([completing.Done(claim, taken, now) for claim in claims])
        return len(claims)
