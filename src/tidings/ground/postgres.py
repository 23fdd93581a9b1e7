"""An embedded PostgreSQL: started by whoever comes first, shared by all, stopped by whoever leaves last.

The shipped launchers of such packages take any process with the remembered number for the server, run it
without fsync or never stop it after a crash. Here a server is alive when its process exists, is no zombie
and was started on this very data folder.
"""

import fcntl
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import psycopg
from psycopg import sql

from tidings.ground import postgres_home

USER = "tidings"
READY_WITHIN = 300.0  # seconds; the recovery after a crash replays the log and may take minutes
START_TRIED_FOR = 20.0
LOG_BYTES = 10_000_000
FAST_STOP_WITHIN = 30.0
SETTINGS: Mapping[str, str] = MappingProxyType(
    {
        "listen_addresses": "127.0.0.1",
        "unix_socket_directories": "",
        "max_connections": "200",
        "shared_buffers": "128MB",
        "wal_compression": "pglz",
        "max_wal_size": "2GB",
        "jit": "off",
        "timezone": "UTC",
        "log_timezone": "UTC",
        # Rows hold personal data, and an error's detail or statement would copy it into the log.
        "log_error_verbosity": "terse",
        "log_min_error_statement": "panic",
        "log_parameter_max_length_on_error": "0",
    }
)


class ServerFailed(RuntimeError):
    """PostgreSQL did not start. The text holds the end of its log."""


@dataclass(frozen=True)
class Server:
    """A running server on the loopback. `data` is its data folder."""

    host: str
    port: int
    user: str
    password: str
    data: Path

    def url(self, database: str) -> str:
        return f"postgresql://{self.user}:{self.password}@{self.host}:{self.port}/{database}"


@contextmanager
def running(var: Path, *, settings: Mapping[str, str] = MappingProxyType({})) -> Iterator[Server]:
    """Starts the server of folder `var`, or joins it; stops it when the last user leaves.

    Settings of a server that already runs stay as they are. Raises ServerFailed, NoServerSoftware.
    """
    postgres_home.settle(var)
    home = postgres_home.settle(var / "pg")
    with (var / "pg.users").open("a") as users:
        with turn(var):
            fcntl.flock(users, fcntl.LOCK_SH)
            server = started(home, SETTINGS | settings)
        try:
            yield server
        finally:
            with turn(var):
                stop_unless_used(users.fileno(), server.data)


@contextmanager
def turn(var: Path) -> Iterator[None]:
    """One process at a time starts or stops the server. A killed one loses its turn by itself."""
    with (var / "pg.turn").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def started(home: Path, settings: Mapping[str, str]) -> Server:
    data = home / "data"
    if not data.exists():
        make_data(home, sync=settings.get("fsync") != "off")
    return start(home, settings)


def make_data(home: Path, *, sync: bool) -> None:
    """Makes the data folder under another name first: a killed initdb leaves nothing half-made behind."""
    partial, handed = home / f"data.{secrets.token_hex(4)}", home / "password.handed"
    password = secrets.token_hex(24)
    write_secret(home / "password", password)
    write_secret(handed, password)
    postgres_home.hand_over(handed)
    partial.mkdir(mode=0o700)
    postgres_home.hand_over(partial)
    locale = "C.UTF-8" if sys.platform == "linux" else "C"
    command = [
        str(postgres_home.binaries() / "initdb"),
        "-D",
        str(partial),
        "-U",
        USER,
        "-A",
        "scram-sha-256",
    ]
    command += [f"--pwfile={handed}", f"--locale={locale}", "--encoding=UTF8", "--data-checksums"]
    made = as_server_user(command if sync else [*command, "--no-sync"], stdout=subprocess.PIPE)
    words, _ = made.communicate(timeout=READY_WITHIN)
    handed.unlink()
    if made.returncode:
        raise ServerFailed(f"initdb failed:\n{words.decode(errors='replace')[-2000:]}")
    partial.rename(home / "data")


def write_secret(path: Path, text: str) -> None:
    path.unlink(missing_ok=True)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)


def as_server_user(command: list[str], *, stdout: int) -> "subprocess.Popen[bytes]":
    user = postgres_home.server_user()
    identity = {} if user is None else {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    environment = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C", "TZ": "UTC"}
    return subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=stdout, stderr=subprocess.STDOUT, cwd="/",
        env=environment, start_new_session=True, **identity,
    )  # fmt: skip


def read(path: Path) -> str:
    return path.read_text() if path.exists() else ""


def live_process(data: Path) -> int | None:
    """The number of the server's process on this data folder, or None."""
    number = recorded_process(data)
    if number is None or f" -D {data} " not in command_line(number):
        return None
    return number


def recorded_process(data: Path) -> int | None:
    first = read(data / "postmaster.pid").split("\n", 1)[0].strip()
    return int(first) if first.isdigit() else None


def command_line(number: int) -> str:
    """The command line of a process; empty for one that is gone or a zombie."""
    if Path("/proc/self").exists():
        try:
            return Path(f"/proc/{number}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            return ""
    found = subprocess.run(["ps", "-ww", "-o", "command=", "-p", str(number)], capture_output=True, text=True)
    return found.stdout


def start(home: Path, settings: Mapping[str, str]) -> Server:
    """Starts the server, or finds it started, and watches it until it answers.

    Tries again for a while: backends of a killed server hold on to its memory for a moment.
    """
    tries_until = time.monotonic() + START_TRIED_FOR
    while True:
        process = None if live_process(home / "data") else launch(home, settings)
        if wait_until_ready(home, process):
            return server_of(home)
        if time.monotonic() > tries_until:
            raise ServerFailed(f"PostgreSQL does not start. Its log ends:\n{log_end(home)}")
        time.sleep(0.2)


def launch(home: Path, settings: Mapping[str, str]) -> "subprocess.Popen[bytes]":
    disown_stale_pid(home / "data")
    command = [
        str(postgres_home.binaries() / "postgres"),
        "-D",
        str(home / "data"),
        "-p",
        str(choose_port(home)),
    ]
    command += [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    log = home / "log"
    with log.open("wb" if log.exists() and log.stat().st_size > LOG_BYTES else "ab") as file:
        process = as_server_user(command, stdout=file.fileno())
    children.append(process)
    return process


children: list["subprocess.Popen[bytes]"] = []  # kept to be reaped: others may stop a server that we started


def disown_stale_pid(data: Path) -> None:
    """Lets PostgreSQL see that its recorded process is gone, when a zombie or a stranger has that number.

    Only the number is replaced (by one beyond any system's): the other lines let PostgreSQL notice
    backends that still use the shared memory.
    """
    file = data / "postmaster.pid"
    lines = read(file).split("\n", 1)
    if len(lines) == 2:
        file.write_text("\n".join(["2147483646", lines[1]]))


def choose_port(home: Path) -> int:
    """The port of last time if it is free, otherwise another one."""
    for wished in (int(read(home / "port") or "0"), 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", wished))
            except OSError:
                continue
            port: int = probe.getsockname()[1]
            (home / "port").write_text(str(port))
            return port
    raise ServerFailed("No free port on 127.0.0.1.")


def wait_until_ready(home: Path, process: "subprocess.Popen[bytes] | None") -> bool:
    """Waits for an answer. False when the server died first; ServerFailed when the time is up."""
    deadline = time.monotonic() + READY_WITHIN
    pause = 0.01
    while time.monotonic() < deadline:
        if answers(server_of(home)):
            return True
        if (process.poll() is not None) if process else (live_process(home / "data") is None):
            return False
        time.sleep(pause)
        pause = min(pause * 1.5, 0.25)
    raise ServerFailed(f"PostgreSQL gave no answer in time. Its log ends:\n{log_end(home)}")


def server_of(home: Path) -> Server:
    return Server("127.0.0.1", int(read(home / "port")), USER, read(home / "password"), home / "data")


def answers(server: Server) -> bool:
    try:
        psycopg.connect(server.url("postgres"), connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True


def log_end(home: Path) -> str:
    return read(home / "log")[-2000:]


def stop_unless_used(users: int, data: Path) -> None:
    fcntl.flock(users, fcntl.LOCK_UN)
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return  # somebody else still works on it and will stop it
    stop(data)


def stop(data: Path) -> None:
    """Stops the server cleanly, cutting its connections; after half a minute without their clean-up."""
    for signal_number in (signal.SIGINT, signal.SIGQUIT):
        number = live_process(data)
        if number is None:
            return
        os.kill(number, signal_number)
        deadline = time.monotonic() + FAST_STOP_WITHIN
        while live_process(data) is not None and time.monotonic() < deadline:
            time.sleep(0.02)
        reap()


def reap() -> None:
    children[:] = [process for process in children if process.poll() is None]


def ensure_database(server: Server, name: str) -> None:
    """Makes the database unless it exists."""
    try:
        command(server, sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    except (psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation):  # or made at the same moment
        return


def drop_database(server: Server, name: str) -> None:
    """Drops the database if it exists, cutting the connections to it."""
    command(server, sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def command(server: Server, statement: sql.Composed) -> None:
    with psycopg.connect(server.url("postgres"), autocommit=True) as connection:
        connection.execute(statement)
