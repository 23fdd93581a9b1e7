"""Peers' failure 7: a declined or busy call was dialled again through another route (jambonz sbc-outbound #198)."""

from collections.abc import Iterator

import pytest

from tests.outreach.conftest import Company
from tests.outreach.several import Several, several_channels
from tidings.channels.contract import Outcome

BUSY = Outcome(state="permanent", says="486 busy here")
UNSURE = Outcome(state="unknown", says="no answer to the INVITE")
BY_CALL = "{channels: ['voice:mobile', sms, email], expires: 48h}"


@pytest.fixture
def several(company: Company) -> Iterator[Several]:
    with several_channels(company) as channels:
        channels.launch(BY_CALL)
        yield channels


def test_jambonz_198_a_declined_call_is_not_dialled_again(several: Several) -> None:
    several.voice.next.append(BUSY)
    several.contacted()
    several.goes_on(hours=47)
    assert several.told_by() == [("voice:mobile", "permanent"), ("sms", "accepted")]


def test_jambonz_198_a_call_that_may_have_rung_is_followed_by_nothing_to_that_number(
    several: Several,
) -> None:
    several.voice.next.append(UNSURE)
    several.contacted()
    several.goes_on(hours=47)
    assert several.told_by() == [("voice:mobile", "unknown"), ("email", "accepted")]
