"""The loops of what comes back: what came in is taken up, and answered."""

from tidings.conversations.checks_made import checks_loop
from tidings.conversations.inbound import inbound_loop
from tidings.conversations.saying_loop import say_loop
from tidings.ground.loops import Loop


def loops() -> list[Loop]:
    """Taking up what came in, saying our short answers, and telling which codes were checked."""
    return [inbound_loop(), say_loop(), checks_loop()]
