"""What other rooms may ask of campaigns."""

from tidings.campaigns import intake_sql as intake
from tidings.campaigns import reply_sql as replies
from tidings.campaigns.absences import take_absences
from tidings.campaigns.cards import (
    CampaignCard,
    NoSuchCampaign,
    VersionCard,
    campaign,
    list_campaigns,
    paused,
)
from tidings.campaigns.checking import check, check_here, exercise_file, questions_here
from tidings.campaigns.events import store
from tidings.campaigns.evidence_named import evidence_named, named_by_nobody
from tidings.campaigns.exercises import ExerciseCard, exercise, exercise_of, exercise_version
from tidings.campaigns.findings import CampaignRefused
from tidings.campaigns.incoming import EventRefused, Incoming, read_cloudevent
from tidings.campaigns.intake_sql import Stored
from tidings.campaigns.launching import Launch, approve, launch, pause, resume
from tidings.campaigns.ledger import EventLine, every_event, last_received
from tidings.campaigns.likely_questions import AnswerPlace, LikelyQuestion
from tidings.campaigns.live import LiveVersion, NotSendable, live_version, rehearsable
from tidings.campaigns.preview import SurfaceView, preview, sample_event
from tidings.campaigns.stewarding import erase, export
from tidings.campaigns.taking import take_events
from tidings.campaigns.taking_rows import next_event_due
from tidings.campaigns.topics import TopicCard, read_topics, sync_topics, topics
from tidings.campaigns.trial_cards import NoSuchTrial, ReplyLine, TrialCard
from tidings.campaigns.trial_data import nested, texts_read
from tidings.campaigns.trial_export import trial_export
from tidings.campaigns.trial_gate import trial_standing
from tidings.campaigns.trial_panel import ReplyRefused, Sheet, TrialClosed, invite, join, reply, sheet
from tidings.campaigns.trial_waiver import waive_trial
from tidings.campaigns.trial_words import SURFACES, languages_of
from tidings.campaigns.trials import (
    TrialRefused,
    close_trial,
    start_trial,
    statements_offered,
    trial,
    trial_lines,
    trial_verdict,
    trials,
)
from tidings.campaigns.triggers import Taken, Trigger, Withdrawal
from tidings.campaigns.trouble import (
    EventCard,
    EventCounts,
    Trouble,
    UnknownType,
    event_counts,
    event_trouble,
    recent_events,
    try_again,
)
from tidings.campaigns.urgency import (
    OverrideRefused,
    UrgencyCard,
    fallen,
    last_weighed,
    merits,
    override_urgency,
    record_urgency,
    urgency,
)
from tidings.campaigns.versions import NotAllowed, propose, save_version
from tidings.campaigns.waits import next_absence_due, next_due
from tidings.core.campaign_files.findings import Finding

__all__ = [
    "SURFACES",
    "AnswerPlace",
    "CampaignCard",
    "CampaignRefused",
    "EventCard",
    "EventCounts",
    "EventLine",
    "EventRefused",
    "ExerciseCard",
    "Finding",
    "Incoming",
    "Launch",
    "LikelyQuestion",
    "LiveVersion",
    "NoSuchCampaign",
    "NoSuchTrial",
    "NotAllowed",
    "NotSendable",
    "OverrideRefused",
    "ReplyLine",
    "ReplyRefused",
    "Sheet",
    "Stored",
    "SurfaceView",
    "Taken",
    "TopicCard",
    "TrialCard",
    "TrialClosed",
    "TrialRefused",
    "Trigger",
    "Trouble",
    "UnknownType",
    "UrgencyCard",
    "VersionCard",
    "Withdrawal",
    "approve",
    "campaign",
    "check",
    "check_here",
    "close_trial",
    "erase",
    "event_counts",
    "event_trouble",
    "every_event",
    "evidence_named",
    "exercise",
    "exercise_file",
    "exercise_of",
    "exercise_version",
    "export",
    "fallen",
    "intake",
    "invite",
    "join",
    "languages_of",
    "last_received",
    "last_weighed",
    "launch",
    "list_campaigns",
    "live_version",
    "merits",
    "named_by_nobody",
    "nested",
    "next_absence_due",
    "next_due",
    "next_event_due",
    "override_urgency",
    "pause",
    "paused",
    "preview",
    "propose",
    "questions_here",
    "read_cloudevent",
    "read_topics",
    "recent_events",
    "record_urgency",
    "rehearsable",
    "replies",
    "reply",
    "resume",
    "sample_event",
    "save_version",
    "sheet",
    "start_trial",
    "statements_offered",
    "store",
    "sync_topics",
    "take_absences",
    "take_events",
    "texts_read",
    "topics",
    "trial",
    "trial_export",
    "trial_lines",
    "trial_standing",
    "trial_verdict",
    "trials",
    "try_again",
    "urgency",
    "waive_trial",
]
