"""The processes of a company that delivers: its database, its workers, and the three far ends; each can be killed."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from tests.chaos.shop import CHANNELS
from tidings.ground import postgres, postgres_server

ROOT = Path(__file__).resolve().parents[2]
LOOPS = "urgent,deliver,next-channel,reconcile,take-over,inbound,webhooks"
PATIENCE_S = "3"  # of a channel with its far end
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


@dataclass
class FarEnd:
    """One far end on a port of its own, with the log of what it took."""

    kind: str
    host: str
    log: Path
    port: int = 0
    process: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        self.port = self.port or free_port(self.host)
        given = [self.kind, self.host, str(self.port), str(self.log)]
        self.process = python("tests.chaos.far_end", *given, output=self.log.with_suffix(".words"))

    def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def cut(self) -> None:
        assert self.process is not None
        self.process.send_signal(signal.SIGUSR1)

    def taken(self) -> list[tuple[int, str]]:
        """Customer's number and the message's name, in the order they were taken."""
        lines = self.log.read_text().splitlines() if self.log.exists() else []
        return [(int(number), name) for number, name in (line.split(" ", 1) for line in lines)]


@dataclass
class Company:
    """All of it. `reach` says by which addresses workers reach database and far ends (see `wires.py`)."""

    folder: Path
    server: postgres.Server
    far_ends: Mapping[str, FarEnd]
    settings: Mapping[str, str]
    workers: list["subprocess.Popen[bytes]"] = field(default_factory=list)
    started: int = 0

    @property
    def url(self) -> str:
        return self.server.url("chaos")

    def ask(self, question: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.url, autocommit=True, connect_timeout=10) as wire:
            found = wire.execute(question, values)
            return found.fetchall() if found.description else []

    def start_worker(self, *, before: Sequence[str] = (), **settings: str) -> None:
        """Another worker; `before` is what its command line begins with, `settings` what it has of its own."""
        self.started += 1
        output = self.folder / f"worker-{self.started}.words"
        environment = {**self.settings, **settings}
        given = ["work", "--loops", LOOPS]
        self.workers.append(python("tidings", *given, output=output, before=before, environment=environment))

    def kill_worker(self, which: int) -> None:
        process = self.workers.pop(which)
        process.kill()
        process.wait()

    def kill_database(self) -> None:
        number = postgres_server.live_process(self.server.data)
        assert number is not None
        os.kill(number, signal.SIGKILL)

    def revive_database(self) -> None:
        postgres.revive(self.server.data.parent.parent, settings=DATABASE)

    def cut_database(self) -> None:
        """Every connection to it, where it stands."""
        others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = 'chaos'"
        self.ask(others)

    def words(self) -> str:
        """What the processes said, for a failure's report."""
        said = [
            f"{file.name}: {file.read_text(errors='replace')[-1500:]}" for file in self.folder.glob("*.words")
        ]
        return "\n".join(said)


DATABASE = {"fsync": "off"}  # processes are killed here, not the machine


@contextmanager
def company(folder: Path, count: int, *, host: str = "127.0.0.1") -> Iterator[Company]:
    """The company with `count` messages due, nobody at work yet; all its processes end with it."""
    far_ends = {kind: FarEnd(kind, host, folder / f"{kind}.log") for kind in CHANNELS}
    with postgres.running(folder / "database", settings=DATABASE) as server:
        postgres.ensure_database(server, "chaos")
        ours = Company(folder, server, far_ends, {})
        try:
            for end in far_ends.values():
                end.start()
            ours.settings = settings(ours.url, {kind: (host, end.port) for kind, end in far_ends.items()})
            founded = python(
                "tests.chaos.shop", str(count), output=folder / "shop.words", environment=ours.settings
            )
            assert founded.wait(300) == 0, ours.words()
            yield ours
        finally:
            ended = [*ours.workers, *(end.process for end in far_ends.values())]
            for process in filter(None, ended):
                process.kill()
                process.wait()
            ours.revive_database()  # to be stopped in order


def settings(url: str, places: Mapping[str, tuple[str, int]]) -> dict[str, str]:
    """The environment of a worker: where database and far ends are."""
    at = {kind: f"{host}:{port}" for kind, (host, port) in places.items()}
    return {
        "TIDINGS_DATABASE_URL": url,
        "TIDINGS_SECRET_KEY": "k" * 40,
        "TIDINGS_SMTP_URL": f"smtp://{at['email']}",
        "TIDINGS_SMTP_TIMEOUT": PATIENCE_S,
        "TIDINGS_SMS_URL": f"smpp://tidings:secret@{at['sms']}",
        "TIDINGS_SMS_SENDERS": "*=+447700900000",
        "TIDINGS_SMS_TIMEOUT": PATIENCE_S,
        "TIDINGS_WEBHOOK_CHANNEL_URL": f"http://{at['webhook']}/notices",
        "TIDINGS_WEBHOOK_CHANNEL_SECRET": SECRET,
        "TIDINGS_WEBHOOK_CHANNEL_TIMEOUT": PATIENCE_S,
    }


def python(
    module: str,
    *given: str,
    output: Path,
    before: Sequence[str] = (),
    environment: Mapping[str, str] | None = None,
) -> "subprocess.Popen[bytes]":
    """A module of ours as a process, its words in a file."""
    line = [*before, sys.executable, "-m", module, *given]
    around = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", **(environment or {})}
    with output.open("ab") as words:
        return subprocess.Popen(
            line, env=around, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=words, stderr=words
        )


def free_port(host: str) -> int:
    with socket.socket() as one:
        one.bind((host, 0))
        return int(one.getsockname()[1])
