"""The urgency a campaign has earned: what its sender declared stands until customers' behaviour refutes it.

"urgent" claims that most of those who react do so at once, and that somebody does. An interruption ("normal")
claims that it is worth it: acts that could not have waited outweigh what it costs everyone else. A digest claims less:
that acts outweigh annoyance. Each claim is tested all the time (`evidence`), in epochs, so that old merit protects
nobody: epoch j may err with probability alpha / (j (j + 1)), all together with alpha.
"""

from dataclasses import dataclass, field
from math import exp

from tidings.core.worth.behaviour import KINDS, Tally
from tidings.core.worth.evidence import against_at_least, against_at_most, averaged, interval

LEVELS = ("urgent", "normal", "digest", "none")
URGENT = ("now", "high")
EPOCH = 2000  # contacts, after which the counting starts anew

# What one contact is worth to the customer: one is somebody helped who could not have waited.
AT_ONCE = {"prompt": 1.0, "late": 0.0, "asked": -0.1, "resented": -1.0, "ignored": -0.02}
# A line nobody needed costs a tenth of an interruption nobody needed.
AT_ALL = {"prompt": 1.0, "late": 1.0, "asked": -0.1, "resented": -1.0, "ignored": -0.002}

PROMPT_OF_REACTIONS = 0.5
PROMPT_OF_ALL = 0.03
ALPHA_URGENT, ALPHA_WORTH = 0.02, 0.05
# A claim not yet tested weighs as much as so many contacts that bear it out by a little.
PRIOR_WEIGHT = 20.0
PRIOR = {"urgent": 0.5, "normal": 0.1, "digest": 0.0, "none": -0.1}


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What was seen of a campaign in an epoch: contacts that interrupted, and those that were told in a digest.

    `fresh` are all that interrupted and could have been acted on promptly, `at_once` those of them that have settled.
    """

    fresh: Tally = field(default_factory=Tally)
    at_once: Tally = field(default_factory=Tally)
    in_digests: Tally = field(default_factory=Tally)
    epoch: int = 1


@dataclass(frozen=True, kw_only=True)
class Earned:
    """What a campaign has earned: one of `LEVELS`, why, and the value of an interruption.

    `reason`: declared (nothing speaks against it), kept (an earlier finding stands), not_prompt, not_worth, unwelcome
    or shown (it has earned it back). `e_value` is the evidence for the step taken, else for the nearest one.
    """

    level: str
    reason: str
    e_value: float
    needed: float
    value: float


def earned(*, declared: str, standing: str, seen: Evidence, may_drop: bool = False) -> Earned:
    """The level after what was seen; one step down or up at a time. Only what `may_drop` ever falls to "none"."""
    steps = steps_from(declared, standing, seen, may_drop)
    taken = next((step for step in steps if step.e_value >= step.needed), None)
    nearest = taken or max(steps, key=lambda step: step.e_value / step.needed)
    level = taken.level if taken else standing
    unmoved = "declared" if standing == claimed(declared) else "kept"
    return Earned(
        level=level,
        reason=taken.reason if taken else unmoved,
        e_value=nearest.e_value,
        needed=nearest.needed,
        value=value_of(seen.at_once, prior=PRIOR[level]),
    )


def claimed(declared: str) -> str:
    """The level a sender claims by the urgency of the topic."""
    return "urgent" if declared in URGENT else "normal"


@dataclass(frozen=True)
class Step:
    """A change of level that is tested: why, to which level, the evidence for it and what it must exceed."""

    reason: str
    level: str
    e_value: float
    needed: float


def steps_from(declared: str, standing: str, seen: Evidence, may_drop: bool) -> list[Step]:
    """What may follow the standing level, the way down before the way up."""
    fresh, once, spread = seen.fresh, seen.at_once, seen.epoch * (seen.epoch + 1)

    def step(reason: str, level: str, bits: float, alpha: float = ALPHA_WORTH) -> Step:
        return Step(reason, level, exp(min(bits, 700)), spread / alpha)

    match standing:
        case "urgent":
            return [step("not_prompt", "normal", against_urgent(fresh), ALPHA_URGENT)]
        case "normal":
            back = [step("shown", "urgent", for_urgent(once))] if declared in URGENT else []
            return [step("not_worth", "digest", against_interrupting(once)), *back]
        case "digest":
            down = [step("unwelcome", "none", against_telling(seen.in_digests))] if may_drop else []
            return [*down, step("shown", "normal", for_interrupting(once))]
        case _:
            return [step("shown", "digest", for_telling(once))]


def against_urgent(tally: Tally) -> float:
    """Log e-value against "urgent": reactions that could wait, or nobody who acts at once."""
    waited = tally.late + tally.asked + tally.resented
    slow = against_at_least(PROMPT_OF_REACTIONS, counts=(tally.prompt, waited), values=(1, 0))
    rest = tally.settled - tally.prompt + tally.open
    silent = against_at_least(PROMPT_OF_ALL, counts=(tally.prompt, rest), values=(1, 0))
    return averaged((slow, silent))


def for_urgent(tally: Tally) -> float:
    waited = tally.late + tally.asked + tally.resented
    return against_at_most(PROMPT_OF_REACTIONS, counts=(tally.prompt, waited), values=(1, 0))


def against_interrupting(tally: Tally) -> float:
    """Log e-value against "an interruption is worth it to the customer"."""
    return against_at_least(0, counts=tally.counts, values=worth(AT_ONCE))


def for_interrupting(tally: Tally) -> float:
    return against_at_most(0, counts=tally.counts, values=worth(AT_ONCE))


def against_telling(tally: Tally) -> float:
    """Log e-value against "it is worth telling at all"."""
    return against_at_least(0, counts=tally.counts, values=worth(AT_ALL))


def for_telling(tally: Tally) -> float:
    return against_at_most(0, counts=tally.counts, values=worth(AT_ALL))


def worth(values: dict[str, float]) -> tuple[float, ...]:
    return tuple(values[kind] for kind in KINDS)


def value_of(tally: Tally, *, prior: float, values: dict[str, float] = AT_ONCE) -> float:
    """The mean value of a contact, drawn towards `prior` while little was seen."""
    total = sum(count * value for count, value in zip(tally.counts, worth(values), strict=True))
    return (PRIOR_WEIGHT * prior + total) / (PRIOR_WEIGHT + tally.settled)


def value_interval(tally: Tally) -> tuple[float, float]:
    """Bounds of the value of an interruption, good at every look at once (95 %)."""
    return interval(counts=tally.counts, values=worth(AT_ONCE), alpha=0.05)
