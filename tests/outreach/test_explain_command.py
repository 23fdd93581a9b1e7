import json
import os
import subprocess
import sys

import pytest

from tests.outreach.conftest import NOON
from tidings.core.codes import spoken
from tidings.outreach import public as outreach
from tidings.outreach.models import Decision


@pytest.fixture
def ask(company, transactional_db, database_url):
    """What `tidings explain` says, as a real command on this database."""
    company.campaign()
    for name in ("ana", "bento"):
        company.customer(name, email=f"{name}@example.com" if name == "ana" else None)
        company.happens("shop.order.late", customer=name, order=f"o-{name}")
    company.decides()

    def run(*arguments, command="explain"):
        environment = os.environ | {"TIDINGS_DATABASE_URL": database_url}
        command = [sys.executable, "-m", "tidings", command, *arguments]
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)

    return run


def test_an_outreach_is_explained_by_its_check_code(ask):
    said = ask(spoken(outreach.find_outreach()[0].code).lower()).stdout
    assert "ana, late: Ana was to be contacted by email." in said
    assert "no further consent is needed. (relationship_suffices)" in said
    assert "where the company is (Sao Paulo)" in said
    assert "Contacts from us in the 24 hours before: 0 of at most 6" in said
    assert "company.hours (the company)" in said
    assert "if they had stopped it" in said
    assert "it comes out the same, byte for byte" in said
    assert f"{NOON:%Y-%m-%d %H:%M:%S} UTC  Decided to reach Ana by email" in said


def test_a_refusal_is_explained_in_the_language_asked_for(ask):
    refusal = outreach.decisions(verdict="refuse")[0]
    said = ask("--decision", str(refusal.id), "--language", "pt").stdout
    assert "bento, late: Bento não foi contatado." in said
    assert "Não há endereço utilizável" in said and "(no_address)" in said
    assert "O resultado seria outro se houvesse um endereço conhecido." in said


def test_what_does_not_exist_is_said_with_the_mend(ask):
    answer = ask("0000-0000-0001")
    assert answer.returncode == 1
    assert "Name its id or its check code." in answer.stderr


def test_a_decision_is_replayed_to_its_own_bytes_and_under_todays_rules(ask):
    decision = outreach.decisions(verdict="contact")[0]
    again = ask(f"decision:{decision.id}", "--json", command="replay-decision")
    told = json.loads(again.stdout)
    assert (again.returncode, told["same"], told["sha256"]) == (0, True, decision.answer_digest)
    assert told["answer"]["reasons"] == list(decision.reasons)
    in_words = ask(f"decision:{decision.id}", "--today", command="replay-decision").stdout
    assert "The same, byte for byte (as was kept with it)." in in_words
    assert "nothing would be different" in in_words


def test_a_decision_that_was_altered_is_told_so_and_fails(ask):
    [row] = Decision.objects.filter(verdict="contact")
    Decision.objects.filter(id=row.id).update(seen=row.seen | {"relationship": "former"})
    again = ask(f"decision:{row.id}", command="replay-decision")
    assert again.returncode == 1
    assert "NOT THE SAME: What it saw has been altered since." in again.stdout
