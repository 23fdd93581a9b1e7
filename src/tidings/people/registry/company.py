"""The company's own do-not-call list (47 CFR 64.1200(d)): each line is an opt-out from advertising, and stays one."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path

from django.db import transaction

from tidings.core.contact_points import PointRefused, read_email
from tidings.people.models import RegistryVersion
from tidings.people.registry.files import lines
from tidings.people.registry.lines import LineRefused, read_line
from tidings.people.registry.reading import Reading, refused_lines
from tidings.people.suppressions import suppress_addresses

OWN = "-company"  # how such a list's name ends
AT_ONCE = 10_000


@transaction.atomic
def load_company_list(
    version: RegistryVersion, path: Path, country: int, refused_to: Path | None, now: datetime
) -> Reading:
    """Suppress every number and mail address of the file for marketing. A list never frees anybody: only they can."""
    seen = Reading()
    found = read(path, country, seen, refused_to)
    while some := list(islice(found, AT_ONCE)):
        version.added += suppress_addresses(
            addresses=some, scope="purpose:marketing", reason="company_list", source=version.name, now=now
        )
    seen.check()
    version.current, version.list, version.bad, version.lines = True, 0, seen.bad, seen.lines
    RegistryVersion.objects.filter(name=version.name, current=True).update(current=False)
    version.save()
    return seen


def read(path: Path, country: int, seen: Reading, refused_to: Path | None) -> Iterator[tuple[str, str]]:
    with refused_lines(refused_to) as refuse:
        for place, text in lines(path):
            try:
                if address := address_of(text.strip(), country):
                    seen.lines += 1
                    yield address
            except (LineRefused, PointRefused) as reason:
                seen.refused(place, text, str(reason), refuse)


def address_of(text: str, country: int) -> tuple[str, str] | None:
    if "@" in text:
        return "email", read_email(text).address
    line = read_line(text, country=country)
    if line and line.removed:
        raise LineRefused("would free a number, which only its owner can do")
    return ("", f"+{line.number}") if line else None
