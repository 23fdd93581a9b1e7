"""Everything is killed and cut at random while many messages go out: each ends once, nothing is lost, doubles are few.

`TIDINGS_CHAOS_ATTEMPTS` is how many (100,000 in CI, 10,000 elsewhere), `TIDINGS_CHAOS_SEED` which troubles.
"""

import os
import random
import shutil
import time
from pathlib import Path

import pytest

from tests.chaos import reckoning
from tests.chaos.company import Company, company
from tests.chaos.troubles import Happened, Run, befall, planned
from tidings.ground import postgres_home

COUNT = int(os.environ.get("TIDINGS_CHAOS_ATTEMPTS") or (100_000 if os.environ.get("TIDINGS_CI") else 10_000))
SEED = int(os.environ.get("TIDINGS_CHAOS_SEED", "4"))
ROUNDS = max(1, min(6, COUNT // 10_000))


@pytest.fixture
def folder(tmp_path_factory):
    """A folder that the database's user may enter."""
    made = postgres_home.settle(tmp_path_factory.mktemp("chaos") / "home")
    yield made
    shutil.rmtree(made, ignore_errors=True)


def test_every_message_ends_once_whoever_is_killed_or_cut(folder, capsys):
    began = time.monotonic()
    with company(folder, COUNT) as ours:
        run = Run(ours, SEED, befall(ours, random.Random(SEED)))
        for _ in range(2):
            ours.start_worker()
        run.through(planned(SEED, ROUNDS), COUNT)
        told = settled(ours, run.happened)
        with capsys.disabled():
            print("\n" + reckoning.table(told, run.happened, time.monotonic() - began))
        assert [fault for each in told.values() for fault in each.wrong][:20] == []
        assert all(each.doubles <= each.bound for each in told.values())
        assert sum(sum(each.states.values()) for each in told.values()) == COUNT
        for channel in ("email", "webhook"):
            assert all(len(names) == 1 for names in reckoning.names_by_customer(ours, channel).values())


def settled(ours: Company, happened: list[Happened]) -> dict[str, reckoning.Told]:
    """The reckoning, once the patience with unknown outcomes has ended."""
    bound = reckoning.bounds(ours, happened)
    ours.ask(reckoning.AN_HOUR_LATER)
    until = time.monotonic() + 60
    while ours.ask("SELECT 1 FROM outreach_outreach WHERE state = 'unknown' LIMIT 1"):
        assert time.monotonic() < until, ours.words()
        time.sleep(0.2)
    return reckoning.reckoned(ours, bound)
