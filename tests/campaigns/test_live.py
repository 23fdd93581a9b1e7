from zoneinfo import ZoneInfo

import pytest

from tests.campaigns.files import ANN, BOB, DATA, LATE, NOW
from tidings.campaigns import public as campaigns

pytestmark = pytest.mark.usefixtures("topics")


def test_only_an_approved_version_can_be_sent_from() -> None:
    launched = campaigns.launch(text=LATE, actor=ANN, now=NOW)
    with pytest.raises(campaigns.NotSendable):
        campaigns.live_version(version_id=launched.version_id)
    campaigns.approve(campaign="parcel-late", number=1, actor=BOB, now=NOW)
    live = campaigns.live_version(version_id=launched.version_id)
    assert (live.campaign, live.number, live.holdout_bp) == ("parcel-late", 1, 1000)
    assert (live.topic.name, live.topic.purpose) == ("deliveries", "service")


def test_a_live_version_is_read_once_and_composes(django_assert_num_queries) -> None:
    launched = campaigns.launch(text=LATE, actor=ANN, now=NOW)
    campaigns.approve(campaign="parcel-late", number=1, actor=BOB, now=NOW)
    campaigns.live_version(version_id=launched.version_id)
    with django_assert_num_queries(0):
        live = campaigns.live_version(version_id=launched.version_id)
        composed = live.compose("pt", DATA, ZoneInfo("America/Sao_Paulo"))
    assert composed.subject == "Seu pedido A-17 não chegou até 15 de agosto de 2018, como prometemos"


def test_the_language_is_the_nearest_one_the_notice_has() -> None:
    launched = campaigns.launch(text=LATE, actor=ANN, now=NOW)
    campaigns.approve(campaign="parcel-late", number=1, actor=BOB, now=NOW)
    live = campaigns.live_version(version_id=launched.version_id)
    assert [live.language_for(*asked) for asked in [("pt-BR",), ("de", "pt"), ("de",), ()]] == [
        "pt",
        "pt",
        "en",
        "en",
    ]
