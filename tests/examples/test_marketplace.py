"""The marketplace replayed and counted a second time, from its tables and its evidence alone."""

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.examples import edge_orders, resampled
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
        ("delivered at the lawful minute", "told"),
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


def test_real_orders_under_new_names_and_dates_are_all_accounted_for(place):
    folder = Path(os.environ.get("TIDINGS_DATA") or ROOT.parent / "shared" / "data") / "olist"
    if not folder.exists():
        pytest.skip(f"data-folder: the marketplace's tables, {folder}, are not there")
    data, out = resampled.write(folder, place / "resampled", orders=150, seed=7), place / "evidence-resampled"
    check(replay(place, data, out), Recount(data, out))


def test_tables_without_rows_make_an_empty_report(place):
    data = edge_orders.write(place / "empty")
    for file in data.glob("*.csv.gz"):
        file.write_bytes(gzip.compress(gzip.decompress(file.read_bytes()).splitlines(keepends=True)[0]))
    report = replay(place, data, place / "evidence-empty")
    assert (report["orders"], report["events"], report["sent"], report["late_orders"]) == (0, 0, 0, 0)


def test_a_missing_table_is_named(place):
    data = edge_orders.write(place / "missing")
    (data / "order_items.csv.gz").unlink()
    assert f"{data / 'order_items.csv.gz'} is missing" in refused(place, data)


@pytest.mark.parametrize(
    ("was", "becomes", "says"),
    [
        (b"order_approved_at", b"approved", "orders.csv.gz has no column order_approved_at"),
        (b"2018-05-01 10:00:00", b"yesterday", "line 2: order_purchase_timestamp cannot be 'yesterday'"),
        (
            b"customer of delivered never",
            b"nobody",
            "is of customer nobody, whom customers.csv.gz does not have",
        ),
    ],
)
def test_what_is_wrong_in_a_table_is_named(place, was, becomes, says):
    data = edge_orders.write(place / becomes.decode())
    orders = data / "orders.csv.gz"
    orders.write_bytes(gzip.compress(gzip.decompress(orders.read_bytes()).replace(was, becomes)))
    assert says in refused(place, data)


def test_a_second_replay_of_the_same_data_is_refused_while_the_first_runs(place):
    data = edge_orders.write(place / "twice")
    runs = [start(place, data), start(place, data)]
    said = [run.communicate(timeout=120)[1] for run in runs]
    # The first may be over before the second has waited long enough to be refused: both orders are right.
    assert all(
        run.returncode == 0 or "replayed already" in text for run, text in zip(runs, said, strict=True)
    )
    assert 0 in {run.returncode for run in runs}
