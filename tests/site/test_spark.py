"""On a real cluster of a master and two workers on loopback the kernel answers as it does here, row for row."""

import shutil
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROWS = 60_000


def test_the_cluster_answers_as_this_process_does() -> None:
    sys.path.append(str(ROOT / "bench"))
    import spark
    import spark_cluster

    if not (shutil.which("java") and spark_cluster.findable()):
        pytest.skip("spark: no Java, or ./test could not get Spark")
    found = spark.run({"rows": str(ROWS)})
    assert found["identical"]
    assert found["rows"] == ROWS
