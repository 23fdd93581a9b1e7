"""The webhook channel's world for the conformance suite (tests/channels): a system of a company on loopback."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from tests.channels.example_notice import AT
from tidings.channels.contract import Message, Raw, Sender, Unplugged
from tidings.channels.webhook.channel import CHANNEL, SECRET, TIMEOUT, URL
from tidings.channels.webhook.tests import system
from tidings.channels.webhook.tests.examples import message, request

PLANS = {
    "throttled": (429, {"retry-after": "7"}, {"says": "slow down"}),
    "transient": (503, {}, {}),
    "refused for good": (422, {}, {"says": "no notices of this kind"}),
    "no such address": (422, {}, {"says": "no such user", "address_dead": True}),
    "taken but not answered": system.SILENCE,
    "wrong credentials": (401, {}, {"says": "bad signature"}),
    "slow": system.SLOW,
    "dies mid-message": system.CUT,
}


class World:
    """What it was handed it kept once for each request, under the message's own id."""

    impossible: Mapping[str, str] = {}

    def __init__(self) -> None:
        self.system = system.System()

    def settings(self) -> dict[str, str]:
        return {URL: self.system.url, SECRET: system.SECRET, TIMEOUT: "2"}

    def open(self) -> Sender:
        return CHANNEL.open(self.settings(), Unplugged(AT))

    def message(self, id: str) -> Message:
        return message(message_id=f"{id}@shop.example")

    def plan(self, trouble: str) -> None:
        self.system.planned.append(PLANS[trouble])

    def vanish(self) -> None:
        self.system.close()

    def received(self) -> list[str]:
        return [posted.headers["webhook-id"] for posted in self.system.posted]

    def expiry(self, id: str) -> datetime:
        (told,) = [one.data["expires_at"] for one in self.system.posted if one.headers["webhook-id"] == id]
        return datetime.fromisoformat(told)

    def receipt(self, id: str, state: str) -> Raw:
        data = {"message_id": f"{id}@shop.example", "state": state}
        return request("receipt", data, id=f"receipt-{id}-{state}")

    def reply(self, sender: str, text: str) -> Raw:
        return request("reply", {"from": sender, "text": text}, id="reply-1")

    def stopped(self, address: str) -> Raw:
        return request("stop", {"address": address, "scope": "all"}, id="stop-1")

    def forged(self, raw: Raw) -> Raw:
        return replace(raw, body=raw.body.replace(b"data", b"Data"))

    def close(self) -> None:
        self.system.close()
