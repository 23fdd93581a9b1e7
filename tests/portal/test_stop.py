"""One-click stop (RFC 8058): a POST stops at once, a GET never does."""

from datetime import timedelta

import pytest
from django.test import Client

from tests.portal.journey import SENT, Told, tell
from tidings.conversations.models import Interaction
from tidings.ground import webhooks
from tidings.ground.models import WebhookMessage
from tidings.outreach.models import Outreach
from tidings.people import public as people

pytestmark = pytest.mark.django_db
PAIR = "List-Unsubscribe=One-Click"
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def told() -> Told:
    return tell()


def closed(told: Told, topic: str = "deliveries", purpose: str = "service") -> frozenset[str]:
    asked = people.Asked(customer_id=told.customer_id, topic=topic, purpose=purpose)
    return people.facts(asked=[asked], now=SENT + timedelta(days=1))[0].suppressed


def test_a_mail_programs_post_stops_the_topic_on_that_channel_at_once(told: Told) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert len(PAIR) == 26
    response = strict.post(f"/u/{told.stop}", PAIR, content_type=FORM)
    assert response.status_code == 200 and response.cookies == {}
    assert "We no longer send you messages about deliveries by email." in response.content.decode()
    assert closed(told) == {"email"}
    assert closed(told, "offers", "marketing") == frozenset()


def test_a_multipart_post_stops_too(told: Told) -> None:
    response = Client(enforce_csrf_checks=True).post(f"/u/{told.stop}", {"List-Unsubscribe": "One-Click"})
    assert response.status_code == 200 and closed(told) == {"email"}


def test_stopping_again_changes_nothing(told: Told) -> None:
    webhooks.add_endpoint(url="https://shop.example/hook", topics=[], now=SENT)
    for _ in range(3):
        assert Client().post(f"/u/{told.stop}", PAIR, content_type=FORM).status_code == 200
    (entry,) = Interaction.objects.all()
    assert (entry.kind, entry.detail) == (
        "stopped",
        {"scope": "topic:deliveries", "channel": "email", "by": "one-click"},
    )
    (message,) = WebhookMessage.objects.filter(topic="contact.stopped")
    assert message.payload["data"]["customer"] == "maria"


def test_what_was_still_waiting_is_withdrawn_at_once(told: Told) -> None:
    Outreach.objects.filter(id=told.outreach_id).update(state="pending", sent_at=None)
    Client().post(f"/u/{told.stop}", PAIR, content_type=FORM)
    assert Outreach.objects.get(id=told.outreach_id).state == "withdrawn"


@pytest.mark.parametrize("origin", ["SuiteCRM Core #628", "Rock RMS #7034", "useSend #412"])
def test_five_looks_of_a_mail_scanner_stop_nothing(told: Told, origin: str) -> None:
    """Each of these products opted people out because a scanner followed the link."""
    for _ in range(5):
        page = Client().get(f"/u/{told.stop}", headers={"user-agent": "LinkScanner"})
        Client().head(f"/u/{told.stop}")
        Client().options(f"/u/{told.stop}")
        Client().get(f"/u/{told.stop}?{PAIR}")
        Client().get(f"/preferences/{told.preferences}?what=stop&scope=all")
    assert "Stop messages about deliveries?" in page.content.decode()
    assert closed(told) == frozenset() and Interaction.objects.count() == 0


@pytest.mark.parametrize("body", ["", "List-Unsubscribe=No", "unsubscribe=1"])
def test_a_post_of_something_else_stops_nothing_and_offers_the_button(told: Told, body: str) -> None:
    response = Client().post(f"/u/{told.stop}", body, content_type=FORM)
    assert response.status_code == 400 and 'value="One-Click"' in response.content.decode()
    assert closed(told) == frozenset()
