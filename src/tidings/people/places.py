"""Countries, regions and their zones, from the tz database's own tables and one table of ours.

`data/places_by_area.csv` says in which state or province a North American area code is; it was derived from the
geocoding data of libphonenumber 9.0.43 (Apache-2.0). Where its areas span provinces, all of them are named.
"""

import csv
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from zoneinfo import available_timezones

import phonenumbers
from phonenumbers import PhoneNumberType

from tidings.core.zones import ZoneTables, region_key

ALSO_CALLED = {"uk": "GB", "united kingdom": "GB", "usa": "US", "united states of america": "US"}


@cache
def zone_tables() -> ZoneTables:
    """Zones by country (tz's zone.tab, which gives each country its own) and by region where we know more."""
    countries: dict[str, list[str]] = {}
    for country, _, zone, *_ in tz_table("zone.tab"):
        countries.setdefault(country, []).append(zone)
    return ZoneTables(
        countries={country: tuple(zones) for country, zones in countries.items()}, regions=regions()
    )


def tz_table(name: str) -> list[list[str]]:
    text = files("tzdata").joinpath("zoneinfo", name).read_text("utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


def regions() -> dict[tuple[str, str], tuple[str, ...]]:
    found = {}
    for row in table("zones_by_region.csv"):
        for spelling in (row["region"], row["name"]):
            found[row["country"], region_key(row["country"], spelling)] = tuple(row["zones"].split())
    return found


@cache
def zone_names() -> frozenset[str]:
    """Every zone name there is. Reading them walks a folder, so once a process."""
    return frozenset(available_timezones())


def country_code(stated: str) -> str:
    """The ISO 3166 code of a country given by code or by its English name; "" when there is no such country."""
    return countries().get(stated.strip().casefold(), "")


@cache
def countries() -> dict[str, str]:
    rows = tz_table("iso3166.tab")
    named = {name.casefold(): code for code, name, *_ in rows}
    return ALSO_CALLED | named | {code.casefold(): code for code, *_ in rows}


def possible_places(country: str, region: str, numbers: Iterable[str]) -> list[str]:
    """Every place a person may be in, sorted: of the postal address and of each number ("us us-fl"). All bind."""
    places = {part for each in numbers for part in each.split()}
    if country:
        places |= {country.lower(), place_of_region(country, region)}
    return sorted(places - {""})


def place_of_region(country: str, region: str) -> str:
    """The code of a region that we know ("us-fl" for Florida); "" where the table does not know it."""
    code = region_codes().get((country, region_key(country, region)))
    return f"{country}-{code}".lower() if code else ""


@cache
def region_codes() -> dict[tuple[str, str], str]:
    return {
        (row["country"], region_key(row["country"], spelling)): row["region"]
        for row in table("zones_by_region.csv")
        for spelling in (row["region"], row["name"])
    }


def place_of_number(address: str) -> str:
    """Where the line of an E.164 number is, as its digits say: country and state ("us us-ny"); "" for a line that may
    be anywhere (toll-free)."""
    number = phonenumbers.parse(address)
    if phonenumbers.number_type(number) == PhoneNumberType.TOLL_FREE:
        return ""
    country = phonenumbers.region_code_for_number(number) or phonenumbers.region_code_for_country_code(
        number.country_code or 0
    )
    areas = areas_of_numbers().get(address[1:5], "") if number.country_code == 1 else ""
    return " ".join(sorted({*([country.lower()] if country.isalpha() else []), *areas.split()}))


@cache
def areas_of_numbers() -> dict[str, str]:
    return {row["prefix"]: row["places"] for row in table("places_by_area.csv")}


def table(name: str) -> list[dict[str, str]]:
    text = files("tidings.people").joinpath("data", name).read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))
