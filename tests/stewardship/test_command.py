"""`tidings person` as people use it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests.portal.journey import Told
from tidings.people import public as people
from tidings.site import setup
from tidings.site.commands.person import command


@pytest.fixture(autouse=True)
def at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test's own database is there already."""

    @contextmanager
    def database(**_: Any) -> Iterator[None]:
        yield

    monkeypatch.setattr(setup, "database", database)


def told_by(*words: str, answer: str = "") -> Result:
    return CliRunner().invoke(command, list(words), input=answer)


def test_the_copy_is_a_file_only_its_owner_reads(maria: Told, tmp_path: Path) -> None:
    out = tmp_path / "copy.json"
    assert told_by("export", "maria", "--out", str(out)).exit_code == 0
    assert json.loads(out.read_text())["record"]["name"] == "Maria Quitéria"
    assert out.stat().st_mode & 0o077 == 0


def test_the_record_of_the_copy_is_one_line_of_an_import(maria: Told, tmp_path: Path) -> None:
    out = tmp_path / "copy.json"
    told_by("export", "maria", "--out", str(out))
    rows = [(1, json.loads(out.read_text())["record"])]
    report = people.import_rows(
        rows=rows, name="copy", actor="command", now=people.person(customer_id=maria.customer_id).updated_at
    )
    assert (report.read, report.refused, report.created) == (1, 0, 0)


def test_erasing_asks_first_and_then_tells_what_went(maria: Told) -> None:
    words = ("erase", "maria", "--because", "asked by letter of 3 March")
    assert told_by(*words, answer="n\n").exit_code == 1 and people.find(external_ids=["maria"])
    told = told_by(*words, answer="y\n")
    assert told.exit_code == 0 and "outreach: 1 outreaches" in told.output
    assert people.find(external_ids=["maria"]) == {}


def test_a_reason_that_names_the_person_is_refused_with_its_mend(maria: Told) -> None:
    told = told_by("erase", "maria", "--because", "maria asked", "--yes")
    assert told.exit_code == 1 and "leave out the person's name" in told.output


def test_somebody_nobody_knows(maria: Told, tmp_path: Path) -> None:
    for words in (
        ("export", "nobody", "--out", str(tmp_path / "x")),
        ("erase", "nobody", "--because", "x", "--yes"),
    ):
        told = told_by(*words)
        assert told.exit_code == 1 and "There is no customer nobody." in told.output
