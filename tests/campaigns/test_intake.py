"""The SQL of the intake: one statement for a few events and COPY for many write the same rows."""

import json
from datetime import UTC, datetime

import psycopg
import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import tidings.campaigns.public as campaigns
from tidings.campaigns.waits import CLAIM, NEXT_DUE

NOW = datetime(2018, 8, 20, 12, tzinfo=UTC)
SHOWN = "SELECT source, event_id, type, subject, customer, time, received_at, data FROM campaigns_event ORDER BY id"
names = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8)
words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
data = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(-1e9, 1e9) | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=8,
)
times = st.none() | st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))
events = st.builds(
    campaigns.Incoming,
    source=names,
    event_id=names,
    type=names,
    subject=words,
    customer=words,
    time=times,
    data=data.filter(lambda value: value is not None),
)


@pytest.fixture
def wire(database_url):
    with psycopg.connect(database_url) as wire:
        yield wire
        wire.rollback()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sent=st.lists(events, min_size=1, max_size=5))
def test_both_ways_in_write_the_same_rows(wire, sent):
    with wire.transaction(force_rollback=True):
        inserted, rows = insert(wire, sent), wire.execute(SHOWN).fetchall()
    with wire.transaction(force_rollback=True):
        assert (copy(wire, sent), wire.execute(SHOWN).fetchall()) == (inserted, rows)
    assert inserted.count("stored") == len(rows) == len({(event.source, event.event_id) for event in sent})


def insert(wire, sent):
    found = wire.execute(campaigns.intake.STORE, [campaigns.intake.rows_json(sent, NOW)])
    return campaigns.intake.became(sent, found.fetchall())


def copy(wire, sent):
    wire.execute(campaigns.intake.STAGE)
    with wire.cursor().copy(campaigns.intake.COPY_IN) as rows:
        rows.write(campaigns.intake.copy_text(sent, NOW))
    return campaigns.intake.became(sent, wire.execute(campaigns.intake.STORE_STAGED).fetchall())


@pytest.mark.django_db
@pytest.mark.parametrize("statement", [CLAIM, NEXT_DUE])
def test_what_is_due_next_is_found_by_its_index(statement):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
        cursor.execute("EXPLAIN (FORMAT json) " + statement, [NOW, 10] if statement is CLAIM else [])
        plan = json.dumps(cursor.fetchone()[0])
    assert "wait_due" in plan and '"Sort"' not in plan
