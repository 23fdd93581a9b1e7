"""What every page may write: moments in two zones, badges, pagers, drawings; escaped and without style attributes."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.http import QueryDict
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

AT = datetime(2018, 8, 15, 23, 30, tzinfo=UTC)


def drawn(text: str, *, viewer_zone: str = "", query: str = "", **data: object) -> str:
    request = SimpleNamespace(viewer_zone=viewer_zone, GET=QueryDict(query))
    return Template("{% load shell %}" + text).render(Context({"request": request, **data}))


def test_a_moment_is_told_by_the_viewers_clock() -> None:
    said = drawn("{% when at %}", at=AT, viewer_zone="Europe/Lisbon")
    assert '<time datetime="2018-08-15T23:30:00Z"' in said
    assert ">16 Aug 2018, 00:30</time>" in said


def test_the_customers_clock_stands_beside_it_only_where_it_differs() -> None:
    zones = ["America/Sao_Paulo", "Europe/London", "America/Noronha"]
    said = drawn("{% when at zones %}", at=AT, zones=zones, viewer_zone="Europe/Lisbon")
    assert "(15 Aug, 20:30 in Sao Paulo)" in said
    assert "(15 Aug, 21:30 in Noronha)" in said
    assert "London" not in said


def test_zones_of_one_clock_are_told_once() -> None:
    said = drawn("{% when at zones %}", at=AT, zones=["America/Sao_Paulo", "America/Bahia"])
    assert said.count('class="zone"') == 1


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "../../etc/passwd"])
def test_an_unknown_zone_of_the_viewer_is_utc(zone: str) -> None:
    assert "15 Aug 2018, 23:30" in drawn("{% when at %}", at=AT, viewer_zone=zone)


def test_no_moment_is_nothing() -> None:
    assert drawn("{% when at %}", at=None) == ""


def test_a_state_is_said_in_words_and_colour_only_repeats_it() -> None:
    assert drawn("{% badge state %}", state="sent") == '<span class="badge badge-good">sent</span>'
    assert drawn("{% badge state %}", state="hold_out") == '<span class="badge badge-wait">hold out</span>'
    assert (
        drawn("{% badge state %}", state="never heard of")
        == '<span class="badge badge-off">never heard of</span>'
    )


def test_the_pager_keeps_the_filters_and_ends() -> None:
    first = drawn("{% pager after %}", query="state=sent", after=17)
    assert 'href="?state=sent&amp;after=17"' in first
    assert "Back to the first" not in first
    last = drawn("{% pager after %}", query="state=sent&after=17", after=None)
    assert 'href="?state=sent"' in last
    assert "Show more" not in last
    assert drawn("{% pager after %}", after=None) == ""


def test_bars_are_drawn_against_the_largest() -> None:
    said = drawn("{% bars rows %}", rows=[("no_address", 4), ("suppressed", 1)])
    assert 'class="bar" width="100.0"' in said
    assert 'class="bar" width="25.0"' in said
    assert "<dt>no address</dt>" in said
    assert drawn("{% bars rows %}", rows=[("none", 0)]).count('width="0.0"') == 1


def test_a_line_has_words_for_those_who_do_not_see_it() -> None:
    said = drawn("{% spark values says %}", values=[0, 2, 1], says="sent by day")
    assert 'points="0.0,30.0 50.0,2.0 100.0,16.0"' in said
    assert 'aria-label="sent by day"' in said
    assert 'points=""' in drawn("{% spark values says %}", values=[], says="x")


@given(st.text())
def test_nothing_a_row_holds_becomes_markup(held: str) -> None:
    hostile = f"<script>{held}</script>\" style='x'"
    for text in (
        "{% badge held %}",
        "{% badge 'sent' held %}",
        "{% empty held held held held %}",
        "{% bars rows %}",
        "{% spark values held %}",
        "{% when at held %}",
        "{{ held|spaced }}",
    ):
        said = drawn(text, held=hostile, rows=[(hostile, 1)], values=[1], at=AT)
        assert "<script>" not in said
        assert '" style=' not in said
