"""What a company asks of a trial: which campaigns need one, how many panellists, how well it has to be understood."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

NEEDED = ("never", "marketing", "always")
FEWEST, MOST_PANELLISTS = 5, 500


class LimitsRefused(ValueError):
    """A setting of trials that cannot be: the text names it and the mend."""


@dataclass(frozen=True, kw_only=True)
class Limits:
    """The company's limits; shares from 0 to 1. `understood` and `acts` are the least, `calls` and `doubts` the most.

    `behind`: how far, in shares of `understood`, the worse of two versions may be behind the other. `days`: how long
    a trial is open.
    """

    needed: str = "never"
    panellists: int = 20
    understood: float = 0.8
    acts: float = 0.0
    calls: float = 0.4
    doubts: float = 0.3
    behind: float = 0.15
    days: int = 14


NAMES = tuple(each.name for each in fields(Limits))
SHARES = ("understood", "acts", "calls", "doubts", "behind")


def read_limits(given: Mapping[str, Any]) -> Limits:
    """The limits from the company's `trial` setting, what is left out as by default; raises `LimitsRefused`."""
    if not isinstance(given, Mapping):
        raise LimitsRefused("use names and values, for example {needed: always}")
    if unknown := sorted(set(given) - set(NAMES), key=str):
        raise LimitsRefused(f"{unknown[0]} is not known here; known are {', '.join(NAMES)}")
    if given.get("needed", "never") not in NEEDED:
        raise LimitsRefused(f"needed is one of {', '.join(NEEDED)}")
    for name in SHARES:
        must_lie(name, given, 0, 1)
    must_be_whole("panellists", given, FEWEST, MOST_PANELLISTS)
    must_be_whole("days", given, 1, 365)
    return Limits(**given)


def must_lie(name: str, given: Mapping[str, Any], least: float, most: float) -> None:
    value = given.get(name, least)
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
        raise LimitsRefused(f"{name} is a number from {least} to {most}")


def must_be_whole(name: str, given: Mapping[str, Any], least: int, most: int) -> None:
    must_lie(name, given, least, most) if name in given else None
    if not isinstance(given.get(name, least), int):
        raise LimitsRefused(f"{name} is a whole number from {least} to {most}")


def needs_trial(limits: Limits, *, purpose: str, asked: bool) -> bool:
    """Whether a campaign of this purpose may be launched only after a trial; `asked`: its own file says so.

    What warns of a danger never waits for a panel, unless its own file asks for one.
    """
    if asked or purpose == "emergency":
        return asked
    return limits.needed == "always" or (limits.needed == "marketing" and purpose == "marketing")
