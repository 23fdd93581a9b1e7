"""`tidings trial`: begun from files, read and exported, and what it refuses."""

import csv
import json
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.campaigns.files import ANN, NOW, TOPICS
from tests.campaigns.trying import ASKED, OTHER, RIGHT, WRONG, answer, begin
from tidings.campaigns import public as campaigns
from tidings.ground import links
from tidings.ground.clock import SimulatedClock, using
from tidings.site.commands.trial import command

pytestmark = pytest.mark.django_db
Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    return lambda *words: CliRunner().invoke(command, [str(word) for word in words])


@pytest.fixture(autouse=True)
def files(tmp_path: Path, db: None) -> Iterator[Path]:
    (tmp_path / "topics.yaml").write_text(TOPICS)
    (tmp_path / "late.yaml").write_text(ASKED)
    (tmp_path / "other.yaml").write_text(OTHER)
    (tmp_path / "event.json").write_text('{"order": {"freight": {"amount": "99.00", "currency": "USD"}}}')
    (tmp_path / "statements.txt").write_text("true: It is late.\nfalse: I must pay.\n\nfalse: It is lost.\n")
    campaigns.sync_topics(text=TOPICS, actor=ANN, now=NOW)
    with using(SimulatedClock(NOW)):
        yield tmp_path


def test_a_trial_of_two_files_is_begun_with_its_links(run: Run, files: Path) -> None:
    stated = (
        "--against",
        files / "other.yaml",
        "--statements",
        files / "statements.txt",
        "--surface",
        "page",
    )
    begun = run("start", files / "late.yaml", *stated, "--invite", 2, "--panellists", 8, "--json")
    made = json.loads(begun.output)
    assert len(made["links"]) == 2 and "/trial/join/" in made["open_link"]
    shown = json.loads(run("results", made["trial"], "--json").output)
    assert shown["trial"]["against"] == 2 and shown["trial"]["limits"]["panellists"] == 8
    assert [each["true"] for each in shown["trial"]["statements"]] == [True, False, False]


def test_the_panel_reads_the_event_that_was_given(run: Run, files: Path) -> None:
    begun = run("start", files / "late.yaml", "--event", files / "event.json", "--json")
    made = campaigns.trial(id=json.loads(begun.output)["trial"], now=NOW)
    id = links.read(campaigns.join(id=made.id, now=NOW), purpose="panellist", now=NOW).id
    notice = campaigns.sheet(id=id, now=NOW).notice
    assert notice and "$99.00" in notice.done


def test_results_say_who_passes(run: Run) -> None:
    card = begin(ASKED, OTHER)
    for _ in range(5):
        answer(card, marks={2: WRONG})
    said = run("results", card.id).output
    assert "closed: 5 of 5 have answered" in said
    assert "version 1: understood 100%" in said and "passes" in said
    assert "stopped: understood, behind" in said and "better by 100 points" in said


def test_every_answer_is_exported(run: Run) -> None:
    card = begin()
    answer(card, question="-1+1")
    [row] = csv.DictReader(StringIO(run("export", card.id).output))
    assert (row["question"], row["understood"], row["statement_1"]) == ("'-1+1", "1.0", RIGHT[0])
    [row] = json.loads(run("export", card.id, "--format", "json").output)
    assert row["question"] == "-1+1" and row["would_call"] is True


def test_what_cannot_be_says_why(run: Run, files: Path) -> None:
    assert "there is no trial 77" in run("results", 77).output
    same = run("start", files / "late.yaml", "--against", files / "late.yaml")
    assert same.exit_code == 1 and "both versions say the same" in same.output
    (files / "statements.txt").write_text("It is late.")
    wrong = run("start", files / "late.yaml", "--statements", files / "statements.txt")
    assert "begin each statement with `true:` or `false:`" in wrong.output
