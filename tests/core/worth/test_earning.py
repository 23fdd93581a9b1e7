"""How levels follow from behaviour: what falls, what stands, what comes back."""

from datetime import timedelta

import numpy as np
import pytest

from tidings.core.worth.behaviour import HALF_LIFE, NEVER, Contacts, Tally, faded, micros, tallied
from tidings.core.worth.earning import Evidence, claimed, earned, value_interval, value_of

HOUR = micros(timedelta(hours=1))


def seen(epoch: int = 1, **counts: int) -> Evidence:
    tally = Tally(**counts)
    return Evidence(fresh=tally, at_once=tally, epoch=epoch)


def level(declared: str, standing: str, evidence: Evidence, **more: bool) -> tuple[str, str]:
    found = earned(declared=declared, standing=standing, seen=evidence, **more)
    return found.level, found.reason


@pytest.mark.parametrize(
    ("declared", "level"), [("now", "urgent"), ("high", "urgent"), ("normal", "normal"), ("low", "normal")]
)
def test_a_sender_claims_by_the_topics_urgency(declared: str, level: str) -> None:
    assert claimed(declared) == level


def test_what_nobody_has_tested_stands_as_declared() -> None:
    assert level("now", "urgent", Evidence()) == ("urgent", "declared")
    assert level("normal", "normal", Evidence()) == ("normal", "declared")


def test_slow_acts_refute_urgency() -> None:
    assert level("now", "urgent", seen(prompt=1, late=18, ignored=150)) == ("normal", "not_prompt")


def test_silence_refutes_urgency_but_a_few_prompt_acts_bear_it_out() -> None:
    assert level("now", "urgent", seen(ignored=480)) == ("normal", "not_prompt")
    assert level("now", "urgent", seen(prompt=20, ignored=460)) == ("urgent", "declared")


def test_a_contact_that_annoys_more_than_it_helps_goes_into_the_digest() -> None:
    assert level("normal", "normal", seen(late=20, resented=8, ignored=300)) == ("digest", "not_worth")
    assert level("normal", "normal", seen(prompt=30, resented=8, ignored=300)) == ("normal", "declared")


def test_only_an_offer_is_ever_left_unsaid() -> None:
    unwelcome = Evidence(in_digests=Tally(resented=20, ignored=300))
    assert level("normal", "digest", unwelcome, may_drop=True) == ("none", "unwelcome")
    assert level("normal", "digest", unwelcome) == ("digest", "kept")


def test_those_who_still_hear_at_once_can_bring_it_back() -> None:
    assert level("normal", "digest", seen(prompt=12, ignored=40)) == ("normal", "shown")
    assert level("now", "normal", seen(prompt=30, late=2, ignored=40)) == ("urgent", "shown")


def test_a_later_epoch_asks_for_more_evidence() -> None:
    few = {"prompt": 1, "late": 17, "ignored": 60}
    assert level("now", "urgent", seen(**few))[0] == "normal"
    assert level("now", "urgent", seen(epoch=40, **few))[0] == "urgent"


def test_a_value_is_drawn_to_the_prior_while_little_was_seen() -> None:
    assert value_of(Tally(), prior=0.1) == pytest.approx(0.1)
    assert value_of(Tally(prompt=1), prior=0.1) < 0.2
    assert value_of(Tally(prompt=2000), prior=0.1) > 0.98
    low, high = value_interval(Tally(prompt=200, ignored=200))
    assert low < 0.49 < high


def test_half_of_what_was_seen_is_left_after_its_half_life() -> None:
    assert faded(Tally(prompt=8, ignored=4), HALF_LIFE).counts == (4, 0, 0, 0, 2)


def contacts(**columns: list[int]) -> Contacts:
    size = len(next(iter(columns.values())))
    given = {
        name: np.array(columns.get(name, [NEVER] * size), np.int64) for name in ("acted", "asked", "resented")
    }
    return Contacts(sent=np.zeros(size, np.int64), expires=np.full(size, 40 * HOUR), **given)


def test_an_act_is_prompt_within_a_tenth_of_the_newss_life() -> None:
    met = tallied(contacts(acted=[4 * HOUR, 4 * HOUR + 1, NEVER]), now=41 * HOUR)
    assert (met.prompt, met.late, met.ignored) == (1, 1, 1)


def test_quick_annoyance_is_not_counted_before_slower_acts_can_be() -> None:
    young = contacts(acted=[20 * HOUR, NEVER], resented=[NEVER, HOUR])
    assert tallied(young, now=2 * HOUR).settled == 0
    assert tallied(young, now=5 * HOUR, settled=False).resented == 1
    assert tallied(young, now=5 * HOUR, settled=False).open == 1
    assert tallied(young, now=40 * HOUR).counts == (0, 1, 0, 1, 0)


def test_what_is_unwelcome_outweighs_an_act_and_an_act_a_question() -> None:
    met = tallied(contacts(acted=[HOUR, HOUR], asked=[HOUR, HOUR], resented=[9 * HOUR, NEVER]), now=40 * HOUR)
    assert (met.resented, met.prompt, met.asked) == (1, 1, 0)
