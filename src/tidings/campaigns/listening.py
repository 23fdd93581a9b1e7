"""Which campaigns speak of an event, and which thread (say, one order) it belongs to for each of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from django.db import connection

from tidings.campaigns.live import live_version
from tidings.core.cloudevents import short
from tidings.core.conditions import Condition
from tidings.core.needs import MISSING, Need, at

ALONE = "event="
Role = Literal["trigger", "promise", "more", "gives_way"]


@dataclass(frozen=True, kw_only=True)
class Listener:
    """What one live (or paused) campaign listens to, from its approved file.

    `event` is the type that triggers it; or else `absent` the type whose absence does, once `by` has passed.
    """

    campaign_id: int
    version_id: int
    campaign: str
    live: bool
    event: str
    when: Condition | None
    absent: str
    by: str
    per: str
    gives_way_to: frozenset[str]
    needs: tuple[Need, ...]


@dataclass(frozen=True, slots=True)
class Heard:
    """An event as the taking sees it. `time` is when it happened, by its sender."""

    id: int
    source: str
    event_id: str
    type: str
    subject: str
    customer: str
    time: Any
    data: Any


@dataclass(frozen=True, slots=True)
class Mention:
    """One campaign's interest in one event. `thread` is "" when the event does not say which thread it is."""

    listener: Listener
    role: Role
    thread: str

    @property
    def key(self) -> tuple[int, str]:
        """Campaign and thread: what waits and outreaches go by."""
        return self.listener.campaign_id, self.thread

    @property
    def is_shared(self) -> bool:
        """Whether other events may be about the same thread."""
        return self.thread != "" and not self.thread.startswith(ALONE)


_known: tuple[tuple[Any, ...], tuple[Listener, ...]] = ((), ())


def listeners() -> tuple[Listener, ...]:
    """Every campaign that listens now. One small query; the files are parsed anew only when a state has changed."""
    global _known
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, live_id, state FROM campaigns_campaign "
            "WHERE live_id IS NOT NULL AND state IN ('live', 'paused') ORDER BY id"
        )
        states = tuple(cursor.fetchall())
    if _known[0] != states:
        _known = (states, tuple(listener(version, state == "live") for _, version, state in states))
    return _known[1]


@lru_cache(maxsize=1000)
def listener(version_id: int, live: bool) -> Listener:
    """What this version listens to. An approved version never changes, so it is read once per process."""
    version = live_version(version_id=version_id)
    file, trigger = version.file, version.file.trigger
    return Listener(
        campaign_id=version.campaign_id,
        version_id=version_id,
        campaign=file.campaign,
        live=live,
        event=trigger.event,
        when=trigger.when,
        absent=trigger.absent,
        by=trigger.by,
        per=trigger.thread_path,
        gives_way_to=frozenset(file.withdrawn_by) | ({trigger.absent} - {""}),
        needs=file.needs,
    )


def mentions(event: Heard, listening: Iterable[Listener]) -> Iterator[Mention]:
    """Every campaign that speaks of this event, and as what."""
    for listener in listening:
        if role := role_of(event, listener):
            yield Mention(listener, role, thread(event, listener))


def role_of(event: Heard, listener: Listener) -> Role | None:
    if event.type in listener.gives_way_to:
        return "gives_way"
    if listener.absent:
        if at(event.data, listener.by) not in (MISSING, None):
            return "promise"
        return "more" if thread(event, listener) else None
    return "trigger" if event.type == listener.event else None


def thread(event: Heard, listener: Listener) -> str:
    """What the campaign correlates by, as "PATH=VALUE"; without a path the subject, else the event itself."""
    if listener.per:
        value = at(event.data, listener.per)
        return f"{listener.per}={value}" if tells_apart(value) else ""
    if event.subject and event.subject != event.customer:
        return f"subject={event.subject}"
    return f"{ALONE}{event.source}|{event.event_id}"


def tells_apart(value: Any) -> bool:
    """Whether a thread can go by this value; a longer one would fit no index, and hold up all other events."""
    return isinstance(value, str | int) and value != "" and short(str(value))
