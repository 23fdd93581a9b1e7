"""Addresses as each country writes them."""

import pytest

from tidings.channels.letter.address import country_of, lines_of, routing_code


@pytest.mark.parametrize(
    ("address", "posted_in", "printed"),
    [
        ("Hauptstr. 5\n10115\nBerlin\nDE", "de", ["Hauptstr. 5", "10115 Berlin"]),
        ("Hauptstr. 5\n10115\nBerlin\nDE", "fr", ["Hauptstr. 5", "10115 Berlin", "GERMANY"]),
        ("12 High St\nFlat 3\nSW1A 1AA\nLondon\nGB", "gb", ["12 High St", "Flat 3", "London", "SW1A 1AA"]),
        ("123 Main St\n20500\nWashington\nDC\nUS", "us", ["123 Main St", "Washington DC 20500"]),
        (
            "Rua X 1\nAp 33\n01000-000\nSão Paulo\nSP\nBR",
            "br",
            ["Rua X 1", "Ap 33", "01000-000 São Paulo - SP"],
        ),
        ("Rua X 1\nLisboa", "", ["Rua X 1", "Lisboa"]),
    ],
)
def test_lines(address: str, posted_in: str, printed: list[str]) -> None:
    assert lines_of(address, "", posted_in=posted_in) == tuple(printed)


def test_the_name_stands_first_once() -> None:
    assert lines_of("Ana Lima\nRua X 1\nLisboa", "Ana Lima", posted_in="") == (
        "Ana Lima",
        "Rua X 1",
        "Lisboa",
    )
    assert lines_of("Rua X 1\nLisboa", "Ana\r\nLima\u202e", posted_in="")[0] == "Ana Lima"


@pytest.mark.parametrize(
    ("address", "country", "routing"),
    [
        ("1 A St\n20500-0003\nWashington\nDC\nUS", "us", "205000003"),
        ("1 A St\n20500\nWashington\nDC\nUS", "us", "20500"),
        ("Hauptstr. 5\n10115\nBerlin\nDE", "de", ""),
        ("1 A St\n20500\nWashington", "", ""),
    ],
)
def test_where_it_goes(address: str, country: str, routing: str) -> None:
    assert (country_of(address), routing_code(address)) == (country, routing)
