"""`tidings campaign` as people and programs run it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.campaigns.files import DATA, LATE, NOW, TOPICS
from tidings.site.commands.campaign import command
from tidings.staff import public as staff

Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    return lambda *words: CliRunner().invoke(command, [str(word) for word in words])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "topics.yaml").write_text(TOPICS)
    (tmp_path / "late.yaml").write_text(LATE)
    return tmp_path / "late.yaml"


def test_check_and_preview_need_no_database(file: Path, tmp_path: Path) -> None:
    environment = os.environ | {"TIDINGS_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}
    for words in (["check", str(file)], ["preview", str(file)]):
        tidings = [sys.executable, "-m", "tidings", "campaign", *words]
        done = subprocess.run(tidings, env=environment, capture_output=True, text=True, timeout=60)
        assert (done.returncode, done.stderr) == (0, "")


def test_findings_name_file_and_line(run: Run, file: Path) -> None:
    file.write_text(LATE.replace("topic:", "topc:"))
    done = run("check", file)
    assert done.exit_code == 1
    assert f"{file}:3: block: topc is not known here (topc)\n    did you mean topic?" in done.output


def test_findings_for_programs(run: Run, file: Path) -> None:
    file.write_text(LATE.replace("holdout: 10%", "holdout: 10"))
    (finding,) = json.loads(run("check", file, "--json").output)[str(file)]
    assert (finding["severity"], finding["where"], finding["mend"]) == ("block", "holdout", "write 10%")


def test_preview_with_an_event_of_ones_own(run: Run, file: Path, tmp_path: Path) -> None:
    (tmp_path / "event.json").write_text(json.dumps(DATA))
    done = run("preview", file, "--event", tmp_path / "event.json")
    assert "== email, pt: Seu pedido A-17 não chegou" in done.output
    run("preview", file, "--html", tmp_path / "pages")
    assert (tmp_path / "pages" / "email-pt.html").read_text().startswith("<!")


def test_preview_says_what_the_event_lacks(run: Run, file: Path, tmp_path: Path) -> None:
    (tmp_path / "event.json").write_text('{"order": {}}')
    done = run("preview", file, "--event", tmp_path / "event.json")
    assert done.exit_code == 1
    assert "is missing (event.data.order.promised)" in done.output


@pytest.mark.django_db
def test_launch_approve_pause_resume_list(run: Run, file: Path) -> None:
    staff.create_user(
        email="bob@example.com", name="Bob", roles=["approver"], password=None, actor="command", now=NOW
    )
    assert "a second person must approve it" in run("launch", file).output
    assert "it takes campaign_owner" in run("pause", file, "--as", "bob@example.com").output
    assert "version 1 is live" in run("approve", "parcel-late", "--as", "bob@example.com").output
    assert "is paused" in run("pause", file).output
    assert "is live" in run("resume", "parcel-late").output
    (card,) = json.loads(run("list", "--json").output)
    assert (card["name"], card["state"], card["live"]) == ("parcel-late", "live", 1)


@pytest.mark.django_db
def test_a_launch_that_is_refused_ends_with_1(run: Run, file: Path) -> None:
    file.write_text(LATE.replace("topic: deliveries", "topic: nope"))
    done = run("launch", file)
    assert done.exit_code == 1
    assert "there is no topic nope" in done.output


@pytest.mark.django_db
def test_who_does_not_exist_cannot_act(run: Run, file: Path) -> None:
    done = run("launch", file, "--as", "nobody@example.com")
    assert done.exit_code == 1
    assert "may not do this" in done.output
