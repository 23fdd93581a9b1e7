"""The kernel that decides: rows a second on five million people, against zen-engine, DuckDB and a plain copy of the bytes.

All in memory, in turns, the median of the rounds. The people and their laws: `rivals/population.py`. DuckDB works with the
same look-up tables and as many threads, and its answer is compared row for row in every column; zen-engine judges a
sample in as many processes, and its verdict, channel and refusals are compared. `rows_per_s` is the kernel (`decide`);
`laying.rows_per_s` lays the same facts out first (tables of a first batch apart: `laying.first_s`).
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import Any

import numpy as np
import pyarrow as pa
from rivals import duck, zen
from rivals.population import MATTER, NOW, people, registries, rules
from rivals.single import single

from tidings.core.cases import Laid, lay_out_facts, micros
from tidings.core.deciding import ANSWER, CONTACT, LATER, REFUSE, decide
from tidings.core.policy import Policy
from tidings.core.reasons import codes


@dataclass(frozen=True)
class Asked:
    """The people, the laws, and both laid out."""

    facts: pa.RecordBatch
    laws: Policy
    laid: Laid
    threads: int
    laid_first_s: float


def run(options: dict[str, str]) -> dict[str, Any]:
    """`rows` (5,000,000) in `rounds` (5) by `threads` (2), `sample` (20,000) for zen, `events` (1,000; 0: none) one by one."""
    rows, rounds = int(options.get("rows", 5_000_000)), int(options.get("rounds", 5))
    sample, events = min(int(options.get("sample", 20_000)), rows), int(options.get("events", 1_000))
    asked = prepared(rows, int(options.get("threads", 2)))
    ours = decided(asked)
    found = compared(asked, ours, rounds) | against_zen(asked, ours, sample, max(1, rounds // 2))
    ratio = {
        "zen_engine": round(found["rows_per_s"] / found["zen_rows_per_s"], 1),
        "duckdb": round(found["rows_per_s"] / found["duckdb_rows_per_s"], 2),
        "copy_limit": round(found["rows_per_s"] / found["copy_rows_per_s"], 3),
    }
    once = single(events, max(2_000, events * 2)) if events else {}
    return {"rows": rows, **found, "ratio": ratio, "single": once, "verdicts": shares(ours)}


def prepared(rows: int, threads: int) -> Asked:
    laws = rules()
    facts = people(rows, laws=laws)
    began = time.monotonic()
    laid = laid_out(facts, laws)
    return Asked(facts, laws, laid, threads, round(time.monotonic() - began, 3))


def laid_out(facts: pa.RecordBatch, laws: Policy) -> Laid:
    return lay_out_facts(facts, matter=MATTER, policy=laws, now=NOW, registries=registries(laws))


def decided(asked: Asked) -> pa.RecordBatch:
    return decide(asked.laid, policy=asked.laws, now=micros(NOW), threads=asked.threads)


def compared(asked: Asked, ours: pa.RecordBatch, rounds: int) -> dict[str, Any]:
    """Ours, DuckDB and the copy in turns; all of DuckDB's answer is compared with ours."""
    database = duck.loaded(asked.laid, asked.threads)
    assert_same(ours, duck.answered(database, asked.laid, micros(NOW)))
    kept = bytes_of(asked.laid.batch, ours)
    target = [np.empty_like(column) for column in kept]
    times = in_turns(
        rounds,
        ours=lambda: decided(asked),
        duckdb=lambda: duck.answered(database, asked.laid, micros(NOW)),
        copy=lambda: [np.copyto(to, column) for to, column in zip(target, kept, strict=True)],
        laying=lambda: laid_out(asked.facts, asked.laws),
    )
    speed = {name: round(len(ours) / seconds) for name, seconds in times.items()}
    return {
        "rows_per_s": speed["ours"],
        "duckdb_rows_per_s": speed["duckdb"],
        "copy_rows_per_s": speed["copy"],
        "laying": {
            "rows_per_s": round(len(ours) / (times["laying"] + times["ours"])),
            "first_s": asked.laid_first_s,
        },
        "bytes": sum(column.nbytes for column in kept),
        "profiles": len(asked.laid.matter),
    }


def in_turns(rounds: int, **runs: Callable[[], Any]) -> dict[str, float]:
    """The median seconds of each, taken in turns."""
    taken: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, once in runs.items():
            began = time.monotonic()
            once()
            taken[name].append(time.monotonic() - began)
    return {name: median(each) for name, each in taken.items()}


def assert_same(ours: pa.RecordBatch, theirs: pa.Table) -> None:
    """Row for row, in every column."""
    ordered = theirs.sort_by("n")
    assert len(ordered) == len(ours), "DuckDB answers another number of rows"
    for name, kind in zip(ANSWER.names, ANSWER.types, strict=True):
        same = ordered.column(name).combine_chunks().cast(kind).equals(ours.column(name))
        assert same, f"DuckDB differs in {name}"


def bytes_of(*batches: pa.RecordBatch) -> list[np.ndarray[Any, Any]]:
    """The columns that go in and come out, as bytes."""
    buffers = [
        buffer for batch in batches for column in batch.columns for buffer in column.buffers() if buffer
    ]
    return [np.frombuffer(buffer, np.uint8) for buffer in buffers]


def against_zen(asked: Asked, ours: pa.RecordBatch, sample: int, rounds: int) -> dict[str, Any]:
    rows = zen.rows_for_zen(asked.laid, sample, micros(NOW))
    speeds = []
    for _ in range(rounds):
        answers, speed = zen.answered(rows, asked.threads)
        assert answers == expected(ours, sample), "zen-engine differs"
        speeds.append(speed)
    return {"zen_rows_per_s": round(median(speeds)), "zen_sample": sample}


def expected(ours: pa.RecordBatch, sample: int) -> list[tuple[int, int, frozenset[int]]]:
    """What zen is to answer: verdict, channel, and the refusals its table knows."""
    return [
        (
            row["verdict"],
            row["channel"],
            frozenset(r for r in zen.REASONS if row["verdict"] == REFUSE and row["reasons"] >> r & 1),
        )
        for row in ours.slice(0, sample).to_pylist()
    ]


def shares(ours: pa.RecordBatch) -> dict[str, Any]:
    """How many are contacted, and the reasons found."""
    verdicts, reasons = ours.column("verdict").to_numpy(), ours.column("reasons").to_numpy()
    bits = {codes(1 << place)[0]: np.uint64(1 << place) for place in range(64) if codes(1 << place)}
    found = {code: round(float(np.mean((reasons & bit) != 0)), 4) for code, bit in bits.items()}
    return {
        "contacts": round(float(np.mean(verdicts <= LATER)), 4),
        "at_once": round(float(np.mean(verdicts == CONTACT)), 4),
        "reasons": {code: share for code, share in found.items() if share},
    }
