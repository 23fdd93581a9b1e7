"""The pages of channels: made from declarations, secrets written only, the environment shown as what wins."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from tidings.channels import discover
from tidings.channels.contract import Channel, Declaration, Finding, Message, Outcome, Setting
from tidings.ground import channel_stated
from tidings.ground.channel_settings import accounts, settings_for, standing_for
from tidings.ground.models import ChannelSetting
from tidings.staff import public as staff

pytestmark = pytest.mark.django_db
PAGE = "/console/channels/toy/main/"


class Toy(Channel):
    """A channel with a setting of each sort."""

    declaration = Declaration(
        name="toy",
        says="A toy for tests",
        address_kind="toy",
        abilities=frozenset({"links", "one_click_stop"}),
        limits={"characters": 1200},
        settings=(
            Setting(name="TIDINGS_TOY_URL", says="Where", required=True, pattern="toy://.+"),
            Setting(name="TIDINGS_TOY_TOKEN", says="Who we are", secret=True),
            Setting(name="TIDINGS_TOY_KIND", says="Kind", default="plain", choices=("plain", "odd")),
        ),
    )

    def open(self, settings: Any, ports: Any) -> Any:
        if settings["TIDINGS_TOY_URL"] == "toy://wrong":
            raise ValueError("toy://wrong leads nowhere")
        return self

    def send(self, message: Message) -> Outcome:
        return Outcome(state="accepted")

    def close(self) -> None: ...

    def check(self, settings: Any) -> list[Finding]:
        return [Finding(well=False, says="The toy is asleep", mend="Wake it")]


@pytest.fixture(autouse=True)
def toy(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setitem(discover(), "toy", Toy())
    yield


def text(answer: Any) -> str:
    return answer.content.decode().replace("<wbr>", "")


def audited() -> list[tuple[str, str]]:
    return [(line.action, line.object) for line in staff.audit() if line.action.startswith("channel.")]


def test_every_channel_is_listed_with_what_it_still_needs(signed_in: Callable[..., Client]) -> None:
    shown = text(signed_in("administrator").get("/console/channels/"))
    for words in ("A toy for tests.", "one click stop", "1,200", "needs settings", "TIDINGS_TOY_URL"):
        assert words in shown
    assert all(f'id="channel-{name}"' in shown for name in discover())


def test_what_is_saved_makes_the_channel_ready_and_is_audited_without_its_values(
    signed_in: Callable[..., Client],
) -> None:
    client = signed_in("administrator")
    given = {"TIDINGS_TOY_URL": "toy://here", "TIDINGS_TOY_TOKEN": "hush", "TIDINGS_TOY_PACE": "5/20"}
    assert "Saved." in text(client.post(PAGE, given, follow=True))
    assert accounts(Toy.declaration) == ("main",)
    assert settings_for(Toy.declaration)["TIDINGS_TOY_TOKEN"] == "hush"
    assert standing_for(Toy.declaration)["PACE"] == "5/20"
    (line,) = [line for line in staff.audit() if line.action == "channel.changed"]
    assert line.detail == {"settings": list(given)}


def test_a_secret_is_sealed_never_shown_kept_when_left_empty_and_forgotten_when_asked(
    signed_in: Callable[..., Client],
) -> None:
    client = signed_in("administrator")
    client.post(PAGE, {"TIDINGS_TOY_URL": "toy://here", "TIDINGS_TOY_TOKEN": "hush"})
    assert ChannelSetting.objects.get(name="TIDINGS_TOY_TOKEN").sealed
    shown = text(client.get(PAGE))
    assert "hush" not in shown
    assert "Leave it empty to keep it" in shown
    client.post(PAGE, {"TIDINGS_TOY_URL": "toy://there"})
    assert settings_for(Toy.declaration)["TIDINGS_TOY_TOKEN"] == "hush"
    client.post(PAGE, {"TIDINGS_TOY_URL": "toy://there", "TIDINGS_TOY_TOKEN-forget": "on"})
    assert settings_for(Toy.declaration)["TIDINGS_TOY_TOKEN"] == ""


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("TIDINGS_TOY_URL", "http://here", "It does not have the right form: Where."),
        ("TIDINGS_TOY_URL", "toy://a\x0bb", "Write it in one line."),
        ("TIDINGS_TOY_URL", "toy://wrong", "toy://wrong leads nowhere"),
        ("TIDINGS_TOY_KIND", "strange", "Select a valid choice."),
        ("TIDINGS_TOY_PACE", "0", "write so many a second, above 0"),
        ("TIDINGS_TOY_PACES", "example.com 5", "write a destination, = and its pace"),
        ("TIDINGS_TOY_WARM_UP", "tomorrow: 5", "Write the first day and each day"),
    ],
)
def test_what_cannot_be_right_is_refused_with_the_mend(
    name: str, value: str, says: str, signed_in: Callable[..., Client]
) -> None:
    answer = signed_in("administrator").post(PAGE, {"TIDINGS_TOY_URL": "toy://here"} | {name: value})
    assert says in text(answer)
    assert not ChannelSetting.objects.exists()


def test_what_the_environment_says_wins_is_shown_and_cannot_be_changed(
    signed_in: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIDINGS_TOY_URL", "toy://environment")
    monkeypatch.setenv("TIDINGS_TOY_TOKEN", "hush-hush")
    client = signed_in("administrator")
    shown = text(client.get(PAGE))
    assert "The environment says it (TIDINGS_TOY_URL)." in shown
    assert "toy://environment" in shown
    assert "hush-hush" not in shown
    client.post(PAGE, {"TIDINGS_TOY_URL": "toy://mine", "TIDINGS_TOY_TOKEN": "mine"})
    assert not ChannelSetting.objects.exists()


def test_a_second_account_is_added_checked_paused_and_forgotten(signed_in: Callable[..., Client]) -> None:
    client = signed_in("administrator")
    client.post(PAGE, {"TIDINGS_TOY_URL": "toy://here"})
    client.post("/console/channels/toy/accounts", {"name": "Second"})
    client.post("/console/channels/toy/second/", {"TIDINGS_TOY_URL": "toy://two", "TIDINGS_TOY_ORDER": "1"})
    assert accounts(Toy.declaration) == ("main", "second")
    assert "The toy is asleep. Wake it." in text(
        client.post("/console/channels/toy/second/check", follow=True)
    )
    client.post("/console/channels/toy/second/pause", {"paused": "yes"})
    assert standing_for(Toy.declaration, "second")["PAUSED"] == "yes"
    client.post("/console/channels/toy/second/pause", {"paused": "no"})
    assert standing_for(Toy.declaration, "second")["PAUSED"] == ""
    client.post("/console/channels/toy/second/remove")
    assert accounts(Toy.declaration) == ("main",)
    assert [action for action, _ in reversed(audited())] == [
        "channel.changed",
        "channel.account_added",
        "channel.changed",
        "channel.paused",
        "channel.resumed",
        "channel.account_removed",
    ]


@pytest.mark.parametrize("name", ["", "main", "not a name", "../x", "a" * 21])
def test_an_account_has_a_plain_name_of_its_own(name: str, signed_in: Callable[..., Client]) -> None:
    answer = signed_in("administrator").post("/console/channels/toy/accounts", {"name": name}, follow=True)
    assert "Name it with" in text(answer)


def test_a_secret_sealed_with_a_key_that_is_gone_is_asked_for_again(
    signed_in: Callable[..., Client], settings: Any
) -> None:
    client = signed_in("administrator")
    client.post(PAGE, {"TIDINGS_TOY_URL": "toy://here", "TIDINGS_TOY_TOKEN": "hush"})
    ChannelSetting.objects.filter(name="TIDINGS_TOY_TOKEN").update(value="gAAAA-sealed-elsewhere")
    channel_stated.forget()
    assert "state it again" in text(client.get(PAGE))


def test_a_channel_or_account_that_is_not_there_is_not_found(signed_in: Callable[..., Client]) -> None:
    client = signed_in("administrator")
    for address in ("/console/channels/none/main/", "/console/channels/toy/none/"):
        assert client.get(address).status_code == 404
    assert client.post("/console/channels/none/accounts", {"name": "x"}).status_code == 404
