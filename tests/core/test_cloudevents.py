"""The envelope's rules: CloudEvents 1.0.2, and the golden vectors G-13."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.core.cloudevents import CloudEventRefused, instant, read

GOOD = {
    "specversion": "1.0",
    "type": "com.example.someevent",
    "source": "/mycontext",
    "id": "A234-1234-1234",
    "time": "2018-04-05T17:31:00Z",
    "datacontenttype": "application/json",
    "data": {"appinfoA": "abc"},
}


def fields(event):
    with pytest.raises(CloudEventRefused) as refused:
        read(event)
    assert all(problem.says and problem.mend for problem in refused.value.problems)
    return [problem.field for problem in refused.value.problems]


def test_the_golden_event_is_read():
    event = read(GOOD)
    assert (event.id, event.source, event.type) == ("A234-1234-1234", "/mycontext", "com.example.someevent")
    assert event.time == datetime(2018, 4, 5, 17, 31, tzinfo=UTC)
    assert event.data == {"appinfoA": "abc"} and event.extensions == {} and event.subject == ""


@pytest.mark.parametrize("name", ["id", "source", "type", "specversion"])
@pytest.mark.parametrize("value", [None, "", 7, "a\nb", "\ud800", ["x"]])
def test_what_is_required_must_be_a_text_with_something_in_it(name, value):
    assert fields(GOOD | {name: value}) == [name]


@pytest.mark.parametrize("name", ["id", "source", "type", "subject"])
def test_what_events_are_found_by_fits_an_index(name):
    assert read(GOOD | {name: "n" * 512})
    assert fields(GOOD | {name: "n" * 513}) == [name]


def test_all_problems_are_told_at_once():
    assert set(fields({"time": "yesterday", "Bad": 1})) == {
        "specversion",
        "id",
        "source",
        "type",
        "time",
        "Bad",
    }


@pytest.mark.parametrize("name", ["ComExample", "com_example", "com-example", "caf\u00e9", ""])
def test_attribute_names_have_small_letters_and_digits_only(name):
    assert fields(GOOD | {name: "x"}) == [name]


@pytest.mark.parametrize("value", ["text", 7, -(2**31), 2**31 - 1, True])
def test_extensions_are_texts_small_numbers_and_booleans(value):
    assert read(GOOD | {"comexample": value}).extensions == {"comexample": value}


@pytest.mark.parametrize("value", [{"a": 1}, [1], 1.5, 2**31, "a\0"])
def test_other_extensions_are_refused(value):
    assert fields(GOOD | {"comexample": value}) == ["comexample"]


def test_null_means_not_there():
    event = read(GOOD | {"comexample": None, "subject": None, "time": None, "data": None, "dataschema": None})
    assert (event.extensions, event.subject, event.time, event.data) == ({}, "", None, {})


@pytest.mark.parametrize("source", ["/a b", "a\u0085", " "])
def test_a_source_is_a_uri_reference(source):
    assert set(fields(GOOD | {"source": source})) == {"source"}


@pytest.mark.parametrize(
    "kind", ["application/json", "application/vnd.shop+json; charset=utf-8", "text/json"]
)
def test_json_data_by_any_name_is_read(kind):
    assert read(GOOD | {"datacontenttype": kind}).data


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"datacontenttype": "text/xml"}, "datacontenttype"),
        ({"datacontenttype": 1}, "datacontenttype"),
        ({"data_base64": "eA=="}, "data_base64"),
        ({"dataschema": ""}, "dataschema"),
        ({"subject": ""}, "subject"),
        ({"subject": "ß" * 257}, "subject"),
    ],
)
def test_what_is_optional_keeps_its_rules_too(change, field):
    assert fields(GOOD | change) == [field]


@pytest.mark.parametrize("value", ["2018-04-05T17:31:00", "2018-04-05 17:31:00"])
def test_a_time_without_an_offset_is_refused(value):
    with pytest.raises(ValueError, match=r"offset|RFC 3339"):
        instant(value)


@pytest.mark.parametrize(
    "value",
    [
        "2018-04-05", "20180405T173100Z", "2018-W14-4T17:31:00Z", "2018-02-30T00:00:00Z", "2018-04-05T24:00:00Z",
        "2018-04-05T23:59:60Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "2018-04-05T17:31:00+25:00",
        "\u0662018-04-05T17:31:00Z", "", 0, None, True,
    ],
)  # fmt: skip
def test_what_is_no_moment_is_refused(value):
    with pytest.raises(ValueError, match=r"RFC 3339|calendar"):
        instant(value)


@given(
    at=st.datetimes(min_value=datetime(2, 1, 1), max_value=datetime(9998, 1, 1)),
    minutes=st.integers(-14 * 60, 14 * 60),
    small=st.booleans(),
)
def test_every_written_moment_is_read_back_in_utc(at, minutes, small):
    moment = at.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    written = moment.isoformat()
    assert instant(written.lower() if small else written) == moment
    assert instant(written).tzinfo is UTC


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(
    st.dictionaries(
        st.sampled_from([*GOOD, "subject", "comexample", "Bad"]) | st.text(max_size=8), json_values
    )
)
def test_whatever_comes_is_read_or_refused_with_its_fields(event):
    try:
        read(event)
    except CloudEventRefused as refused:
        assert refused.problems
