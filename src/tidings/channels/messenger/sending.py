"""Messages on their way to the Send API: one kept-open connection, each handed over at most once."""

from tidings.channels.contract import Message, Outcome
from tidings.channels.messenger.compose import compose
from tidings.channels.messenger.errors import FAULTS
from tidings.channels.meta import Graph, text_in


class PageSender:
    """Sends as one page."""

    def __init__(self, graph: Graph, page_id: str) -> None:
        self.graph = graph
        self.path = f"{page_id}/messages"

    def send(self, message: Message) -> Outcome:
        """Draws the message and hands it over; raises `CannotCompose` when nothing may be said now."""
        handed = self.graph.hand_over(self.path, compose(message), FAULTS)
        return handed.named(text_in(handed.said, "message_id"))

    def close(self) -> None:
        self.graph.close()
