"""Peers' failure 4: a crash or a provider's error in mid-send doubled messages (Mautic #13070, #7226), or stranded the rest
(Parcelvoy #533, #627)."""

from collections.abc import Iterator

import pytest

from tests.outreach.conftest import Company
from tests.outreach.several import Several, several_channels
from tidings.channels.contract import Outcome
from tidings.outreach.claiming import claim
from tidings.outreach.compose import Voice
from tidings.outreach.its_turn import begun
from tidings.outreach.models import Outreach

BY_TEXT = "{channels: [sms], expires: 48h}"
BY_MAIL = "{channels: [email], expires: 48h}"


@pytest.fixture
def several(company: Company) -> Iterator[Several]:
    with several_channels(company) as channels:
        yield channels


def many(several: Several, strategy: str, count: int = 6) -> None:
    several.launch(strategy)
    for number in range(count):
        several.company.customer(f"c{number}", mobile=f"+551196123456{number}")
        several.company.happens("shop.order.late", customer=f"c{number}", order=f"o{number}")
    several.company.decides()


def test_mautic_13070_a_crash_in_mid_send_doubles_no_text(several: Several) -> None:
    many(several, BY_TEXT)
    began = claim(now=several.now, voice=Voice(), limit=3).claims[:2]
    begun([each.outreach.id for each in began], [each.attempt for each in began])  # the worker dies here
    several.goes_on(hours=3)
    texts = [message.to for message in several.sms.sent]
    assert len(texts) == len(set(texts)) == 4
    assert sorted(Outreach.objects.values_list("state", flat=True)) == ["failed"] * 2 + ["sent"] * 4


def test_mautic_7226_a_crash_in_mid_send_sends_a_mail_again_only_under_its_own_id(several: Several) -> None:
    many(several, BY_MAIL)
    claim(now=several.now, voice=Voice(), limit=3)
    several.goes_on(hours=3)
    assert set(Outreach.objects.values_list("state", flat=True)) == {"sent"}
    assert len({message.message_id for message in several.email.sent}) == len(several.email.sent) == 6


def test_parcelvoy_533_a_providers_error_strands_nobody_else(several: Several) -> None:
    many(several, BY_TEXT)
    several.sms.next.extend([Outcome(state="permanent", says="500 internal error of theirs")])
    several.goes_on(hours=3)
    assert sorted(Outreach.objects.values_list("state", flat=True)) == ["failed"] + ["sent"] * 5


def test_parcelvoy_627_a_channel_that_breaks_strands_nobody_else(several: Several) -> None:
    many(several, BY_MAIL)
    sent, several.email.send = several.email.send, None  # type: ignore[method-assign, assignment]
    broken = iter([True])

    def breaks_once(message):  # type: ignore[no-untyped-def]
        if next(broken, False):
            raise RuntimeError("a bug in the channel")
        return sent(message)

    several.email.send = breaks_once  # type: ignore[method-assign]
    several.goes_on(hours=3)
    assert set(Outreach.objects.values_list("state", flat=True)) == {"sent"}
