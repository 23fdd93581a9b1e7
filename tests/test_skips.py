"""A skip is either promised in skips.txt or a failure."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def run(folder: Path, reason: str, *, ci: bool) -> "subprocess.CompletedProcess[str]":
    """pytest over one skipped test and one that passes."""
    test = f"import pytest\ndef test_skipped(): pytest.skip({reason!r})\ndef test_passing(): pass\n"
    (folder / "test_one.py").write_text(test)
    (folder / "pytest.ini").write_text("[pytest]\n")
    plain = {
        name: value for name, value in os.environ.items() if not name.startswith(("TIDINGS_", "PYTEST_"))
    }
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "tests.skips",
        "-p",
        "no:django",
        "-p",
        "no:schemathesis",
    ]
    return subprocess.run(
        [*command, "-p", "no:cacheprovider", "-c", str(folder / "pytest.ini"), str(folder)],
        cwd=ROOT, env=plain | ({"TIDINGS_CI": "1"} if ci else {}), capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_a_skip_without_a_promised_name_fails_the_run_and_is_named(tmp_path: Path) -> None:
    done = run(tmp_path, "did not feel like it", ci=False)
    assert done.returncode == 1
    assert "SKIP NOT ALLOWED test_one.py::test_skipped: did not feel like it" in done.stdout


def test_a_promised_skip_passes_and_says_how_to_get_what_is_missing(tmp_path: Path) -> None:
    done = run(tmp_path, "chromium: none here", ci=False)
    assert done.returncode == 0
    assert "skipped for want of chromium: apt-get install chromium" in done.stdout


@pytest.mark.parametrize(("reason", "status"), [("chromium: none here", 1), ("data-folder: none here", 0)])
def test_in_ci_only_the_starred_names_may_be_skipped(tmp_path: Path, reason: str, status: int) -> None:
    assert run(tmp_path, reason, ci=True).returncode == status


def test_the_last_line_is_pytests_own_summary(tmp_path: Path) -> None:
    done = run(tmp_path, "did not feel like it", ci=True)
    assert done.stdout.rstrip().splitlines()[-1].startswith("1 passed, 1 skipped")
