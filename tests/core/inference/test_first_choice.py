"""After five answers the inferred first channel is right nearly as often as a rule that knows the prior could be."""

from collections.abc import Callable

import numpy as np
import pytest

from tests.core.inference.simulated import Latent, bayes_optimal, inferred, observe, right
from tidings.core.inference.answers import Tally
from tidings.core.inference.densities import betas, posterior
from tidings.core.inference.ranking import chances, chances_best, ranked

PEOPLE = 2500
DRAWS = 4000
NOT_QUITE = 1e-6

Prior = Callable[[np.random.Generator, int], Latent]


def independent(*shapes: tuple[float, float]) -> Prior:
    """Each channel has a Beta of its own."""
    return lambda draw, people: np.stack([draw.beta(a, b, people) for a, b in shapes], axis=1)


def rivals(draw: np.random.Generator, people: int) -> Latent:
    """Who likes one channel likes the others less."""
    return draw.dirichlet([2, 1, 1, 0.7], people)


PRIORS = {
    "three channels, email ahead": independent((2, 3), (1, 3), (1.5, 1.5)),
    "three alike": independent((2, 2), (2, 2), (2, 2)),
    "four that are seldom answered": independent((0.5, 8), (0.5, 6), (0.5, 9), (0.4, 8)),
    "hours of the day": independent((1, 6), (1, 4), (1, 5), (1.2, 4), (2, 4), (1, 8)),
    "rivals": rivals,
}


def drawn(prior: Prior, seed: int, people: int) -> Latent:
    return np.clip(prior(np.random.default_rng(seed), people), NOT_QUITE, 1 - NOT_QUITE)


@pytest.mark.parametrize("name", PRIORS)
def test_after_five_answers_it_is_right_nearly_as_often_as_the_bayes_rule(name: str) -> None:
    ratios = []
    for seed in (1, 2, 3):
        crowd = observe(drawn(PRIORS[name], seed, PEOPLE), answers=5, seed=seed)
        optimal = bayes_optimal(crowd, drawn(PRIORS[name], seed + 1000, DRAWS))
        ratios.append(right(inferred(crowd), crowd) / right(optimal, crowd))
    assert np.mean(ratios) >= 0.97, ratios


def test_the_chance_to_be_best_is_what_a_drawing_of_lots_says() -> None:
    densities = posterior(betas()[400][np.newaxis], np.array([3.0, 1.0, 0.0]), np.array([1.0, 0.0, 4.0]))
    draw = np.random.default_rng(7)
    lots = np.stack([draw.choice(100, 200_000, p=each / each.sum()) for each in densities])
    lots = lots + draw.random(lots.shape)  # equals are parted by lot
    often = np.bincount(lots.argmax(axis=0), minlength=3) / lots.shape[1]
    assert chances_best(densities[np.newaxis])[0] == pytest.approx(often, abs=0.005)


def test_who_showed_nothing_is_ranked_like_everyone() -> None:
    [stranger] = chances([{}], {"sms": place_of(0.2), "email": place_of(0.6)})
    assert ranked(["sms", "email"], stranger) == ("email", "sms")


def test_one_answer_does_not_outweigh_what_everyone_does_and_many_do() -> None:
    priors = {"email": place_of(0.7), "sms": place_of(0.2)}
    once, often = chances([{"sms": Tally(1, 0)}, {"sms": Tally(12, 0), "email": Tally(0, 8)}], priors)
    assert ranked(["email", "sms"], once)[0] == "email"
    assert ranked(["email", "sms"], often)[0] == "sms"


def place_of(mean: float, strength: float = 5.0) -> int:
    """The place of the Beta nearest to this mean and strength."""
    wanted = np.array([mean, mean * (1 - mean) / (strength + 1)])
    grid = (np.arange(100) + 0.5) / 100
    means = betas() @ grid
    spread = betas() @ grid**2 - means**2
    return int(np.abs(np.stack([means, spread], axis=1) - wanted).sum(axis=1).argmin())
