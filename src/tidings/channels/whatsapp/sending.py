"""Messages on their way to the Cloud API: one kept-open connection, each handed over at most once."""

from collections.abc import Mapping

from tidings.channels.contract import Message, Outcome
from tidings.channels.meta import Graph, Handed, mappings, text_in
from tidings.channels.whatsapp.compose import Body, by_template, compose
from tidings.channels.whatsapp.errors import FAULTS, WINDOW_CLOSED


class CloudSender:
    """Sends as one business number."""

    def __init__(self, graph: Graph, number_id: str) -> None:
        self.graph = graph
        self.path = f"{number_id}/messages"

    def send(self, message: Message) -> Outcome:
        """Draws the message and hands it over; raises `CannotCompose` when nothing may be said now."""
        body = compose(message)
        handed = self.hand_over(body)
        if handed.fault and handed.fault.code == WINDOW_CLOSED and template_is_left(message, body):
            # Their clock is the one that counts: what it refused as free words was not sent.
            handed = self.hand_over(by_template(message))
        return handed.named(wamid(handed.said))

    def hand_over(self, body: Body) -> Handed:
        return self.graph.hand_over(self.path, body, FAULTS)

    def close(self) -> None:
        self.graph.close()


def template_is_left(message: Message, body: Body) -> bool:
    return body["type"] != "template" and bool(message.surface.get("template"))


def wamid(said: object) -> str:
    """The network's name for the message, by which its statuses find it."""
    messages = said.get("messages") if isinstance(said, Mapping) else None
    return next((text_in(one, "id") for one in mappings(messages)), "")
