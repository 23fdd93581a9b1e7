"""`tidings campaign check` on files and folders: for people, for programs, for code hosts."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.core.clarity.notices import GOOD, saying
from tests.core.evidence import files
from tidings.ground.evidence_models import EvidenceFile
from tidings.ground.evidence_taking import take_evidence
from tidings.site.commands.campaign import command

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
KEYS = {"file", "kind", "severity", "surface", "language", "where", "line", "why", "mend", "says"}
VAGUE = saying("done", '"Your new card comes soon."')


def check(*words: object) -> Result:
    return CliRunner().invoke(command, ["check", *(str(word) for word in words)])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "campaigns").mkdir()
    (tmp_path / "company.yaml").write_text(
        "name: Banco Exemplo\nsender_email: notices@bank.example.com\nno_such: 1\n"
    )
    (tmp_path / "topics.yaml").write_text("cards: {purpose: service, title: {en: cards}}\n")
    (tmp_path / "campaigns" / "good.yaml").write_text(GOOD)
    (tmp_path / "campaigns" / "vague.yaml").write_text(VAGUE)
    (tmp_path / "campaigns" / "questions.yaml").write_text("- {asks: what campaigns do not}\n")
    return tmp_path


def test_a_folder_means_every_campaign_in_it(folder: Path) -> None:
    done = check(folder, "--json")
    assert done.exit_code == 0
    found = json.loads(done.output)
    assert {Path(name).name for name in found} == {"good.yaml", "vague.yaml"}
    assert [
        each for each in found[str(folder / "campaigns" / "good.yaml")] if each["severity"] != "note"
    ] == []


def test_a_finding_for_programs(folder: Path) -> None:
    file = folder / "campaigns" / "vague.yaml"
    (finding,) = [
        each for each in json.loads(check(file, "--json").output)[str(file)] if each["kind"] == "vague-date"
    ]
    assert set(finding) == KEYS
    told = {key: finding[key] for key in ("file", "severity", "surface", "language", "where", "line")}
    assert told == {
        "file": str(file),
        "severity": "warn",
        "surface": "notice",
        "language": "en",
        "where": "notice.en.done",
        "line": 1 + VAGUE.splitlines().index('    done: "Your new card comes soon."'),
    }


def test_sarif_has_what_its_schema_requires(folder: Path) -> None:
    """SARIF 2.1.0: version and runs; a run's tool and its driver's name; a result's message; a rule's id."""
    log = json.loads(check(folder, "--sarif").output)
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-schema-2.1.0.json")
    (run,) = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert run["tool"]["driver"]["name"] == "tidings"
    assert len(rules) == len(set(rules)) == 25
    for result in run["results"]:
        assert result["ruleId"] in rules
        assert result["level"] in {"none", "note", "warning", "error"}
        assert result["message"]["text"]
        place = result["locations"][0]["physicalLocation"]
        assert place["region"]["startLine"] >= 1
        assert place["artifactLocation"]["uri"].startswith("file://")
    assert "vague-date" in {result["ruleId"] for result in run["results"]}


def test_a_launch_that_would_be_refused_ends_with_1(folder: Path) -> None:
    (folder / "campaigns" / "vague.yaml").write_text(saying("done", '"Dear [NAME], it is blocked."'))
    assert check(folder).exit_code == 1


def test_a_company_that_cannot_be_read_is_said(folder: Path) -> None:
    (folder / "company.yaml").write_text("- not a company\n")
    done = check(folder)
    assert (done.exit_code, "does not describe a company" in done.output) == (1, True)


def test_nothing_in_the_examples_needs_mending() -> None:
    for name, findings in json.loads(check(EXAMPLES, "--json").output).items():
        assert [each for each in findings if each["severity"] != "note"] == [], name


def test_what_cannot_be_read_is_a_finding_and_the_rest_is_checked(folder: Path) -> None:
    (folder / "campaigns" / "octets.yaml").write_bytes(b"\xff\xfe\x00campaign: x")
    (folder / "campaigns" / "broken.yaml").write_text("campaign: [a\n b: {")
    (folder / "campaigns" / "gone.yaml").symlink_to(folder / "nowhere")
    (folder / "campaigns" / "other.yaml").mkdir()
    done = check(folder, "--json")
    found = {Path(name).stem: findings for name, findings in json.loads(done.output).items()}
    assert done.exit_code == 1
    for name in ("octets", "broken", "gone"):
        assert [(each["kind"], each["severity"]) for each in found[name]] == [("file", "block")]
    assert {each["kind"] for each in found["vague"]} >= {"vague-date"}
    assert "other" not in found


def test_a_company_file_with_mistakes_is_told_and_does_without(folder: Path) -> None:
    (folder / "company.yaml").write_text("name: [Banco\n")
    done = check(folder, "--json")
    found = {Path(name).stem: findings for name, findings in json.loads(done.output).items()}
    assert done.exit_code == 1
    assert [each["severity"] for each in found["good"] if each["kind"] == "file"] == ["block"]
    assert {each["kind"] for each in found["vague"]} >= {"vague-date"}


def about_evidence(id: str, tmp_path: Path, *options: str) -> list[tuple[str, str]]:
    file = tmp_path / "shown.yaml"
    shown = f"    evidence:\n      - {{object: {id}, says: The form you signed}}\n"
    file.write_text(GOOD.replace("    evidence:\n", shown, 1))
    found = json.loads(check(file, "--json", *options).output)[str(file)]
    return [(each["severity"], each["says"]) for each in found if each["kind"] == "no-evidence"]


@pytest.mark.django_db
def test_evidence_that_no_database_knows_or_that_was_altered_is_found_where_one_is_asked(
    tmp_path: Path,
) -> None:
    kept = take_evidence(octets=files.photo(), kind="photo", now=datetime(2026, 3, 2, tzinfo=UTC)).id
    gone = [("block", "there is no such evidence object, or it is not as it was kept")]
    assert about_evidence("ab" * 32, tmp_path) == []
    assert about_evidence("ab" * 32, tmp_path, "--database") == gone
    assert about_evidence(kept, tmp_path, "--database") == []
    EvidenceFile.objects.update(content=files.octets(files.picture(90, 90, dark=200)))
    assert about_evidence(kept, tmp_path, "--database") == gone
