"""Everything is killed and cut at random while many messages go out: each ends once, nothing is lost, doubles are few.

`TIDINGS_CHAOS_ATTEMPTS` is how many (30,000 in CI, 10,000 elsewhere), `TIDINGS_CHAOS_SEED` which troubles. The run of 100,000 stands
in docs/explanation/rows-are-the-queue.md: about four minutes on two cores with nothing beside it.
"""

import os
import random
import time

from tests.chaos.company import company
from tests.chaos.ending import judge, settled
from tests.chaos.reckoning import table
from tests.chaos.troubles import Run, befall, planned

COUNT = int(os.environ.get("TIDINGS_CHAOS_ATTEMPTS") or (30_000 if os.environ.get("TIDINGS_CI") else 10_000))
SEED = int(os.environ.get("TIDINGS_CHAOS_SEED", "4"))
ROUNDS = max(1, min(5, COUNT // 10_000))
WORKERS = 3


def test_every_message_ends_once_whoever_is_killed_or_cut(folder, capsys):
    began = time.monotonic()
    with company(folder, COUNT) as ours:
        run = Run(ours, befall(ours, random.Random(SEED)))
        for _ in range(WORKERS):
            ours.start_worker()
        run.through(planned(SEED, ROUNDS), COUNT)
        told = settled(ours, run.happened)
        with capsys.disabled():
            print("\n" + table(told, run.happened, time.monotonic() - began))
        judge(ours, told, COUNT)
