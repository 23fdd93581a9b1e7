"""A line of a registry's file in the spellings there are (A-22)."""

import pytest

from tidings.people.registry.lines import CLEARED, LISTED, NO_DATA, REASSIGNED, Line, LineRefused, read_line

US = 12025550123


@pytest.mark.parametrize(
    ("text", "country", "number"),
    [
        ("2025550123", 1, US),
        ("202,5550123", 1, US),
        ("202,555-0123", 1, US),
        ("12025550123", 1, US),
        ("+12025550123", 1, US),
        ("(202) 555-0123", 1, US),
        ('"202","5550123"', 1, US),
        ("  2025550123  ", 1, US),
        ("2025550123,2025-11-01", 1, US),
        ("2025550123,20251101", 1, US),
        ("02079460018", 44, 442079460018),
        ("020 7946 0018", 44, 442079460018),
        ("442079460018", 44, 442079460018),
        ("+442079460018", 44, 442079460018),
        ("00442079460018", 44, 442079460018),
        ("2079460018", 44, 442079460018),
        ("0412345678", 61, 61412345678),
        ("0199001234", 33, 33199001234),
    ],
)
def test_a_number_is_read_in_any_spelling(text, country, number):
    assert read_line(text, country=country) == Line(number)
    assert read_line(text + "\r", country=country) == Line(number)


@pytest.mark.parametrize("text", ["", "   ", ",,"])
def test_a_blank_line_says_nothing(text):
    assert read_line(text, country=1) is None


@pytest.mark.parametrize(
    "text", ["phone", "202555012", "20255501234", "2025550123,perhaps", "202,55501", "=1+1"]
)
def test_what_is_no_number_is_refused(text):
    with pytest.raises(LineRefused):
        read_line(text, country=1)


@pytest.mark.parametrize("word", ["A", "add", "+", "D", "Delete", "-", "removed"])
def test_a_change_says_which_way(word):
    removed = word[0].lower() in "d-r"
    assert read_line(f"202,5550123,{word}", country=1) == Line(US, removed=removed)


@pytest.mark.parametrize(
    ("word", "washed", "answered"),
    [
        ("Y", LISTED, REASSIGNED),
        ("yes", LISTED, REASSIGNED),
        ("N", CLEARED, CLEARED),
        ("no data", NO_DATA, NO_DATA),
        ("no_data", NO_DATA, NO_DATA),
    ],
)
def test_a_result_says_what_was_found(word, washed, answered):
    assert read_line(f"2025550123,{word}", country=1) == Line(US, washed)
    assert read_line(f"2025550123,2025-11-01,{word}", country=1, answers=True) == Line(US, answered)
