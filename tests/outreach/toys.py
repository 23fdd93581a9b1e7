"""Toy channels by the contract: what is handed over is kept in a list, and what becomes of it can be planned."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field

from tidings.channels.contract import Channel, Declaration, Message, Outcome, Ports, Receipt


@dataclass
class Toy(Channel):
    """A far end that accepts everything, or does what `next` says; `knows` is what it answers when asked."""

    name: str
    kind: str
    abilities: frozenset[str] = frozenset()
    sent: list[Message] = field(default_factory=list)
    next: deque[Outcome] = field(default_factory=deque)
    knows: dict[str, Receipt] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    @property
    def declaration(self) -> Declaration:  # type: ignore[override]
        return Declaration(
            name=self.name, says="a toy", address_kind=self.kind, abilities=self.abilities, receipts=("seen",)
        )

    def open(self, settings: Mapping[str, str], ports: Ports | None) -> "Toy":
        return self

    def send(self, message: Message) -> Outcome:
        self.sent.append(message)
        accepted = Outcome(state="accepted", provider_id=f"{self.name}-{len(self.sent)}")
        return self.next.popleft() if self.next else accepted

    def close(self) -> None:
        pass

    def ask(self, message_id: str, provider_id: str, settings: Mapping[str, str]) -> Receipt | None:
        self.asked.append(message_id)
        return self.knows.get(message_id)
