"""`tidings up` as a person uses it: one command, one address, and nothing left behind."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tidings.site import up


@pytest.fixture
def var(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "var"
    yield folder
    shutil.rmtree(folder.resolve())


def start(var: Path, *arguments: str) -> "subprocess.Popen[str]":
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TIDINGS_")}
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "tidings", "up", *arguments],
        env={**environment, "TIDINGS_VAR": str(var)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def address(process: "subprocess.Popen[str]") -> str:
    """The address it prints; fails with what it said instead."""
    said = []
    for line in process.stdout:
        said.append(line)
        if found := re.search(r"ready: (http://\S+)", line):
            return found[1]
    pytest.fail("".join(said))


def left_over(var: Path) -> list[str]:
    """The processes that were started with this data folder."""
    found = []
    for process in psutil.process_iter():
        try:
            if str(var.resolve()) in " ".join(process.cmdline()) or process.environ().get(
                "TIDINGS_VAR"
            ) == str(var):
                found.append(" ".join(process.cmdline()))
        except (psutil.NoSuchProcess, psutil.AccessDenied, psutil.ZombieProcess):
            continue
    return found


def test_it_answers_ends_with_ctrl_c_and_starts_again_on_the_same_data(var: Path) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        process = start(var)
        assert urllib.request.urlopen(address(process) + "/health", timeout=60).read() == b"ok"
        process.send_signal(number)
        rest = process.communicate(timeout=60)[0]
        assert "Stopped. The data stays." in rest
        assert process.returncode == 0
        assert left_over(var) == []
    assert (var / "secret-key").stat().st_mode & 0o077 == 0


def test_a_killed_up_leaves_neither_web_nor_worker_and_the_next_one_stops_the_database(var: Path) -> None:
    process = start(var)
    address(process)
    process.kill()
    process.communicate(timeout=60)  # its pipe closes when the last child is gone
    assert not [line for line in left_over(var) if "-m tidings" in line]
    after = start(var)
    address(after)
    after.send_signal(signal.SIGINT)
    after.communicate(timeout=60)
    assert left_over(var) == []


def test_a_port_that_was_asked_for_and_is_taken_is_an_error_with_the_mend(var: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        process = start(var, "--port", str(taken.getsockname()[1]))
        said = process.communicate(timeout=60)[0]
    assert process.returncode == 1
    assert "is taken. Name another one with --port" in said


def test_the_next_free_port_is_found_when_none_was_asked_for() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        number = taken.getsockname()[1]
        assert number < up.free_port(number) < number + 100


def test_the_demonstration_never_uses_the_callers_mail_server(
    var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIDINGS_VAR", str(var))
    monkeypatch.setenv("TIDINGS_SMTP_URL", "smtps://real.example.com")
    assert up.environment(port=None, demo=True)["TIDINGS_SMTP_URL"].startswith("smtp://127.0.0.1:")
    assert "TIDINGS_SMTP_URL" not in up.environment(port=None, demo=False)


def test_the_key_is_made_once(var: Path) -> None:
    var.mkdir()
    made = up.secret_key(var).read_text()
    assert len(made) >= 48
    assert up.secret_key(var).read_text() == made
