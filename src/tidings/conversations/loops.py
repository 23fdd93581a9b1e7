"""The loops of what comes back: what came in is taken up, and answered."""

from tidings.conversations.inbound import inbound_loop
from tidings.conversations.saying_loop import say_loop
from tidings.ground.loops import Loop


def loops() -> list[Loop]:
    """Taking up what came in, and saying our short answers."""
    return [inbound_loop(), say_loop()]
