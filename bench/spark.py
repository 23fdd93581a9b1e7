"""The kernel on a Spark cluster against the same kernel here: the same answers row for row, and what the cluster costs.

The cluster is real (a master and two workers on loopback) and both read the same Parquet files. Spark turns rows into
Arrow and back through sockets: on one machine it can only cost; `overhead` says how much.
"""

import shutil
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import plan_people
import pyarrow as pa
import pyarrow.parquet as parquet
import spark_cluster

NOW = datetime(2026, 7, 1, 15, tzinfo=UTC)
FILE = 262_144  # rows a file at most; there are four at least, so that both workers have work


def run(options: dict[str, str]) -> dict[str, Any]:
    """`rows` (5,000,000) decided here and on the cluster."""
    rows = int(options.get("rows", 5_000_000))
    if not spark_cluster.findable():
        return {"skipped": "no Spark here: ./test gets it where there is Java"}
    from tidings.site import setup

    setup.ready()
    from tidings.site.spark import session

    with tempfile.TemporaryDirectory() as folder:
        facts = Path(folder, "facts")
        question = asked()
        laid_down(facts, rows, len(question.rules.counted(NOW)))
        began = time.perf_counter()
        here = decided_here(facts, question)
        local = time.perf_counter() - began
        with spark_cluster.cluster() as master, session(master, Path(folder)) as spark:
            seconds, there = decided_there(spark, facts, Path(folder), question)
        return {
            "identical": here.equals(there),
            "rows": len(there),
            "overhead": round(seconds / local, 2),
            "local_s": round(local, 2),
            "spark_s": round(seconds, 2),
            "workers": 2,
        }


def asked() -> Any:
    """A service campaign by email and text under all the laws in the packs."""
    from tidings.core.cases import Matter
    from tidings.outreach.rules import policy_of
    from tidings.site.spark import Question
    from tidings.staff.public import CompanyCard

    matter = Matter(
        campaign="spring", topic="offers", purpose="service", wanted=("email", "sms"),
        expires=NOW + timedelta(days=7), holdout_bp=500,
    )  # fmt: skip
    return Question(matter=matter, rules=policy_of(CompanyCard()), registries={}, now=NOW)


def laid_down(folder: Path, rows: int, windows: int) -> None:
    """The facts in files, each row with its place."""
    from tidings.core.cases import with_recent

    folder.mkdir()
    rng = np.random.default_rng(11)
    size = min(FILE, -(-rows // 4))
    for number, start in enumerate(range(0, rows, size)):
        ids = np.arange(start, min(start + size, rows)) + 1
        facts = plan_people.facts(ids, rng, NOW)
        counts = (rng.random((len(ids), max(windows, 1))) < 0.02).astype(np.uint8) * 3
        whole = with_recent(facts.drop_columns(["offer.name", "offer.place"]), counts)
        place = pa.array(np.arange(len(ids), dtype=np.int64) + (number << 32))
        parquet.write_table(
            pa.Table.from_batches([whole.append_column("place", place)]), folder / f"{number:06}.parquet"
        )


def decided_here(folder: Path, question: Any) -> pa.Table:
    """The answers of this process."""
    from tidings.core.cases import lay_out_facts, micros
    from tidings.core.deciding import decide

    answers = []
    for file in sorted(folder.iterdir()):
        for batch in parquet.ParquetFile(file).iter_batches(batch_size=65_536):
            facts = batch.replace_schema_metadata(parquet.read_schema(file).metadata)
            laid = lay_out_facts(facts, matter=question.matter, policy=question.rules, now=NOW, registries={})
            answers.append(decide(laid, policy=question.rules, now=micros(NOW)))
    return pa.Table.from_batches(answers).replace_schema_metadata(None)


def decided_there(spark: Any, facts: Path, folder: Path, question: Any) -> tuple[float, pa.Table]:
    """The seconds of the whole once the executors run, and its answers."""
    from tidings.site.spark import as_answer, decide_files

    first = min(facts.iterdir())
    shutil.copytree(facts, folder / "first", ignore=lambda _, names: {*names} - {first.name})
    decide_files(spark, folder / "first", folder / "warm", question)
    answers, began = folder / "answers", time.perf_counter()
    decide_files(spark, facts, answers, question)
    seconds = time.perf_counter() - began
    table = pa.Table.from_batches([as_answer(parquet.read_table(answers).sort_by("place"))])
    return seconds, table.replace_schema_metadata(None)
