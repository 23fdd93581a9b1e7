import os
import subprocess
import sys

import pytest

from tests.outreach.conftest import NOON
from tidings.core.codes import spoken
from tidings.outreach import public as outreach


@pytest.fixture
def ask(company, transactional_db, database_url):
    """What `tidings explain` says, as a real command on this database."""
    company.campaign()
    for name in ("ana", "bento"):
        company.customer(name, email=f"{name}@example.com" if name == "ana" else None)
        company.happens("shop.order.late", customer=name, order=f"o-{name}")
    company.decides()

    def run(*arguments):
        environment = os.environ | {"TIDINGS_DATABASE_URL": database_url}
        command = [sys.executable, "-m", "tidings", "explain", *arguments]
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)

    return run


def test_an_outreach_is_explained_by_its_check_code(ask):
    said = ask(spoken(outreach.find_outreach()[0].code).lower()).stdout
    assert "ana, late: contact (relationship_suffices, within_hours, channel_usual)" in said
    assert "comes out the same again" in said
    assert f"{NOON:%Y-%m-%d %H:%M:%S} UTC  Decided to reach Ana by email" in said


def test_a_refusal_is_explained_in_the_language_asked_for(ask):
    refusal = outreach.decisions(verdict="refuse")[0]
    said = ask("--decision", str(refusal.id), "--language", "pt").stdout
    assert "bento, late: not contacted (no_address)" in said
    assert "Não há endereço" in said


def test_what_does_not_exist_is_said_with_the_mend(ask):
    answer = ask("0000-0000-0001")
    assert answer.returncode == 1
    assert "Name its id or its check code." in answer.stderr
