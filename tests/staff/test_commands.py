"""`tidings user` and `tidings key`, as they are run."""

import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from tidings.staff import public as staff

pytestmark = pytest.mark.django_db(transaction=True)
TIDINGS = str(Path(sys.executable).parent / "tidings")
PASSWORD = "a long walk by the sea"


def tidings(*words: str, database_url: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"TIDINGS_DATABASE_URL": database_url, "COLUMNS": "120"}
    return subprocess.run(
        [TIDINGS, *words],
        env=environment,
        input=typed,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_the_first_administrator_is_made_from_the_command_line(database_url: str, noon: datetime) -> None:
    make = ("user", "create", "ana@example.com", "--role", "administrator")
    made = tidings(*make, database_url=database_url, typed=f"{PASSWORD}\n{PASSWORD}\n")
    assert made.returncode == 0, made.stderr
    assert staff.sign_in(email="ana@example.com", password=PASSWORD, address="192.0.2.1", now=noon)
    again = tidings(*make, "--password", PASSWORD, database_url=database_url)
    assert (again.returncode, again.stderr) == (
        1,
        "Error: email: there is already a user with this address\n",
    )
    assert "ana@example.com" in tidings("user", "list", database_url=database_url).stdout


def test_roles_are_given_and_the_last_administrator_kept(database_url: str, noon: datetime) -> None:
    staff.create_user(
        email="ana@example.com", name="", roles=["administrator"], password=None, actor="command", now=noon
    )
    refused = tidings("user", "roles", "ana@example.com", "agent", database_url=database_url)
    assert (refused.returncode, "last administrator" in refused.stderr) == (1, True)
    given = tidings(
        "user", "roles", "ana@example.com", "administrator", "approver", database_url=database_url
    )
    assert given.stdout == "ana@example.com: administrator, approver.\n"


def test_only_the_key_goes_to_standard_output(database_url: str, noon: datetime) -> None:
    made = tidings("key", "create", "shop", "--scope", "send.events", database_url=database_url)
    card = staff.key_for(raw=made.stdout.strip(), now=noon)
    assert card.name == "shop"
    listed = tidings("key", "list", database_url=database_url)
    assert card.prefix in listed.stdout
    assert made.stdout.strip() not in listed.stdout
    assert tidings("key", "revoke", card.prefix, database_url=database_url).returncode == 0
    assert staff.key_for(raw=made.stdout.strip(), now=noon) is None
