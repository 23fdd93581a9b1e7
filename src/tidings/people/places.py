"""Countries, regions and their zones, from the tz database's own tables and one table of ours."""

import csv
from functools import cache
from importlib.resources import files
from zoneinfo import available_timezones

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
    text = files("tidings.people").joinpath("data", "zones_by_region.csv").read_text("utf-8")
    for row in csv.DictReader(text.splitlines()):
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
