from pathlib import Path

from tidings.core.reasons import WORDS, Reason, codes, words

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "reasons.md"


def test_the_reference_page_lists_every_reason_as_it_is():
    lines = [line for line in PAGE.read_text().splitlines() if line.startswith("| ") and "`" in line]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert [(row[0], row[1], row[3], row[4]) for row in cells] == [
        (str(int(reason)), f"`{reason.code}`", WORDS[reason].en, WORDS[reason].pt) for reason in Reason
    ]


def test_bits_are_told_in_the_order_of_the_list():
    assert codes(1 << Reason.PAUSED | 1 << Reason.NO_ADDRESS) == ["no_address", "paused"]
    assert codes(0) == []


def test_a_reason_of_a_newer_version_stands_for_itself():
    assert words("moon_too_full") == "moon_too_full"
