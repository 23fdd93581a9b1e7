"""Where a customer may be, as a set of time zones: the best evidence there is decides, and doubt widens the set.

An empty set means that nobody knows; whoever must respect hours then keeps still.
"""

import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

Evidence = Literal["stated", "address", "number", "company", "unknown"]


@dataclass(frozen=True, kw_only=True)
class ZoneTables:
    """Zones by country code, and by (country code, region key) where the region says more."""

    countries: Mapping[str, tuple[str, ...]]
    regions: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class PossibleZones:
    """Every zone the person may be in, sorted, and what says so."""

    names: tuple[str, ...]
    source: Evidence


def possible_zones(
    *,
    stated: Sequence[str] = (),
    country: str = "",
    region: str = "",
    numbers: Sequence[Sequence[str]] = (),
    company_country: str = "",
    tables: ZoneTables,
) -> PossibleZones:
    """The zones of the best evidence: what was stated, the address, the telephone numbers, the company's country.

    `numbers` holds one set for each number. Numbers that agree on some zones narrow each other; numbers that
    contradict each other widen the set, because a person may be where either of them is.
    """
    candidates: tuple[tuple[Evidence, Sequence[str]], ...] = (
        ("stated", stated),
        ("address", zones_of_address(country=country, region=region, tables=tables)),
        ("number", zones_of_numbers(numbers)),
        ("company", tables.countries.get(company_country, ())),
    )
    for source, names in candidates:
        if names:
            return PossibleZones(tuple(sorted(set(names))), source)
    return PossibleZones((), "unknown")


def zones_of_address(*, country: str, region: str, tables: ZoneTables) -> tuple[str, ...]:
    """The region's zones; where the table does not know the region, all of the country's."""
    known = tables.regions.get((country, region_key(country, region)))
    return known or tables.countries.get(country, ())


def region_key(country: str, region: str) -> str:
    """One spelling for "SP", "br-sp", "São Paulo": without accents, lower case, without the country's code."""
    plain = unicodedata.normalize("NFKD", region).encode("ascii", "ignore").decode().lower()
    words = " ".join(plain.replace("-", " ").replace("_", " ").split())
    return words.removeprefix(f"{country.lower()} ")


def zones_of_numbers(numbers: Sequence[Sequence[str]]) -> tuple[str, ...]:
    sets = [set(zones) for zones in numbers if zones]
    if not sets:
        return ()
    return tuple(sorted(set.intersection(*sets) or set.union(*sets)))


def unknown_zones(names: Sequence[str], *, known: Collection[str]) -> list[str]:
    """Those of `names` that are not zones of the tz database (`known`)."""
    return [name for name in names if name not in known]
