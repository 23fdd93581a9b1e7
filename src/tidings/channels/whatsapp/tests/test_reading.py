"""What Meta calls us back with, by its own examples."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tidings.channels.contract import Heard, NotGenuine, Raw, Receipt, Reply, Stopped, Unreadable
from tidings.channels.meta import signature
from tidings.channels.whatsapp.channel import CHANNEL
from tidings.channels.whatsapp.number import number_of
from tidings.channels.whatsapp.tests import far_end

PAYLOADS = Path(__file__).parent / "payloads"
SETTINGS = {"TIDINGS_WHATSAPP_APP_SECRET": "s3cret", "TIDINGS_WHATSAPP_VERIFY_TOKEN": "ours"}
AT = datetime(2025, 6, 18, 12, tzinfo=UTC)


def raw(body: bytes, **changes: Any) -> Raw:
    headers = {"x-hub-signature-256": signature(body, "s3cret")}
    whole = Raw(
        kind="request", key="k", body=body, at=AT, headers=headers, method="POST", url="https://x.example/"
    )
    return replace(whole, **changes)


def read(body: bytes) -> list[Heard]:
    return list(CHANNEL.read(raw(body), SETTINGS))


def example(name: str) -> list[Heard]:
    return read((PAYLOADS / f"{name}.json").read_bytes())


def test_a_text_of_theirs() -> None:
    assert example("text") == [
        Reply(
            key="wamid.HBgLMTY1MDM4Nzk0MzkVAgASGBQzQTRBNjU5OUFFRTAzODEwMTQ0RgA=",
            own_id="wamid.HBgLMTY1MDM4Nzk0MzkVAgASGBQzQTRBNjU5OUFFRTAzODEwMTQ0RgA=",
            sender="+16505551234",
            text="Does it come in another color?",
            at=datetime(2025, 6, 8, 20, 59, 43, tzinfo=UTC),
            said_to="+15550783881",
        )
    ]


def test_a_pressed_button_is_a_reply_to_the_message_it_stood_under() -> None:
    [reply] = example("button_reply")
    assert isinstance(reply, Reply)
    assert reply.text == "Change"
    assert reply.provider_id == "wamid.HBgLMTY0NjcwNDM1OTUVAgARGBJBM0Y4RUU0RUNFQkFDMjYzQUMA"


def test_a_delivery_of_theirs() -> None:
    [receipt] = example("delivered")
    assert isinstance(receipt, Receipt)
    assert (receipt.state, receipt.at) == ("delivered", datetime(2025, 6, 18, 16, 22, 53, tzinfo=UTC))
    assert receipt.provider_id == "wamid.HBgLMTY1MDM4Nzk0MzkVAgARGBI3MTE5MjVBOTE3MDk5QUVFM0YA"


def test_offers_taken_up_again_are_no_consent_and_stopped_ones_are_a_stop() -> None:
    assert example("user_preferences") == []
    body = (PAYLOADS / "user_preferences.json").read_bytes().replace(b"resume", b"stop")
    [stop] = read(body)
    assert isinstance(stop, Stopped)
    assert (stop.address, stop.scope) == ("+16505551234", "purpose:marketing")


def test_many_things_in_one_body_are_all_heard_in_order() -> None:
    states = ["sent", "delivered", "read"]
    statuses = [
        far_end.status("wamid.A", each, ours="a@shop.example", to="+5511961234567") for each in states
    ]
    body = json.loads(far_end.webhook({"statuses": statuses}))
    body["entry"] += json.loads(far_end.webhook(far_end.text("+5511961234567", "Thanks")))["entry"]
    found = read(json.dumps(body).encode())
    assert [getattr(one, "state", "reply") for one in found] == ["accepted", "delivered", "seen", "reply"]
    assert len({one.key for one in found}) == 4
    assert {one.message_id for one in found if isinstance(one, Receipt)} == {"a@shop.example"}


@pytest.mark.parametrize(
    ("code", "state", "dead"),
    [
        (131026, "failed", True),
        (131047, "failed", False),
        (130429, "transient", False),
        (131056, "transient", False),
    ],
)
def test_why_a_message_failed_decides_whether_it_is_over(code: int, state: str, dead: bool) -> None:
    status = far_end.status("wamid.A", "failed", ours="a@x", to="+5511961234567", code=code)
    [receipt] = read(far_end.webhook({"statuses": [status]}))
    assert isinstance(receipt, Receipt)
    assert (receipt.state, receipt.address_dead) == (state, dead)
    assert str(code) in receipt.says


def test_a_message_that_failed_because_they_stopped_offers_is_a_stop_too() -> None:
    status = far_end.status("wamid.A", "failed", ours="a@x", to="+5511961234567", code=131050)
    receipt, stop = read(far_end.webhook({"statuses": [status]}))
    assert isinstance(receipt, Receipt)
    assert isinstance(stop, Stopped)
    assert (receipt.state, stop.address, stop.scope) == ("failed", "+5511961234567", "purpose:marketing")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({"type": "button", "button": {"payload": "keep", "text": "That is fine"}}, "That is fine"),
        ({"type": "image", "image": {"id": "1", "caption": "Look"}}, "Look"),
        ({"type": "audio", "audio": {"id": "1", "voice": True}}, "[audio]"),
        ({"type": "reaction", "reaction": {"message_id": "wamid.A", "emoji": "👍"}}, "👍"),
        ({"type": "unsupported", "errors": [{"code": 131051}]}, "[unsupported]"),
    ],
)
def test_whatever_they_send_has_words_or_its_type(content: Any, words: str) -> None:
    message = {"from": "5511961234567", "id": "wamid.IN", "timestamp": "1749416383", **content}
    [reply] = read(far_end.webhook({"messages": [message]}))
    assert isinstance(reply, Reply)
    assert reply.text == words


def test_what_the_network_says_of_itself_is_no_reply() -> None:
    system = {"from": "5511961234567", "id": "wamid.S", "type": "system", "system": {"body": "changed"}}
    assert read(far_end.webhook({"messages": [system], "errors": [{"code": 130429}]})) == []
    assert read(far_end.webhook({"event": "APPROVED"}, field="message_template_status_update")) == []


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"object": "page"}', b"\xff", b"[" * 100_000])
def test_what_is_not_the_networks_is_set_aside(body: bytes) -> None:
    with pytest.raises(Unreadable):
        read(body)


def test_the_published_signature_is_ours() -> None:
    """G-10."""
    known = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"
    assert signature(b"Hello, World!", "It's a Secret to Everybody") == known


def test_only_the_raw_body_that_was_signed_is_believed() -> None:
    body = (PAYLOADS / "text.json").read_bytes()
    assert CHANNEL.answer(raw(body), SETTINGS).keep
    anew = json.dumps(json.loads(body)).encode()
    for wrong in (
        replace(raw(body), body=anew),
        replace(raw(body), headers={"x-hub-signature-256": "sha256="}),
    ):
        with pytest.raises(NotGenuine):
            CHANNEL.answer(wrong, SETTINGS)
    with pytest.raises(NotGenuine):
        CHANNEL.answer(raw(body), {})


def test_the_handshake_repeats_the_challenge_to_whoever_knows_our_word() -> None:
    url = "https://x.example/in/whatsapp/main?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token="
    answer = CHANNEL.answer(raw(b"", method="GET", url=f"{url}ours"), SETTINGS)
    assert (answer.status, answer.body, answer.keep) == (200, b"1158201444", False)
    for wrong in (f"{url}theirs", url, "https://x.example/"):
        with pytest.raises(NotGenuine):
            CHANNEL.answer(raw(b"", method="GET", url=wrong), SETTINGS)
    with pytest.raises(NotGenuine):
        CHANNEL.answer(raw(b"", method="GET", url=f"{url}"), {})


@pytest.mark.parametrize(
    ("wa_id", "number"),
    [
        ("5511961234567", "+5511961234567"),
        ("553188887777", "+5531988887777"),
        ("553132221111", "+553132221111"),
        ("5215512345678", "+525512345678"),
        ("16505551234", "+16505551234"),
        ("", ""),
        ("BR.1234", ""),
    ],
)
def test_a_persons_number_is_the_one_everybody_else_uses(wa_id: str, number: str) -> None:
    assert number_of(wa_id) == number
