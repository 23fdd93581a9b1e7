"""The kernel on a Spark cluster: facts in Parquet, decided by `mapInArrow`, the same answers row for row.

The driver reads what the database knows and lays the facts where all workers can read them; a worker needs Python with
NumPy and pyarrow. The core travels with the job, the policy as its own JSON.
"""

import json
import os
import shutil
import socket
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click
import numpy as np
import pyarrow as pa
import pyarrow.parquet as parquet

from tidings.core.cases import Matter
from tidings.core.deciding import ANSWER
from tidings.core.policy import Policy
from tidings.outreach.public import Engine, Judged, Plan, sight_part, sighted_before
from tidings.site.spark_kernel import kernel

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

PACKAGE = Path(__file__).resolve().parents[1]
MISSING = "Spark needs pyspark and Java 17: pip install 'tidings[spark]' and openjdk-17-jre-headless."


def engine(master: str, *, shared: Path | None = None) -> Engine:
    """The engine that decides on the cluster at `master`; `shared` is a folder which all its machines see."""

    def judged(parts: Iterator[pa.RecordBatch], plan: Plan) -> Iterator[Judged]:
        with tempfile.TemporaryDirectory(dir=shared) as folder, session(master, Path(folder)) as spark:
            facts, answers = Path(folder, "facts"), Path(folder, "answers")
            facts.mkdir()
            channels, again = lay(parts, plan, facts)
            decide_files(spark, facts, answers, Question.of(plan))
            yield from read_back(facts, answers, channels, again, plan)

    return judged


def lay(parts: Iterator[pa.RecordBatch], plan: Plan, folder: Path) -> tuple[tuple[str, ...], list[int]]:
    """The facts of each part as a file, as they stand now; the channels' names and how many were read again."""
    channels: tuple[str, ...] = ()
    again = []
    for number, part in enumerate(parts):
        sighted = sight_part(part, plan)
        again.append(sighted.read_again)
        channels = tuple(json.loads(sighted.facts.schema.metadata[b"channels"]))
        place = pa.array(np.arange(len(sighted.facts), dtype=np.int64) + (number << 32))
        table = pa.Table.from_batches([sighted.facts.append_column("place", place)])
        parquet.write_table(table, folder / f"{number:06}.parquet")
    return channels, again


@dataclass(frozen=True, kw_only=True)
class Question:
    """What the cluster is asked about all facts."""

    matter: Matter
    rules: Policy
    registries: Mapping[str, date]
    now: datetime

    @staticmethod
    def of(plan: Plan) -> "Question":
        return Question(matter=plan.matter, rules=plan.rules, registries=plan.registries, now=plan.now)


def decide_files(spark: "SparkSession", facts: Path, answers: Path, question: Question) -> None:
    """Every file decided somewhere on the cluster; the answers keep each row's place."""
    decide = kernel(
        matter=question.matter,
        policy_body=json.dumps(dict(question.rules.body), default=str),
        registries=dict(question.registries),
        now=question.now,
        about=dict(parquet.read_schema(next(facts.iterdir())).metadata or {}),
    )
    frame = spark.read.parquet(str(facts))
    frame.mapInArrow(decide, schema_in_words()).write.parquet(str(answers))


def schema_in_words() -> str:
    """ANSWER as Spark says it (it has no unsigned numbers: reasons and fallbacks travel as their 64 bits)."""
    kinds = {"verdict": "int", "channel": "int"}
    return ", ".join([f"{name} {kinds.get(name, 'bigint')}" for name in ANSWER.names] + ["place bigint"])


def read_back(
    facts: Path, answers: Path, channels: tuple[str, ...], again: list[int], plan: Plan
) -> Iterator[Judged]:
    """The answers in the order of the parts, beside the facts they are about."""
    table = parquet.read_table(answers).sort_by("place")
    start = 0
    for number, file in enumerate(sorted(facts.iterdir())):
        batch = parquet.read_table(file).combine_chunks().to_batches()[0]
        yield Judged(
            sighted_before(batch, again[number], plan),
            as_answer(table.slice(start, len(batch))),
            channels,
            np.zeros(len(batch), np.uint16),
        )
        start += len(batch)


def as_answer(table: pa.Table) -> pa.RecordBatch:
    """Spark's columns as the kernel's own."""
    columns = []
    for field in ANSWER:
        column = table.column(field.name).combine_chunks()
        if pa.types.is_uint64(field.type):
            columns.append(pa.array(column.to_numpy().view(np.uint64)))
        else:
            columns.append(column.cast(field.type))
    return pa.RecordBatch.from_arrays(columns, schema=ANSWER)


@contextmanager
def session(master: str, folder: Path) -> "Iterator[SparkSession]":
    """A session on the cluster, with our core on every worker."""
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise click.ClickException(MISSING) from None
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    own = own_address(master)
    core = shutil.make_archive(str(folder / "tidings"), "zip", packed_core(folder))
    spark = (
        SparkSession.builder.master(master)
        .appName("tidings plan")
        .config("spark.driver.bindAddress", own)
        .config("spark.driver.host", own)
        .config("spark.ui.enabled", "false")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "65536")
        .config("spark.submit.pyFiles", core)
        .getOrCreate()
    )
    try:
        yield spark
    finally:
        spark.stop()


def own_address(master: str) -> str:
    """The address by which the cluster reaches us: the one from which we reach its master."""
    parts = urlsplit(master)
    if parts.scheme != "spark" or not parts.hostname:
        return "127.0.0.1"
    with socket.create_connection((parts.hostname, parts.port or 7077), timeout=10) as wire:
        return str(wire.getsockname()[0])


def packed_core(folder: Path) -> Path:
    """The core alone, as a folder to be zipped."""
    root = folder / "packed"
    shutil.copytree(PACKAGE / "core", root / "tidings" / "core", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(PACKAGE / "__init__.py", root / "tidings" / "__init__.py")
    return root
