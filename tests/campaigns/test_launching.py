import pytest

from tests.campaigns.files import ANN, BOB, LATE, NOW, OTHER_LATE
from tidings.campaigns import public as campaigns
from tidings.staff import public as staff

pytestmark = pytest.mark.usefixtures("topics")


def launch(text: str = LATE, actor: str = ANN) -> campaigns.Launch:
    return campaigns.launch(text=text, actor=actor, now=NOW)


def approve(number: int = 1, actor: str = BOB) -> None:
    campaigns.approve(campaign="parcel-late", number=number, actor=actor, now=NOW)


def late() -> campaigns.CampaignCard:
    return campaigns.campaign(name="parcel-late")


def test_a_launch_waits_for_a_second_person() -> None:
    assert launch().state == "proposed"
    assert (late().state, late().live, late().waiting) == ("proposed", None, 1)


def test_who_wrote_or_proposed_it_cannot_approve_it() -> None:
    campaigns.save_version(text=LATE, actor=ANN, now=NOW)
    launch(actor=BOB)
    for actor in (ANN, BOB):
        with pytest.raises(campaigns.NotAllowed, match="second person"):
            approve(actor=actor)
    assert late().live is None


def test_the_second_persons_approval_makes_it_live() -> None:
    launch()
    approve()
    assert (late().state, late().live, late().waiting) == ("live", 1, None)
    assert (late().newest.proposed_by, late().newest.approved_by) == (ANN, BOB)


def test_one_person_is_enough_where_the_company_says_so() -> None:
    staff.save_company(actor="command", now=NOW, name="Shop", second_person=False)
    assert launch().state == "live"


def test_what_was_not_proposed_cannot_be_approved() -> None:
    campaigns.save_version(text=LATE, actor=ANN, now=NOW)
    with pytest.raises(campaigns.NotAllowed, match="not been proposed"):
        approve()


def test_the_same_text_is_the_same_version() -> None:
    assert launch().version_id == launch().version_id
    assert len(late().versions) == 1


def test_a_new_text_waits_while_the_approved_one_goes_on() -> None:
    launch()
    approve()
    assert launch(OTHER_LATE).state == "proposed"
    assert (late().state, late().live, late().waiting) == ("live", 1, 2)


def test_an_approved_text_can_come_back_without_asking_again() -> None:
    launch()
    approve()
    launch(OTHER_LATE)
    approve(2)
    assert launch().state == "live"
    assert late().live == 1


def test_a_paused_campaign_stays_paused_until_it_is_resumed() -> None:
    launch()
    approve()
    campaigns.pause(campaign="parcel-late", actor=ANN, now=NOW)
    assert launch().state == "paused"
    campaigns.resume(campaign="parcel-late", actor=ANN, now=NOW)
    assert late().state == "live"


def test_what_never_was_live_cannot_be_paused() -> None:
    launch()
    with pytest.raises(campaigns.NotAllowed, match="proposed"):
        campaigns.pause(campaign="parcel-late", actor=ANN, now=NOW)


def test_a_file_with_mistakes_is_not_saved() -> None:
    with pytest.raises(campaigns.CampaignRefused) as refused:
        launch(LATE.replace("topic: deliveries", "topic: delivery"))
    assert [finding.line for finding in refused.value.findings] == [3]
    assert "deliveries" in refused.value.findings[0].mend
    assert campaigns.list_campaigns() == []


def test_every_act_is_in_the_audit_trail() -> None:
    launch()
    approve()
    campaigns.pause(campaign="parcel-late", actor=ANN, now=NOW)
    acts = [(line.actor, line.action) for line in reversed(staff.audit(limit=5))]
    assert acts == [
        (ANN, "campaign.saved"),
        (ANN, "campaign.proposed"),
        (BOB, "campaign.approved"),
        (BOB, "campaign.launched"),
        (ANN, "campaign.paused"),
    ]
