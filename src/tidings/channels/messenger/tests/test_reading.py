"""What the network calls us back with, by its own examples; and what its errors mean."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.channels.scripted_http import Said
from tidings.channels.contract import Heard, Raw, Receipt, Reply, Stopped, Unreadable
from tidings.channels.messenger.channel import CHANNEL
from tidings.channels.messenger.errors import FAULTS
from tidings.channels.messenger.tests import far_end
from tidings.channels.messenger.tests.conformance import World
from tidings.channels.messenger.tests.examples import MESSAGE
from tidings.channels.meta import Fault

PAYLOADS = Path(__file__).parent / "payloads"
AT = datetime(2016, 3, 23, tzinfo=UTC)


@pytest.fixture
def world() -> Iterator[World]:
    world = World()
    yield world
    world.close()


def read(body: bytes) -> list[Heard]:
    return list(CHANNEL.read(Raw(kind="request", key="k", body=body, at=AT, method="POST"), {}))


def example(name: str) -> list[Heard]:
    return read((PAYLOADS / f"{name}.json").read_bytes())


def event(**what: Any) -> list[Heard]:
    return read(far_end.webhook(far_end.event(MESSAGE.to, **what)))


def test_a_message_of_theirs_is_a_reply() -> None:
    assert example("message") == [
        Reply(
            key="mid.1457764197618:41d102a3e1ae206a38",
            own_id="mid.1457764197618:41d102a3e1ae206a38",
            sender="1254477777772919",
            text="hello, world!",
            at=datetime(2016, 3, 23, 0, 25, 52, 478000, tzinfo=UTC),
            said_to="1906385232743451",
        )
    ]


def test_a_delivery_of_theirs_names_its_messages() -> None:
    [receipt] = example("delivery")
    assert isinstance(receipt, Receipt)
    assert (receipt.state, receipt.provider_id) == ("delivered", "mid.1458668856218:ed81099e15d3f4f233")


def test_a_watermark_alone_speaks_of_all_that_went_to_them_until_then() -> None:
    until = datetime(2016, 3, 22, 17, 47, 36, 253000, tzinfo=UTC)
    [seen] = example("read")
    [delivered] = event(delivery={"watermark": 1458668856253})
    assert [one.state for one in (seen, delivered) if isinstance(one, Receipt)] == ["seen", "delivered"]
    for one in (seen, delivered):
        assert isinstance(one, Receipt)
        assert (one.address, one.at, one.message_id, one.provider_id) == ("1254477777772919", until, "", "")


def test_an_echo_is_no_reply_and_ours_tells_that_it_was_taken() -> None:
    [receipt] = example("echo")
    assert isinstance(receipt, Receipt)
    assert (receipt.state, receipt.message_id) == ("accepted", "<DEVELOPER_DEFINED_METADATA_STRING>")
    assert event(message={"is_echo": True, "mid": "m_1", "text": "by the page's own people"}) == []


def test_a_pressed_button_and_a_picture_are_replies() -> None:
    [pressed] = event(postback={"mid": "m_1", "title": "Talk to someone", "payload": "talk"})
    [shown] = event(message={"mid": "m_2", "attachments": [{"type": "image", "payload": {"url": "x"}}]})
    assert [one.text for one in (pressed, shown) if isinstance(one, Reply)] == ["Talk to someone", "[image]"]


def test_whoever_asked_and_wants_no_more_has_stopped() -> None:
    optin = {"type": "notification_messages", "notification_messages_token": "68031423"}
    assert event(optin=optin) == []
    [stop] = event(optin={**optin, "notification_messages_status": "STOP_NOTIFICATIONS"})
    assert isinstance(stop, Stopped)
    assert (stop.address, stop.scope) == ("asked:68031423", "all")


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"object": "whatsapp_business_account"}', b"\xff"])
def test_what_is_not_the_networks_is_set_aside(body: bytes) -> None:
    with pytest.raises(Unreadable):
        read(body)


def test_oddly_shaped_events_are_passed_over() -> None:
    for odd in ({"message": 1}, {"delivery": {"mids": 3}}, {"read": []}, {"optin": {}}, {"postback": {}}):
        assert event(**odd) == []


@pytest.mark.parametrize(
    ("code", "subcode", "state", "blames"),
    [
        (190, 1234567, "transient", "unreachable"),
        (200, 0, "transient", "unreachable"),
        (368, 0, "transient", "unreachable"),
        (613, 0, "transient", "throttled"),
        (4, 2018022, "transient", "throttled"),
        (1200, 0, "transient", ""),
        (10, 2018278, "permanent", ""),
        (230, 0, "permanent", ""),
        (200, 1545041, "permanent", ""),
        (100, 0, "permanent", ""),
        (100, 2018001, "permanent", "address_dead"),
        (551, 0, "permanent", "address_dead"),
    ],
)
def test_a_code_says_whether_to_try_again(code: int, subcode: int, state: str, blames: str) -> None:
    outcome = FAULTS.outcome(Fault(code=code, subcode=subcode, says="why"))
    assert outcome.state == state
    blamed = {name for name in ("unreachable", "throttled", "address_dead") if getattr(outcome, name)}
    assert blamed == ({blames} if blames else set())


def test_the_networks_own_examples_of_answers_are_read(world: World) -> None:
    sender = world.open()
    world.far_end.plan(Said(status=401, body=(PAYLOADS / "error.json").read_bytes()))
    assert sender.send(MESSAGE).says == "190 Invalid OAuth access token."
    accepted = (PAYLOADS / "accepted.json").read_bytes()
    world.far_end.plan(Said(body=accepted))
    assert sender.send(MESSAGE).provider_id == json.loads(accepted)["message_id"]


def test_the_doctor_asks_who_we_are_and_names_the_mend(world: World) -> None:
    [well] = CHANNEL.check(world.settings())
    assert (well.well, well.says) == (True, "speaks as Example Shop")
    [wrong] = CHANNEL.check({**world.settings(), "TIDINGS_MESSENGER_TOKEN": "old"})
    assert (wrong.well, "TIDINGS_MESSENGER_TOKEN" in wrong.mend) == (False, True)
