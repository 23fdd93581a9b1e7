"""`tidings rules`: what is in force, what a change of law changes, and whom it touches."""

import json

import pytest
import yaml
from click.testing import CliRunner

import tidings.staff.public as staff
from tests.outreach.conftest import NOON
from tests.policies import STANDS_IN
from tidings.ground.packs import PACKAGED, read_yaml
from tidings.outreach import public as outreach
from tidings.site.commands.rules import command


@pytest.fixture
def ask(company, transactional_db, database_url):
    """What the command says, and its JSON if it is some."""
    company.campaign()
    company.campaign("sale", topic="offers", trigger="{event: shop.sale, per: order.id}")
    company.customer("ana", country="BR")
    company.customer("zoe", country="FR", zone="Europe/Paris")

    def run(*arguments):
        result = CliRunner().invoke(command, arguments)
        answer = json.loads(result.stdout) if result.stdout[:1] in "{[" and result.stdout else None
        return result.exit_code, answer, result.output

    return run


@pytest.fixture
def stricter_france(tmp_path):
    """The pack of France, in which service messages also take consent."""
    pack = dict(read_yaml(PACKAGED / "fr.yaml"))
    rule = {"id": "fr.service", "title": "Service takes consent", "source": "a test", "status": "U"}
    rule |= {"purposes": ["service"], "channels": ["email"], "consent": {"channel": "granted"}}
    file = tmp_path / "fr.yaml"
    file.write_text(yaml.safe_dump(pack | {"rules": [*pack["rules"], rule]}))
    return str(file)


def test_all_rules_or_those_of_a_place_on_a_day(ask):
    everywhere = {rule["id"] for rule in ask("list", "--json")[1]}
    there = {rule["id"] for rule in ask("list", "--place", "fr", "--on", "2026-08-10", "--json")[1]}
    later = {rule["id"] for rule in ask("list", "--place", "fr", "--on", "2026-08-12", "--json")[1]}
    assert {"us-fl.hours", "fr.hours", "eu.mail", "gb.tps"} <= everywhere
    assert {"fr.bloctel", "eu.mail"} <= there
    assert (there - later, later - there) == ({"fr.bloctel"}, {"fr.opt-in"})


def test_one_rule_is_shown_with_its_source_and_an_unknown_one_is_not(ask):
    shown = ask("show", "fr.hours")[2]
    assert "2022-1313" in shown and "closed: FR" in shown
    code, _, said = ask("show", "fr.nothing")
    assert code == 1 and "tidings rules list" in said


def test_a_day_is_compared_with_the_next(ask):
    [ends, begins] = ask("diff", "2027-01-30..2027-01-31", "--json")[1]["rules"]
    assert (ends["id"], ends["kind"], begins["id"], begins["kind"]) == (
        "us.stop-all",
        "added",
        "us.stop-scope",
        "removed",
    )


def test_a_day_beside_the_current_rules_means_the_current_ones_of_today(ask):
    rules = ask("diff", "current", "2099-01-01", "--json")[1]["rules"]
    assert not [rule for rule in rules if "valid_from" in rule["fields"]]
    assert "us.stop-scope" in {
        rule["id"] for rule in ask("diff", "current", "2020-01-01", "--json")[1]["rules"]
    }


def test_a_changed_pack_says_whom_it_touches(ask, stricter_france):
    _, told, _ = ask("diff", "current", stricter_france, "--all", "--json")
    assert [rule["says"] for rule in told["rules"]] == ["fr.service added: Service takes consent"]
    assert told["decided"] == 4
    [change] = told["touched"]
    assert (change["campaign"], change["after"], change["count"]) == ("late", "refuse", 1)
    assert change["before"] in ("contact", "later")  # by the hour in Paris
    assert "no_channel_consent" in change["came"] and change["customers"] == ["zoe"]


def test_whom_a_change_holds_to_other_rules_is_told_at_any_hour(ask, tmp_path):
    """A law that shortens the evening changes no answer at noon, and touches people all the same."""
    pack = dict(read_yaml(PACKAGED / "fr.yaml"))
    rule = {"id": "fr.evening", "title": "Not after 20:59", "source": "a test", "status": "U"}
    rule |= {"purposes": ["service"], "channels": ["email"], "hours": "00:00-20:59"}
    file = tmp_path / "fr.yaml"
    file.write_text(yaml.safe_dump(pack | {"rules": [*pack["rules"], rule]}))
    [change] = ask("diff", "current", str(file), "--all", "--json")[1]["touched"]
    assert (change["campaign"], change["count"], change["customers"]) == ("late", 1, ["zoe"])


def test_rules_of_a_day_keep_their_dates(ask):
    shown = ask("list", "--place", "us", "--on", "2027-02-01")[2]
    [line] = [line for line in shown.splitlines() if line.startswith("us.stop-all ")]
    assert "from 2027-01-31" in line
    assert ask("list", "--on", "tomorrow")[0] == 1


def test_only_the_audience_named_is_decided(ask, stricter_france, tmp_path):
    audience = tmp_path / "who.csv"
    audience.write_text("customer\nana\nnobody\n")
    _, told, _ = ask(
        "diff", "current", stricter_france, "--audience", str(audience), "--campaign", "late", "--json"
    )
    assert (told["decided"], told["touched"]) == (1, [])


def test_in_words(ask, stricter_france):
    said = ask("diff", "current", stricter_france, "--all")[2]
    assert "fr.service added: Service takes consent" in said
    assert "4 decisions, 1 come out otherwise:" in said
    assert "becomes refuse" in said and "for example zoe" in said


def test_a_version_once_in_force_is_compared_by_its_hash(ask, company):
    company.happens("shop.order.late", customer="ana")
    company.decides()
    old = outreach.decisions()[0].pack
    staff.save_company(actor="test", now=NOON, policy=STANDS_IN | {"caps": []})
    _, told, _ = ask("diff", old[:12], "current", "--json")
    assert [rule["id"] for rule in told["rules"]] == ["company.caps"]
    assert told["old"]["version"] == old


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("diff", "current", "nowhere"), "a folder or file of packs"),
        (("diff", "current", "2027-13-01"), "2027-01-31"),
        (("diff", "current", "current", "--audience", "nobody.csv"), "there is no such file"),
        (("diff", "current", "current", "--all", "--campaign", "none"), "none"),
    ],
)
def test_a_mistake_is_told_with_its_mend(ask, arguments, says):
    code, _, said = ask(*arguments)
    assert code == 1 and says in said


def test_packs_of_a_folder_are_checked_without_a_database(tmp_path):
    text = (PACKAGED / "fr.yaml").read_text()
    (tmp_path / "fr.yaml").write_text(
        text.replace('to: "20:00"', 'to: "21:00"').replace("2026-07-14", "2026-07-15")
    )
    result = CliRunner().invoke(command, ["check", "--packs", str(tmp_path)])
    assert result.exit_code == 1 and "the national holiday is free of calls" in result.output
    (tmp_path / "fr.yaml").write_text("pack: fr\nrules: [{id: fr.x}]")
    result = CliRunner().invoke(command, ["check", "--packs", str(tmp_path)])
    assert result.exit_code == 1 and "status" in result.output
