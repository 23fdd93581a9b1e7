"""On a real cluster of a master and two workers on loopback the kernel answers as it does here, row for row."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROWS = 50_000
AT_MOST = 300  # seconds: a loaded machine takes its time, a cluster that hangs does not hang the suite


def test_the_cluster_answers_as_this_process_does() -> None:
    sys.path.append(str(ROOT / "bench"))
    import spark_cluster

    if not (shutil.which("java") and spark_cluster.findable()):
        pytest.skip("spark: no Java, or ./test could not get Spark")
    found = measured("--rows", str(ROWS))
    assert found["identical"]
    assert found["rows"] == ROWS


def measured(*options: str) -> dict[str, object]:
    """The bench's figures; whatever it started ends with it."""
    command = [sys.executable, "-m", "tidings", "bench", "spark", "--json", *options]
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    try:
        out, problems = process.communicate(timeout=AT_MOST)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
    assert process.returncode == 0, problems[-3000:]
    figures: dict[str, object] = json.loads(out)
    return figures
