"""What the database itself refuses, whoever asks."""

from hashlib import sha256

import pytest
from django.db import IntegrityError, connection, transaction

from tests.campaigns.files import ANN, BOB, LATE, NOW, OTHER_LATE
from tidings.campaigns import public as campaigns
from tidings.campaigns.models import Campaign, CampaignVersion

pytestmark = pytest.mark.usefixtures("topics")


@pytest.fixture
def version() -> CampaignVersion:
    launched = campaigns.launch(text=LATE, actor=ANN, now=NOW)
    campaigns.approve(campaign="parcel-late", number=1, actor=BOB, now=NOW)
    return CampaignVersion.objects.get(id=launched.version_id)


@pytest.mark.parametrize(
    "changes",
    [
        {"text": OTHER_LATE, "sha256": sha256(OTHER_LATE.encode()).hexdigest()},
        {"number": 7},
        {"author": BOB},
        {"approved_by": "user:eve@example.com"},
        {"approved_by": "", "approved_at": None},
        {"proposed_by": "user:eve@example.com"},
    ],
)
def test_a_version_is_never_changed(version: CampaignVersion, changes: dict) -> None:
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        CampaignVersion.objects.filter(id=version.id).update(**changes)


def test_a_version_is_never_deleted(version: CampaignVersion) -> None:
    with (
        pytest.raises(IntegrityError, match="never deleted"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("DELETE FROM campaigns_campaignversion WHERE id = %s", [version.id])


def test_a_version_that_nobody_approved_cannot_be_live(version: CampaignVersion) -> None:
    unapproved = campaigns.save_version(text=OTHER_LATE, actor=ANN, now=NOW)
    with pytest.raises(IntegrityError, match="only an approved version"), transaction.atomic():
        Campaign.objects.filter(name="parcel-late").update(live_id=unapproved.id)


def test_a_version_of_another_campaign_cannot_be_live(version: CampaignVersion) -> None:
    other = campaigns.save_version(text=LATE.replace("parcel-late", "other"), actor=ANN, now=NOW)
    with pytest.raises(IntegrityError, match="only an approved version"), transaction.atomic():
        Campaign.objects.filter(id=CampaignVersion.objects.get(id=other.id).campaign_id).update(
            live=version, state="live"
        )


def test_a_text_and_its_hash_belong_together(version: CampaignVersion) -> None:
    with pytest.raises(IntegrityError, match="sha256_is_of_the_text"), transaction.atomic():
        CampaignVersion.objects.create(
            campaign_id=version.campaign_id,
            number=2,
            text=OTHER_LATE,
            sha256=version.sha256[::-1],
            author=ANN,
            created_at=NOW,
        )


def test_nothing_is_live_without_a_version() -> None:
    campaigns.save_version(text=LATE, actor=ANN, now=NOW)
    with pytest.raises(IntegrityError, match="live_has_a_version"), transaction.atomic():
        Campaign.objects.filter(name="parcel-late").update(state="live")
