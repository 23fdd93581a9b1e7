"""What goes wrong, when: troubles drawn by a seed, each at a share of the work done, so that a run is told by its seed."""

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from tests.chaos.company import Company
from tests.chaos.shop import CHANNELS

ENDS_WITHIN_S = 900.0
STANDS_STILL_S = 20.0  # so long nothing is settled: what is held cannot be recorded until a lease ends
STOOD_STILL = "all workers killed"
ALL = (
    "worker killed", "worker killed", "worker killed", "database killed", "database cut",
    *(f"{channel} {how}" for channel in CHANNELS for how in ("killed", "cut")),
)  # fmt: skip


@dataclass(frozen=True)
class Trouble:
    """One that is planned: at which share of the work, and how long whoever was killed stays away."""

    at: float
    what: str
    lasts_s: float


@dataclass(frozen=True)
class Happened:
    """One that has been: what was under way between the two moments may have been sent and not recorded."""

    what: str
    since: datetime
    until: datetime


def planned(seed: int, rounds: int, kinds: Sequence[str] = ALL) -> list[Trouble]:
    """Every kind once a round, in any order, at any share from 3 to 90 %."""
    chance = random.Random(seed)
    shares = sorted(chance.uniform(0.03, 0.90) for _ in range(rounds * len(kinds)))
    drawn = [what for _ in range(rounds) for what in chance.sample(kinds, len(kinds))]
    return [Trouble(at, what, chance.uniform(0.1, 1.2)) for at, what in zip(shares, drawn, strict=True)]


@dataclass
class Run:
    """The company at work while troubles come; `do` makes one happen."""

    company: Company
    do: Callable[[Trouble], None]
    happened: list[Happened] = field(default_factory=list)

    def through(self, plan: Sequence[Trouble], count: int) -> None:
        """Until every message is settled, as far as a worker can settle it today."""
        waiting = list(plan)
        for left in self.progress():
            if left == 0 and not waiting:
                return
            if left is None:
                self.happen(Trouble(0, STOOD_STILL, 0))
            while waiting and left is not None and 1 - left / count >= waiting[0].at:
                self.happen(waiting.pop(0))

    def happen(self, trouble: Trouble) -> None:
        since = datetime.now(UTC)
        self.everybody_again() if trouble.what == STOOD_STILL else self.do(trouble)
        self.happened.append(Happened(trouble.what, since, datetime.now(UTC)))

    def progress(self) -> Iterator[int | None]:
        """How many still wait, looked at now and then; None when that has not changed for too long."""
        end, before, changed = time.monotonic() + ENDS_WITHIN_S, -1, time.monotonic()
        patience_s = STANDS_STILL_S
        while time.monotonic() < end:
            self.company.tend_workers()
            left = self.left()
            if left != before or not all(worker.is_at_work() for worker in self.company.workers):
                before, changed = left, time.monotonic()
            elif time.monotonic() - changed > patience_s:
                changed, patience_s = time.monotonic(), 2 * patience_s
                yield None
            yield left
            time.sleep(0.2)
        raise AssertionError(f"{before} messages still wait after {ENDS_WITHIN_S} s\n{self.company.words()}")

    def everybody_again(self) -> None:
        """All workers killed and started: what they hold moves on within seconds, not with its lease."""
        for worker in self.company.workers:
            worker.kill()
            worker.start()

    def left(self) -> int:
        waits = "SELECT count(*) FROM outreach_outreach WHERE state IN ('pending', 'sending')"
        return int(self.company.ask(waits)[0][0])

    def counted(self) -> Mapping[str, int]:
        return Counter(each.what for each in self.happened)


def befall(company: Company, chance: random.Random) -> Callable[[Trouble], None]:
    """Makes a trouble happen to a company whose processes are all on this machine, and mends it."""

    def do(trouble: Trouble) -> None:
        who, _, how = trouble.what.partition(" ")
        if who == "worker":
            worker = chance.choice(company.workers)
            worker.kill()
            time.sleep(trouble.lasts_s)
            worker.start()
        elif who == "database" and how == "killed":
            company.kill_database()
            time.sleep(trouble.lasts_s)
            company.revive_database()
        elif who == "database":
            company.cut_database()
        elif how == "killed":
            company.far_ends[who].kill()
            time.sleep(trouble.lasts_s)
            company.far_ends[who].start()
        else:
            company.far_ends[who].cut()

    return do
