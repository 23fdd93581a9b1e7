"""A record checked by somebody who has nothing of ours but the public keys: by the scripts of the docs, as they stand there."""

import json
import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.test import Client

from tests.conversations.genuine import mailed
from tests.portal.journey import SENT, token
from tests.programs import node
from tidings.ground.clock import SimulatedClock, using
from tidings.outreach import public as outreach
from tidings.outreach.models import Outreach, SigningKey
from tidings.site.command import main

pytestmark = pytest.mark.django_db
PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "check-a-record.md"
NOW = SENT + timedelta(hours=1)


def script(language: str, folder: Path) -> Path:
    [text] = re.findall(rf"```{language}\n(.*?)```", PAGE.read_text(), re.DOTALL)
    assert len(text.splitlines()) <= 30
    file = folder / ("check_record.mjs" if language == "javascript" else "check_record.py")
    file.write_text(text)
    return file


def downloaded(client: Client, folder: Path) -> tuple[Path, Path]:
    with using(SimulatedClock(NOW)):
        found = client.get(f"/n/{token('notice', Outreach.objects.get().id)}/record")
    keys, record = folder / "keys.json", folder / "record.jose"
    keys.write_bytes(client.get("/.well-known/tidings-keys.json").content)
    record.write_bytes(found.content)
    return keys, record


def checked(command: list[str], *files: Path) -> Any:
    done = subprocess.run([*command, *map(str, files)], capture_output=True, text=True, timeout=30)
    return json.loads(done.stdout) if done.returncode == 0 else None


@pytest.mark.parametrize("language", ["python", "javascript"])
def test_the_docs_script_checks_a_record_and_refuses_an_altered_one(
    language: str, tmp_path: Path, client: Client
) -> None:
    command = [sys.executable if language == "python" else node(), str(script(language, tmp_path))]
    mailed(tmp_path / "mail")
    outreach.rotate_key(actor="test", now=NOW)
    keys, record = downloaded(client, tmp_path)
    said = checked(command, keys, record)
    row = Outreach.objects.get()
    assert (said["code"], said["channel"], said["sender"]) == (row.code, "email", "avisos@loja.example")
    assert row.address not in record.read_text() and said["at"] == int(SENT.timestamp() * 1_000_000)
    header, middle, signature = record.read_text().strip().split(".")
    record.write_text(f"{header}.{middle[:-2]}{'A' if middle[-2] != 'A' else 'B'}{middle[-1]}.{signature}")
    assert checked(command, keys, record) is None


def test_keys_rotate_and_the_old_one_stays_published(tmp_path: Path, client: Client) -> None:
    mailed(tmp_path / "one")
    first = outreach.rotate_key(actor="test", now=NOW)
    mailed(tmp_path / "two", name="joao", company=False)
    second = outreach.rotate_key(actor="test", now=NOW + timedelta(days=1))
    published = [key["kid"] for key in client.get("/.well-known/tidings-keys.json").json()["keys"]]
    signed = {
        record.split(".")[0]
        for row in Outreach.objects.all()
        for record in outreach.records_of(outreach_id=row.id)
    }
    assert len(set(published)) == len(published) == 3 and {first.id, second.id} < set(published)
    assert len(signed) == 2
    assert SigningKey.objects.exclude(secret="").get().id == second.id


def test_a_stated_key_is_rotated_by_stating_another(settings: Any) -> None:
    settings.RECORD_KEY = "a long random text"
    with pytest.raises(outreach.KeyIsStated, match="TIDINGS_RECORD_KEY"):
        outreach.rotate_key(actor="test", now=NOW)


def test_the_command_lists_keys_in_its_help() -> None:
    said = CliRunner().invoke(main, ["keys", "--help"]).output
    assert "rotate" in said and "list" in said


def test_programs_check_as_json(client: Client, tmp_path: Path) -> None:
    mailed(tmp_path)
    code = Outreach.objects.get().code

    def asked(**said: str) -> tuple[int, Any]:
        with using(SimulatedClock(NOW)):
            answer = client.post("/is-it-you.json", said, "application/json")
        return answer.status_code, answer.json()

    assert asked(code=code) == (200, {"answer": "ours"})
    assert asked(code="nonsense") == (422, {"answer": "mistyped"})
    status, answer = asked(message=f"Send money. Code {code}")
    assert (status, answer["answer"]) == (200, "not_ours") and answer["places"]
    assert asked(number="", own="+5511961234567", minute="2026-03-02T15:30Z") == (
        200,
        {"answer": "not_in_call"},
    )
    assert asked(other="x")[0] == asked(number="1", minute="x")[0] == 400
