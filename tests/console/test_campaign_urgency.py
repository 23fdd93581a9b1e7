"""The campaign's page says what customers made of it, and a person may say otherwise with a reason."""

import pytest

from tests.campaigns.files import ANN, BOB, LATE, NOW, TOPICS
from tidings.campaigns import public as campaigns
from tidings.staff import public as staff

PAGE = "/console/campaigns/parcel-late/"
SEEN = {
    "at_once": {"prompt": 1, "late": 17, "ignored": 62, "resented": 2},
    "in_digests": {"late": 4, "ignored": 6},
}


@pytest.fixture(autouse=True)
def live(db: None) -> None:
    campaigns.sync_topics(text=TOPICS, actor=ANN, now=NOW)
    campaigns.launch(text=LATE, actor=ANN, now=NOW)
    campaigns.approve(campaign="parcel-late", number=1, actor=BOB, now=NOW)


def weighed(**more: object) -> None:
    found = {
        "level": "digest",
        "reason": "not_worth",
        "since": NOW,
        "epoch": 2,
        "epoch_since": NOW,
        "value": -0.02,
        "low": -0.1,
        "high": -0.01,
        "e_value": 41.0,
        "needed": 40.0,
        "seen": SEEN,
    }
    card = campaigns.campaign(name="parcel-late")
    campaigns.record_urgency(campaign_id=card.id, found=found | more, now=NOW)


def test_before_anything_went_out_it_counts_as_declared(signed_in) -> None:
    page = signed_in("campaign_owner").get(PAGE).content.decode()
    assert "Nothing of it has gone out yet" in page


def test_the_page_says_what_was_earned_and_by_what(signed_in) -> None:
    weighed()
    page = signed_in("campaign_owner").get(PAGE).content.decode()
    assert (
        "It waits for the customer&#x27;s next digest" in page
        or "It waits for the customer's next digest" in page
    )
    assert "41.0 to 1" in page and "acted later" in page and "Told in a digest" in page


def test_whoever_launches_may_set_it_with_a_reason(signed_in) -> None:
    weighed()
    owner = signed_in("campaign_owner")
    answer = owner.post(
        f"{PAGE}urgency", {"level": "normal", "why": "<b>A recall</b> is coming"}, follow=True
    )
    page = answer.content.decode()
    assert "&lt;b&gt;A recall&lt;/b&gt; is coming" in page
    assert campaigns.urgency(campaign="parcel-late").in_force == "normal"
    assert staff.audit()[0].action == "campaign.urgency.overridden"


def test_no_reason_no_change_and_who_may_only_read_changes_nothing(signed_in) -> None:
    weighed()
    assert (
        "give the reason"
        in signed_in("campaign_owner")
        .post(f"{PAGE}urgency", {"level": "urgent"}, follow=True)
        .content.decode()
    )
    assert signed_in("auditor").post(f"{PAGE}urgency", {"level": "urgent", "why": "x"}).status_code == 403
    assert campaigns.urgency(campaign="parcel-late").in_force == "digest"


def test_the_people_of_the_campaign_are_told_until_one_of_them_answers(signed_in) -> None:
    weighed()
    owner = signed_in("campaign_owner")
    assert "parcel-late waits for digests now" in owner.get("/console/").content.decode()
    owner.post(f"{PAGE}urgency", {"level": "normal", "why": "A recall is coming"})
    assert "parcel-late waits for digests now" not in owner.get("/console/").content.decode()
