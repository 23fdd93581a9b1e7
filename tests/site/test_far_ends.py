"""The demonstration's channels: alive on this machine, whatever the caller's own settings are."""

from pathlib import Path

import pytest

from tidings.channels import discover
from tidings.ground import channel_settings
from tidings.site.far_ends import far_ends


@pytest.mark.django_db
def test_mail_letters_and_pushes_are_ready(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in far_ends(var=tmp_path, smtp_port=2525).items():
        monkeypatch.setenv(name, value)
    declared = {name: channel.declaration for name, channel in discover().items()}
    lacking = {name: channel_settings.missing(declared[name], "main") for name in ("email", "letter", "push")}
    assert lacking == {"email": (), "letter": (), "push": ()}


def test_the_print_houses_folder_is_there_and_the_key_stays(tmp_path: Path) -> None:
    first, again = (far_ends(var=tmp_path, smtp_port=2525) for _ in range(2))
    assert Path(first["TIDINGS_LETTER_FOLDER"]).is_dir()
    key = Path(first["TIDINGS_VAPID_KEY_FILE"])
    assert key.stat().st_mode & 0o077 == 0
    assert key.read_text() == Path(again["TIDINGS_VAPID_KEY_FILE"]).read_text()
