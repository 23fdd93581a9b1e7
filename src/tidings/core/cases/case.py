"""A case: all that is seen when one customer, one campaign and one trigger meet."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, time
from typing import Any

from tidings.core.hours import OwnHours, SameHours

ORIGINS = ("", "said", "imported", "shown", "like_them")
WORTHS = ("interrupt", "digest", "drop", "outbid")
TECHNOLOGIES = ("text", "live", "prerecorded", "ai")
CHANNEL_SETS = ("reachable", "suppressed", "wanted", "ranked", "written", "unconfirmed", "asked_for")


@dataclass(frozen=True, kw_only=True)
class Case:
    """What is seen for one decision.

    `wanted` are the channels this campaign may use, in its order; `ranked` the customer's order and `origin` who says
    it is (one of ORIGINS). `zones` and `places` are all the customer may be in (empty: none known, none assumed).
    `recent` counts contacts, one number for each of `policy.counted(now)`. `listed` names the channels whose address
    stands on a register, `registries` the date of the version of each that is loaded. `conversation` is the channel of
    a conversation that is open now, `asked_for` the channels asked for in it. After `deadline` the news is of no use.
    `shown_hours` is when they answer best: a wish, never a bound. `outbid`, in step with `recent`, are the places better
    offers took that this one need not mind, because it joins the digest (worth "outbid"; without them it is refused).
    """

    purpose: str
    urgency: str
    relationship: str
    in_audience: bool
    subject_consent: bool | None
    channel_consent: Mapping[str, bool | None]
    reachable: tuple[str, ...]
    suppressed: tuple[str, ...]
    wanted: tuple[str, ...]
    ranked: tuple[str, ...]
    paused_until: datetime | None
    zones: tuple[str, ...]
    hours: OwnHours | None
    recent: tuple[int, ...]
    bucket: int
    holdout_bp: int
    expires: datetime
    topic: str = ""
    technology: str = "text"
    subject_written: bool = False
    written: tuple[str, ...] = ()
    purchased: date | None = None
    inquired: date | None = None
    places: tuple[str, ...] = ()
    listed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    registries: Mapping[str, date] = field(default_factory=dict)
    unconfirmed: tuple[str, ...] = ()
    conversation: str = ""
    asked_for: tuple[str, ...] = ()
    open_case: bool = False
    digest: bool = False
    worth: str = "interrupt"
    deadline: datetime | None = None
    origin: str = ""
    shown_hours: OwnHours | None = None
    outbid: tuple[int, ...] = ()

    @property
    def interrupts(self) -> bool:
        """Whether it goes by itself: what waits for a digest has the digest's moment."""
        return self.worth == "interrupt" and not self.digest

    def as_json(self) -> dict[str, Any]:
        """The case as it is kept with the decision (times as RFC 3339)."""
        return asdict(self) | {
            "paused_until": self.paused_until and self.paused_until.isoformat(),
            "expires": self.expires.isoformat(),
            "deadline": self.deadline and self.deadline.isoformat(),
            "hours": hours_as_json(self.hours),
            "shown_hours": hours_as_json(self.shown_hours),
            "channel_consent": dict(self.channel_consent),
            "purchased": self.purchased and self.purchased.isoformat(),
            "inquired": self.inquired and self.inquired.isoformat(),
            "listed": {name: list(channels) for name, channels in self.listed.items()},
            "registries": {name: dated.isoformat() for name, dated in self.registries.items()},
        }


def from_json(kept: Mapping[str, Any]) -> Case:
    """The case that `as_json` kept, for a replay; what an older version did not see has its default."""
    values = {name: kept[name] for name in Case.__dataclass_fields__ if name in kept}
    for name in {*CHANNEL_SETS, "zones", "recent", "places", "outbid"} & values.keys():
        values[name] = tuple(values[name])
    for name in {"paused_until", "expires", "deadline"} & values.keys():
        values[name] = values[name] and datetime.fromisoformat(values[name])
    for name in {"purchased", "inquired"} & values.keys():
        values[name] = values[name] and date.fromisoformat(values[name])
    for name in {"hours", "shown_hours"} & values.keys():
        values[name] = hours_from_json(values[name])
    values["listed"] = {name: tuple(channels) for name, channels in values.get("listed", {}).items()}
    dates = values.get("registries", {})
    values["registries"] = {name: date.fromisoformat(dated) for name, dated in dates.items()}
    return Case(**values)


def hours_as_json(own: OwnHours | None) -> list[Any] | None:
    """Own hours as two times of the day, or as seven such pairs (Monday first; null: left alone that day)."""
    if own is None:
        return None
    return [
        at.isoformat("minutes") if isinstance(at, time) else at and [each.isoformat("minutes") for each in at]
        for at in own
    ]


def hours_from_json(kept: Any) -> OwnHours | None:
    """What `hours_as_json` kept."""
    if not kept:
        return None
    if isinstance(kept[0], str):
        return pair(kept)
    return tuple(pair(each) if each else None for each in kept)


def pair(kept: Any) -> SameHours:
    return time.fromisoformat(kept[0]), time.fromisoformat(kept[1])
