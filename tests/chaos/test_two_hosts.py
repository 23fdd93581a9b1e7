"""Workers on two hosts; the other one's wires to the database and to the far ends are cut at random.

The other host is a network namespace; where those are refused, proxies that cut stand in for the wires.
"""

import time

from tests.chaos.company import company
from tests.chaos.ending import judge, settled
from tests.chaos.reckoning import table
from tests.chaos.test_killed_and_cut import COUNT as ALL_IN_ALL
from tests.chaos.test_killed_and_cut import SEED
from tests.chaos.troubles import Run, Trouble, planned
from tests.chaos.wires import WIRES, Wires, wires

COUNT = ALL_IN_ALL // 5
ROUNDS = max(2, min(4, COUNT // 5_000))
CUTS = {"wire to the database cut": WIRES[:1], "wire to the far ends cut": WIRES[1:], "both wires cut": WIRES}
LONGER = 5  # than another trouble: some cuts outlast the patience of a channel


def test_every_message_ends_once_when_the_wire_between_hosts_is_cut(folder, capsys):
    began = time.monotonic()
    with wires() as between, company(folder, COUNT, hosts=between.hosts) as ours:
        ours.start_worker()
        ours.start_worker(between.places(ours.places), between.before)
        run = Run(ours, lambda trouble: cut(between, trouble))
        run.through(planned(SEED, ROUNDS, tuple(CUTS)), COUNT)
        told = settled(ours, run.happened)
        with capsys.disabled():
            print(f"\n{type(between).__name__}\n" + table(told, run.happened, time.monotonic() - began))
        judge(ours, told, COUNT)


def cut(between: Wires, trouble: Trouble) -> None:
    for wire in CUTS[trouble.what]:
        between.cut(wire)
    time.sleep(LONGER * trouble.lasts_s)
    for wire in CUTS[trouble.what]:
        between.mend(wire)
