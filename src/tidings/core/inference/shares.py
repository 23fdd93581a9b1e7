"""What a whole population says and does, told from the part of it that answered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tidings.core.inference.intervals import Estimate

NOTHING = Estimate(0.0, 0.0)


@dataclass(frozen=True, kw_only=True)
class Stratum:
    """People who are alike in what we know of them: how many they are, how many of them answered, how many chose this."""

    people: int
    answered: int
    chose: int


@dataclass(frozen=True, kw_only=True)
class Reached:
    """People reached by one channel: how many, and the sums over them of sends n and welcomes k, of k², kn and n²."""

    n: float
    k: float
    kk: float
    kn: float
    nn: float

    @property
    def rate(self) -> float:
        return self.k / self.n

    @property
    def variance(self) -> float:
        """Of the rate, with a person (not a message) as the unit: who gets ten messages is still one person."""
        spread = self.kk - 2 * self.rate * self.kn + self.rate**2 * self.nn
        # Nobody (or everybody) answering does not mean certainty: half an answer more, half a silence more.
        smooth = (self.k + 0.5) / (self.n + 1)
        return max(spread / self.n**2, smooth * (1 - smooth) / self.nn if self.nn else 0.0)


def said(strata: Iterable[Stratum]) -> Estimate:
    """The share of everyone that would choose this, had all been asked: each stratum weighs as many as it has people.

    Post-stratification takes the bias out that comes from newer (or older) customers answering more often; strata in which
    nobody answered weigh nothing. Without it, whoever answers most would speak for those who are silent.
    """
    heard = [stratum for stratum in strata if stratum.answered]
    people = sum(stratum.people for stratum in heard)
    if not people:
        return NOTHING
    share = sum(one.people / people * one.chose / one.answered for one in heard)
    # Kish: answers of unequal weight bear as much as fewer equal ones.
    borne_by = people**2 / sum(one.people**2 / one.answered for one in heard)
    return Estimate(share, borne_by)


def done(channels: Mapping[str, Reached]) -> dict[str, Estimate]:
    """How welcome each channel is against the others: its rate of answers over the sum of all rates.

    So a channel does not look wanted for being used often. The interval follows by the delta method.
    """
    rates = {name: reached.rate for name, reached in channels.items() if reached.n > 0}
    total = sum(rates.values())
    if len(rates) < 2 or not total:
        return {}
    return {name: relative(name, rates, channels, total) for name in rates}


def relative(
    name: str, rates: Mapping[str, float], channels: Mapping[str, Reached], total: float
) -> Estimate:
    share = rates[name] / total
    slopes = {other: ((other == name) - share) / total for other in rates}
    variance = sum(slopes[other] ** 2 * channels[other].variance for other in rates)
    spread = max(share * (1 - share), 1e-4)
    return Estimate(share, spread / variance)


def wished(people: Mapping[str, int]) -> dict[str, Estimate]:
    """The company's belief as its campaigns act it out: the share of people each channel was wished for first."""
    total = sum(people.values())
    return {name: Estimate(count / total, float(total)) for name, count in people.items()}
