"""The command `tidings registry`, as a process of its own."""

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
            [command, "registry", *words],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            timeout=60,
        )

    return run


def test_a_list_is_loaded_changed_and_shown_with_its_proof(tidings, tmp_path):
    (tmp_path / "full.txt").write_text(
        "Number\r\n" + "".join(f"202,55501{n:02}\r\n" for n in range(40)) + "2\r\n"
    )
    done = tidings("load", "us-national-dnc", "full.txt", "--dated", "2026-01-31", "--refused", "bad.txt")
    assert done.returncode == 0, done.stderr
    assert "41 lines, 40 numbers added, 0 removed, 40 on the list now, 1 lines not understood" in done.stdout
    assert "line 42: '2' has too few or too many digits" in done.stdout
    assert (tmp_path / "bad.txt").read_text() == "2\n"
    (tmp_path / "changes.csv").write_text("2025550100,D\n2125550100,A\n")
    load = ("load", "us-national-dnc", "changes.csv", "--dated", "2026-02-01", "--changes", "--json")
    report = json.loads(tidings(*load).stdout)
    assert (report["added"], report["removed"], report["numbers"]) == (1, 1, 40)
    assert json.loads(tidings(*load).stdout)["known"] is True
    shown = tidings("list").stdout
    assert "2026-02-01" in shown and "2026-01-31" not in shown
    assert "2026-01-31" in tidings("list", "--all").stdout


def test_a_file_of_another_kind_ends_with_one_line_and_no_trace(tidings, tmp_path):
    (tmp_path / "people.csv").write_text("id,name\nc-1,Ana\n")
    done = tidings("load", "us-national-dnc", "people.csv", "--dated", "2026-01-31")
    assert done.returncode == 1
    assert "nothing was loaded" in done.stderr and "Traceback" not in done.stderr
    assert people.registries() == {}
