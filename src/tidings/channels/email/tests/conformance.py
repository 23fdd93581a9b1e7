"""The email channel's world for the conformance suite that every channel passes (tests/channels/test_conformance.py)."""

import re

from tidings.channels.contract import Message, Sender, Unplugged
from tidings.channels.email.channel import CHANNEL
from tidings.channels.email.tests.examples import MESSAGE, message
from tidings.channels.email.tests.scripted_server import SILENCE, ScriptedServer

ANSWERS = {
    "throttled": ("RCPT", "451 4.7.1 slow down"),
    "refused for good": ("RCPT", "550 5.7.1 not wanted"),
    "no such address": ("RCPT", "550 5.1.1 no such user"),
    "taken but not answered": ("message", SILENCE),
}


class World:
    """A mail server that does once what the suite plans, and tells what it was handed."""

    def __init__(self) -> None:
        self.server = ScriptedServer()

    def open(self) -> Sender:
        url = f"smtp://127.0.0.1:{self.server.port}"
        return CHANNEL.open({"TIDINGS_SMTP_URL": url, "TIDINGS_SMTP_TIMEOUT": "1"}, Unplugged(MESSAGE.at))

    def message(self, id: str) -> Message:
        return message(message_id=f"{id}@shop.example")

    def plan(self, trouble: str) -> None:
        self.server.say(*ANSWERS[trouble])

    def vanish(self) -> None:
        self.server.close()

    def received(self) -> list[str]:
        """The ids of what was handed over, in order."""
        heads = (octets.partition(b"\r\n\r\n")[0].decode() for octets in self.server.received)
        return [found[1] for head in heads if (found := re.search(r"Message-ID: <(.+?)@", head))]

    def close(self) -> None:
        self.server.close()
