"""The pages of campaigns, walked by an owner and an approver."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.campaigns.files import ANN, BOB, LATE, NOW, OTHER_LATE
from tidings.campaigns import public as campaigns
from tidings.staff import public as staff

pytestmark = pytest.mark.usefixtures("topics")
PASSWORD = "a long enough password"
ONE = "/console/campaigns/parcel-late/"


@pytest.fixture
def topics(db: None) -> None:
    from tests.campaigns.files import TOPICS

    campaigns.sync_topics(text=TOPICS, actor=ANN, now=NOW)


@pytest.fixture
def person() -> Callable[[str, str], Client]:
    """Somebody signed in with a role."""

    def signed_in(name: str, role: str) -> Client:
        from tidings.staff.models import User

        email = f"{name}@example.com"
        staff.create_user(email=email, name=name, roles=[role], password=PASSWORD, actor="command", now=NOW)
        client = Client()
        client.force_login(User.objects.get(email=email))
        return client

    return signed_in


@pytest.fixture
def owner(person: Callable[[str, str], Client]) -> Client:
    return person("ann", "campaign_owner")


@pytest.fixture
def approver(person: Callable[[str, str], Client]) -> Client:
    return person("bob", "approver")


def launch(text: str = LATE) -> None:
    campaigns.launch(text=text, actor=ANN, now=NOW)


def approve(number: int = 1) -> None:
    campaigns.approve(campaign="parcel-late", number=number, actor=BOB, now=NOW)


def shown(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_an_empty_list_says_what_to_do(owner: Client, approver: Client) -> None:
    assert "Write the first" in shown(owner, "/console/campaigns/")
    assert "Write the first" not in shown(approver, "/console/campaigns/")


def test_the_list_asks_the_database_as_often_for_three_campaigns_as_for_one(
    owner: Client, django_assert_num_queries
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    launch()
    with CaptureQueriesContext(connection) as for_one:
        shown(owner, "/console/campaigns/")
    for name in ("second", "third"):
        launch(LATE.replace("parcel-late", name))
    with django_assert_num_queries(len(for_one)):
        shown(owner, "/console/campaigns/")


def test_a_due_approval_is_plain_to_the_approver_and_only_there(owner: Client, approver: Client) -> None:
    launch()
    assert "waits for a second person" in shown(approver, "/console/campaigns/")
    assert "Approve version 1" in shown(approver, ONE)
    assert "Approve version 1" not in shown(owner, ONE)
    assert "role approver" in shown(owner, ONE)


def test_an_approver_makes_it_live(approver: Client) -> None:
    launch()
    page = approver.post(f"{ONE}1/approve", follow=True).content.decode()
    assert "Version 1 of parcel-late is live." in page
    assert campaigns.campaign(name="parcel-late").newest.approved_by == BOB


def test_who_wrote_it_is_told_to_ask_somebody_else(person: Callable[[str, str], Client]) -> None:
    staff.create_user(
        email="ann@example.com",
        name="Ann",
        roles=["campaign_owner", "approver"],
        password=None,
        actor="command",
        now=NOW,
    )
    from tidings.staff.models import User

    launch()
    both = Client()
    both.force_login(User.objects.get(email="ann@example.com"))
    assert "somebody else must approve it" in shown(both, ONE)
    assert "second person must approve" in both.post(f"{ONE}1/approve", follow=True).content.decode()
    assert campaigns.campaign(name="parcel-late").live is None


def test_the_owner_cannot_approve_and_the_approver_cannot_edit(owner: Client, approver: Client) -> None:
    launch()
    assert owner.post(f"{ONE}1/approve").status_code == 403
    assert approver.get(f"{ONE}edit").status_code == 403
    assert approver.post("/console/campaigns/check", {"text": LATE}).status_code == 403
    assert approver.post(f"{ONE}pause").status_code == 403


def test_every_surface_is_shown_in_each_language(owner: Client) -> None:
    launch()
    english, portuguese = shown(owner, ONE), shown(owner, f"{ONE}?language=pt")
    assert "did not arrive by" in english
    assert "não chegou até" in portuguese
    for name in ("The mail as plain text", "Page:", "Text message"):
        assert name in english


def test_the_mails_frame_may_run_and_load_nothing(owner: Client) -> None:
    launch()
    response = owner.get(f"{ONE}1/mail/pt")
    assert "não chegou até" in response.content.decode()
    assert response["Content-Security-Policy"].startswith("default-src 'none'")
    assert response["X-Frame-Options"] == "SAMEORIGIN"


def test_what_a_version_changes_is_shown_line_by_line(owner: Client) -> None:
    launch()
    approve()
    launch(OTHER_LATE)
    page = shown(owner, f"{ONE}2/changes")
    assert page.count("<ins>") == page.count("<del>") == 1
    assert "We are very sorry" in page
    assert "the live one" in page


def test_a_get_changes_nothing(owner: Client, approver: Client) -> None:
    launch()
    for act in ("1/approve", "1/launch", "pause", "resume"):
        assert approver.get(f"{ONE}{act}").status_code in (403, 405)
        assert owner.get(f"{ONE}{act}").status_code in (403, 405)
    assert campaigns.campaign(name="parcel-late").state == "proposed"


def test_pause_and_resume(owner: Client) -> None:
    launch()
    approve()
    owner.post(f"{ONE}pause")
    assert "Resume" in shown(owner, ONE)
    owner.post(f"{ONE}resume")
    assert campaigns.campaign(name="parcel-late").state == "live"


def test_saving_makes_a_version_and_nothing_live(owner: Client) -> None:
    page = owner.post("/console/campaigns/new", {"text": LATE.replace("\n", "\r\n")}, follow=True)
    assert "Saved as version 1" in page.content.decode()
    assert campaigns.campaign(name="parcel-late").newest.text == LATE
    assert campaigns.campaign(name="parcel-late").state == "draft"


def test_a_file_with_mistakes_is_not_saved_and_not_lost(owner: Client) -> None:
    page = shown_after_saving(owner, LATE.replace("means:", "mean:", 1))
    assert "did you mean means?" in page
    assert "mean: &quot;It is on its way" in page
    assert campaigns.list_campaigns() == []


def shown_after_saving(client: Client, text: str) -> str:
    return client.post("/console/campaigns/new", {"text": text}).content.decode()


def test_the_check_answers_with_findings_and_surfaces(owner: Client) -> None:
    good = owner.post("/console/campaigns/check", {"text": LATE}).content.decode()
    assert "Nothing to mend" in good
    assert "não chegou até" in good
    bad = owner.post("/console/campaigns/check", {"text": LATE.replace("topic: deliveries", "topic: nope")})
    assert "there is no topic nope" in bad.content.decode()
    assert '<code class="muted">topic: nope</code>' in bad.content.decode()


def test_what_a_file_says_is_escaped(owner: Client) -> None:
    evil = LATE.replace("Why is it late?", "<script>alert(1)</script>")
    assert "<script>alert" not in shown_after_saving(
        owner, evil + "\nx: </textarea><script>alert(2)</script>"
    )
    launch(evil)
    assert "<script>alert" not in shown(owner, ONE)
    assert "<script>alert" not in owner.get(f"{ONE}1/mail/en").content.decode()


def test_what_does_not_exist_is_not_found(owner: Client, approver: Client) -> None:
    launch()
    for path in ("nothing/", "parcel-late/?version=9", "parcel-late/9/changes", "parcel-late/1/mail/xx"):
        assert owner.get(f"/console/campaigns/{path}").status_code == 404
    assert approver.post(f"{ONE}9/approve").status_code == 404
