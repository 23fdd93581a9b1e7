"""The lanes messages go by: one row a channel's account, one for each destination of it that is paced or in trouble."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import connection

from tidings.core.pacing.breaker import Breaker
from tidings.outreach.models import Lane


class Key(NamedTuple):
    """What a lane is about; without a destination the account as a whole."""

    channel: str
    account: str
    destination: str = ""


Lanes = Mapping[Key, Lane]

TROUBLED = """
SELECT channel, account, destination FROM outreach_lane
WHERE (state <> 'closed' OR run > 0) AND channel = ANY(%s)
"""


def troubled(channels: Iterable[str]) -> set[Key]:
    """The lanes that are not simply open to all: a plain look, nothing is locked."""
    with connection.cursor() as cursor:
        cursor.execute(TROUBLED, [sorted(set(channels))])
        return {Key(*row) for row in cursor.fetchall()}


GIVEN = "unnest(%(channels)s::text[], %(accounts)s::text[], %(destinations)s::text[]) AS given(channel, account, destination)"
MAKE = f"""
INSERT INTO outreach_lane (channel, account, destination)
SELECT given.* FROM {GIVEN} LEFT JOIN outreach_lane lane USING (channel, account, destination)
WHERE lane.id IS NULL ORDER BY 1, 2, 3
ON CONFLICT DO NOTHING
"""  # noqa: S608 (our own words)
LOCK = f"""
SELECT lane.* FROM outreach_lane lane JOIN {GIVEN} USING (channel, account, destination)
ORDER BY lane.channel, lane.account, lane.destination FOR UPDATE OF lane
"""  # noqa: S608 (our own words)


def locked(keys: Iterable[Key]) -> dict[Key, Lane]:
    """The lanes, made where missing, locked in one order for all workers until the transaction ends."""
    wanted = sorted(set(keys))
    if not wanted:
        return {}
    channels, accounts, destinations = (list(column) for column in zip(*wanted, strict=True))
    given = {"channels": channels, "accounts": accounts, "destinations": destinations}
    with connection.cursor() as cursor:
        cursor.execute(MAKE, given)
    return {key_of(lane): lane for lane in Lane.objects.raw(LOCK, given)}


SAVE = """
UPDATE outreach_lane lane SET tokens = given.tokens, filled_at = given.filled_at, day = given.day,
    day_sent = given.day_sent, state = given.state, run = given.run, opened = given.opened, until = given.until,
    since = given.since, why = given.why, ordinary_to = given.ordinary_to, urgent_to = given.urgent_to
FROM jsonb_to_recordset(%s::jsonb) AS given(id bigint, tokens float8, filled_at timestamptz, day date, day_sent int,
    state text, run int, opened int, until timestamptz, since timestamptz, why text, ordinary_to timestamptz,
    urgent_to timestamptz)
WHERE lane.id = given.id
"""
WRITTEN = (
    "id", "tokens", "filled_at", "day", "day_sent", "state", "run", "opened", "until", "since", "why",
    "ordinary_to", "urgent_to",
)  # fmt: skip


def save(lanes: Iterable[Lane]) -> None:
    """Write back what `locked` gave, in one statement."""
    rows = [{name: getattr(lane, name) for name in WRITTEN} for lane in lanes]
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(SAVE, [json.dumps(rows, default=lambda moment: moment.isoformat())])


def key_of(lane: Lane) -> Key:
    return Key(lane.channel, lane.account, lane.destination)


def breaker_of(lane: Lane) -> Breaker:
    return Breaker(
        state=lane.state, run=lane.run, opened=lane.opened, until=lane.until, since=lane.since, why=lane.why
    )


def set_breaker(lane: Lane, breaker: Breaker) -> None:
    lane.state, lane.run, lane.opened = breaker.state, breaker.run, breaker.opened
    lane.until, lane.since, lane.why = breaker.until, breaker.since, breaker.why


def waits_until(lane: Lane, first: datetime, step_s: float, *, urgent: bool) -> datetime:
    """A moment of one's own behind everyone who waits in this lane already, so that they do not come back at once."""
    last = lane.urgent_to if urgent else lane.ordinary_to
    moment = first if last is None else max(first, last + timedelta(seconds=step_s))
    if urgent:
        lane.urgent_to = moment
    else:
        lane.ordinary_to = moment
    return moment
