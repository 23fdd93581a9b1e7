"""Peers' failure 14 (open-bank-oss #8770): a gate that checked consent for the channel but not for the subject."""

import pytest

from tests.outreach.conftest import Company
from tests.peers.conftest import yes


@pytest.mark.parametrize(
    ("consents", "verdict", "reasons"),
    [
        ([yes(channel="email", topic="deliveries")], "refuse", {"no_subject_consent", "no_channel_consent"}),
        ([yes(topic="offers", channel="sms")], "refuse", {"no_channel_consent"}),
        ([yes(topic="offers", channel="email")], "contact", {"consent_granted"}),
        ([yes()], "contact", {"consent_granted"}),
        ([yes("service")], "refuse", {"no_subject_consent", "no_channel_consent"}),
    ],
    ids=["channel, another subject", "subject, another channel", "both", "all marketing", "another purpose"],
)
def test_open_bank_oss_8770_consent_is_for_the_subject_as_well_as_the_channel(
    company: Company, consents: list[dict[str, object]], verdict: str, reasons: set[str]
) -> None:
    company.customer(consents=consents)
    company.campaign("autumn", "offers")
    company.happens("shop.order.late")
    [decision] = company.decides()
    assert decision.verdict == verdict and reasons <= set(decision.reasons)
