"""The email channel's world for the conformance suite that every channel passes (tests/channels/test_conformance.py)."""

import re
from collections.abc import Mapping

from tidings.channels.contract import Message, Raw, Sender, Unplugged
from tidings.channels.email.channel import CHANNEL
from tidings.channels.email.tests.examples import MESSAGE, message
from tidings.channels.email.tests.incoming import complaint, notification, raw, reply_to
from tidings.channels.email.tests.keys import ours, settings
from tidings.channels.email.tests.scripted_server import HANG_UP, SILENCE, SLOWLY, ScriptedServer

ANSWERS = {
    "throttled": ("RCPT", "451 4.7.1 slow down"),
    "transient": ("RCPT", "451 4.3.0 try again later"),
    "refused for good": ("RCPT", "550 5.7.1 not wanted"),
    "no such address": ("RCPT", "550 5.1.1 no such user"),
    "taken but not answered": ("message", SILENCE),
    "wrong credentials": ("greeting", "535 5.7.8 not you"),
    "slow": ("message", SLOWLY),
    "dies mid-message": ("text", HANG_UP),
}
ACTIONS = {"failed": "failed", "transient": "delayed", "delivered": "delivered", "accepted": "relayed"}


class World:
    """A mail server that does once what the suite plans, and tells what it was handed."""

    impossible: Mapping[str, str] = {}

    def __init__(self) -> None:
        self.server = ScriptedServer()

    def settings(self) -> Mapping[str, str]:
        url = f"smtp://127.0.0.1:{self.server.port}"
        return settings() | {"TIDINGS_SMTP_URL": url, "TIDINGS_SMTP_TIMEOUT": "1"}

    def open(self) -> Sender:
        return CHANNEL.open(self.settings(), Unplugged(MESSAGE.at))

    def message(self, id: str) -> Message:
        return message(message_id=f"{id}@shop.example", to="someone@example.org")

    def plan(self, trouble: str) -> None:
        self.server.say(*ANSWERS[trouble])

    def vanish(self) -> None:
        self.server.close()

    def received(self) -> list[str]:
        """The ids of what was handed over, in order."""
        heads = (octets.partition(b"\r\n\r\n")[0].decode() for octets in self.server.received)
        return [found[1] for head in heads if (found := re.search(r"Message-ID: <(.+?)@", head))]

    def receipt(self, id: str, state: str) -> Raw:
        return raw(notification(action=ACTIONS[state]), to=self._address("bounce", id))

    def reply(self, sender: str, text: str) -> Raw:
        return raw(reply_to(sender, text), to=self._address("reply", "a"), by=sender)

    def stopped(self, address: str) -> Raw:
        return raw(complaint("a@shop.example"), to=f"complaints@{settings()['TIDINGS_MAIL_DOMAIN']}")

    def close(self) -> None:
        self.server.close()

    def _address(self, use: str, id: str) -> str:
        path = ours().return_path
        assert path is not None
        return path.address(use, f"{id}@shop.example")  # type: ignore[arg-type]  # a use
