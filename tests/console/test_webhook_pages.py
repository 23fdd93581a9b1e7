"""The console's pages of webhooks: add, see what was told, tell it again, enable, forget."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.console.conftest import NOW
from tidings.ground import webhooks
from tidings.ground.models import WebhookEndpoint, WebhookMessage
from tidings.staff import public as staff

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


def endpoint() -> webhooks.Endpoint:
    return webhooks.add_endpoint(url="https://shop.example/hook?<a>", now=NOW)


def dead_letters(count: int) -> None:
    for n in range(count):
        webhooks.queue(topic="outreach.sent", payload={"customer": "maria"}, key=str(n), now=NOW)
    WebhookMessage.objects.update(state="failed", last_status="500 <b>", tries=10)


def text(answer: object) -> str:
    return answer.content.decode().replace("<wbr>", "")  # type: ignore[attr-defined]


def test_an_address_is_added_and_its_secret_shown_once(signed_in: SignIn) -> None:
    client = signed_in("administrator")
    made = text(
        client.post("/console/webhooks/add", {"url": "https://a.example/x", "topic": ["outreach.sent"]})
    )
    [one] = webhooks.endpoints()
    assert one.secret in made and one.topics == ("outreach.sent",)
    page = text(client.get("/console/webhooks/"))
    assert "https://a.example/x" in page and one.secret not in page
    assert staff.audit(limit=1)[0].action == "webhook.added"


def test_an_address_that_cannot_work_is_refused_with_its_mend(signed_in: SignIn) -> None:
    client = signed_in("administrator")
    page = text(client.post("/console/webhooks/add", {"url": "ftp://a.example"}, follow=True))
    assert "write the address as https://host/path" in page
    assert webhooks.endpoints() == []


def test_dead_letters_are_seen_and_told_again(signed_in: SignIn) -> None:
    one, client = endpoint(), signed_in("administrator")
    dead_letters(3)
    page = text(client.get(f"/console/webhooks/{one.id}/?state=failed"))
    assert page.count("500 &lt;b&gt;") == 3 and "maria" not in page
    first = webhooks.messages(endpoint=one.id)[0]
    page = text(client.post(f"/console/webhooks/{one.id}/replay", {"message": first.id}, follow=True))
    assert "1 told again" in page
    assert "2 told again" in text(client.post(f"/console/webhooks/{one.id}/replay", follow=True))
    assert "Nothing to tell" in text(client.post(f"/console/webhooks/{one.id}/replay", follow=True))


@pytest.mark.parametrize("number", ["", "12x", "-1", "9" * 20, "٣ "])
def test_a_number_that_is_no_messages_tells_nothing_again(signed_in: SignIn, number: str) -> None:
    one, client = endpoint(), signed_in("administrator")
    dead_letters(3)
    page = text(client.post(f"/console/webhooks/{one.id}/replay", {"message": number}, follow=True))
    assert "Nothing to tell again" in page
    assert len(webhooks.messages(endpoint=one.id, state="failed")) == 3


def test_a_disabled_address_is_enabled_and_forgotten(signed_in: SignIn) -> None:
    one, client = endpoint(), signed_in("administrator")
    WebhookEndpoint.objects.update(state="disabled", reason="it said it is gone")
    assert "it said it is gone" in text(client.get("/console/webhooks/"))
    client.post(f"/console/webhooks/{one.id}/enable")
    assert webhooks.endpoints()[0].state == "active"
    client.post(f"/console/webhooks/{one.id}/remove")
    assert webhooks.endpoints() == []
    assert client.get(f"/console/webhooks/{one.id}/").status_code == 404


def test_a_new_secret_is_shown_once(signed_in: SignIn) -> None:
    client, before = signed_in("administrator"), endpoint()
    page = text(client.post(f"/console/webhooks/{before.id}/new-secret"))
    [renewed] = webhooks.endpoints()
    assert renewed.secret in page
    assert renewed.secret != before.secret
    assert "For a day the secret before it signs as well." in page
    assert renewed.secret not in text(client.get("/console/webhooks/"))
    assert staff.audit(limit=1)[0].action == "webhook.secret_renewed"
