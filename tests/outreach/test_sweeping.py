"""Lanes nobody goes by are swept away; whoever is limited, in trouble or waited for stays as it is."""

from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from tidings.ground.clock import SimulatedClock
from tidings.outreach.lanes import Key, locked
from tidings.outreach.models import Lane, PersonReached
from tidings.outreach.sweeping import EVERY, IDLE, sweep, sweep_loop

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
LONG_AGO, LATELY = NOON - IDLE - timedelta(hours=1), NOON - timedelta(hours=1)


def lane(destination: str, **more: object) -> None:
    Lane.objects.create(channel="email", account="main", destination=destination, **more)


def left() -> set[str]:
    return set(Lane.objects.values_list("destination", flat=True))


@pytest.mark.django_db
def test_only_those_of_no_use_go() -> None:
    lane("idle.example", tokens=3.0, filled_at=LONG_AGO)
    lane("mended.example")
    lane("busy.example", tokens=3.0, filled_at=LATELY)
    lane("closed.example", filled_at=LONG_AGO, state="open", until=LONG_AGO)
    lane("failing.example", filled_at=LONG_AGO, run=3)
    lane("waited-for.example", filled_at=LONG_AGO, ordinary_to=NOON + timedelta(days=1))
    lane("", tokens=3.0, filled_at=LONG_AGO)
    assert sweep(NOON) == 2
    assert left() == {"busy.example", "closed.example", "failing.example", "waited-for.example", ""}


@pytest.mark.django_db
def test_it_looks_once_an_hour_and_forgets_whom_it_reached_a_day_ago() -> None:
    for number, at in enumerate((NOON - timedelta(hours=25), NOON - timedelta(hours=23))):
        PersonReached.objects.create(channel="whatsapp", account="main", person=number, at=at)
    loop = sweep_loop()
    loop.step(SimulatedClock(NOON))
    assert list(PersonReached.objects.values_list("person", flat=True)) == [1]
    lane("mended.example")
    assert loop.step(SimulatedClock(NOON + EVERY / 2)) == 0
    assert loop.step(SimulatedClock(NOON + EVERY)) == 1


@pytest.mark.django_db(transaction=True)
def test_a_lane_is_never_swept_from_under_a_delivery(database_url: str) -> None:
    lane("mended.example")
    with psycopg.connect(database_url) as delivery:
        delivery.execute("INSERT INTO outreach_lane (channel, account) SELECT 'x', 'y' WHERE false")
        assert sweep(NOON) == 0
        delivery.rollback()
    assert sweep(NOON) == 1


@pytest.mark.django_db
def test_who_comes_back_to_a_swept_lane_finds_a_new_one() -> None:
    lane("mended.example")
    sweep(NOON)
    key = Key("email", "main", "mended.example")
    assert locked([key])[key].tokens is None
