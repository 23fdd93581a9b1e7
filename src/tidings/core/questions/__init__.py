"""The questions that will come after a notice: which are likely, and whether it answers them."""

from tidings.core.questions.accepting import accept_answer
from tidings.core.questions.intents import Intents, shipped_intents
from tidings.core.questions.kinds import Kind, kind_of, library
from tidings.core.questions.likely import LIKELY, UNSURE, Likely, likely

__all__ = [
    "LIKELY",
    "UNSURE",
    "Intents",
    "Kind",
    "Likely",
    "accept_answer",
    "kind_of",
    "library",
    "likely",
    "shipped_intents",
]
