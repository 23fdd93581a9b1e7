"""How much a message looks like a scam or like spam, and what in it makes it look so."""

from tidings.core.scam.likeness import ALARMING, Likeness, look
from tidings.core.scam.signs import Reason

__all__ = ["ALARMING", "Likeness", "Reason", "look"]
