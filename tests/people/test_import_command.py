"""The command `tidings import customers`, as a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tidings.people import public as people

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def tidings(database_url, tmp_path):
    def run(*words):
        command = Path(sys.executable).with_name("tidings")
        environment = os.environ | {"TIDINGS_DATABASE_URL": database_url, "COLUMNS": "160"}
        return subprocess.run(
            [command, *words], cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60
        )

    return run


def test_a_file_is_imported_and_the_report_says_what_to_mend(tidings, tmp_path):
    (tmp_path / "c.csv").write_text("nr,mail\n1,a@example.com\n2,[bold]nobody\n1,b@example.com\n")
    (tmp_path / "m.yaml").write_text("columns: {nr: id, mail: email}")
    done = tidings("import", "customers", "c.csv", "--mapping", "m.yaml", "--refused", "r.csv")
    assert done.returncode == 0, done.stderr
    assert "3 rows: 1 new, 0 changed, 0 as before, 1 refused" in done.stdout
    assert "Ids that came more than once: 1" in done.stdout
    assert "is not a mail address" in done.stdout
    assert "write it like name@example.com" in done.stdout
    assert (tmp_path / "r.csv").read_text("utf-8-sig").startswith("nr,mail,refused_line")
    assert people.find(external_ids=["1", "2"]).keys() == {"1"}


def test_the_json_report_holds_the_figures_and_nothing_else(tidings, tmp_path):
    (tmp_path / "c.jsonl").write_text('{"id": "1"}\n')
    report = json.loads(tidings("import", "customers", "c.jsonl", "--json").stdout)
    assert (report["read"], report["created"], report["refused"], report["refused_rows"]) == (1, 1, 0, None)


def test_a_file_that_cannot_be_read_ends_with_one_line_and_no_trace(tidings, tmp_path):
    (tmp_path / "c.csv").write_bytes("id,name\n1,João\n".encode("latin-1"))
    done = tidings("import", "customers", "c.csv")
    assert done.returncode == 1
    assert "line 2 is not utf-8" in done.stderr
    assert "Traceback" not in done.stderr
    assert people.counts().customers == 0
