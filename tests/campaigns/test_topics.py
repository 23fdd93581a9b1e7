import pytest

from tests.campaigns.files import ANN, LATE, NOW, TOPICS
from tidings.campaigns import public as campaigns

pytestmark = pytest.mark.usefixtures("topics")


def sync(text: str) -> None:
    campaigns.sync_topics(text=text, actor=ANN, now=NOW)


def test_topics_are_as_their_file_says() -> None:
    assert campaigns.topics()[0] == campaigns.TopicCard(
        name="deliveries",
        purpose="service",
        channels=("email",),
        titles={"en": "Deliveries", "pt": "Entregas"},
    )


def test_a_topics_purpose_stays_while_campaigns_use_it() -> None:
    campaigns.save_version(text=LATE, actor=ANN, now=NOW)
    with pytest.raises(campaigns.CampaignRefused, match="keeps its purpose"):
        sync("deliveries: {purpose: marketing, title: {en: Deliveries}}")


def test_mistakes_are_named_with_their_line() -> None:
    with pytest.raises(campaigns.CampaignRefused) as refused:
        sync("\ndeliveries: {purpose: servce, title: {en: Deliveries}}")
    assert [(each.line, each.mend) for each in refused.value.findings] == [(2, "did you mean service?")]


def test_syncing_again_changes_nothing() -> None:
    before = campaigns.topics()
    sync(TOPICS)
    assert campaigns.topics() == before
