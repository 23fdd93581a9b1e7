"""A replay through every room, over real SMTP: it adds up, adds nothing the second time, and survives kill -9."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BANK = ROOT / "examples" / "bank"


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A var folder of its own, so that the replays here meet no others."""
    return tmp_path_factory.mktemp("replay")


def start(place: Path, out: Path, *options: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tidings", "replay", BANK, "--json", "--out", out, *options],
        env={key: value for key, value in os.environ.items() if not key.startswith("TIDINGS_")}
        | {"TIDINGS_VAR": str(place)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def finish(run: subprocess.Popen[str]) -> dict:
    told, errors = run.communicate(timeout=240)
    assert run.returncode == 0, errors
    return json.loads(told)


def lines(out: Path, name: str) -> list[dict]:
    return [json.loads(line) for line in (out / name).read_text().splitlines()]


def state(out: Path) -> list[tuple]:
    """What a customer and an auditor would see, without row numbers."""
    told = lines(out, "outreaches.jsonl")
    keys = (
        "customer",
        "campaign",
        "thread",
        "decided_at",
        "due_at",
        "sent_at",
        "message_id",
        "state",
        "reason",
    )
    return sorted(tuple(str(line[key]) for key in keys) for line in told)


@pytest.fixture(scope="module")
def whole(place):
    """One uninterrupted replay, with its report and its evidence."""
    out = place / "whole"
    return finish(start(place, out, "--fresh")), out


def test_the_report_adds_up(whole):
    report, out = whole
    assert report["events"] == len(lines(out, "events.jsonl"))
    assert (
        report["decisions"]
        == len(lines(out, "decisions.jsonl"))
        == sum(report["decisions_by_verdict"].values())
    )
    assert report["sent"] == len(list((out / "messages").glob("*.eml"))) > 100
    assert (report["outside_hours"], report["duplicates"], report["sent_but_not_received"]) == (0, 0, 0)
    assert report["decisions_by_verdict"]["hold_out"] > 0
    assert report["superseded"] > 0


def test_replaying_again_adds_nothing(whole, place):
    report, out = whole
    again = finish(start(place, place / "again"))
    assert state(place / "again") == state(out)
    assert {**again, "seconds": 0} == {**report, "seconds": 0}


def test_a_replay_killed_at_any_moment_ends_in_the_same_state(whole, place):
    report, out = whole
    killed, seed = place / "killed", random.Random(20261121)
    run = start(place, killed, "--fresh")
    for _ in range(4):
        time.sleep(1.5 + 2.5 * seed.random())  # the moment of death is what is tested; any is right
        victim = seed.choice([run.pid, *mailboxes_of(run.pid)])
        kill(victim)
        if victim == run.pid:
            run.wait(10)
            run = start(place, killed)
    ended = finish(run)
    assert state(killed) == state(out)
    assert ended["duplicates"] == 0
    assert ended["received"] == report["received"]


def mailboxes_of(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in children.read_text().split()] if children.exists() else []


def kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return
