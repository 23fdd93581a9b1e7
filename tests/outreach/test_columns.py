"""Columns written out for a statement arrive as they were, whatever is in them."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tidings.outreach.columns import numbers, texts

pytestmark = pytest.mark.django_db
READ = """
SELECT id, says FROM ROWS FROM (unnest(%(ids)s::bigint[]), json_array_elements_text(%(says)s)) AS given (id, says)
"""
SAID = st.none() | st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"))
ROWS = st.lists(st.tuples(st.integers(-(2**63), 2**63 - 1), SAID), max_size=20)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ROWS)
def test_every_value_arrives_in_its_row(rows: list[tuple[int, str | None]]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(READ, {"ids": numbers(id for id, _ in rows), "says": texts(says for _, says in rows)})
        assert cursor.fetchall() == rows
