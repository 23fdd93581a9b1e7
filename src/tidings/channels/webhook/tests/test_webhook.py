"""The webhook channel and a company's system: signed both ways, and every answer means one thing."""

import json
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from standardwebhooks import Webhook

from tests.channels.example_notice import AT
from tests.programs import node, node_environment
from tidings.channels.contract import CannotCompose, NotGenuine, Raw, Receipt, Sender, Stopped, Unreadable
from tidings.channels.webhook.body import compose
from tidings.channels.webhook.channel import CHANNEL, SECRET, URL
from tidings.channels.webhook.sending import webhook_id
from tidings.channels.webhook.tests.conformance import World
from tidings.channels.webhook.tests.examples import message, request

SIGNED_BY_NODE = """
const { Webhook } = require("standardwebhooks");
const [secret, id, at, body] = process.argv.slice(1);
process.stdout.write(new Webhook(secret).sign(id, new Date(Number(at) * 1000), body));
"""


@pytest.fixture
def world() -> Iterator[World]:
    world = World()
    yield world
    world.close()


@pytest.fixture
def sender(world: World) -> Iterator[Sender]:
    sender = world.open()
    yield sender
    sender.close()


def test_a_notice_is_signed_as_the_standards_own_library_signs(world: World, sender: Sender) -> None:
    sender.send(world.message("a"))
    (posted,) = world.system.posted
    theirs = Webhook(world.settings()[SECRET]).sign("a", AT, posted.body.decode())
    assert posted.headers["webhook-signature"] == theirs
    assert posted.headers["webhook-timestamp"] == str(int(AT.timestamp()))
    assert posted.headers["content-type"] == "application/json"


def test_a_request_signed_by_the_npm_package_is_genuine(world: World) -> None:
    body = json.dumps({"type": "receipt", "data": {"message_id": "a@shop.example", "state": "delivered"}})
    at = str(int(AT.timestamp()))
    signature = subprocess.run(
        [node(), "-e", SIGNED_BY_NODE, world.settings()[SECRET], "msg_1", at, body],
        env=node_environment(),
        capture_output=True,
        text=True,
        timeout=20,
        check=True,
    ).stdout
    headers = {"webhook-id": "msg_1", "webhook-timestamp": at, "webhook-signature": signature}
    raw = Raw(kind="http", key="msg_1", body=body.encode(), at=AT, headers=headers, method="POST")
    assert CHANNEL.answer(raw, world.settings()).status == 200
    (receipt,) = CHANNEL.read(raw, world.settings())
    assert receipt == Receipt(key="msg_1", state="delivered", message_id="a@shop.example")


@pytest.mark.parametrize("id", ["a.b", "", "x" * 65, "é"])
def test_an_id_that_cannot_stand_in_the_signature_stands_there_as_its_digest(id: str) -> None:
    assert len(webhook_id(f"{id}@shop.example")) == 64
    assert webhook_id(f"{id}@shop.example") != webhook_id(f"{id}@other.example")


def test_the_whole_notice_is_posted_and_the_same_message_has_the_same_octets(
    world: World, sender: Sender
) -> None:
    for _ in range(2):
        sender.send(message(surface={"screen": "hall"}))
    first, second = world.system.posted
    assert first.body == second.body
    assert first.data["notice"]["next_steps"] == [{"id": "keep", "says": "That is fine"}]
    assert first.data["links"]["notice"] == "https://shop.example/n/TOKEN"
    assert first.data["surface"] == {"screen": "hall"}
    assert json.loads(first.body)["version"] == 1


@pytest.mark.parametrize(
    ("status", "state", "unreachable"),
    [
        (200, "accepted", False),
        (204, "accepted", False),
        (301, "transient", True),
        (307, "transient", True),
        (400, "permanent", False),
        (403, "transient", True),
        (404, "transient", True),
        (410, "transient", True),
        (413, "permanent", False),
        (500, "transient", False),
        (504, "unknown", False),
    ],
)
def test_every_status_means_one_thing(
    world: World, sender: Sender, status: int, state: str, unreachable: bool
) -> None:
    world.system.planned.append((status, {"location": world.system.url}, {}))
    outcome = sender.send(world.message("a"))
    assert (outcome.state, outcome.unreachable) == (state, unreachable)
    assert len(world.system.posted) == (1 if status < 300 else 0), "a redirect is not followed"


def test_what_the_system_says_is_kept(world: World, sender: Sender) -> None:
    world.system.planned += [(202, {}, {"id": "n-17"}), (429, {"retry-after": "7"}, {"says": "slow down"})]
    assert sender.send(world.message("a")).provider_id == "n-17"
    refused = sender.send(world.message("b"))
    assert (refused.retry_after_s, refused.says) == (7.0, "HTTP 429 slow down")


def test_messages_share_one_connection(world: World, sender: Sender) -> None:
    for id in "abc":
        sender.send(world.message(id))
    assert world.system.connections == 1


@pytest.mark.parametrize("to", ["", "x" * 201, "a\nb"])
def test_an_address_that_is_none_is_refused(to: str) -> None:
    with pytest.raises(CannotCompose, match="address"):
        compose(message(to=to))


def test_a_stop_can_be_a_complaint_of_a_scope(world: World) -> None:
    data = {
        "address": "app-user-77",
        "complaint": True,
        "scope": "purpose:marketing",
        "at": "2026-03-02T10:00:00Z",
    }
    (stop,) = CHANNEL.read(request("stop", data, id="s"), {})
    assert stop == Stopped(
        key="s",
        address="app-user-77",
        complaint=True,
        scope="purpose:marketing",
        at=datetime(2026, 3, 2, 10, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("kind", "data", "says"),
    [
        ("receipt", {"message_id": "a", "state": "lost"}, "data.state"),
        ("receipt", {"state": "seen"}, "names no message"),
        ("receipt", {"message_id": 7, "state": "seen"}, "data.message_id"),
        ("reply", {"text": "Hi"}, "data.from"),
        ("stop", {}, "names nobody"),
        ("order", {}, "type"),
    ],
)
def test_what_cannot_be_understood_says_which_field_is_wrong(kind: str, data: dict, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        CHANNEL.read(request(kind, data, id="x"), {})


def test_another_secret_an_old_request_and_a_get_are_not_genuine(world: World) -> None:
    genuine = request("reply", {"from": "a", "text": "b"}, id="r")
    other = request("reply", {"from": "a", "text": "b"}, id="r", secret="whsec_" + "A" * 40)
    later = replace(genuine, at=datetime(2026, 3, 2, 9, 36, tzinfo=UTC))
    for wrong in (other, later, replace(genuine, method="GET")):
        with pytest.raises(NotGenuine):
            CHANNEL.answer(wrong, world.settings())


@pytest.mark.parametrize(
    "changed", [{URL: "http://shop.example/x"}, {URL: "ftp://x"}, {SECRET: "whsec_short"}]
)
def test_settings_that_cannot_be_right_are_found(world: World, changed: dict[str, str]) -> None:
    wrong = world.settings() | changed
    (finding,) = CHANNEL.check(wrong)
    assert not finding.well
    assert SECRET in finding.mend
    with pytest.raises(ValueError):
        CHANNEL.open(wrong, None)  # type: ignore[arg-type]  # nothing comes in by it
