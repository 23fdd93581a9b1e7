"""People whose chances to answer are known, because we drew them: what an inference can be held against."""

from dataclasses import dataclass

import numpy as np

from tidings.core.inference.answers import Tally
from tidings.core.inference.ranking import chances, learn

Latent = np.ndarray  # [person, option]: how likely each is to answer by each option


@dataclass(frozen=True)
class Crowd:
    """What was drawn, and what was then observed of it."""

    latent: Latent
    welcomed: np.ndarray
    unwelcome: np.ndarray

    @property
    def best(self) -> np.ndarray:
        return self.latent.argmax(axis=1)


def observe(latent: Latent, *, answers: int, seed: int) -> Crowd:
    """Each person is reached `answers` times, each time by an option drawn at random, and answers or not."""
    draw = np.random.default_rng(seed)
    people, options = latent.shape
    by = draw.integers(0, options, (people, answers))
    yes = draw.random((people, answers)) < np.take_along_axis(latent, by, axis=1)
    count = [
        [((by == option) & (yes == said)).sum(axis=1) for option in range(options)] for said in (True, False)
    ]
    return Crowd(latent, np.array(count[0]).T.astype(float), np.array(count[1]).T.astype(float))


def inferred(crowd: Crowd) -> np.ndarray:
    """What the product infers to be each person's best option: it sees the answers and nothing else."""
    names = [str(option) for option in range(crowd.latent.shape[1])]
    people = [
        {name: Tally(yes, no) for name, yes, no in zip(names, welcomed, unwelcome, strict=True) if yes + no}
        for welcomed, unwelcome in zip(crowd.welcomed, crowd.unwelcome, strict=True)
    ]
    priors = {name: learn(people, name) for name in names}
    return chances(people, priors).argmax(axis=1)


def bayes_optimal(crowd: Crowd, prior: Latent) -> np.ndarray:
    """The best any rule can do: it knows the very prior (as draws from it) and picks the likeliest best option."""
    likelihood = np.exp(crowd.welcomed @ np.log(prior).T + crowd.unwelcome @ np.log1p(-prior).T)
    best = prior.argmax(axis=1)
    by_option = [likelihood[:, best == option].sum(axis=1) for option in range(prior.shape[1])]
    return np.stack(by_option, axis=1).argmax(axis=1)


def right(choice: np.ndarray, crowd: Crowd) -> float:
    return float((choice == crowd.best).mean())
