"""`tidings plan`: what it prints, which version it plans, and how a mistake is told."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.outreach.conftest import CAMPAIGN, deadlined
from tidings.campaigns import public as campaigns
from tidings.outreach.models import Decision
from tidings.site.commands.plan import command

FILE = "external_id,order.id\nana,A-1\nzoe,Z-1\n"


@pytest.fixture
def ask(company, transactional_db, database_url, tmp_path: Path):
    """What the command says of an audience, and its JSON if it is some."""
    for name in ("offer", "other"):
        company.campaign(name, trigger="plan")
    for name in ("ana", "zoe"):
        company.customer(name)
    company.file = tmp_path / "audience.csv"
    company.file.write_text(FILE)

    def run(*arguments, audience=""):
        result = CliRunner().invoke(command, [*arguments, "--audience", audience or str(company.file)])
        answer = json.loads(result.stdout) if result.stdout[:1] in ("{", "[") else None
        return result.exit_code, answer, result.output

    return run


def proposed(company) -> None:
    """A second version of the offer waits for approval."""
    text = CAMPAIGN.format(name="offer", topic="deliveries", trigger="plan", more="", promise="")
    version = campaigns.save_version(text=f"{text}\n# reworded\n", actor="ann", now=company.now)
    campaigns.propose(campaign="offer", number=version.number, actor="ann", now=company.now)


def test_several_campaigns_are_one_json_document(ask) -> None:
    code, told, _ = ask("offer", "other", "--json")
    assert code == 0
    assert {one["campaign"] for one in told} == {"offer", "other"}
    assert not Decision.objects.exists()


def test_the_version_that_waits_is_shown_and_the_live_one_is_written(ask, company) -> None:
    proposed(company)
    assert ask("offer", "--json")[1]["version"] == 2
    assert ask("offer", "--live", "--json")[1]["version"] == 1
    _, told, _ = ask("offer", "--write", "--yes", "--json")
    assert (told["version"], told["state"], told["written"]) == (1, "done", 2)
    assert Decision.objects.count() == 2


def test_a_campaign_with_a_deadline_is_refused_with_its_mend(ask, company) -> None:
    code, _, said = ask(deadlined(company))
    assert code == 1
    assert "leave strategy.deadline out to plan it" in said


def test_a_query_may_bring_columns_of_any_kind(ask) -> None:
    query = """sql:SELECT external_id, 'O' AS "order.id", gen_random_uuid() AS u FROM people_customer"""
    code, told, said = ask("offer", "--json", audience=query)
    assert code == 0, said
    assert told["rows"] == 2


@pytest.mark.parametrize(
    ("audience", "says"),
    [
        ("nobody.csv", "there is no such file"),
        ("segment:none", "there is no segment none"),
        ("sql:SELEC 1", "write one SELECT"),
        ("sql:DELETE FROM people_customer", "write one SELECT"),
        ("sql:SELECT 1 AS x", "name one of them external_id"),
        ("sql:SELECT external_id, external_id FROM people_customer", "two columns have the same name"),
        ("sql:SELECT external_id FROM people_customer", "the notice needs order.id"),
        ("sql:SELECT ARRAY[external_id] AS external_id FROM people_customer", "write them as text"),
    ],
)
def test_an_audience_that_cannot_be_read_is_told_with_its_mend(ask, audience: str, says: str) -> None:
    code, _, said = ask("offer", audience=audience)
    assert (code, says in said) == (1, True), said


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("none",), 1, "there is no campaign none"),
        (("offer", "--at", "2026-12-24", "--write"), 2, "--at only rehearses"),
        (("offer", "--engine", "spark", "--write"), 2, "Write with the local engine"),
    ],
)
def test_what_cannot_be_planned_is_told(ask, arguments, code: int, says: str) -> None:
    found, _, said = ask(*arguments)
    assert (found, says in said) == (code, True), said
