"""The portal's own chat, as a channel: the far end is our own page, so what is handed over is there already."""

from collections.abc import Mapping, Sequence

from tidings.channels.chat import incoming
from tidings.channels.chat.sending import LONGEST, ChatSender, on_the_page, words
from tidings.channels.contract import Channel, Declaration, Drawing, Heard, Message, Ports, Raw, Sender
from tidings.core.genuine.faces import Face


class Chat(Channel):
    """A thread on our own page, opened by a signed link; nothing to set up and nobody to pay.

    No request from outside is ever believed: what customers write comes through the page itself.
    """

    declaration = Declaration(
        name="chat",
        says="The portal's own chat: a page of ours with the customer's thread, for the company's site and app to open",
        address_kind="chat",
        abilities=frozenset({"links", "replies", "receipts", "seen", "same_id_again"}),
        receipts=("seen",),
        limits={"text_characters": LONGEST},
    )

    def open(self, settings: Mapping[str, str], ports: Ports) -> Sender:
        return ChatSender()

    def draw(self, message: Message) -> Drawing:
        return Drawing(text=words(message))

    def faces(self, message: Message, settings: Mapping[str, str]) -> Sequence[Face]:
        """As plain text (on the customer's own app), and as our page shows it."""
        plain = super().faces(message, settings)
        return [*plain, Face(tuple(on_the_page(message)))] if plain else ()

    def read(self, raw: Raw, settings: Mapping[str, str]) -> Sequence[Heard]:
        return incoming.read(raw)


CHANNEL = Chat()
