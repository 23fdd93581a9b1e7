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

from tests.chaos.certificate import certified
from tests.chaos.shop import CHANNELS
from tidings.ground import postgres, postgres_server

ROOT = Path(__file__).resolve().parents[2]
HERE = {"database": "127.0.0.1", "far ends": "127.0.0.1"}
LOOPS = "urgent,deliver,next-channel,reconcile,take-over,inbound,webhooks"
PATIENCE_S = "3"  # of a channel with its far end
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
Place = tuple[str, int]  # host and port


@dataclass
class FarEnd:
    """One far end on a port of its own, with the log of what it took."""

    kind: str
    host: str
    log: Path
    port: int = 0
    key: Path | None = None
    process: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        self.port = self.port or free_port(self.host)
        given = [self.kind, self.host, str(self.port), str(self.log), str(self.key or "")]
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
class Worker:
    """`tidings work`, started as often as need be; `before` is what its command line begins with on another host."""

    output: Path
    environment: Mapping[str, str]
    before: Sequence[str] = ()
    process: "subprocess.Popen[bytes] | None" = None
    said_before: int = 0

    def start(self) -> None:
        self.said_before = self.output.stat().st_size if self.output.exists() else 0
        given = ["work", "--loops", LOOPS]
        self.process = python(
            "tidings", *given, output=self.output, before=self.before, environment=self.environment
        )

    def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def is_at_work(self) -> bool:
        """A busy machine may take half a minute to start it."""
        return b"Working:" in self.output.read_bytes()[self.said_before :]

    def has_ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None


@dataclass
class Company:
    """All of it. `hosts`: by which of our addresses another host finds "database" and "far ends"."""

    folder: Path
    server: postgres.Server
    far_ends: Mapping[str, FarEnd]
    hosts: Mapping[str, str]
    workers: list[Worker] = field(default_factory=list)

    @property
    def url(self) -> str:
        return self.server.url("chaos")

    @property
    def places(self) -> dict[str, Place]:
        """Where database and far ends are, for a worker on this host."""
        there = {kind: (end.host, end.port) for kind, end in self.far_ends.items()}
        return {"database": (self.server.host, self.server.port), **there}

    def ask(self, question: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.url, autocommit=True, connect_timeout=10) as wire:
            found = wire.execute(question, values)
            return found.fetchall() if found.description else []

    def environment(self, places: Mapping[str, Place]) -> dict[str, str]:
        """Of a worker that finds them at these places."""
        at = {name: f"{host}:{port}" for name, (host, port) in places.items()}
        own = f"{self.server.host}:{self.server.port}"
        given = settings(at) | {"TIDINGS_DATABASE_URL": self.url.replace(own, at["database"])}
        if key := self.far_ends["webhook"].key:
            given["TIDINGS_WEBHOOK_CHANNEL_URL"] = f"https://{at['webhook']}/notices"
            given["TIDINGS_WEBHOOK_CHANNEL_CA"] = str(key)
        return given

    def start_worker(self, places: Mapping[str, Place] | None = None, before: Sequence[str] = ()) -> None:
        output = self.folder / f"worker-{len(self.workers) + 1}.words"
        self.workers.append(Worker(output, self.environment(places or self.places), before))
        self.workers[-1].start()

    def tend_workers(self) -> None:
        """Those that ended by themselves (the database was away when they began) are started again."""
        for worker in self.workers:
            if worker.has_ended():
                worker.start()

    def kill_database(self) -> None:
        number = postgres_server.live_process(self.server.data)
        assert number is not None
        os.kill(number, signal.SIGKILL)

    def revive_database(self) -> None:
        postgres.revive(self.folder / "database", settings=database(self.hosts))

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


@contextmanager
def company(folder: Path, count: int, *, hosts: Mapping[str, str] = HERE) -> Iterator[Company]:
    """The company with `count` messages due, nobody at work yet; all its processes end with it."""
    far_ends = {kind: FarEnd(kind, hosts["far ends"], folder / f"{kind}.log") for kind in CHANNELS}
    with postgres.running(folder / "database", settings=database(hosts)) as server:
        ours = Company(folder, server, far_ends, hosts)
        try:
            found(ours, count)
            yield ours
        finally:
            for each in (*ours.workers, *far_ends.values()):
                if each.process:
                    each.kill()
            ours.revive_database()  # to be stopped in order


def found(ours: Company, count: int) -> None:
    postgres.ensure_database(ours.server, "chaos")
    if ours.hosts != HERE:
        with (ours.server.data / "pg_hba.conf").open("a") as rules:
            rules.write(f"host all all {ours.hosts['database']}/30 scram-sha-256\n")
        ours.ask("SELECT pg_reload_conf()")
    if ours.hosts != HERE:
        ours.far_ends["webhook"].key = certified(ours.hosts["far ends"], ours.folder / "webhook.key")
    for end in ours.far_ends.values():
        end.start()
    words = ours.folder / "shop.words"
    shop = python("tests.chaos.shop", str(count), output=words, environment=ours.environment(ours.places))
    assert shop.wait(300) == 0, ours.words()


def database(hosts: Mapping[str, str]) -> dict[str, str]:
    """Its settings: what is killed here are processes, never the machine."""
    listens = dict.fromkeys((HERE["database"], hosts["database"]))
    return {"fsync": "off", "listen_addresses": ",".join(listens)}


def settings(at: Mapping[str, str]) -> dict[str, str]:
    """Of the channels, by where their far ends are."""
    return {
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
