"""On a real cluster of a master and two workers on loopback the kernel answers as it does here, row for row."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as parquet
import pytest

from tests.outreach.conftest import Company, company

ROOT = Path(__file__).resolve().parents[2]
ROWS = 50_000
__all__ = ["company"]  # a fixture
AT_MOST = 300  # seconds: a loaded machine takes its time, a cluster that hangs does not hang the suite


@pytest.fixture(autouse=True)
def spark() -> None:
    sys.path.append(str(ROOT / "bench"))
    import spark_cluster

    if not (shutil.which("java") and spark_cluster.findable()):
        pytest.skip("spark: no Java, or ./test could not get Spark")


def test_the_cluster_answers_as_this_process_does() -> None:
    found = json.loads(said("bench", "spark", "--json", "--rows", str(ROWS)))
    assert found["identical"]
    assert found["rows"] == ROWS


@pytest.mark.django_db(transaction=True)
def test_a_plan_rehearsed_by_spark_says_the_same_of_everyone(
    company: Company, tmp_path: Path, database_url: str
) -> None:
    company.campaign("offer", trigger="plan")
    names = [f"c{number}" for number in range(40)]
    for place, name in enumerate(names):
        company.customer(name, email=f"{name}@example.com" if place % 3 else None)
    file = tmp_path / "who.csv"
    file.write_text("id,order.id\n" + "".join(f"{name},A\n" for name in names))
    at = f"{company.now:%Y-%m-%dT%H:%M:%S}"
    plan = ("plan", "offer", "--audience", str(file), "--at", at, "--out")
    spark = {"TIDINGS_DATABASE_URL": database_url, "PYTHONPATH": str(ROOT / ".tools" / "spark")}
    said(*plan, str(tmp_path / "here.parquet"), **spark)
    said(*plan, str(tmp_path / "there.parquet"), "--engine", "spark", "--master", "local[2]", **spark)
    here, there = (parquet.read_table(tmp_path / f"{name}.parquet") for name in ("here", "there"))
    assert here.equals(there)
    assert len(here) == len(names)


def said(*words: str, **environment: str) -> str:
    """What a command prints; whatever it started ends with it."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tidings", *words], cwd=ROOT, env=os.environ | environment,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    try:
        out, problems = process.communicate(timeout=AT_MOST)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
    assert process.returncode == 0, problems[-3000:]
    return out
