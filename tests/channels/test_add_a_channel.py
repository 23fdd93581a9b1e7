"""The how-to "Add a channel", followed word by word: its files, its suite, its one outreach from end to end."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Timer

import pytest

import tidings.staff.public as staff
from tests.policies import STANDS_IN

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/how-to/add-a-channel.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"^`([\w./-]+)`:\n\n```\w+\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL))
COMMANDS = re.findall(r"^\$ (.+)$", PAGE, re.MULTILINE)


@pytest.fixture
def followed(tmp_path: Path) -> Path:
    """The folder that a reader has who has written every file of the page."""
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    for folder in ("pigeon", "pigeon/tests"):
        (tmp_path / "my-channels" / folder / "__init__.py").touch()
    return tmp_path


def environment(folder: Path, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    return kept | {"TIDINGS_CHANNELS": str(folder / "my-channels")} | more


def test_the_page_holds_the_whole_folder() -> None:
    names = {name.removeprefix("my-channels/pigeon/") for name in FILES if name.startswith("my-channels")}
    assert names == {"channel.py", "sending.py", "README.md", "tests/loft.py", "tests/conformance.py"}


def test_the_channel_of_the_page_passes_the_suite_of_every_channel(followed: Path) -> None:
    (command,) = [line for line in COMMANDS if line.startswith("pytest")]
    arguments = [sys.executable, "-m", *command.split(), "-p", "no:cacheprovider", "-p", "no:xdist"]
    found = subprocess.run(
        arguments, cwd=ROOT, env=environment(followed), capture_output=True, text=True, timeout=120
    )
    assert found.returncode == 0, found.stdout[-3000:] + found.stderr[-1000:]
    passed = re.search(r"(\d+) passed", found.stdout)
    assert passed and int(passed[1]) >= 30


def test_its_files_are_as_tidy_as_ours(followed: Path) -> None:
    for check in (["check"], ["format", "--check"]):
        found = subprocess.run(
            [
                sys.executable,
                "-m",
                "ruff",
                *check,
                "--config",
                ROOT / "pyproject.toml",
                "channel.py",
                "sending.py",
            ],
            cwd=followed / "my-channels/pigeon",
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert found.returncode == 0, found.stdout


@pytest.fixture
def company(transactional_db: None) -> None:
    staff.save_company(
        actor="test",
        now=datetime.now(UTC),
        name="Riverside",
        zone="America/Sao_Paulo",
        sender_email="news@river.example",
        second_person=False,
        policy=STANDS_IN,
    )


@contextmanager
def running(arguments: list[str], folder: Path, env: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(arguments, cwd=folder, env=env, stdout=subprocess.PIPE, text=True)
    patience = Timer(90, process.kill)
    patience.start()
    try:
        yield process
    finally:
        patience.cancel()
        process.kill()
        process.wait(10)


def test_one_outreach_flies_from_the_event_to_the_loft(
    followed: Path, company: None, database_url: str
) -> None:
    settings = {"TIDINGS_DATABASE_URL": database_url, "TIDINGS_SECRET_KEY": "of-this-test-alone" * 2}
    env = environment(followed, **settings)
    start, export, *steps = COMMANDS[COMMANDS.index(next(line for line in COMMANDS if "loft 9099" in line)) :]
    loft = [sys.executable, *start.removeprefix("python ").replace("9099 &", "0").split()]
    with running(loft, followed, env) as flown:
        url = line_of(flown)
        for name, value in re.findall(r"(TIDINGS_\w+)=(\S+)", export):
            env[name] = value.replace("http://127.0.0.1:9099", url)
        for step in steps:
            done(step, followed, env)
        work = [sys.executable, "-m", "tidings", "work", "--loops", "decide,urgent,deliver"]
        with running(work, followed, env):
            assert [line_of(flown), line_of(flown)] == [
                "loft-7 The Tamanduateí rises.",
                "You can choose: I know",
            ]


def line_of(process: subprocess.Popen[str]) -> str:
    """The next line a process prints; "" when it ended."""
    assert process.stdout
    return process.stdout.readline().strip()


def done(step: str, folder: Path, env: dict[str, str]) -> str:
    found = subprocess.run(
        [sys.executable, "-m", *step.split()], cwd=folder, env=env, capture_output=True, text=True, timeout=60
    )
    if step != "tidings doctor":  # it says what else is missing on this machine
        assert found.returncode == 0, found.stdout + found.stderr
    return found.stdout
