"""Arbitration: never over a cap, never the lesser where the better could go, and the best there is on small cases."""

from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tidings.core.worth.arbitration import Shared, arbitrate

PERSONS, HOUSEHOLDS = 4, 2
offers = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, PERSONS - 1), st.integers(-1, 1)), min_size=1, max_size=9
)
rooms = st.tuples(
    st.lists(st.integers(0, 3), min_size=PERSONS, max_size=PERSONS),
    st.lists(st.integers(0, 4), min_size=HOUSEHOLDS, max_size=HOUSEHOLDS),
    st.lists(st.integers(0, 3), min_size=2, max_size=2),
)


def caps_of(made, room, *, crossing: bool) -> list[Shared]:
    """Persons within households (two in each); with `crossing` organisations across them, too."""
    person = np.array([one[1] for one in made])
    groups = [person, person // 2] + ([np.array([one[2] for one in made])] if crossing else [])
    return [Shared(group=group, room=np.array(left)) for group, left in zip(groups, room, strict=False)]


def fits(chosen, caps: list[Shared]) -> bool:
    chosen = list(chosen)
    return all(
        all(np.count_nonzero(cap.group[chosen] == group) <= left for group, left in enumerate(cap.room))
        for cap in caps
    )


def chosen(made, caps) -> list[int]:
    value, tie = np.array([float(one[0]) for one in made]), np.arange(len(made))
    return list(np.flatnonzero(arbitrate(value=value, tie=tie, caps=caps)))


@given(offers, rooms)
def test_the_same_as_one_by_one_in_order_of_value(made, room) -> None:
    caps = caps_of(made, room, crossing=True)
    expected: list[int] = []
    for place in sorted(range(len(made)), key=lambda place: (-made[place][0], place)):
        if fits([*expected, place], caps):
            expected.append(place)
    assert chosen(made, caps) == sorted(expected)


@given(offers, rooms)
def test_never_over_a_cap_and_never_the_lesser_where_the_better_could_go(made, room) -> None:
    caps = caps_of(made, room, crossing=True)
    gone = chosen(made, caps)
    assert fits(gone, caps)
    for out in set(range(len(made))) - set(gone):
        assert not fits([*gone, out], caps)
        for lesser in gone:
            if made[lesser][0] < made[out][0]:
                assert not fits([*(place for place in gone if place != lesser), out], caps)


@settings(max_examples=60)
@given(offers, rooms)
def test_the_largest_total_where_caps_nest(made, room) -> None:
    caps = caps_of(made, room, crossing=False)
    best = max(
        sum(made[place][0] for place in some)
        for size in range(len(made) + 1)
        for some in combinations(range(len(made)), size)
        if fits(some, caps)
    )
    assert sum(made[place][0] for place in chosen(made, caps)) == best


def test_many_offers_are_settled_in_columns() -> None:
    rng, size = np.random.default_rng(3), 200_000
    person = rng.integers(0, size // 4, size)
    cap = Shared(group=person, room=np.full(size // 4, 2))
    gone = arbitrate(value=rng.random(size), tie=np.arange(size), caps=[cap])
    assert np.bincount(person[gone], minlength=size // 4).max() == 2


def test_what_falls_under_no_cap_goes() -> None:
    none = Shared(group=np.array([-1, -1]), room=np.array([], np.int64))
    assert arbitrate(value=np.array([1.0, 2.0]), tie=np.arange(2), caps=[none]).all()
