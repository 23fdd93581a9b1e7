import pytest

from tests.campaigns.files import ANN, NOW, TOPICS


@pytest.fixture
def topics(db: None) -> None:
    """The topics the files of these tests name."""
    from tidings.campaigns import public as campaigns

    campaigns.sync_topics(text=TOPICS, actor=ANN, now=NOW)
