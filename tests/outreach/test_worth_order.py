"""Several offers for one person: what is worth most to them takes the room that the caps leave."""

import pytest

from tests.outreach.conftest import Company
from tidings.campaigns import public as campaigns
from tidings.outreach.models import Decision

pytestmark = pytest.mark.django_db


def worth(campaign: str, value: float, now) -> None:
    found = {"level": "normal", "since": now, "epoch_since": now, "value": value, "telling": value}
    campaigns.record_urgency(campaign_id=campaigns.campaign(name=campaign).id, found=found, now=now)


def granted(purpose: str, topic: str = "", channel: str = "") -> dict:
    return {
        "purpose": purpose,
        "topic": topic,
        "channel": channel,
        "granted": True,
        "at": "2026-01-01T00:00:00Z",
    }


def test_the_best_go_first_to_the_caps_and_the_order_of_what_was_heard_is_kept(company: Company) -> None:
    company.customer(consents=[granted("marketing", "offers"), granted("marketing", channel="email")])
    for name, value in [("small", 0.01), ("middling", 0.05), ("large", 0.4)]:
        company.campaign(name, "offers", trigger=f"{{event: shop.{name}, per: order.id}}")
        worth(name, value, company.now)
    for order, name in enumerate(["small", "middling", "large"]):
        company.happens(f"shop.{name}", order=f"o{order}")
    made = company.decides()  # two offers a week
    assert [(one.campaign.name, one.verdict) for one in made] == [
        ("small", "refuse"),
        ("middling", "contact"),
        ("large", "contact"),
    ]
    assert "too_many_contacts" in Decision.objects.get(campaign__name="small").reasons
