"""Loading a file of a registry: into a list of its own, which takes the older one's place in one transaction."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import file_digest
from itertools import islice
from pathlib import Path

import numpy as np
from django.db import IntegrityError, connection, transaction

from tidings.people.models import RegistryVersion
from tidings.people.registry.company import OWN, load_company_list
from tidings.people.registry.files import RegistryRefused, lines
from tidings.people.registry.lines import NORTH_AMERICA, Line, LineRefused, read_line
from tidings.people.registry.reading import Reading, refused_lines
from tidings.staff import public as staff

COUNTRIES = {"us": 1, "ca": 1, "gb": 44, "au": 61, "fr": 33, "de": 49, "br": 55}  # calling codes
ANSWERED = "reassigned"  # in the name of a registry that answers about numbers
NAME = re.compile(r"[a-z]{2}-[a-z0-9-]{1,60}")
AT_ONCE = 100_000
ROW = np.dtype(
    [
        ("fields", ">i2"),
        ("n1", ">i4"),
        ("number", ">i8"),
        ("n2", ">i4"),
        ("answer", ">i2"),
        ("n3", ">i4"),
        ("off", "i1"),
    ]
)
STAGE = """
    DROP TABLE IF EXISTS pg_temp.registry_lines;
    CREATE TEMPORARY TABLE registry_lines (number bigint, answer smallint, removed boolean) ON COMMIT DROP
"""
FILL = """
    INSERT INTO {part} (list, number, answer) SELECT %s, number, max(answer) FROM registry_lines
    WHERE NOT removed GROUP BY number
"""
REMOVE = "DELETE FROM {part} e USING registry_lines l WHERE l.removed AND e.number = l.number"
ADD = """
    INSERT INTO {part} (list, number, answer) SELECT %s, number, max(answer) FROM registry_lines
    WHERE NOT removed GROUP BY number ON CONFLICT (list, number) DO UPDATE SET answer = excluded.answer
"""


@dataclass(frozen=True, kw_only=True)
class RegistryReport:
    """What became of a file: `added` and `removed` numbers, how many stand on the list now, and the lines that are bad.

    `known` says that this very file was loaded before, and nothing was done.
    """

    name: str
    dated: date
    lines: int = 0
    added: int = 0
    removed: int = 0
    numbers: int = 0
    bad: int = 0
    bad_lines: tuple[tuple[int, str, str], ...] = ()
    known: bool = False


def load_registry(
    *,
    name: str,
    path: Path,
    dated: date,
    full: bool,
    actor: str,
    now: datetime,
    refused_to: Path | None = None,
) -> RegistryReport:
    """Load a whole list, or a list of changes to the one in use; raises `RegistryRefused`, and then nothing changed.

    `name` begins with the country whose numbers it holds ("us-national-dnc", "gb-tps"); one with "reassigned" in it
    answers about numbers, and one that ends in "-company" is the company's own: its lines stop advertising. `dated` is
    the day its keeper gave it out. Bad lines go to `refused_to` and stop no other.
    """
    check(name, dated, now)
    with path.open("rb") as file:
        sha256 = file_digest(file, "sha256").hexdigest()
    before = RegistryVersion.objects.filter(name=name, current=True).first()
    if before and before.sha256 == sha256 and before.dated == dated:
        return RegistryReport(name=name, dated=dated, numbers=before.numbers, known=True)
    check_order(before, dated, full)
    version = RegistryVersion(name=name, dated=dated, full=full, base=None if full else before, sha256=sha256)
    version.file, version.actor, version.loaded_at = path.name, actor, now
    seen = taken_in(version, before, path, refused_to)
    detail = {"dated": dated.isoformat(), "added": version.added, "removed": version.removed, "bad": seen.bad}
    staff.record(actor=actor, action="registry.loaded", object=f"registry:{name}", detail=detail, now=now)
    same = {one: getattr(version, one) for one in ("lines", "added", "removed", "numbers", "bad")}
    return RegistryReport(name=name, dated=dated, bad_lines=tuple(seen.shown), **same)


def check(name: str, dated: date, now: datetime) -> None:
    if not NAME.fullmatch(name) or name[:2] not in COUNTRIES:
        raise RegistryRefused(
            f"{name}: is no registry's name; begin with its country: {', '.join(sorted(COUNTRIES))}, as in gb-tps"
        )
    if dated > now.date():
        raise RegistryRefused(f"{dated}: lies in the future; give the day on which the keeper gave it out")


def check_order(before: RegistryVersion | None, dated: date, full: bool) -> None:
    """A list of changes goes on from the list in use; a whole list never goes back to an older day."""
    if before is None and not full:
        raise RegistryRefused("there is no list that these changes could change; load the whole list first")
    if before and dated < before.dated:
        raise RegistryRefused(f"a version of {before.dated} is in use, which is newer; nothing was loaded")


def taken_in(
    version: RegistryVersion, before: RegistryVersion | None, path: Path, refused_to: Path | None
) -> Reading:
    try:
        if version.name.endswith(OWN):
            country = COUNTRIES[version.name[:2]]
            return load_company_list(version, path, country, refused_to, version.loaded_at)
        return load_list(version, before, path, refused_to)
    except IntegrityError:  # two versions in use: the database lets the first one win
        raise RegistryRefused(
            f"{version.name}: another file of it was loaded meanwhile; see `tidings registry list`"
        ) from None


def load_list(
    version: RegistryVersion, before: RegistryVersion | None, path: Path, refused_to: Path | None
) -> Reading:
    with transaction.atomic():
        seen = stage(path, version.name, refused_to)
        take(version, before, seen)
    drop_unused_lists()
    return seen


def stage(path: Path, name: str, refused_to: Path | None) -> Reading:
    """The file's lines in a table of this transaction; its bad lines counted, shown and written out."""
    seen = Reading()
    with connection.cursor() as cursor:
        cursor.execute(STAGE)
        found = read(path, name, seen, refused_to)
        with cursor.copy("COPY registry_lines FROM STDIN (FORMAT binary)") as wire:
            wire.write(b"PGCOPY\n\xff\r\n\x00" + bytes(8))
            while some := list(islice(found, AT_ONCE)):
                wire.write(encoded(some))
            wire.write(b"\xff\xff")
        cursor.execute("ANALYZE registry_lines")
    seen.check()
    return seen


def read(path: Path, name: str, seen: Reading, refused_to: Path | None) -> Iterator[Line]:
    country, answers = COUNTRIES[name[:2]], ANSWERED in name
    with refused_lines(refused_to) as refuse:
        for place, text in lines(path):
            try:
                line = plain(text, country) or read_line(text, country=country, answers=answers)
            except LineRefused as reason:
                seen.refused(place, text, str(reason), refuse)
                continue
            if line:
                seen.lines += 1
                yield line


def plain(text: str, country: int) -> Line | None:
    """The usual lines of a big list, read at once: ten digits of a North American number, the area apart or not."""
    digits = text[:3] + text[4:] if len(text) == 11 and text[3] == "," else text
    if country == NORTH_AMERICA and len(digits) == 10 and digits.isdecimal() and digits.isascii():
        return Line(10_000_000_000 + int(digits))
    return None


def encoded(some: list[Line]) -> bytes:
    """Rows as COPY's binary form has them: each column after its length."""
    rows = np.zeros(len(some), ROW)
    rows["fields"], rows["n1"], rows["n2"], rows["n3"] = 3, 8, 2, 1
    rows["number"] = [line.number for line in some]
    rows["answer"] = [line.answer for line in some]
    rows["off"] = [line.removed for line in some]
    return rows.tobytes()


def take(version: RegistryVersion, before: RegistryVersion | None, seen: Reading) -> None:
    """Make the staged lines the version in use."""
    version.lines, version.bad, version.current, version.list = seen.lines, seen.bad, True, 0
    if before:
        RegistryVersion.objects.filter(id=before.id).update(current=False)
    version.save()
    with connection.cursor() as cursor:
        if version.full:
            version.list = version.id
            make_list(version.list)
            cursor.execute(FILL.format(part=part(version.list)), [version.list])
            version.added, version.removed = cursor.rowcount, 0
            attach(version.list)
        elif before:
            version.list = before.list
            cursor.execute(REMOVE.format(part=part(version.list)))
            version.removed = cursor.rowcount
            cursor.execute(ADD.format(part=part(version.list)), [version.list])
            version.added = cursor.rowcount
        cursor.execute(f"SELECT count(*) FROM {part(version.list)}")  # noqa: S608 (a number)
        [version.numbers] = cursor.fetchone()
    version.save()


def part(number: int) -> str:
    return f"people_registryentry_{number:d}"


def make_list(number: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {part(number)} (LIKE people_registryentry INCLUDING DEFAULTS)")


def attach(number: int) -> None:
    """Index what was filled, and only then let readers see it."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"ALTER TABLE {part(number)} ADD PRIMARY KEY (list, number), ADD CHECK (list = {number:d})"
        )
        cursor.execute(
            f"ALTER TABLE people_registryentry ATTACH PARTITION {part(number)} FOR VALUES IN ({number:d})"
        )
        cursor.execute(f"ANALYZE {part(number)}")


def drop_unused_lists() -> None:
    """Lists that no version in use speaks of go; the versions themselves stay, as proof of what was used."""
    used = set(RegistryVersion.objects.filter(current=True).values_list("list", flat=True))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '5s'")
        cursor.execute(
            "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'people_registryentry'::regclass"
        )
        for (name,) in cursor.fetchall():
            if int(name.rpartition("_")[2]) not in used:
                cursor.execute(f"DROP TABLE {name}")
