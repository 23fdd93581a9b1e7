"""Whatever is handed in as a record is read or refused, never a crash, and can be kept by the database."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tidings.people import public as people
from tidings.people.record import FIELDS, read_record

NOW = datetime(2026, 1, 1, tzinfo=UTC)
EDGES = [
    *(
        "email",
        "2020-01-01",
        "9999-12-31T23:59:59-14:00",
        "0001-01-01T00:00:00+14:00",
        "09:00-18:00",
        "09:00+01:00",
    ),
    *(
        "+447400123456",
        "pt-BR",
        "en_x",
        "a@example.com",
        "=1+1",
        "\x00",
        "\ud800",
        "all",
        "marketing",
        "email,post",
    ),
]
KEYS = [
    "id",
    "name",
    "role",
    "granted",
    "at",
    "purpose",
    "topic",
    "channels",
    "hours",
    "line1",
    "evidence",
    "digest",
]
leaves = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.sampled_from(EDGES)
)
anything = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=5), inner, max_size=4)
    ),
    max_leaves=8,
)
records = st.dictionaries(st.sampled_from(list(FIELDS)) | st.text(max_size=5), anything, max_size=5)


@settings(max_examples=300)
@given(records)
def test_any_record_is_read_or_refused_with_field_reason_and_mend(stated):
    try:
        read = read_record({"id": "1"} | stated, company_country="BR", now=NOW)
    except people.Refused as refused:
        assert all(problem.says and problem.mend for problem in refused.problems)
    else:
        assert read.external_id


@pytest.mark.django_db
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(records, max_size=5))
def test_what_was_read_can_be_kept(stated):
    records = [{"id": f"c-{place}"} | each for place, each in enumerate(stated)]
    for saved in people.save_all(records=records, now=NOW):
        assert isinstance(saved, people.Saved | people.Refused)


@given(st.integers(0, 10**9), st.sampled_from([int, float, str]))
def test_a_number_of_any_kind_is_the_id_it_reads_as(number, kind):
    assert read_record({"id": kind(number)}, company_country="", now=NOW).external_id == str(number)


def test_a_problem_never_repeats_the_value():
    with pytest.raises(people.Refused) as refused:
        read_record(
            {"id": "1", "email": "secret-value", "mobile": "secret-value"}, company_country="", now=NOW
        )
    assert "secret-value" not in json.dumps([vars(problem) for problem in refused.value.problems])
