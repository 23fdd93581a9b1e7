"""Zones as a set: the best evidence decides, doubt widens."""

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.core.contact_points import PointRefused, read_number
from tidings.core.zones import ZoneTables, possible_zones, region_key, unknown_zones
from tidings.people.places import country_code, regions, zone_names, zone_tables

TABLES = zone_tables()


def zones(**evidence):
    found = possible_zones(tables=TABLES, **evidence)
    return [name.removeprefix("America/") for name in found.names], found.source


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("+16502530000", ["Los_Angeles"]),
        ("+18505551212", ["New_York"]),
        ("+18504321234", ["Chicago"]),
        ("+14805551212", ["Phoenix"]),
        ("+19075551212", ["Adak", "Anchorage"]),
        ("+12085551212", ["Boise", "Los_Angeles"]),
        ("+19282830000", ["Denver", "Phoenix"]),
        ("+17095551212", ["Halifax", "St_Johns"]),
        ("+14235551212", ["Chicago"]),
    ],
)
def test_vector_g16_a_number_alone_gives_its_set(number, expected):
    point = read_number(number, region="")
    assert zones(numbers=[point.zones]) == (expected, "number")


def test_vector_g16_toll_free_and_foreign_mobiles_give_wide_sets():
    assert len(read_number("+18005551212", region="").zones) == 42
    assert len(read_number("+61491570156", region="").zones) == 8


def test_a_stated_zone_beats_the_address_the_address_the_number_and_the_number_the_company():
    evidence = {"country": "BR", "region": "SP", "numbers": [["America/Denver"]], "company_country": "PT"}
    assert zones(stated=["Asia/Tokyo"], **evidence) == (["Asia/Tokyo"], "stated")
    assert zones(**evidence) == (["Sao_Paulo"], "address")
    assert zones(numbers=[["America/Denver"]], company_country="PT") == (["Denver"], "number")
    assert zones(company_country="JP") == (["Asia/Tokyo"], "company")


def test_nothing_known_is_an_empty_set():
    assert zones() == ([], "unknown")
    assert zones(country="ZZ", company_country="ZZ") == ([], "unknown")


@pytest.mark.parametrize(
    ("country", "region", "expected"),
    [
        ("BR", "AM", ["Eirunepe", "Manaus"]),
        ("BR", "PE", ["Noronha", "Recife"]),
        ("BR", "PA", ["Belem", "Santarem"]),
        ("BR", "br-sp", ["Sao_Paulo"]),
        ("BR", "São Paulo", ["Sao_Paulo"]),
        ("US", "TX", ["Chicago", "Denver"]),
        (
            "US",
            "north dakota",
            ["Chicago", "Denver", *(f"North_Dakota/{town}" for town in ("Beulah", "Center", "New_Salem"))],
        ),
        ("MX", "SON", ["Hermosillo"]),
        ("CA", "NL", ["Goose_Bay", "St_Johns"]),
        ("AU", "QLD", ["Australia/Brisbane", "Australia/Lindeman"]),
        ("RU", "Kaliningrad", ["Europe/Kaliningrad"]),
    ],
)
def test_a_region_gives_all_of_its_zones(country, region, expected):
    assert zones(country=country, region=region) == (expected, "address")


def test_an_unknown_region_gives_the_whole_country():
    assert len(zones(country="BR", region="XX")[0]) == 16
    assert len(zones(country="US")[0]) == 29


def test_numbers_that_agree_narrow_and_numbers_that_contradict_widen():
    wide, narrow, other = ["America/Denver", "America/Phoenix"], ["America/Phoenix"], ["Europe/Lisbon"]
    assert zones(numbers=[wide, narrow])[0] == ["Phoenix"]
    assert zones(numbers=[narrow, other])[0] == ["Phoenix", "Europe/Lisbon"]
    assert zones(numbers=[narrow, []])[0] == ["Phoenix"]


def test_every_zone_and_country_of_the_tables_exists():
    assert not unknown_zones(
        [zone for found in TABLES.countries.values() for zone in found], known=zone_names()
    )
    assert not unknown_zones([zone for found in regions().values() for zone in found], known=zone_names())
    assert {country for country, _ in regions()} <= set(TABLES.countries)


def test_every_brazilian_state_agrees_with_the_offsets_of_the_country():
    assert len({key for country, key in regions() if country == "BR" and len(key) == 2}) == 27
    assert set(TABLES.countries["BR"]) == {
        z for (c, _), found in regions().items() if c == "BR" for z in found
    }


def test_no_region_is_left_out_of_the_big_countries():
    """Every zone of the tz database for these countries is reached by some region, or is a village's own."""
    for country in ("US", "CA", "AU", "MX", "RU"):
        reached = {
            ZoneInfo(zone).key for (c, _), found in regions().items() if c == country for zone in found
        }
        missed = set(TABLES.countries[country]) - reached
        assert missed <= {"Europe/Simferopol"}, country


def test_countries_are_known_by_code_and_by_name():
    assert [country_code(name) for name in ("br", "Brazil", "UK", "USA", " pt ", "Atlantis", "")] == [
        *("BR", "BR", "GB", "US", "PT", "", ""),
    ]


@given(st.text(max_size=40))
def test_any_text_is_a_region_of_its_country_or_unknown(region):
    found = possible_zones(country="BR", region=region, tables=TABLES)
    assert found.source == "address"
    assert set(found.names) <= set(TABLES.countries["BR"])


@given(st.lists(st.lists(st.sampled_from(TABLES.countries["US"]), max_size=4), max_size=4), st.randoms())
def test_the_order_of_the_evidence_does_not_matter(numbers, random):
    shuffled = [random.sample(each, len(each)) for each in random.sample(numbers, len(numbers))]
    assert zones(numbers=numbers) == zones(numbers=shuffled)


@pytest.mark.parametrize("spelling", ["SP", "sp", "BR-SP", "br_sp", " sp ", "Sp"])
def test_a_region_is_known_in_any_spelling(spelling):
    assert region_key("BR", spelling) == "sp"


def test_an_unknown_zone_of_a_number_counts_as_nothing():
    assert ZoneTables(countries={}).regions == {}
    with pytest.raises(PointRefused):
        read_number("+19995551212", region="")
