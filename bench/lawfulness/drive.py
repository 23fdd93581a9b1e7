"""Leads random histories through the product's kernel, step by step: contacts made feed the next step's counts."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import numpy as np

from tidings.core.cases import Matter, lay_out_facts, with_recent
from tidings.core.deciding import VERDICTS, decide
from tidings.core.policy import Policy, policy

from .asking import Asked, Made
from .body import default, own_policy, packs
from .caps import TECHNOLOGIES, judge_caps
from .company import COMPANIES
from .counting import recent
from .facts import facts
from .lies import TRUTH, Lie
from .local_time import EPOCH, MICROSECOND
from .oracle import judge
from .world import (
    BEFORE,
    CHANNELS,
    DAY,
    PURPOSES,
    REGISTRIES,
    RELATIONSHIPS,
    TOPICS,
    Column,
    World,
    make,
)

TURNS = 4  # who shares a cap is decided one after the other, as events are
SPANS = (4, 10, 34)  # days a history lasts: the shorter, the more the caps bind
HOUR = DAY // 24
LINES = [place for place, name in enumerate(CHANNELS) if name.startswith("voice")]
REACHED = [VERDICTS.index("contact"), VERDICTS.index("later")]


@dataclass
class Tally:
    """What came of the histories: verdicts by name, violations by class."""

    verdicts: Counter[str] = field(default_factory=Counter)
    violations: Counter[str] = field(default_factory=Counter)

    def add(self, other: "Tally") -> None:
        self.verdicts.update(other.verdicts)
        self.violations.update(other.violations)


def lead(seed: int, *, people: int, steps: int, lie: Lie = TRUTH) -> Tally:
    """`people` (a multiple of four) histories of `steps` decisions each, judged."""
    rng = np.random.default_rng([seed, 1])
    company = COMPANIES[seed % len(COMPANIES)]
    rules = policy(default(), lie.own(own_policy(company)), lie.packs(packs()))
    world = make(seed, people, steps=steps, first_id=seed * people)
    tally, spoken = Tally(), np.zeros(world.contacts.at.shape, np.int8)
    urgent = np.zeros(world.contacts.at.shape, bool)
    moments = world.start + np.sort(rng.integers(0, int(rng.choice(SPANS)) * DAY, steps * TURNS))
    for number, now in enumerate(moments):
        step, turn = divmod(number, TURNS)
        asked = question(rng, world, int(now), f"c{seed}-{number}")
        column = BEFORE + step
        made = ask(rules, world, asked, np.arange(turn, people, TURNS), lie, tally)
        tally.violations.update({name: len(bad) for name, bad in judge(world, company, asked, made).items()})
        note(world, asked, made, column)
        spoken[made.rows, column] = TECHNOLOGIES.index(asked.technology)
        urgent[made.rows, column] = asked.urgent or asked.emergency
    tally.violations.update(judge_caps(world, company, spoken, urgent))
    return tally


def led(part: tuple[int, int, int]) -> Tally:
    """`lead` for a pool of processes: seed, people and steps as one argument."""
    seed, people, steps = part
    return lead(seed, people=people, steps=steps)


def question(rng: np.random.Generator, world: World, now: int, campaign: str) -> Asked:
    """A matter that some campaign wants to tell now; sometimes on the very edge of an hour, sometimes with an old list."""
    if rng.random() < 0.3:
        now = now - now % HOUR + int(rng.choice([0, -1, HOUR // 2, 59 * 60_000_000]))
    purpose = int(rng.choice(3, p=[0.4, 0.55, 0.05]))
    days = now // DAY - np.where(
        rng.random(len(REGISTRIES)) < 0.6, rng.integers(0, 20, 5), rng.integers(24, 36, 5)
    )
    versions = tuple(None if rng.random() < 0.03 else int(day) for day in days)
    wanted = rng.permutation(len(CHANNELS))[: rng.integers(2, len(CHANNELS) + 1)]
    if rng.random() < 0.25:
        wanted = rng.permutation(LINES)
    return Asked(
        now=now,
        campaign=campaign,
        purpose=purpose,
        topic=int(rng.integers(len(TOPICS))),
        urgent=bool(rng.random() < 0.15),
        technology=str(rng.choice(TECHNOLOGIES, p=[0.6, 0.2, 0.2])),
        wanted=tuple(int(n) for n in wanted),
        holdout_bp=int(rng.choice([0, 500, 1000])),
        expires=now + int(rng.choice([-HOUR, 6 * HOUR, 2 * DAY, 9 * DAY], p=[0.02, 0.18, 0.4, 0.4])),
        registries=versions,
    )


def ask(rules: Policy, world: World, truth: Asked, rows: Column, lie: Lie, tally: Tally) -> Made:
    """What the kernel answers, with the lie in its ear."""
    asked, told = lie.asked(truth), lie.world(world)
    now = EPOCH + asked.now * MICROSECOND
    windows = rules.counted(now)
    counts = lie.recent(recent(world, asked, rows, windows), windows)
    seen = with_recent(lie.facts(facts(told, asked, rows)), counts)
    laid = lay_out_facts(
        seen, matter=lie.matter(matter(asked)), policy=rules, now=now, registries=versions(asked)
    )
    answer = decide(laid, policy=rules, now=asked.now)
    verdict = answer.column("verdict").to_numpy()
    tally.verdicts.update(
        dict(zip(VERDICTS, np.bincount(verdict, minlength=len(VERDICTS)).tolist(), strict=True))
    )
    reached = np.flatnonzero(np.isin(verdict, REACHED))
    channel = answer.column("channel").to_numpy()[reached]
    places = np.array([CHANNELS.index(name) for name in laid.channels])
    at = answer.column("earliest").to_numpy(zero_copy_only=False)[reached].astype(np.int64)
    return lie.made(Made(rows[reached], places[channel], at), truth)


def matter(asked: Asked) -> Matter:
    return Matter(
        campaign=asked.campaign,
        topic=TOPICS[asked.topic],
        purpose=PURPOSES[asked.purpose],
        wanted=tuple(CHANNELS[n] for n in asked.wanted),
        expires=moment(asked.expires),
        urgency="now" if asked.urgent else "normal",
        technology=asked.technology,
        relationship=RELATIONSHIPS,
        holdout_bp=asked.holdout_bp,
    )


def moment(at: int) -> datetime:
    return EPOCH + at * MICROSECOND


def versions(asked: Asked) -> dict[str, date]:
    """The date of each registry's list; that of a list nobody here is on is today's."""
    dated = {
        name: EPOCH.date() + timedelta(days=day)
        for name, day in zip(REGISTRIES, asked.registries, strict=True)
        if day is not None
    }
    return {"fr-bloctel": moment(asked.now).date(), **dated}


def note(world: World, asked: Asked, made: Made, column: int) -> None:
    """Writes the contacts into the histories."""
    contacts = world.contacts
    contacts.at[made.rows, column] = made.at
    contacts.purpose[made.rows, column] = asked.purpose
    contacts.topic[made.rows, column] = asked.topic
    contacts.channel[made.rows, column] = made.channel
    contacts.judged[made.rows, column] = not asked.emergency
