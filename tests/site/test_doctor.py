"""The doctor finds what is wrong, says how to mend it, and does not cry over what nobody needs."""

import json
import socket
from pathlib import Path

import pytest
from click.testing import CliRunner

from tidings.site import settings
from tidings.site.commands.doctor import command
from tidings.site.doctor import company, machine, services


def test_a_healthy_database_is_reached_and_has_every_migration(
    database_url: str, monkeypatch: pytest.MonkeyPatch, django_db_blocker: object
) -> None:
    monkeypatch.setenv("TIDINGS_DATABASE_URL", database_url)
    with django_db_blocker.unblock():
        found = {check.name: check for check in services.databases()}
    assert (found["database"].ok, found["migrations"].ok) == (True, True)
    assert "password" not in found["database"].says


def test_an_unreachable_database_is_named_without_its_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDINGS_DATABASE_URL", "postgresql://someone:hush@127.0.0.1:1/tidings")
    found, *_ = services.databases()
    assert not found.ok
    assert "TIDINGS_DATABASE_URL" in found.mend
    assert "hush" not in found.says


def test_installed_packages_are_those_of_the_lock() -> None:
    assert machine.packages().ok


def test_a_package_of_another_version_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = tmp_path / "lock"
    lock.write_text(
        "click==0.0.1 \\\n    --hash=sha256:00\nno-such-package==1.0 ; sys_platform == 'win32' \\\n"
    )
    monkeypatch.setattr(machine, "LOCK", lock)
    found = machine.packages()
    assert not found.ok
    assert found.says.startswith("not as locked: click ")
    assert "no-such-package" not in found.says


@pytest.mark.parametrize(
    ("address", "ok"),
    [
        ("https://tidings.example", True),
        ("http://127.0.0.1:8000", True),
        ("http://tidings.example", False),
        ("tidings.example", False),
        ("https://tidings.example?x=1", False),
    ],
)
def test_the_public_address_must_be_safe(address: str, ok: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "PUBLIC_URL", address)
    assert company.public_url().ok is ok


def test_a_key_that_others_can_read_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "VAR", tmp_path)
    monkeypatch.delenv("TIDINGS_SECRET_KEY", raising=False)
    key = tmp_path / "secret-key"
    key.write_text("x" * 40)
    key.chmod(0o644)
    assert company.secret_key().mend == f"chmod 600 {key}"
    key.chmod(0o600)
    assert company.secret_key().ok


def test_a_mail_server_that_refuses_us_is_reported_with_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    from threading import Thread

    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"smtp://127.0.0.1:{listener.getsockname()[1]}"
        monkeypatch.setattr(settings, "SMTP_URL", url)
        monkeypatch.setenv("TIDINGS_SMTP_URL", url)
        Thread(target=lambda: listener.accept()[0].sendall(b"554 go away\r\n"), daemon=True).start()
        found = services.smtp()
    assert (found.ok, found.needed) == (False, True)
    assert found.says.endswith("554 go away")


def test_the_command_ends_with_one_only_when_something_needed_is_missing(
    database_url: str, monkeypatch: pytest.MonkeyPatch, django_db_blocker: object
) -> None:
    monkeypatch.setenv("TIDINGS_DATABASE_URL", database_url)
    monkeypatch.delenv("TIDINGS_SMTP_URL", raising=False)
    with django_db_blocker.unblock():
        result = CliRunner().invoke(command, ["--json"])
    found = json.loads(result.output)
    assert result.exit_code == any(check["needed"] and not check["ok"] for check in found)
    assert {"Python", "packages", "database", "migrations", "mail server"} <= {
        check["name"] for check in found
    }
