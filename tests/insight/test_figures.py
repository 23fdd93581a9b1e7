"""A campaign's figures are what the rooms below counted, and shares always come with their counts."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.portal.journey import SENT, tell
from tidings.conversations import public as conversations
from tidings.insight.public import Share, campaign_figures
from tidings.outreach.models import Decision, Outreach

LATER = SENT + timedelta(hours=1)


@pytest.mark.django_db
def test_counts_what_became_of_a_campaign() -> None:
    people = [tell(name) for name in ("ana", "bia", "caio", "duda")]
    refused, held_out, pending, answering = people
    for told, verdict, reason in ((refused, "refuse", "suppressed"), (held_out, "hold_out", "held_out")):
        Outreach.objects.get(id=told.outreach_id).attempts.all().delete()
        Outreach.objects.filter(id=told.outreach_id).delete()
        of = Decision.objects.filter(customer_id=told.customer_id)
        of.update(verdict=verdict, reasons=[reason, "no_address"] if verdict == "refuse" else [reason])
    Outreach.objects.filter(id=pending.outreach_id).update(state="pending")
    conversations.answer(outreach_id=answering.outreach_id, step="talk", now=LATER)
    conversations.doubted(outreach_id=answering.outreach_id, now=LATER)
    figures = campaign_figures("parcel-late")
    assert (figures.contacted, figures.sent, figures.refused, figures.held_out) == (2, 1, 1, 1)
    assert figures.refused_by == {"suppressed": 1, "no_address": 1}
    assert figures.states == {"sent": 1, "pending": 1}
    assert figures.answered == {"talk": 1}
    assert figures.follow_ups == {"requested": 1, "suspects_scam": 1}
    assert (figures.desirable, figures.undesirable) == (Share(1, 1), Share(1, 1))


@pytest.mark.django_db
def test_a_campaign_without_outreaches_has_no_shares() -> None:
    figures = campaign_figures("never-launched")
    assert figures.sent == 0 and figures.desirable == Share(0, 0) and figures.desirable.value is None


@given(count=st.integers(0, 10**9), of=st.integers(0, 10**9))
def test_a_share_divides_only_when_there_is_something_to_divide_by(count: int, of: int) -> None:
    assert Share(count, of).value == (count / of if of else None)
