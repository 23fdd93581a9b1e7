"""What outcomes say of the way, not of the message: who fails is left alone, who answers is trusted again."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from tidings.channels import discover
from tidings.channels.contract import Outcome
from tidings.core.pacing.breaker import after_bad, after_good
from tidings.outreach.allowances import empty
from tidings.outreach.lanes import Key, Lanes, breaker_of, locked, save, set_breaker, troubled
from tidings.outreach.sending import fails_alone

# A server's words often name the recipient; a lane outlives them, and is nobody's.
WHOSE = re.compile(r"<?[^\s<>]+@[^\s<>]+>?|\+?\d[\d ()-]{6,}\d")


@dataclass(frozen=True, kw_only=True)
class Noted:
    """What became of one hand-over; `destination` is the channel's own (`Channel.destination`)."""

    channel: str
    account: str
    destination: str
    outcome: Outcome


def note(results: Sequence[Noted], now: datetime) -> None:
    """After each group: opens and closes breakers, empties the buckets of who asked us to slow down.

    A group in which all went well, on lanes without trouble, costs one look.
    """
    if not results:
        return
    trouble = troubled(each.channel for each in results)
    if not trouble and all(is_good(each.outcome) for each in results):
        return
    wanted = {key for each in results for key in keys(each) if key in trouble or key == blamed(each)}
    lanes = locked(wanted)
    for each in results:
        weigh(each, lanes, now)
    save(lanes.values())


def all_well(results: Iterable[tuple[str, Outcome]]) -> bool:
    """Whether there is nothing to note of these channels and outcomes: all went well, on lanes without trouble."""
    results = list(results)
    return all(is_good(outcome) for _, outcome in results) and not troubled(channel for channel, _ in results)


def weigh(each: Noted, lanes: Lanes, now: datetime) -> None:
    guilty = blamed(each)
    for key in keys(each):
        if key == guilty:
            bad(each.outcome, key, lanes, now)
        elif key in lanes and each.outcome.state != "unknown" and answers_for(key, guilty):
            set_breaker(lanes[key], after_good(breaker_of(lanes[key])))


def answers_for(key: Key, guilty: Key | None) -> bool:
    """An answer clears whom it does not blame; a dead way says nothing of the destinations behind it."""
    return guilty is None or not key.destination


def bad(outcome: Outcome, key: Key, lanes: Lanes, now: datetime) -> None:
    lane = lanes[key]
    if outcome.throttled:
        empty([lane])
    failed = after_bad(
        breaker_of(lane),
        at=now,
        key="|".join(key),
        why=WHOSE.sub("…", outcome.says.replace("\0", ""))[:200],
        at_once=outcome.unreachable or outcome.throttled,
        asked_s=outcome.retry_after_s or 0 if outcome.throttled or outcome.unreachable else 0,
    )
    set_breaker(lane, failed)


def blamed(each: Noted) -> Key | None:
    """The lane an outcome blames, if it blames the way at all."""
    if is_good(each.outcome):
        return None
    account, destination = keys(each)[0], keys(each)[-1]
    if fails_alone(each.channel):
        return destination
    if each.outcome.unreachable:
        return account
    if each.outcome.throttled:
        return account if slows_by_account(each.channel) else destination
    return {"transient": destination, "unknown": account}.get(each.outcome.state)


def is_good(outcome: Outcome) -> bool:
    """Taken, with nothing said of the way."""
    return outcome.state == "accepted" and not (outcome.unreachable or outcome.throttled)


def slows_by_account(channel: str) -> bool:
    """Whether who asks us to slow down means our account: so where only that has a pace."""
    found = discover().get(channel)
    declared: Iterable[str] = () if found is None else [pace.per for pace in found.declaration.paces]
    return set(declared) == {"account"}


def keys(each: Noted) -> list[Key]:
    """The account's lane, and the destination's where there is one."""
    places = dict.fromkeys(["", each.destination])
    return [Key(each.channel.partition(":")[0], each.account, place) for place in places]
