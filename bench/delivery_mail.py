"""The far end of the mail benches: Postfix's smtp-sink, and its smtp-source as the limit of what can be sent to it."""

import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

TOOLS = Path(__file__).resolve().parents[1] / ".tools" / "bin"
SESSIONS = (1, 2, 4, 8, 16, 32)
COUNTED = re.compile(rb"mesg=(\d+)")


def program(name: str) -> str:
    """A program of Debian's postfix package: the machine's, or the one that ./test unpacked."""
    found = shutil.which(name) or shutil.which(name, path=f"/usr/sbin:{TOOLS}")
    if not found:
        raise SystemExit(f"{name} is missing: install the package postfix, or run ./test once")
    return found


@dataclass
class Sink:
    """A running smtp-sink: where it listens, and how many messages it has taken."""

    port: int
    counter: Path = field(repr=False)

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def taken(self) -> int:
        """It writes its count over itself, ended by a carriage return."""
        found = COUNTED.findall(self.counter.read_bytes()[-200:])
        return int(found[-1]) if found else 0

    def emptied(self) -> int:
        """Wait for the last count to be written; how many it is."""
        before = -1
        while before != (before := self.taken()):
            time.sleep(0.2)
        return before


@contextmanager
def sink(*, kept: Path | None = None) -> Iterator[Sink]:
    """An smtp-sink on a free port; with `kept` it writes every message into that folder."""
    port = free_port()
    with tempfile.NamedTemporaryFile() as counter:
        whole = ["-d", f"{kept}/%M."] if kept else ["-c"]
        user = ["-u", "nobody"] if os.geteuid() == 0 else []
        line = [program("smtp-sink"), *user, *whole, f"127.0.0.1:{port}", "1024"]
        process = subprocess.Popen(line, stdout=counter, stderr=subprocess.DEVNULL)
        try:
            listening(port)
            yield Sink(port, Path(counter.name))
        finally:
            process.terminate()
            process.wait()


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def listening(port: int) -> None:
    for _ in range(100):
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise SystemExit("smtp-sink does not listen")


def smtp_source(sink: Sink, count: int, octets: int, sessions: int) -> float:
    """Messages a second of smtp-source on connections it keeps open, as long as ours are."""
    began = time.perf_counter()
    line = [program("smtp-source"), "-d", "-s", str(sessions), "-m", str(count), "-l", str(octets)]
    subprocess.run([*line, f"127.0.0.1:{sink.port}"], check=True, stdout=subprocess.DEVNULL)
    return count / (time.perf_counter() - began)


def best_of_sessions(sink: Sink, count: int, octets: int) -> tuple[float, int]:
    """Its best rate, and with how many sessions."""
    return max((smtp_source(sink, count, octets, sessions), sessions) for sessions in SESSIONS)
