"""The tier that Meta has granted a number bounds its pace."""

import pytest

from tidings.channels.whatsapp.channel import CHANNEL, DAY_S, TIERS
from tidings.outreach.paces import terms

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("tier", TIERS[:-1])
def test_no_24_hours_see_more_than_the_tier(tier: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDINGS_WHATSAPP_TIER", tier)
    rate = terms(CHANNEL.declaration, "main").account
    assert rate is not None
    assert int(tier) * 0.99 <= rate.burst + rate.per_s * DAY_S <= int(tier)


def test_without_a_tier_the_channel_is_as_fast_as_it_declares(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDINGS_WHATSAPP_TIER", "unlimited")
    rate = terms(CHANNEL.declaration, "main").account
    assert rate is not None
    assert (rate.per_s, rate.burst) == (80, 80)


def test_what_is_said_of_the_account_comes_before_its_tier(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDINGS_WHATSAPP_PACE", "5/10")
    rate = terms(CHANNEL.declaration, "main").account
    assert rate is not None
    assert (rate.per_s, rate.burst) == (5, 10)
