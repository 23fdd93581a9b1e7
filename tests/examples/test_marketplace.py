"""The marketplace replayed and counted a second time, from its tables and its evidence alone."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.examples import edge_orders
from tests.examples.recount import Recount

ROOT = Path(__file__).parents[2]
MARKETPLACE = ROOT / "examples" / "marketplace"
PARTS = ("late_told", "late_withdrawn", "late_refused", "late_held_out")


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A var folder of its own, so that the replays here meet no others."""
    return tmp_path_factory.mktemp("marketplace")


def start(place: Path, data: Path, *options: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tidings", "replay", MARKETPLACE, "--json", "--data", data, *options]
    return subprocess.Popen(
        list(map(str, command)),
        env={key: value for key, value in os.environ.items() if not key.startswith("TIDINGS_")}
        | {"TIDINGS_VAR": str(place)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def replay(place: Path, data: Path, out: Path) -> dict:
    run = start(place, data, "--out", out)
    told, errors = run.communicate(timeout=280)
    assert run.returncode == 0, errors
    return json.loads(told)


def refused(place: Path, data: Path) -> str:
    run = start(place, data)
    _, errors = run.communicate(timeout=60)
    assert run.returncode == 1
    assert "Traceback" not in errors
    return errors


def check(report: dict, recount: Recount) -> None:
    fates = list(recount.everything().fates.values())
    assert recount.wrong == []
    assert report["late_orders"] == sum(report[part] for part in PARTS) == len(fates) - fates.count("on time")
    assert report["late_told"] == fates.count("told")
    assert report["late_withdrawn"] == fates.count("withdrawn")
    nothing = ("outside_hours", "duplicates", "late_held_out", "late_unaccounted", "told_though_not_late")
    assert [report[name] for name in nothing] == [0] * len(nothing)
    assert report["events"] == len(recount.events)
    assert report["decisions"] == len(recount.decisions) == sum(report["decisions_by_verdict"].values())
    assert report["sent"] == len(recount.by_id)


@pytest.fixture(scope="module")
def edges(place):
    """The hand-made orders, replayed once: the report and the second count."""
    data, out = edge_orders.write(place / "edges"), place / "evidence"
    return replay(place, data, out), Recount(data, out)


def test_odd_orders_are_all_accounted_for(edges):
    check(*edges)


@pytest.mark.parametrize(
    ("name", "fate"),
    [
        ("delivered a second before 24:00", "on time"),
        ("delivered at 24:00", "withdrawn"),
        ("delivered a second before the lawful minute", "withdrawn"),
        ("delivered at the lawful minute", "withdrawn"),
        ("delivered a second into the lawful minute", "told"),
        ("delivered never", "told"),
        ("canceled on the promised day", "withdrawn"),
        ("canceled at 24:00", "withdrawn"),
        ("canceled in the night", "withdrawn"),
        ("canceled in the morning", "told"),
        ("of a status never seen", "told"),
        ("promised for the day before it was bought", "told"),
        ("promised for no day", "on time"),
        ("to state XX", "told"),
    ],
)
def test_what_became_of(edges, name, fate):
    assert edges[1].everything().fates[name] == fate


def test_nobody_is_told_more_often_than_the_cap_allows(edges):
    many = [fate for name, fate in edges[1].everything().fates.items() if name.startswith("many/")]
    assert (many.count("told"), many.count("refused")) == (6, 2)
