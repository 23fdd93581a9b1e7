"""A real standalone Spark cluster on loopback: a master and two workers, started from the pyspark package."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SPARK = ROOT / ".tools" / "spark"
STARTS_WITHIN = 120.0


def findable() -> bool:
    """Whether Spark can be imported here, our own folder of it included."""
    if SPARK.exists() and str(SPARK) not in sys.path:
        sys.path.append(str(SPARK))
    try:
        import pyspark  # noqa: F401
    except ImportError:
        return False
    return True


@contextmanager
def cluster(*, cores: int = 1, memory: str = "1g") -> Iterator[str]:
    """The master's address, while it and two workers run."""
    import pyspark

    home = Path(pyspark.__file__).parent
    port = free_port()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        master = f"spark://127.0.0.1:{port}"
        stack.enter_context(
            daemon(home, folder / "master", "master.Master", "--port", str(port), "--webui-port", "0")
        )
        wait_for(folder / "master.log", "I have been elected leader")
        size = ("--cores", str(cores), "--memory", memory, "--webui-port", "0")
        workers = [folder / f"worker{number}" for number in (1, 2)]
        for place in workers:
            options = (*size, "--work-dir", str(place))
            stack.enter_context(daemon(home, place, "worker.Worker", *options, master))
        for place in workers:
            wait_for(place.with_suffix(".log"), "Successfully registered")
        yield master


@contextmanager
def daemon(home: Path, log: Path, kind: str, *options: str) -> Iterator[None]:
    environment = os.environ | {
        "SPARK_HOME": str(home),
        "PYSPARK_PYTHON": sys.executable,
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_DAEMON_MEMORY": "256m",
        "SPARK_NO_DAEMONIZE": "1",
        "PYTHONPATH": str(SPARK),
    }
    command = [
        str(home / "bin" / "spark-class"),
        f"org.apache.spark.deploy.{kind}",
        "--host",
        "127.0.0.1",
        *options,
    ]
    with log.with_suffix(".log").open("w") as out:
        process = subprocess.Popen(command, env=environment, stdout=out, stderr=subprocess.STDOUT)
        try:
            yield
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


def wait_for(log: Path, words: str) -> None:
    deadline = time.monotonic() + STARTS_WITHIN
    while words not in log.read_text():
        if time.monotonic() > deadline:
            raise TimeoutError(f"Spark did not start:\n{log.read_text()[-2000:]}")
        time.sleep(0.1)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
