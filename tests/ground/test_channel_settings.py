"""Settings of channels: who states them, which account comes first, what is secret at rest, how soon all see them."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext, override_settings

from tidings.channels.contract import Declaration, Setting
from tidings.ground import channel_stated
from tidings.ground.channel_settings import accounts, missing, named, said, settings_for, standing_for
from tidings.ground.models import ChannelSetting
from tidings.ground.seals import SealBroken, open_seal, seal

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
TOY = Declaration(
    name="toy",
    says="A toy",
    address_kind="toy",
    abilities=frozenset(),
    settings=(
        Setting(name="TIDINGS_TOY_URL", says="Where", required=True),
        Setting(name="TIDINGS_TOY_KEY", says="Key", secret=True),
        Setting(name="TIDINGS_TOY_KIND", says="Kind", default="plain", choices=("plain", "odd")),
    ),
)


def state(name: str, value: str, account: str = "main", secret: bool = False) -> None:
    channel_stated.state(channel="toy", account=account, name=name, value=value, secret=secret, now=NOON)


def test_without_what_is_required_no_account_is_ready_and_what_is_missing_is_named() -> None:
    assert (accounts(TOY), missing(TOY, "main")) == ((), ("TIDINGS_TOY_URL",))
    state("TIDINGS_TOY_URL", "toy://here")
    assert accounts(TOY) == ("main",)
    assert settings_for(TOY) == {
        "TIDINGS_TOY_URL": "toy://here",
        "TIDINGS_TOY_KEY": "",
        "TIDINGS_TOY_KIND": "plain",
    }


def test_the_environment_wins_over_the_console_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    state("TIDINGS_TOY_KIND", "odd")
    kind = TOY.settings[2]
    assert (said(TOY, kind).value, said(TOY, kind).by) == ("odd", "console")
    monkeypatch.setenv("TIDINGS_TOY_KIND", "plain")
    assert (said(TOY, kind).value, said(TOY, kind).by) == ("plain", "environment")


def test_accounts_are_tried_by_their_number_then_main_first(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "url"
    file.write_text("toy://third\n")
    state("TIDINGS_TOY_URL", "toy://main")
    state("TIDINGS_TOY_URL", "toy://second", account="second")
    monkeypatch.setenv("TIDINGS_TOY_URL__THIRD_FILE", str(file))
    assert named(TOY) == ("main", "second", "third")
    monkeypatch.setenv("TIDINGS_TOY_ORDER__THIRD", "1")
    state("TIDINGS_TOY_ORDER", "2")
    assert accounts(TOY) == ("third", "main", "second")
    assert settings_for(TOY, "third")["TIDINGS_TOY_URL"] == "toy://third"
    assert standing_for(TOY, "third")["ORDER"] == "1"


def test_a_file_that_is_not_there_states_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TIDINGS_TOY_URL_FILE", str(tmp_path / "missing"))
    assert accounts(TOY) == ()


def test_a_secret_is_sealed_at_rest_and_older_keys_open_it() -> None:
    with override_settings(SECRET_KEY="the old key"):
        state("TIDINGS_TOY_KEY", "hush", secret=True)
    assert "hush" not in ChannelSetting.objects.get().value
    channel_stated.forget()
    with override_settings(SECRET_KEY="a new key", SECRET_KEY_FALLBACKS=["the old key"]):
        assert settings_for(TOY)["TIDINGS_TOY_KEY"] == "hush"


def test_a_secret_that_no_key_opens_counts_as_not_stated_and_is_named() -> None:
    with override_settings(SECRET_KEY="the old key"):
        state("TIDINGS_TOY_KEY", "hush", secret=True)
    channel_stated.forget()
    assert settings_for(TOY)["TIDINGS_TOY_KEY"] == ""
    assert channel_stated.cannot_be_opened("toy", "main", "TIDINGS_TOY_KEY")
    with pytest.raises(SealBroken):
        open_seal(ChannelSetting.objects.get().value)
    assert open_seal(seal("é\n")) == "é\n"


def test_reading_them_again_asks_nobody() -> None:
    settings_for(TOY)
    with CaptureQueriesContext(connection) as asked:
        for _ in range(100):
            accounts(TOY)
    assert len(asked) <= 1


def test_what_another_process_wrote_is_seen_within_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    assert accounts(TOY) == ()
    with connection.cursor() as cursor:  # as another process would: no signal reaches us
        cursor.execute(
            "INSERT INTO ground_channelsetting (channel, account, name, value, sealed, updated_at) "
            "VALUES ('toy', 'main', 'TIDINGS_TOY_URL', 'toy://here', false, %s)",
            [NOON],
        )
    later = channel_stated.known().at + 2.1
    monkeypatch.setattr(channel_stated, "monotonic", lambda: later)
    assert accounts(TOY) == ("main",)
