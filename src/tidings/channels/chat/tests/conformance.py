"""The chat's world for the conformance suite: our own page stands behind it, here a list of what it would show."""

from collections.abc import Mapping

from tests.channels.example_notice import AT
from tidings.channels.chat import incoming
from tidings.channels.chat.channel import CHANNEL
from tidings.channels.chat.tests.examples import message
from tidings.channels.contract import Message, Outcome, Raw, Sender, Unplugged

NO_WIRE = "there is no wire: the page shows the outreach's own row, in the database that delivery has just written to"


class Recorder:
    """A sender, and the ids of what it took: these are the rows the page shows."""

    def __init__(self, sender: Sender, taken: list[str]) -> None:
        self.sender, self.taken = sender, taken

    def send(self, message: Message) -> Outcome:
        outcome = self.sender.send(message)
        if outcome.state == "accepted":
            self.taken.append(message.message_id.partition("@")[0])
        return outcome

    def close(self) -> None:
        self.sender.close()


class World:
    impossible: Mapping[str, str] = dict.fromkeys(
        (
            "throttled",
            "transient",
            "refused for good",
            "no such address",
            "taken but not answered",
            "wrong credentials",
            "slow",
            "dies mid-message",
            "vanish",
        ),
        NO_WIRE,
    )

    def __init__(self) -> None:
        self.taken: list[str] = []

    def settings(self) -> dict[str, str]:
        return {}

    def open(self) -> Sender:
        return Recorder(CHANNEL.open({}, Unplugged(AT)), self.taken)

    def message(self, id: str) -> Message:
        return message(message_id=f"{id}@shop.example")

    def received(self) -> list[str]:
        return list(self.taken)

    def receipt(self, id: str, state: str) -> Raw:
        return self.raw(f"{state}:{id}", incoming.saw(message_id=f"{id}@shop.example"))

    def reply(self, sender: str, text: str) -> Raw:
        return self.raw("say:1", incoming.wrote(address=sender, text=text))

    def raw(self, key: str, body: bytes) -> Raw:
        return Raw(kind=incoming.KIND, key=key, body=body, at=AT)

    def close(self) -> None:
        pass
