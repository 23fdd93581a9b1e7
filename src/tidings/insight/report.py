"""The report's shape: groups of people, and for each channel what is believed, said and done of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tidings.core.inference.intervals import Estimate, Gap, gap


@dataclass(frozen=True, kw_only=True)
class Line:
    """One channel: the share of people who want it first as believed, as said, and as done; None where unknown."""

    channel: str
    believed: Estimate | None
    said: Estimate | None
    done: Estimate | None

    @property
    def gap_to_said(self) -> Gap | None:
        """How far belief lies above what customers say."""
        return gap(self.believed, self.said) if self.believed and self.said else None

    @property
    def gap_to_done(self) -> Gap | None:
        """How far belief lies above what customers do."""
        return gap(self.believed, self.done) if self.believed and self.done else None


@dataclass(frozen=True, kw_only=True)
class Group:
    """The people of one relationship, for one topic ("": all); `heard` of `people` told us what they want."""

    topic: str
    relationship: str
    people: int
    heard: int
    believed_from: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True)
class PreferenceReport:
    """What we believe against what customers say and do, as of one moment."""

    at: datetime
    groups: tuple[Group, ...]

    def as_json(self) -> dict[str, Any]:
        """In percent and points, for programs and pages."""
        return {"at": self.at.isoformat(), "groups": [group_json(group) for group in self.groups]}


def group_json(group: Group) -> dict[str, Any]:
    return {
        "topic": group.topic,
        "relationship": group.relationship,
        "people": group.people,
        "heard": group.heard,
        "believed_from": group.believed_from,
        "channels": [line_json(line) for line in group.lines],
    }


def line_json(line: Line) -> dict[str, Any]:
    return {
        "channel": line.channel,
        "believed": estimate_json(line.believed),
        "said": estimate_json(line.said),
        "done": estimate_json(line.done),
        "gap_to_said": gap_json(line.gap_to_said),
        "gap_to_done": gap_json(line.gap_to_done),
    }


def estimate_json(estimate: Estimate | None) -> dict[str, float] | None:
    if estimate is None:
        return None
    low, high = estimate.interval
    return {"percent": percent(estimate.share), "low": percent(low), "high": percent(high)}


def gap_json(gap: Gap | None) -> dict[str, Any] | None:
    if gap is None:
        return None
    return {
        "points": percent(gap.points),
        "low": percent(gap.low),
        "high": percent(gap.high),
        "clear": gap.is_clear,
    }


def percent(share: float) -> float:
    return round(100 * share, 1)
