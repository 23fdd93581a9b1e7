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
from tidings.conversations.asked_before import asked_before
from tidings.conversations.asked_by_mail import mailbox_to_ask
from tidings.conversations.chat_links import ChatLink, chat_link, chat_opened
from tidings.conversations.chatting import (
    LONGEST_WORDS,
    Line,
    Thread,
    WordsRefused,
    answer_in_chat,
    chat_thread,
    saw_in_chat,
    write_in_chat,
)
from tidings.conversations.checking import check, checked
from tidings.conversations.checks_made import tell_checks
from tidings.conversations.choosing import change_preferences, restart, stop, stop_address
from tidings.conversations.complaints import Complaints, complaints
from tidings.conversations.confirming import confirm
from tidings.conversations.counting import answered_steps, follow_ups
from tidings.conversations.describing import Candidate, Described, Found, described
from tidings.conversations.devices import drop_devices, use_device
from tidings.conversations.entries import DESIRABLE, REASONS, UNDESIRABLE
from tidings.conversations.for_colleagues import (
    ForColleague,
    NotForThem,
    answer_for_colleague,
    check_for_colleague,
)
from tidings.conversations.holding import Holding
from tidings.conversations.impersonating import KINDS as IMPERSONATION_KINDS
from tidings.conversations.impersonating import LARGEST_FILE as LARGEST_REPORTED_FILE
from tidings.conversations.impersonating import STATES as IMPERSONATION_STATES
from tidings.conversations.impersonating import (
    Evidence,
    ReportCard,
    ReportRefused,
    forget_evidence,
    impersonation,
    impersonation_words,
    impersonations,
    impersonations_by_week,
    open_impersonations,
    report_impersonation,
    settle_impersonation,
)
from tidings.conversations.is_it_us import check_call, check_code, check_mail, check_message
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
from tidings.core.genuine.verdict import Answer, Place, Verdict

__all__ = [
    "DESIRABLE",
    "IMPERSONATION_KINDS",
    "IMPERSONATION_STATES",
    "LARGEST_REPORTED_FILE",
    "LONGEST_QUESTION",
    "LONGEST_WORDS",
    "REASONS",
    "UNDESIRABLE",
    "Answer",
    "Answered",
    "Candidate",
    "ChatLink",
    "Complaints",
    "Described",
    "Entry",
    "Evidence",
    "ForColleague",
    "Found",
    "Holding",
    "Line",
    "NotForThem",
    "Place",
    "QuestionRefused",
    "Reacted",
    "ReportCard",
    "ReportRefused",
    "Thread",
    "UnknownStep",
    "Verdict",
    "WordsRefused",
    "add_address",
    "answer",
    "answer_for_colleague",
    "answer_in_chat",
    "answered_steps",
    "answers_of",
    "ask",
    "asked_before",
    "came_back",
    "change_preferences",
    "chat_link",
    "chat_opened",
    "chat_thread",
    "check",
    "check_call",
    "check_code",
    "check_for_colleague",
    "check_mail",
    "check_message",
    "checked",
    "complaints",
    "confirm",
    "described",
    "doubted",
    "drop_devices",
    "erase",
    "export",
    "follow_ups",
    "forget_evidence",
    "impersonation",
    "impersonation_words",
    "impersonations",
    "impersonations_by_week",
    "is_link",
    "kinds_to_add",
    "loops",
    "mailbox_to_ask",
    "open_impersonations",
    "prove_address",
    "put_first",
    "rate",
    "reaction_times",
    "reactions",
    "remove_address",
    "report_impersonation",
    "restart",
    "saw_in_chat",
    "send_code",
    "settle_impersonation",
    "stop",
    "stop_address",
    "tell_checks",
    "timeline",
    "use_device",
    "write_in_chat",
]
