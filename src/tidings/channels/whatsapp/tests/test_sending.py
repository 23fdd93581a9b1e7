"""What became of a message at the Cloud API, by its own error codes."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.channels.example_notice import AT
from tests.channels.scripted_http import Said
from tidings.channels.contract import Unplugged
from tidings.channels.meta import Fault
from tidings.channels.whatsapp.channel import CHANNEL
from tidings.channels.whatsapp.errors import FAULTS
from tidings.channels.whatsapp.tests import far_end
from tidings.channels.whatsapp.tests.conformance import World
from tidings.channels.whatsapp.tests.examples import MESSAGE, SURFACE, message

PAYLOADS = Path(__file__).parent / "payloads"


@pytest.fixture
def world() -> Iterator[World]:
    world = World()
    yield world
    world.close()


@pytest.mark.parametrize(
    ("code", "state", "blames"),
    [
        (190, "transient", "unreachable"),
        (10, "transient", "unreachable"),
        (230, "transient", "unreachable"),
        (131031, "transient", "unreachable"),
        (131042, "transient", "unreachable"),
        (133010, "transient", "unreachable"),
        (4, "transient", "throttled"),
        (80007, "transient", "throttled"),
        (130429, "transient", "throttled"),
        (131048, "transient", "throttled"),
        (131056, "transient", "throttled"),
        (131000, "transient", ""),
        (131016, "transient", ""),
        (131026, "permanent", "address_dead"),
        (131047, "permanent", ""),
        (131049, "permanent", ""),
        (131050, "permanent", ""),
        (132000, "permanent", ""),
        (132001, "permanent", ""),
        (132012, "permanent", ""),
        (132015, "permanent", ""),
        (100, "permanent", ""),
        (999999, "permanent", ""),
    ],
)
def test_a_code_says_whether_to_try_again_and_what_is_to_blame(code: int, state: str, blames: str) -> None:
    outcome = FAULTS.outcome(Fault(code=code, says="why"))
    assert outcome.state == state
    blamed = {name for name in ("unreachable", "throttled", "address_dead") if getattr(outcome, name)}
    assert blamed == ({blames} if blames else set())


def test_metas_own_example_of_an_error_is_read(world: World) -> None:
    world.far_end.plan(
        Said(status=400, body=(PAYLOADS / "error.json").read_bytes(), headers={"Retry-After": "7"})
    )
    outcome = world.open().send(MESSAGE)
    assert (outcome.state, outcome.throttled, outcome.retry_after_s) == ("transient", True, 7.0)
    assert outcome.says.startswith("130429 (#130429) Rate limit hit: Message failed to send because")


def test_metas_own_example_of_an_answer_names_the_message(world: World) -> None:
    world.far_end.plan(Said(body=(PAYLOADS / "accepted.json").read_bytes()))
    outcome = world.open().send(MESSAGE)
    assert (outcome.state, outcome.provider_id) == (
        "accepted",
        "wamid.HBgLMTY0NjcwNDM1OTUVAgARGBI1RjQyNUE3NEYxMzAzMzQ5MkEA",
    )


def test_an_error_shows_nobodys_number() -> None:
    says = Fault.read({"code": 131030, "message": "Recipient 5511961234567 is not in the list"}).says
    assert says == "131030 Recipient … is not in the list"


@pytest.mark.parametrize(
    "body", [b"<html>Sign in to this network</html>", b"{}", b'{"messages": [{}]}', b'{"messages": 1}']
)
def test_an_acceptance_that_names_no_message_is_not_believed(world: World, body: bytes) -> None:
    world.far_end.plan(Said(body=body))
    assert world.open().send(MESSAGE).state == "unknown"


def test_where_their_clock_has_closed_the_window_the_template_goes_at_once(world: World) -> None:
    world.far_end.refuse(131047)
    assert world.open().send(message(surface=SURFACE)).state == "accepted"
    assert [json.loads(asked.body)["type"] for asked in world.far_end.asked] == ["interactive", "template"]


def test_without_a_template_a_closed_window_is_final(world: World) -> None:
    world.far_end.refuse(131047)
    outcome = world.open().send(MESSAGE)
    assert outcome.state == "permanent"
    assert "131047" in outcome.says
    assert len(world.far_end.asked) == 1


def test_the_token_goes_into_its_header_and_nowhere_else(world: World) -> None:
    world.open().send(MESSAGE)
    [asked] = world.far_end.asked
    assert asked.headers["authorization"] == f"Bearer {far_end.TOKEN}"
    assert asked.path == f"/v23.0/{far_end.NUMBER_ID}/messages"
    assert far_end.TOKEN.encode() not in asked.body


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TIDINGS_WHATSAPP_URL", "http://graph.example"),
        ("TIDINGS_WHATSAPP_NUMBER_ID", "+15550783881"),
        ("TIDINGS_WHATSAPP_TIMEOUT", "soon"),
        ("TIDINGS_WHATSAPP_TOKEN", "two\r\nlines"),
    ],
)
def test_a_setting_that_cannot_be_right_is_named(world: World, name: str, value: str) -> None:
    with pytest.raises(ValueError, match="token" if name.endswith("TOKEN") else name):
        CHANNEL.open({**world.settings(), name: value}, Unplugged(AT))


def test_the_doctor_asks_who_we_are_and_names_the_mend(world: World) -> None:
    [well] = CHANNEL.check(world.settings())
    assert (well.well, well.says) == (True, "speaks as Example Shop, quality GREEN")
    [wrong] = CHANNEL.check({**world.settings(), "TIDINGS_WHATSAPP_TOKEN": "old"})
    assert (wrong.well, "TIDINGS_WHATSAPP_TOKEN" in wrong.mend) == (False, True)
    world.vanish()
    [gone] = CHANNEL.check(world.settings())
    assert (gone.well, "TIDINGS_WHATSAPP_URL" in gone.mend) == (False, True)
