"""What other rooms may ask of conversations: what came back, and the customer's one timeline."""

from tidings.conversations.answering import (
    LONGEST_QUESTION,
    Answered,
    QuestionRefused,
    UnknownStep,
    answer,
    answers_of,
    ask,
    doubted,
    is_link,
)
from tidings.conversations.checking import Verdict, check, checked
from tidings.conversations.choosing import change_preferences, restart, stop, stop_address
from tidings.conversations.complaints import Complaints, complaints
from tidings.conversations.counting import answered_steps, follow_ups
from tidings.conversations.devices import drop_devices, use_device
from tidings.conversations.entries import DESIRABLE, REASONS, UNDESIRABLE
from tidings.conversations.holding import Holding
from tidings.conversations.loops import loops
from tidings.conversations.own_addresses import (
    add_address,
    kinds_to_add,
    prove_address,
    put_first,
    remove_address,
    send_code,
)
from tidings.conversations.rating import rate
from tidings.conversations.reaction_times import Reacted, reaction_times
from tidings.conversations.reactions import reactions
from tidings.conversations.stewarding import erase, export
from tidings.conversations.timeline import Entry, came_back, timeline

__all__ = [
    "DESIRABLE",
    "LONGEST_QUESTION",
    "REASONS",
    "UNDESIRABLE",
    "Answered",
    "Complaints",
    "Entry",
    "Holding",
    "QuestionRefused",
    "Reacted",
    "UnknownStep",
    "Verdict",
    "add_address",
    "answer",
    "answered_steps",
    "answers_of",
    "ask",
    "came_back",
    "change_preferences",
    "check",
    "checked",
    "complaints",
    "doubted",
    "drop_devices",
    "erase",
    "export",
    "follow_ups",
    "is_link",
    "kinds_to_add",
    "loops",
    "prove_address",
    "put_first",
    "rate",
    "reaction_times",
    "reactions",
    "remove_address",
    "restart",
    "send_code",
    "stop",
    "stop_address",
    "timeline",
    "use_device",
]
