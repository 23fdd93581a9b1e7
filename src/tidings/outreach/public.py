"""What other rooms may ask of the journey: its loops, its outreaches and decisions, and to call one off."""

from tidings.outreach.attempts import AttemptCard, attempts
from tidings.outreach.behaviour import Part, Told, last_told, told_since, told_together
from tidings.outreach.calls import CallAnswer, OtherCall, ToldCall, begin_call, end_call
from tidings.outreach.cards import STATES, DecisionCard, NoSuchOutreach, NoticeView, OutreachCard
from tidings.outreach.civil_hours import civil_hour
from tidings.outreach.claiming import release_leases
from tidings.outreach.compose import STOP_GOOD_FOR, Voice
from tidings.outreach.counting import Counts, counts, states_by_campaign
from tidings.outreach.decide import decide_one
from tidings.outreach.deliver import Unreachable
from tidings.outreach.explaining import explain
from tidings.outreach.finding import (
    NoWords,
    by_code,
    decision,
    decisions,
    find_outreach,
    notice,
    outreach,
    with_code,
    with_codes,
)
from tidings.outreach.lane_cards import LaneCard, close_breaker, lanes, look_again
from tidings.outreach.latest import latest_to, sent_by_channel
from tidings.outreach.ledger import DecisionLine, OutreachLine, every_decision, every_outreach
from tidings.outreach.loops import loops
from tidings.outreach.naming import decision_named
from tidings.outreach.on_the_phone import on_the_phone
from tidings.outreach.planning.audience import AudienceRefused, open_audience, open_upload
from tidings.outreach.planning.judging import Judged
from tidings.outreach.planning.offers import Offers
from tidings.outreach.planning.plan import Plan, by_worth
from tidings.outreach.planning.rehearsing import Engine, Rehearsed
from tidings.outreach.planning.runs import (
    NoSuchPlan,
    PlanCard,
    PlanLine,
    PlanRefused,
    approve_plan,
    cancel_plan,
    make_plan,
    pause_plan,
    plan,
    plan_answer,
    plan_problems,
    plans,
    rehearse_plan,
    resume_plan,
    write_plan,
)
from tidings.outreach.planning.sighting import sight_part, sighted_before
from tidings.outreach.planning.snapshot import write_snapshot
from tidings.outreach.receiving import AttemptFor, attempt_for, receive
from tidings.outreach.record_keys import KeyCard, KeyIsStated, key_cards, published_keys, rotate_key
from tidings.outreach.replaying import NotKept, Replay, differences, replay, replays, today
from tidings.outreach.rulebooks import NoSuchRules, Rulebook, rulebook
from tidings.outreach.seen import seen
from tidings.outreach.sent import Sent, WishCount, first_sent, sent_customers, sent_to, wished_first
from tidings.outreach.set_aside import SetAside, set_aside
from tidings.outreach.stewarding import erase, export
from tidings.outreach.stop_reach import channels_ended
from tidings.outreach.story import StoryLine, story
from tidings.outreach.told import (
    case_closed,
    case_open,
    conversation_closed,
    conversation_open,
    open_cases,
    record_contact,
)
from tidings.outreach.touching import Touched, touched
from tidings.outreach.what_was_said import faces_with, records_of
from tidings.outreach.why import RuleSaid, Why, why
from tidings.outreach.withdraw import address_stopped, stopped, withdraw

__all__ = [
    "STATES",
    "STOP_GOOD_FOR",
    "AttemptCard",
    "AttemptFor",
    "AudienceRefused",
    "CallAnswer",
    "Counts",
    "DecisionCard",
    "DecisionLine",
    "Engine",
    "Judged",
    "KeyCard",
    "KeyIsStated",
    "LaneCard",
    "NoSuchOutreach",
    "NoSuchPlan",
    "NoSuchRules",
    "NoWords",
    "NotKept",
    "NoticeView",
    "Offers",
    "OtherCall",
    "OutreachCard",
    "OutreachLine",
    "Part",
    "Plan",
    "PlanCard",
    "PlanLine",
    "PlanRefused",
    "Rehearsed",
    "Replay",
    "RuleSaid",
    "Rulebook",
    "Sent",
    "SetAside",
    "StoryLine",
    "Told",
    "ToldCall",
    "Touched",
    "Unreachable",
    "Voice",
    "Why",
    "WishCount",
    "address_stopped",
    "approve_plan",
    "attempt_for",
    "attempts",
    "begin_call",
    "by_code",
    "by_worth",
    "cancel_plan",
    "case_closed",
    "case_open",
    "channels_ended",
    "civil_hour",
    "close_breaker",
    "conversation_closed",
    "conversation_open",
    "counts",
    "decide_one",
    "decision",
    "decision_named",
    "decisions",
    "differences",
    "end_call",
    "erase",
    "every_decision",
    "every_outreach",
    "explain",
    "export",
    "faces_with",
    "find_outreach",
    "first_sent",
    "key_cards",
    "lanes",
    "last_told",
    "latest_to",
    "look_again",
    "loops",
    "make_plan",
    "notice",
    "on_the_phone",
    "open_audience",
    "open_cases",
    "open_upload",
    "outreach",
    "pause_plan",
    "plan",
    "plan_answer",
    "plan_problems",
    "plans",
    "published_keys",
    "receive",
    "record_contact",
    "records_of",
    "rehearse_plan",
    "release_leases",
    "replay",
    "replays",
    "resume_plan",
    "rotate_key",
    "rulebook",
    "seen",
    "sent_by_channel",
    "sent_customers",
    "sent_to",
    "set_aside",
    "sight_part",
    "sighted_before",
    "states_by_campaign",
    "stopped",
    "story",
    "today",
    "told_since",
    "told_together",
    "touched",
    "why",
    "wished_first",
    "with_code",
    "with_codes",
    "withdraw",
    "write_plan",
    "write_snapshot",
]
