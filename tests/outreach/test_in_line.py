"""A worker that dies leaves texts it had begun, whose outcome nobody knows, and texts whose turn had not come: those are sent."""

from collections import Counter, deque
from collections.abc import Iterator

import pytest

from tests.outreach.several import Several, several_channels
from tidings.channels.contract import Message
from tidings.ground.lease import LEASE
from tidings.outreach.claiming import Claim, claim
from tidings.outreach.compose import Voice
from tidings.outreach.handing_over import Line
from tidings.outreach.models import Attempt, Outreach

TEXTS = 5


@pytest.fixture
def several(company) -> Iterator[Several]:
    with several_channels(company) as channels:
        yield channels


def claimed(several: Several, channel: str) -> Line:
    """A line of claims, two of which are looked at together."""
    several.launch(f"{{channels: [{channel}], expires: 48h}}")
    for number in range(TEXTS):
        several.company.customer(f"c{number}", mobile=f"+551196123456{number}")
        several.company.happens("shop.order.late", customer=f"c{number}", order=f"o{number}")
    several.company.decides()
    claims = claim(now=several.now, voice=Voice()).claims
    assert len(claims) == TEXTS
    return Line(deque(claims), goes_on=lambda: True, together=2)


def lease_ends(several: Several) -> list[Claim]:
    several.company.later(seconds=LEASE.total_seconds())
    return claim(now=several.now, voice=Voice()).claims


def states() -> Counter[str]:
    return Counter(Outreach.objects.values_list("state", flat=True))


def test_what_was_never_begun_is_claimed_again_and_what_was_begun_is_not(several: Several):
    drawn = next(claimed(several, "sms").messages())
    again = lease_ends(several)
    assert len(again) == TEXTS - 2
    assert drawn.message_id not in {one.outreach.message_id for one in again}
    assert states() == {"unknown": 2, "sending": TEXTS - 2}
    assert Counter(Attempt.objects.exclude(finished_at=None).values_list("outcome", flat=True)) == {
        "unknown": 2,
        "transient": TEXTS - 2,
    }


def test_all_of_them_arrive_once_or_are_in_doubt(several: Several):
    line = claimed(several, "sms")
    several.sms.send(next(line.messages()))
    several.goes_on(minutes=3)
    assert len(several.sms.sent) == len({one.message_id for one in several.sms.sent}) == TEXTS - 1
    assert states() == {"sent": TEXTS - 2, "unknown": 2}


def test_a_worker_that_wakes_up_late_begins_nothing_that_another_has(several: Several):
    messages: Iterator[Message] = claimed(several, "sms").messages()
    ours = [next(messages), next(messages)]
    theirs = {one.outreach.message_id for one in lease_ends(several)}
    assert list(messages) == []
    assert theirs.isdisjoint(one.message_id for one in ours)


def test_what_a_channel_knows_again_by_its_id_is_not_marked_and_goes_again(several: Several):
    next(claimed(several, "email").messages())
    assert not Attempt.objects.filter(in_line=True).exists()
    assert len(lease_ends(several)) == TEXTS
    assert set(Attempt.objects.exclude(finished_at=None).values_list("outcome", flat=True)) == {"unknown"}


def test_what_an_earlier_release_claimed_counts_as_begun(several: Several):
    claimed(several, "sms")
    Attempt.objects.update(in_line=False)  # it knows no such column
    assert lease_ends(several) == []
    assert states() == {"unknown": TEXTS}


def test_the_mark_costs_no_statement_of_its_own(several: Several, django_assert_num_queries):
    messages = claimed(several, "sms").messages()
    with django_assert_num_queries(1):
        next(messages)
        next(messages)
