"""A profile: all that rules and the hour depend on, shared by many; its term is what binds it, channel by channel."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from tidings.core.cases.clocks import Clock, final_open, first_open
from tidings.core.hours import ALWAYS, Hours, OwnHours, own_windows
from tidings.core.policy import Policy
from tidings.core.reasons import Reason
from tidings.core.rules.binding import Binding, Duty, Since, bind
from tidings.core.rules.shape import Level

Part = TypeVar("Part")


@dataclass(frozen=True, kw_only=True)
class Profile:
    """`limit` is the moment at which the news is too old; `registries` the version loaded of each register.

    `shown` are the hours in which the person answers best: a wish that binds nothing.
    """

    purpose: str
    urgency: str
    topic: str
    technology: str
    wanted: tuple[str, ...]
    places: frozenset[str]
    zones: frozenset[str]
    own: OwnHours | None
    registries: frozenset[tuple[str, date]]
    limit: datetime
    shown: OwnHours | None = None

    @property
    def is_urgent(self) -> bool:
        """What is urgent is neither put into a digest nor weighed."""
        return self.urgency == "now" or self.purpose == "emergency"

    @property
    def can_wait(self) -> bool:
        """Whether it may wait some hours for a better moment."""
        return self.urgency not in ("now", "high") and self.purpose != "emergency"


@dataclass(frozen=True, kw_only=True)
class Term:
    """What binds a profile. Sets of channels are bits by their place among `channels`; `clocks` has three a channel."""

    wanted: int
    revocable: int  # the channel's consent may be revoked
    granted: int  # it must be granted (not: written)
    written: int
    subject_revocable: int
    subject_granted: int
    subject_written: int
    reassigned: int
    held: int  # an open case holds it back
    no_pause: int  # 1: a pause does not bind
    no_holdout: int
    urgent: int
    why: int  # reasons that hold for everyone of the profile
    stands_in: tuple[Since, ...]
    duties: tuple[tuple[str, int, bool, Duty], ...]  # register, channel's place, stale, duty
    barred_after: tuple[frozenset[str], ...]
    limits: tuple[tuple[int | None, ...], ...]
    clocks: tuple["Clocks", ...]
    opens: tuple["Opens", ...]  # from now on
    latest: tuple[int, ...]


class Opens(NamedTuple):
    """A channel's first open moment by each of its clocks."""

    all: int
    ours: int
    workdays: int
    shown: int


@dataclass(frozen=True)
class Clocks:
    """When a channel is open; `ours` by the company's hours alone, `workdays` as if there were no holidays.

    `shown` is open when `all` is and the person likes it best: `all` itself where nobody knows or it cannot wait.
    """

    all: Clock
    ours: Clock
    workdays: Clock
    shown: Clock


@lru_cache(maxsize=8192)
def term(profile: Profile, policy: Policy, channels: tuple[str, ...], now: datetime) -> Term:
    """What binds at `now`; a channel that is not wanted is bound by nothing, for it is not used."""
    bound = {name: binding(profile, policy, name, now) for name in channels if name in profile.wanted}
    some = next(iter(bound.values()), None)
    place = {name: 1 << n for n, name in enumerate(channels)}
    its_clocks = tuple(clocks(profile, policy, bound.get(name), name) for name in channels)

    def where(holds: Callable[[Binding], bool]) -> int:
        return sum(place[name] for name, its in bound.items() if holds(its))

    return Term(
        wanted=where(lambda its: True),
        revocable=where(lambda its: its.consent >= Level.NOT_REVOKED),
        granted=where(lambda its: its.consent == Level.GRANTED),
        written=where(lambda its: its.consent == Level.WRITTEN),
        subject_revocable=where(lambda its: its.subject >= Level.NOT_REVOKED),
        subject_granted=where(lambda its: its.subject == Level.GRANTED),
        subject_written=where(lambda its: its.subject == Level.WRITTEN),
        reassigned=where(lambda its: its.reassigned),
        held=where(lambda its: its.open_case),
        no_pause=int(some is not None and not some.pause),
        no_holdout=int(some is not None and not some.holdout),
        urgent=int(some is not None and not some.own_hours),
        why=reasons_for_all(profile, policy, bound.values()),
        stands_in=shared(tuple(bound[name].stands_in if name in bound else Since() for name in channels)),
        duties=shared(duties(bound, channels, dict(profile.registries))),
        barred_after=shared(
            tuple(its.barred_after if (its := bound.get(n)) else frozenset() for n in channels)
        ),
        limits=shared(tuple(bound[name].limits if name in bound else () for name in channels)),
        clocks=its_clocks,
        opens=tuple(opens(each, now) for each in its_clocks),
        latest=tuple(final_open(each.all, profile.limit) for each in its_clocks),
    )


@lru_cache(maxsize=4096)
def shared(part: Part) -> Part:
    """One object for all equal parts, so that they are told apart at a glance."""
    return part


def opens(its: Clocks, now: datetime) -> Opens:
    at_all = first_open(its.all, now)
    shown = at_all if its.shown is its.all else first_open(its.shown, now)
    return Opens(at_all, first_open(its.ours, now), first_open(its.workdays, now), shown)


def binding(profile: Profile, policy: Policy, channel: str, now: datetime) -> Binding:
    return bind(
        policy,
        places=profile.places,
        purpose=profile.purpose,
        urgency=profile.urgency,
        technology=profile.technology,
        topic=profile.topic,
        channel=channel,
        at=now,
        today=max(local_dates(profile.zones, now)),
    )


def local_dates(zones: frozenset[str], now: datetime) -> list[date]:
    """The dates on the walls where the person may be; the strictest reading of a law takes the latest."""
    return [now.astimezone(ZoneInfo(zone)).date() for zone in zones] or [now.astimezone(UTC).date()]


def reasons_for_all(profile: Profile, policy: Policy, bound: Iterable[Binding]) -> int:
    """The reasons that refuse everyone of the profile: nobody knows which law or what time it is."""
    bindings = list(bound)
    stated = policy.unknown_zone[profile.purpose]
    # Urgency passes hours that are not known; it does not make lawful what must fail closed (marketing, as shipped).
    timed = stated == "refuse" or any(its.hours or its.own_hours for its in bindings)
    no_zone = not profile.zones and timed
    unsure = no_zone and stated == "review"
    found = {
        Reason.ZONE_UNKNOWN: no_zone,
        Reason.PLACE_UNKNOWN: any(its.place_unknown for its in bindings),
        Reason.NEEDS_REVIEW: unsure or any(its.review for its in bindings),
    }
    return sum(1 << reason for reason, holds in found.items() if holds)


def duties(
    bound: Mapping[str, Binding], channels: tuple[str, ...], loaded: Mapping[str, date]
) -> tuple[tuple[str, int, bool, Duty], ...]:
    """The registers to look up for each channel, and whether the version we have is too old or none."""
    return tuple(
        (duty.registry, channels.index(name), loaded.get(duty.registry, date.min) < duty.stale_before, duty)
        for name, its in bound.items()
        for duty in its.registries
    )


def clocks(profile: Profile, policy: Policy, its: Binding | None, channel: str) -> Clocks:
    if its is None:
        never = Clock(profile.zones, (), None)
        return Clocks(never, never, never, never)
    own = profile.own if its.own_hours else None
    windows = policy.windows(profile.purpose, channel) if its.own_hours else ALWAYS
    workdays = tuple(replace(hours, closed="") for hours in its.hours)
    open_at_all = Clock(profile.zones, its.hours, own)
    return Clocks(
        open_at_all,
        Clock(profile.zones, (Hours(windows),), own),
        Clock(profile.zones, workdays, own),
        liked(open_at_all, profile) if its.own_hours else open_at_all,
    )


def liked(clock: Clock, profile: Profile) -> Clock:
    """The clock, open only in the hours shown."""
    if profile.shown is None or not profile.can_wait:
        return clock
    return replace(clock, hours=(*clock.hours, Hours(own_windows(profile.shown))))
