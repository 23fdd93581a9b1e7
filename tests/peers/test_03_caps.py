"""Peers' failure 3 (Mautic #6729, PR 4761): caps held in one campaign only, and what was held left weeks later."""

from datetime import timedelta

from tests.outreach.conftest import NOON, Company
from tests.outreach.several import several_channels
from tidings.core.rules.shape import Cap
from tidings.outreach import public as outreach
from tidings.outreach.recent import lately

WEEKLY = [Cap(purposes=("service",), contacts=9, within=timedelta(days=7))]


def test_mautic_6729_a_cap_holds_across_campaigns_and_what_people_send_by_hand(shop: Company) -> None:
    shop.happens("shop.season", order="o1")
    outreach.record_contact(
        customer_id=shop.ana, channel="voice", purpose="marketing", source="agents", key="call-1", at=NOON
    )
    shop.happens("shop.cart.left", order="o2")
    verdicts = {decision.campaign.name: decision.verdict for decision in shop.decides()}
    assert verdicts == {"autumn": "contact", "cart": "refuse"}


def test_mautic_6729_the_cap_is_free_again_when_its_window_has_passed(shop: Company) -> None:
    for order in ("o1", "o2"):
        shop.happens("shop.season", order=order)
        shop.decides()
    shop.happens("shop.cart.left", order="o3")
    [held] = shop.decides()
    assert (held.verdict, held.reasons) == ("refuse", ["too_many_contacts"])


def test_mautic_pr_4761_what_is_held_leaves_at_the_next_open_moment_not_weeks_later(shop: Company) -> None:
    shop.later(hours=9)  # 21:00 where Ana lives
    shop.happens("shop.season", order="o1")
    [held] = shop.decides()
    assert (held.verdict, held.earliest) == ("later", NOON + timedelta(hours=20))
    assert shop.only().due_at == held.earliest


def test_mautic_6729_a_further_channel_counts_against_the_caps_of_others(company: Company) -> None:
    with several_channels(company) as several:
        several.launch("{channels: [email, sms], fallback_after: 4h, expires: 48h}")
        several.contacted()
        several.goes_on(hours=5)
        seen = lately(customers=[several.company.only().customer_id], caps=WEEKLY, now=several.now)
    counted = seen.counts(several.company.only().customer_id, purpose="service", topic="deliveries")
    assert counted == (2,)
