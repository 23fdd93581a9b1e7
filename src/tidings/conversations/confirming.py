"""A fresh confirmation: "we really wrote to you", on the customer's own channel, as an ordinary outreach of an ordinary campaign.

It is asked for by an event of our own, so that whatever the customer allows, hours, caps and channels decide as ever.
"""

from datetime import datetime, timedelta
from typing import Literal

from tidings.campaigns import public as campaigns
from tidings.core.codes import spoken
from tidings.outreach import public as outreach

CAMPAIGN = "confirmation"  # by this name the company has it live
EVENT = "tidings.confirmation.asked"
SOURCE = "/tidings/confirmations"
RECENT = timedelta(days=30)  # older news is not confirmed any more

Asked = Literal["asked", "already", "no_campaign", "not_sent"]


def confirm(*, outreach_id: int, now: datetime) -> Asked:
    """Ask for a confirmation of an outreach that left us in the last month; once a day for each customer.

    `no_campaign`: the company has no live campaign named `confirmation`. Raises `NoSuchOutreach`.
    """
    card = outreach.outreach(id=outreach_id)
    if card.sent_at is None or now - card.sent_at > RECENT:
        return "not_sent"
    if not any(one.name == CAMPAIGN and one.state == "live" for one in campaigns.list_campaigns()):
        return "no_campaign"
    [stored] = campaigns.store(events=[event(card, now)], now=now)
    return "asked" if stored == "stored" else "already"


def event(card: outreach.OutreachCard, now: datetime) -> campaigns.Incoming:
    assert card.sent_at
    return campaigns.read_cloudevent(
        {
            "specversion": "1.0",
            "source": SOURCE,
            "id": f"{card.customer_id}:{now:%Y-%m-%d}",
            "type": EVENT,
            "time": now.isoformat(),
            "customer": card.customer_external_id,
            "data": {
                "confirmed": {
                    "code": spoken(card.code),
                    "at": card.sent_at.isoformat(),
                    "outreach": str(card.id),
                }
            },
        }
    )
