"""The kernel against a plain reading, a batch against its rows, facts against cases."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.deciding.laws import CHANNELS, NOW, POLICY
from tests.core.deciding.people import audiences, case, facts_of, matter_of, matters, people
from tests.core.deciding.plain_reading import Person, Reading, read
from tidings.core.cases import EPOCH, from_json, lay_out, lay_out_facts, micros
from tidings.core.deciding import BLOCK, VERDICTS, decide, fallbacks_of
from tidings.core.hours import next_open
from tidings.core.reasons import codes

moments = st.integers(-12, 12).map(lambda hours: NOW + timedelta(hours=hours)) | st.sampled_from(
    [
        datetime(2026, 11, 1, 5, 30, tzinfo=UTC),  # the hour that comes twice in New York
        datetime(2026, 3, 29, 0, 59, tzinfo=UTC),  # the hour that is left out in Paris
        datetime(2026, 10, 3, 15, 15, tzinfo=UTC),  # the half hour that is left out on Lord Howe
        datetime(2026, 7, 3, 23, tzinfo=UTC),  # the eve of a holiday
    ]
)


def moved(matter, now):
    """The matter with its ends as far from `now` as they were from NOW."""
    ends = {name: matter[name] and matter[name] + (now - NOW) for name in ("expires", "deadline")}
    dates = {name: dated + (now.date() - NOW.date()) for name, dated in matter["registries"].items()}
    return matter | ends | {"registries": dates}


def answers(laid, now, threads=1):
    rows = decide(laid, policy=POLICY, now=micros(now), threads=threads).to_pylist()
    return [
        Reading(
            VERDICTS[row["verdict"]],
            frozenset(codes(row["reasons"])),
            CHANNELS[row["channel"]] if row["channel"] >= 0 else "",
            tuple(CHANNELS[place] for place in fallbacks_of(row)),
            moment(row["earliest"]),
            moment(row["latest"]),
        )
        for row in rows
    ]


def moment(since_1970):
    return None if since_1970 is None else EPOCH + timedelta(microseconds=since_1970)


def decided(cases, now):
    return answers(lay_out(cases, policy=POLICY, channels=CHANNELS, now=now), now)


@settings(max_examples=400)
@given(matters, people, audiences, moments)
def test_the_kernel_decides_as_a_plain_reading_does(matter, person, audience, now):
    one = case(moved(matter, now), person, audience)
    assert decided([one], now) == [read(one, POLICY, now)]


@settings(max_examples=100)
@given(st.lists(st.tuples(matters, people), min_size=2, max_size=8), moments)
def test_a_batch_decides_as_its_rows_do_alone(pairs, now):
    cases = [case(moved(matter, now), person) for matter, person in pairs]
    assert decided(cases, now) == [decided([one], now)[0] for one in cases]


@settings(max_examples=150)
@given(matters, st.lists(people, max_size=8), audiences, moments)
def test_facts_in_bulk_decide_as_the_same_people_one_by_one(matter, some, audience, now):
    matter = moved(matter, now)
    cases = [case(matter, person, audience) for person in some]
    laid = lay_out_facts(
        facts_of(cases),
        matter=matter_of(matter, audience),
        policy=POLICY,
        now=now,
        registries=matter["registries"],
    )
    assert answers(laid, now) == decided(cases, now)


@settings(max_examples=100)
@given(matters, people)
def test_what_is_kept_of_a_case_is_the_case(matter, person):
    one = case(matter, person)
    assert from_json(one.as_json()) == one


@settings(max_examples=3, deadline=None)
@given(matters, st.lists(people, min_size=5, max_size=5))
def test_blocks_and_threads_change_nothing(matter, some):
    cases = [case(matter, person) for person in some]
    laid = lay_out(cases, policy=POLICY, channels=CHANNELS, now=NOW)
    again = decide(many(laid, BLOCK // 2), policy=POLICY, now=micros(NOW), threads=2)
    once = decide(laid, policy=POLICY, now=micros(NOW))
    assert again.slice(0, 5) == once
    assert again.slice(again.num_rows - 5) == once


def many(laid, times):
    """The same rows over and over."""
    from dataclasses import replace

    import numpy as np
    import pyarrow as pa

    return replace(laid, batch=laid.batch.take(pa.array(np.tile(np.arange(5), times))))


@settings(max_examples=300)
@given(
    matters,
    people,
    moments,
    st.sampled_from([(time(6), time(9)), (time(18), time(21)), (time(21), time(23, 59))]),
)
def test_hours_shown_change_nothing_but_the_moment_and_that_stays_lawful(matter, person, now, shown):
    plain = case(moved(matter, now), person | {"shown_hours": None})
    [without], [liked] = decided([plain], now), decided([replace(plain, shown_hours=shown)], now)
    spoken = {"contact", "later"}
    assert liked.verdict == without.verdict or {liked.verdict, without.verdict} == spoken
    assert liked.reasons - {"shown_hours"} == without.reasons
    assert (liked.channel, liked.fallbacks, liked.latest) == (
        without.channel,
        without.fallbacks,
        without.latest,
    )
    if liked.earliest != without.earliest:
        assert "shown_hours" in liked.reasons
        assert without.earliest < liked.earliest < without.earliest + timedelta(days=1)
        assert liked.earliest <= without.latest
        # Asked at that very moment, whoever does not know what they showed could send at once, too.
        asked = read_hours(plain, liked.channel, liked.earliest, now)
        assert asked == liked.earliest


@settings(max_examples=100)
@given(matters, people, moments, st.sampled_from(["now", "high"]))
def test_what_is_urgent_does_not_wait_for_hours_shown(matter, person, now, urgency):
    plain = case(moved(matter | {"urgency": urgency}, now), person | {"shown_hours": None})
    assert decided([replace(plain, shown_hours=(time(18), time(21)))], now) == decided([plain], now)


def read_hours(plain, channel, at, now):
    """The first moment from `at` on that the rules as of the decision allow this channel."""
    person = Person(plain, POLICY, now)
    rule = person.rules[channel]
    return next_open(at, plain.zones, rule.hours, plain.hours if rule.own_hours else None)
