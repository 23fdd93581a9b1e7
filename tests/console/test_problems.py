"""The page of event problems: what is wrong, the mend, and taking events up again."""

from datetime import UTC, datetime

import pytest

import tidings.campaigns.public as campaigns
from tests.campaigns.events_at_hand import REVIEW, event, launched, taken

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, tzinfo=UTC)


def bad_review(**review):
    return event("review.written", {"review": {"score": 1, **review}}, who="stranger<b>")


def test_an_empty_page_says_that_all_is_well(signed_in):
    assert "No problems" in signed_in("campaign_owner").get("/console/problems/").content.decode()


def test_each_event_says_what_is_wrong_and_the_mend(signed_in):
    launched(REVIEW)
    taken(bad_review(), bad_review(id="r1"), event("something.else", {}))
    shown = signed_in("auditor").get("/console/problems/").content.decode().replace("<wbr>", "")
    for words in (
        "review.id",
        "is missing",
        "stranger&lt;b&gt; is unknown",
        "import this customer",
        "something.else",
    ):
        assert words in shown
    assert "Try again" not in shown


def test_an_event_is_taken_up_again(signed_in):
    launched(REVIEW)
    taken(bad_review(), event("something.else", {}))
    client = signed_in("campaign_owner")
    [trouble] = campaigns.event_trouble().events
    assert (
        "1 taken up again"
        in client.post(f"/console/problems/{trouble.id}/again", follow=True).content.decode()
    )
    assert (
        "1 taken up again"
        in client.post("/console/problems/again", {"type": "something.else"}, follow=True).content.decode()
    )
    counts = campaigns.event_counts()
    assert (counts.new, counts.problem, counts.unknown) == (2, 0, 0)
    assert (
        "Nothing to take up"
        in client.post(f"/console/problems/{trouble.id}/again", follow=True).content.decode()
    )
