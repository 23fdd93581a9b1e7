"""What became of every message, held against what the far ends really took."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.chaos.company import Company
from tests.chaos.shop import CHANNELS
from tests.chaos.troubles import Happened

FINAL = {"sent", "failed"}
# Under way at any moment of a trouble: claimed by then, and its outcome not known before it began.
UNDER_WAY = """
SELECT channel, count(*) FROM outreach_attempt
WHERE started_at <= %s AND coalesce(finished_at, 'infinity') >= %s GROUP BY channel
"""
ROWS = """
SELECT row.channel, row.customer_id, row.state, row.reason,
    count(*) FILTER (WHERE attempt.outcome = 'accepted'), count(*) FILTER (WHERE attempt.outcome = 'unknown'),
    count(*) FILTER (WHERE attempt.finished_at IS NULL)
FROM outreach_outreach row LEFT JOIN outreach_attempt attempt ON attempt.outreach_id = row.id
GROUP BY row.id
"""
# An hour goes by for those of whom nobody knows: their patience is at its end.
AN_HOUR_LATER = """
WITH doubtful AS (UPDATE outreach_outreach SET due_at = due_at - interval '1 hour' WHERE state = 'unknown' RETURNING id)
UPDATE outreach_attempt SET started_at = started_at - interval '1 hour', finished_at = finished_at - interval '1 hour'
WHERE outreach_id IN (SELECT id FROM doubtful)
"""


@dataclass
class Told:
    """One channel's account: states, how often a far end took what it should take once, and what is wrong."""

    states: Counter[str] = field(default_factory=Counter)
    never: int = 0
    doubles: int = 0
    bound: int = 0
    wrong: list[str] = field(default_factory=list)


def bounds(company: Company, happened: Sequence[Happened]) -> dict[str, int]:
    """The most that may have been doubled: the troubles of each channel, each with all that was under way at it."""
    found = Counter[str]()
    for each in happened:
        under_way = dict(company.ask(UNDER_WAY, [each.until, each.since]))
        who = each.what.split()[0]
        for channel in CHANNELS:
            found[channel] += under_way.get(channel, 0) if who not in CHANNELS or who == channel else 0
    return dict(found)


def reckoned(company: Company, bound: dict[str, int]) -> dict[str, Told]:
    """Each message's end held against the log of its far end."""
    told = {channel: Told(bound=bound.get(channel, 0)) for channel in CHANNELS}
    taken = {channel: arrivals(company, channel) for channel in CHANNELS}
    for channel, customer, state, reason, accepted, doubtful, open_ones in company.ask(ROWS):
        ours, times = told[channel], taken[channel].pop(customer, 0)
        ours.states[f"{state} ({reason})" if reason else state] += 1
        ours.never += times == 0
        ours.doubles += max(0, times - 1)
        found = faults(channel, state, times, accepted, doubtful, open_ones)
        ours.wrong += [f"{channel} to {customer}: {one}" for one in found]
    for channel, strangers in taken.items():
        told[channel].wrong += [f"{channel} took {number}, to whom nobody wrote" for number in strangers]
    return told


def arrivals(company: Company, channel: str) -> dict[int, int]:
    """How often each customer's message was taken. A text in parts counts by the part that was taken most often."""
    found = company.far_ends[channel].taken()
    if channel != "sms":
        return dict(Counter(number for number, _ in found))
    most: dict[int, int] = {}
    for (number, _), times in Counter(found).items():
        most[number] = max(times, most.get(number, 0))
    return most


def faults(channel: str, state: str, times: int, accepted: int, doubtful: int, open_ones: int) -> list[str]:
    """What no trouble excuses."""
    said = {
        f"it is {state}": state not in FINAL or (state == "failed" and channel != "sms"),
        f"{accepted} attempts were accepted": accepted != (state == "sent"),
        f"{open_ones} attempts are open": open_ones > 0,
        "it is sent and never arrived": state == "sent" and times == 0,
        f"it arrived {times} times after {doubtful} attempts without an answer": times
        > 1 + doubtful - (state != "sent"),
        f"a text arrived {times} times": channel == "sms" and times > 1,
    }
    return [fault for fault, is_so in said.items() if is_so]


def names_by_customer(company: Company, channel: str) -> dict[int, set[str]]:
    """By which names each customer's message was handed over: one, however often."""
    names: dict[int, set[str]] = {}
    for number, name in company.far_ends[channel].taken():
        names.setdefault(number, set()).add(name)
    return names


def table(told: dict[str, Told], happened: Sequence[Happened], seconds: float) -> str:
    """For whoever reads the test's output."""
    lines = [f"{'channel':<9} {'states':<52} {'never arrived':>13} {'doubles':>8} {'at most':>8}"]
    for channel, ours in told.items():
        states = ", ".join(f"{count:,} {state}" for state, count in ours.states.most_common())
        lines.append(f"{channel:<9} {states:<52} {ours.never:>13,} {ours.doubles:>8,} {ours.bound:>8,}")
    troubles = Counter(each.what for each in happened)
    lines.append("troubles: " + ", ".join(f"{count} x {what}" for what, count in sorted(troubles.items())))
    return "\n".join([*lines, f"{seconds:.0f} s"])
