"""What other rooms may ask of insight: figures, what customers show, and what is believed against what is true."""

from tidings.insight.beliefs import BeliefRefused, believe
from tidings.insight.figures import CampaignFigures, Share, campaign_figures
from tidings.insight.learning import learn_now, loop
from tidings.insight.preferences import preference_report
from tidings.insight.report import Group, Line, PreferenceReport
from tidings.insight.showing import Evidence, evidence
from tidings.insight.snapshot import last_report, renew_report
from tidings.insight.stewarding import erase, export
from tidings.insight.urgency import urgency_loop

__all__ = [
    "BeliefRefused",
    "CampaignFigures",
    "Evidence",
    "Group",
    "Line",
    "PreferenceReport",
    "Share",
    "believe",
    "campaign_figures",
    "erase",
    "evidence",
    "export",
    "last_report",
    "learn_now",
    "loop",
    "preference_report",
    "renew_report",
    "urgency_loop",
]
