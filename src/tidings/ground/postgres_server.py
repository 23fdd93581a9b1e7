"""The server's process: started, recognised and stopped.

A server is alive when its process exists, is no zombie and was started on this very data folder: process
numbers are used again, most of all after a container's restart.
"""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tidings.ground import postgres_home
from tidings.ground.postgres_home import ServerFailed

READY_WITHIN = 300.0  # seconds; the recovery after a crash replays the log and may take minutes
START_TRIED_FOR = 20.0
LOG_BYTES = 10_000_000
FAST_STOP_WITHIN = 30.0
SHUTTING_DOWN = "the database system is shutting down"


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


def start(home: Path, settings: Mapping[str, str]) -> Server:
    """Starts the server, or finds it started, and watches it until it answers.

    Tries again for a while: backends of a killed server hold on to its memory for a moment.
    """
    finish_stopping(home)
    tries_until = time.monotonic() + START_TRIED_FOR
    while True:
        process = None if live_process(home / "data") else launch(home, settings)
        try:
            if wait_until_ready(home, process):
                return server_of(home)
        except BaseException:  # a Ctrl-C, too, must not leave a server that nobody uses
            end(process)
            raise
        if time.monotonic() > tries_until:
            raise ServerFailed(f"PostgreSQL does not start. Its log ends:\n{log_end(home)}")
        time.sleep(0.2)


def finish_stopping(home: Path) -> None:
    """Ends a server whose stop was begun by a process that was killed over it; it may never end by itself."""
    if live_process(home / "data") and SHUTTING_DOWN in refusal(server_of(home)):
        stop(home / "data")


def launch(home: Path, settings: Mapping[str, str]) -> "subprocess.Popen[bytes]":
    disown_stale_pid(home / "data")
    command = [
        str(postgres_home.binaries() / "postgres"),
        "-D",
        str(home / "data"),
        "-p",
        f"{choose_port(home)}",
    ]
    command += [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    log = home / "log"
    with log.open("wb" if log.exists() and log.stat().st_size > LOG_BYTES else "ab") as file:
        process = postgres_home.as_server_user(command, stdout=file.fileno())
    children.append(process)
    return process


children: list["subprocess.Popen[bytes]"] = []  # kept to be reaped: others may stop a server that we started


def live_process(data: Path) -> int | None:
    """The number of the server's process on this data folder, or None."""
    number = recorded_process(data)
    if number is None or f" -D {data} " not in command_line(number):
        return None
    return number


def recorded_process(data: Path) -> int | None:
    first = postgres_home.read(data / "postmaster.pid").split("\n", 1)[0].strip()
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


def disown_stale_pid(data: Path) -> None:
    """Lets PostgreSQL see that its recorded process is gone, when a zombie or a stranger has that number.

    Only the number is replaced (by one beyond any system's): the other lines let PostgreSQL notice
    backends that still use the shared memory.
    """
    file = data / "postmaster.pid"
    lines = postgres_home.read(file).split("\n", 1)
    if len(lines) == 2:
        file.write_text("\n".join(["2147483646", lines[1]]))


def choose_port(home: Path) -> int:
    """The port of last time if it is free, otherwise another one."""
    for wished in (int(postgres_home.read(home / "port") or "0"), 0):
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
        if not refusal(server_of(home)):
            return True
        if (process.poll() is not None) if process else (live_process(home / "data") is None):
            return False
        time.sleep(pause)
        pause = min(pause * 1.5, 0.25)
    raise ServerFailed(f"PostgreSQL gave no answer in time. Its log ends:\n{log_end(home)}")


def server_of(home: Path) -> Server:
    port, password = postgres_home.read(home / "port"), postgres_home.read(home / "password")
    return Server("127.0.0.1", int(port), postgres_home.USER, password, home / "data")


def end(process: "subprocess.Popen[bytes] | None") -> None:
    if process is not None:
        process.send_signal(signal.SIGINT)
        process.wait(FAST_STOP_WITHIN)


def refusal(server: Server) -> str:
    """Why the server takes no connection; "" when it does."""
    try:
        psycopg.connect(server.url("postgres"), connect_timeout=5).close()
    except psycopg.OperationalError as refused:
        return str(refused) or "no answer"
    return ""


def log_end(home: Path) -> str:
    return postgres_home.read(home / "log")[-2000:]


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
