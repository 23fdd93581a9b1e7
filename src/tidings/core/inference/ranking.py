"""Which of several options (channels, parts of the day) suits a person best, and how sure that is."""

from collections.abc import Mapping, Sequence

import numpy as np

from tidings.core.inference.answers import Tally
from tidings.core.inference.densities import Array, betas, fit, posterior

Priors = Mapping[str, int]  # of each option: how likely a stranger is to welcome it, as a place among `betas`


def learn(people: Sequence[Mapping[str, Tally]], option: str, *, parent: int | None = None) -> int:
    """How likely a member of this population is to welcome `option`, from those who were ever reached by it."""
    reached = [person[option] for person in people if option in person]
    welcomed = np.array([tally.welcomed for tally in reached])
    return fit(welcomed, np.array([tally.unwelcome for tally in reached]), parent=parent)


def chances(people: Sequence[Mapping[str, Tally]], priors: Priors) -> Array:
    """For each person the chance of each option (in the order of `priors`) to be the best one: [person, option]."""
    none = Tally()
    beliefs = [
        posterior(
            betas()[prior],
            np.array([person.get(option, none).welcomed for person in people]),
            np.array([person.get(option, none).unwelcome for person in people]),
        )
        for option, prior in priors.items()
    ]
    return chances_best(np.stack(beliefs, axis=1))


def chances_best(densities: Array) -> Array:
    """[person, option, grid] to [person, option]: how likely each option is to be the one most welcome.

    Choosing the likeliest is right as often as any rule can be (the Bayes rule under 0-1 loss); the highest mean is not.
    """
    below = np.cumsum(densities, axis=2) - densities / 2
    best = np.empty(densities.shape[:2])
    for option in range(densities.shape[1]):
        others = np.prod(np.delete(below, option, axis=1), axis=1)
        best[:, option] = (densities[:, option] * others).sum(axis=1)
    shares: Array = best / best.sum(axis=1, keepdims=True)
    return shares


def ranked(options: Sequence[str], chance: Array) -> tuple[str, ...]:
    """One person's options, the likeliest best first; equals stay in the order given."""
    return tuple(options[place] for place in np.argsort(-chance, kind="stable"))
