"""A worker or a web server that is started before its database says so in one line, waits, and goes on."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest

WAITS, THERE = "The database is not there: ", "The database is there."


class Wire:
    """A port that nobody answers until it is laid through to the database."""

    def __init__(self, url: str) -> None:
        self.to = (urlsplit(url).hostname, urlsplit(url).port)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.url = url.replace(f"{self.to[0]}:{self.to[1]}", f"127.0.0.1:{self.port}")
        self.listener.close()

    def lay(self) -> None:
        self.listener = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self.listener.accept()
                far = socket.create_connection(self.to)
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=pump, args=(one, other), daemon=True).start()


def pump(one: socket.socket, other: socket.socket) -> None:
    with suppress(OSError):
        while octets := one.recv(65536):
            other.sendall(octets)
        other.shutdown(socket.SHUT_WR)


@contextmanager
def started(url: str, words: Path, *given: str) -> Iterator["subprocess.Popen[bytes]"]:
    environment = {**os.environ, "TIDINGS_SECRET_KEY": "k" * 40, "TIDINGS_DATABASE_URL": url}
    line = [sys.executable, "-u", "-m", "tidings", *given]
    with words.open("wb") as out:
        process = subprocess.Popen(line, env=environment, stdout=out, stderr=out)
    try:
        yield process
    finally:
        process.kill()
        process.wait(10)


def until_it_says(words: Path, what: str, seconds: float = 120) -> None:
    until = time.monotonic() + seconds
    while what not in words.read_text():
        assert time.monotonic() < until, words.read_text()
        time.sleep(0.05)


@pytest.mark.django_db(transaction=True)
def test_a_worker_waits_and_goes_on_when_the_database_is_there(database_url: str, tmp_path: Path) -> None:
    wire, words = Wire(database_url), tmp_path / "words"
    with started(wire.url, words, "work", "--loops", "decide") as process:
        until_it_says(words, WAITS)
        wire.lay()
        until_it_says(words, "Working: decide")
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0
    wire.listener.close()
    said = words.read_text().splitlines()
    assert [line.partition(": ")[0] + ": " for line in said][:1] == [WAITS]
    assert said[1:] == [THERE, "Working: decide"]


def test_a_worker_that_waits_ends_when_it_is_told_to(tmp_path: Path) -> None:
    words = tmp_path / "words"
    with started("postgresql://tidings:secret@127.0.0.1:9/tidings", words, "work") as process:
        until_it_says(words, WAITS)
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0
    assert len(words.read_text().splitlines()) == 1
    assert "secret" not in words.read_text()


def test_a_web_server_waits_too(tmp_path: Path) -> None:
    words = tmp_path / "words"
    with started("postgresql://tidings@127.0.0.1:9/tidings", words, "web", "--port", "0") as process:
        until_it_says(words, WAITS)
        assert process.poll() is None
