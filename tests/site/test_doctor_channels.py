"""The doctor looks at every channel by what it declares."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from tidings.channels import discover
from tidings.channels.contract import Channel, Declaration, Finding, Setting
from tidings.ground import channel_stated
from tidings.site.doctor import channels, services
from tidings.site.doctor.check import Check

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, tzinfo=UTC)


class Toy(Channel):
    declaration = Declaration(
        name="toy",
        says="A toy",
        address_kind="toy",
        abilities=frozenset(),
        settings=(
            Setting(name="TIDINGS_TOY_URL", says="Where it is", required=True, pattern="toy://.+"),
            Setting(name="TIDINGS_TOY_TOKEN", says="Who we are", secret=True),
        ),
    )

    def check(self, settings: Any) -> list[Finding]:
        if settings["TIDINGS_TOY_URL"] == "toy://asleep":
            return [Finding(well=False, says="toy://asleep does not answer", mend="Wake it")]
        return []


@pytest.fixture
def toy() -> Iterator[Channel]:
    yield Toy()


def test_a_channel_nobody_set_up_is_absent_and_there_is_nothing_to_mend(toy: Channel) -> None:
    assert list(channels.one(toy)) == [Check("channel toy", False, "not set up", needed=False)]


class Willing(Toy):
    """Its defaults are enough to try it, and are not there."""

    declaration = replace(
        Toy.declaration,
        settings=(Setting(name="TIDINGS_TOY_URL", says="Where it is", default="toy://asleep"),),
    )


def test_a_channel_whose_defaults_do_not_answer_is_no_fault_either(monkeypatch: pytest.MonkeyPatch) -> None:
    assert list(channels.one(Willing())) == [Check("channel toy", False, "not set up", needed=False)]
    monkeypatch.setenv("TIDINGS_TOY_PACE", "2")
    assert list(channels.one(Willing())) == [Check("channel toy", False, "not set up", needed=False)]


def test_a_channel_half_set_up_is_a_fault(toy: Channel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDINGS_TOY_TOKEN", "hush")
    (found,) = channels.one(toy)
    assert (found.ok, found.needed, found.says) == (False, True, "needs TIDINGS_TOY_URL")


def test_each_account_is_looked_at_and_its_own_check_is_heard(
    toy: Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIDINGS_TOY_URL", "toy://here")
    monkeypatch.setenv("TIDINGS_TOY_URL__SECOND", "toy://asleep")
    assert list(channels.one(toy)) == [
        Check("channel toy", True, "ready"),
        Check("channel toy second", False, "toy://asleep does not answer", "Wake it"),
    ]


def test_what_cannot_be_right_is_named_and_a_secret_is_not_repeated(
    toy: Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIDINGS_TOY_URL", "http://elsewhere")
    monkeypatch.setenv("TIDINGS_TOY_TOKEN", "hush\nhush")
    monkeypatch.setenv("TIDINGS_TOY_PACE", "quick")
    says = [found.says for found in channels.one(toy)]
    assert says == [
        "TIDINGS_TOY_URL: it does not have the right form: Where it is",
        "TIDINGS_TOY_TOKEN: write it in one line",
        "TIDINGS_TOY_PACE: quick: write so many a second, above 0, for example 20 or 0.5/10, or none",
    ]


def test_a_secret_sealed_with_a_lost_key_is_named(toy: Channel, settings: Any) -> None:
    channel_stated.state(
        channel="toy", account="main", name="TIDINGS_TOY_TOKEN", value="hush", secret=True, now=NOW
    )
    settings.SECRET_KEY = "another key altogether"
    channel_stated.forget()
    assert "TIDINGS_TOY_TOKEN: sealed with a secret key that is gone" in [
        found.says for found in channels.one(toy)
    ]


def test_without_a_database_the_environment_alone_is_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDINGS_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    names = {found.name for found in services.databases()}
    assert names == {"database"} | {f"channel {name}" for name in discover()}
