"""The set-up trusts nothing that it did not finish itself."""

import importlib.util
import re
import subprocess
from pathlib import Path
from types import ModuleType

import pytest

SETUP = Path(__file__).resolve().parents[2] / "setup"


@pytest.fixture
def prepare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """setup/prepare.py, working on a folder of the test's own."""
    spec = importlib.util.spec_from_file_location("prepare", SETUP / "prepare.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "VENV", tmp_path / "a clone" / ".venv")
    monkeypatch.setattr(module, "PREPARED", tmp_path / "a clone" / ".venv" / "prepared")
    module.make_venv()
    return module


def locked(name: str) -> set[str]:
    return set(re.findall(r"^([\w.-]+==\S+)", (SETUP / name).read_text(), re.MULTILINE))


def test_the_locks_name_no_index_and_the_tests_lock_holds_all_of_the_other() -> None:
    assert locked("requirements.lock") < locked("requirements-dev.lock")
    for name in ("requirements.lock", "requirements-dev.lock"):
        assert not re.findall(r"^-|://", (SETUP / name).read_text(), re.MULTILINE)


def test_every_locked_file_has_a_hash() -> None:
    entries = re.split(r"\n(?=\w)", (SETUP / "requirements-dev.lock").read_text())[1:]
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


def test_an_environment_made_here_is_kept_and_one_from_elsewhere_is_not(prepare: ModuleType) -> None:
    assert prepare.belongs_here()
    (prepare.PREPARED / "place").write_text("/somewhere/else\n")
    assert not prepare.belongs_here()


def test_it_is_not_called_prepared_until_all_is_recorded(prepare: ModuleType) -> None:
    assert not prepare.is_prepared("requirements.lock")
    prepare.record("requirements-dev.lock")
    assert prepare.is_prepared("requirements.lock")
    assert prepare.is_prepared("requirements-dev.lock")
    (prepare.PREPARED / "requirements.lock").write_text("an older one")
    assert not prepare.is_prepared("requirements.lock")


def test_packages_that_a_killed_pip_left_half_done_are_installed_anew(prepare: ModuleType) -> None:
    whole, half = prepare.packages() / "whole-1.dist-info", prepare.packages() / "half-1.dist-info"
    for info in (whole, half):
        info.mkdir()
    (whole / "INSTALLER").write_text("pip")
    (prepare.packages() / "~old").mkdir()
    prepare.forget_half_installed()
    assert [path.name for path in prepare.packages().iterdir() if "-1" in path.name or "~" in path.name] == [
        "whole-1.dist-info"
    ]


def test_the_command_works_from_a_folder_with_spaces_and_is_not_misled_by_files_beside_it(
    prepare: ModuleType, tmp_path: Path
) -> None:
    prepare.link_tidings()
    (tmp_path / "tidings.py").write_text("print('not me')")
    said = subprocess.run(
        [prepare.VENV / "bin" / "tidings"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert "not me" not in said.stdout
    assert (
        "No module named 'click'" in said.stderr
    )  # our own code was found; its packages are not installed here


def test_a_damaged_pip_is_refused_with_the_mend(
    prepare: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel = tmp_path / "pip.whl"
    wheel.write_bytes(b"damaged")
    monkeypatch.setattr(prepare, "PIP", wheel)
    with pytest.raises(SystemExit, match="git checkout"):
        prepare.check_pip()


def test_an_old_python_is_named_with_the_mend(tmp_path: Path) -> None:
    for name in ("python3", "python3.11", "python3.12", "python3.13", "python3.14"):
        old = tmp_path / name
        old.write_text("#!/bin/sh\n[ \"$1\" = --version ] && echo 'Python 3.9.2'\nexit 1\n")
        old.chmod(0o755)
    said = subprocess.run(
        ["/bin/bash", "-c", ". setup/environment.sh; prepare_environment no-such.lock"],
        cwd=SETUP.parent, env={"PATH": f"{tmp_path}:/usr/bin:/bin"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert said.returncode == 1
    assert "needs Python 3.11 or newer; found: Python 3.9.2" in said.stderr
