"""Setting up an example's company: its card, the two people who wrote and approved, its topics and live campaigns."""

from datetime import datetime
from typing import Any

from tidings.campaigns import public as campaigns
from tidings.site.example import Example
from tidings.staff import public as staff

OWNER, APPROVER = "user:owner@example.com", "user:approver@example.com"


def found(example: Example, *, now: datetime, **card: Any) -> None:
    """Make the company of the example; doing it again changes nothing."""
    staff.save_company(actor="command", now=now, **{**example.company, **card})
    campaigns.sync_topics(text=example.topics, actor=OWNER, now=now)
    for text in example.campaigns:
        launch(text, now)


def launch(text: str, now: datetime) -> None:
    """Launch as the company demands: one person proposes, another approves."""
    launched = campaigns.launch(text=text, actor=OWNER, now=now)
    if launched.state == "proposed":
        campaigns.approve(campaign=launched.campaign, number=launched.number, actor=APPROVER, now=now)
