"""What other rooms may ask of the journey: its loops, its outreaches and decisions, and to call one off."""

from tidings.outreach.attempts import AttemptCard, attempts
from tidings.outreach.cards import STATES, DecisionCard, NoSuchOutreach, NoticeView, OutreachCard
from tidings.outreach.claiming import release_leases
from tidings.outreach.compose import STOP_GOOD_FOR
from tidings.outreach.counting import Counts, counts, states_by_campaign
from tidings.outreach.deliver import Unreachable
from tidings.outreach.explaining import explain, replays
from tidings.outreach.finding import NoWords, by_code, decision, decisions, find_outreach, notice, outreach
from tidings.outreach.ledger import DecisionLine, OutreachLine, every_decision, every_outreach
from tidings.outreach.loops import loops
from tidings.outreach.stewarding import erase, export
from tidings.outreach.story import StoryLine, story
from tidings.outreach.told import (
    case_closed,
    case_open,
    conversation_closed,
    conversation_open,
    open_cases,
    record_contact,
)
from tidings.outreach.withdraw import address_stopped, stopped, withdraw

__all__ = [
    "STATES",
    "STOP_GOOD_FOR",
    "AttemptCard",
    "Counts",
    "DecisionCard",
    "DecisionLine",
    "NoSuchOutreach",
    "NoWords",
    "NoticeView",
    "OutreachCard",
    "OutreachLine",
    "StoryLine",
    "Unreachable",
    "address_stopped",
    "attempts",
    "by_code",
    "case_closed",
    "case_open",
    "conversation_closed",
    "conversation_open",
    "counts",
    "decision",
    "decisions",
    "erase",
    "every_decision",
    "every_outreach",
    "explain",
    "export",
    "find_outreach",
    "loops",
    "notice",
    "open_cases",
    "outreach",
    "record_contact",
    "release_leases",
    "replays",
    "states_by_campaign",
    "stopped",
    "story",
    "withdraw",
]
