"""What customers made of each campaign, weighed again and again and written down where the decider reads it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

import numpy as np

from tidings.campaigns import public as campaigns
from tidings.conversations import public as conversations
from tidings.core.worth.behaviour import KINDS, NEVER, Contacts, Moments, Tally, faded, micros, tallied
from tidings.core.worth.earning import (
    AT_ALL,
    EPOCH,
    PRIOR,
    Earned,
    Evidence,
    claimed,
    earned,
    value_interval,
    value_of,
)
from tidings.ground.clock import Clock
from tidings.ground.loops import Loop
from tidings.outreach import public as outreach

LOOK = timedelta(minutes=10)
UNIX = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
# Contacts that are still being met are read on for a while: the latest an act is waited for.
OVERLAP = timedelta(days=3)


def urgency_loop() -> Loop:
    """The loop "urgency": every ten minutes, as long as contacts are fresh enough for something to come back."""
    return Loop("urgency", step=step, next_due=next_due)


def next_due() -> datetime | None:
    last, looked = outreach.last_told(), campaigns.last_weighed()
    if last is None or (looked is not None and looked > last + OVERLAP):
        return None
    return looked + LOOK if looked else last


def step(clock: Clock) -> int:
    """Weighs every campaign that was ever live, when it is time to; how many."""
    now, due = clock.now(), next_due()
    if due is None or due > now:
        return 0
    launched = [card for card in campaigns.list_campaigns() if card.live]
    for card in launched:
        weigh(card, now)
    return len(launched)


def weigh(card: campaigns.CampaignCard, now: datetime) -> None:
    """One campaign: what is seen of its epoch, what it has earned by that, and whether a new epoch opens."""
    before = campaigns.urgency(campaign=card.name)
    epoch, since = (before.epoch, before.epoch_since) if before else (1, card.launched_at or card.created_at)
    declared = card.topic.urgency
    standing = before.level if before else claimed(declared)
    seen, older = evidence(card.id, epoch, since, now), remembered(before, now)
    found = earned(
        declared=declared, standing=standing, seen=seen, may_drop=card.topic.purpose == "marketing"
    )
    line = as_found(found, seen, older) | {"epoch": epoch, "epoch_since": since}
    if before is None or found.level != standing:
        line |= {"reason": found.reason, "since": now}
    if found.level != standing or seen.at_once.settled + seen.in_digests.settled >= EPOCH:
        line |= new_epoch(epoch, seen, older, now)
    campaigns.record_urgency(campaign_id=card.id, found=line, now=now)


def new_epoch(epoch: int, seen: Evidence, older: Mapping[str, Tally], now: datetime) -> dict[str, Any]:
    """The counting starts anew; what was counted is kept with the older contacts."""
    kept = {"at_once": older["at_once"] + seen.at_once, "in_digests": older["in_digests"] + seen.in_digests}
    counts = {name: asdict(tally) for name, tally in kept.items()}
    return {"epoch": epoch + 1, "epoch_since": now, "before": counts}


def evidence(campaign_id: int, epoch: int, since: datetime, now: datetime) -> Evidence:
    """What the campaign's first contacts of this epoch were met with so far."""
    told = outreach.told_since(campaign_id=campaign_id, since=since, limit=2 * EPOCH)
    came = {
        one.outreach_id: one for one in conversations.reaction_times(outreach_ids=[one.id for one in told])
    }
    at_once = columns([one for one in told if not one.in_digest], came)
    in_digests = columns([one for one in told if one.in_digest], came)
    at = moment(now)
    return Evidence(
        fresh=tallied(at_once, now=at, settled=False),
        at_once=tallied(at_once, now=at),
        in_digests=tallied(in_digests, now=at),
        epoch=epoch,
    )


def columns(told: Sequence[outreach.Told], came: Mapping[int, conversations.Reacted]) -> Contacts:
    """The contacts with what came back on them."""
    return Contacts(
        sent=moments(one.at for one in told),
        expires=moments(one.expires_at for one in told),
        **{
            name: moments(getattr(came.get(one.id), name, None) for one in told)
            for name in ("acted", "asked", "resented")
        },
    )


def moments(found: Any) -> Moments:
    return np.array([NEVER if at is None else moment(at) for at in found], np.int64)


def moment(at: datetime) -> int:
    return micros(at - UNIX)


def remembered(before: campaigns.UrgencyCard | None, now: datetime) -> dict[str, Tally]:
    """What earlier epochs were met with, faded until now."""
    kept = before.before if before else {}
    age = now - before.epoch_since if before else timedelta(0)
    return {
        name: faded(
            Tally(**{kind: kept.get(name, {}).get(kind, 0) for kind in KINDS}), max(age, timedelta(0))
        )
        for name in ("at_once", "in_digests")
    }


def as_found(found: Earned, seen: Evidence, older: Mapping[str, Tally]) -> dict[str, Any]:
    """The fields to write down; values rest on old contacts too, the evidence on this epoch's alone."""
    at_once = older["at_once"] + seen.at_once
    both = at_once + older["in_digests"] + seen.in_digests
    low, high = value_interval(seen.at_once)
    return {
        "level": found.level,
        "value": value_of(at_once, prior=PRIOR[found.level]),
        "telling": value_of(both, prior=PRIOR["normal"], values=AT_ALL),
        "low": low,
        "high": high,
        "e_value": found.e_value,
        "needed": found.needed,
        "seen": {name: asdict(getattr(seen, name)) for name in ("fresh", "at_once", "in_digests")},
    }
