"""From a provider's own request to what it means for the customer: door, signature, loop, and our answer on its way."""

import hashlib
import hmac
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from twilio.request_validator import RequestValidator

from tests.conversations.conftest import NUMBER, told_by_toy
from tests.live import LiveSite
from tests.portal.journey import Told
from tidings.channels import discover
from tidings.conversations import public as conversations
from tidings.conversations.models import FollowUp, Saying
from tidings.ground import clock
from tidings.ground.models import Inbound
from tidings.outreach.models import Attempt, Outreach
from tidings.people import public as people

pytestmark = pytest.mark.django_db(transaction=True)
TOKEN = "a-token-of-twilio"
WHATSAPP = {
    "TIDINGS_WHATSAPP_NUMBER_ID": "1234567890",
    "TIDINGS_WHATSAPP_TOKEN": "token",
    "TIDINGS_WHATSAPP_APP_SECRET": "app-secret",
    "TIDINGS_WHATSAPP_VERIFY_TOKEN": "our-word",
}


@pytest.fixture
def client(live_site: LiveSite, monkeypatch: pytest.MonkeyPatch) -> Iterator[httpx.Client]:
    monkeypatch.setenv("TIDINGS_SMS_URL", f"twilio+http://AC123:{TOKEN}@127.0.0.1:9")
    monkeypatch.setenv("TIDINGS_SMS_SENDERS", "*=+15550001111")
    for name, value in WHATSAPP.items():
        monkeypatch.setenv(name, value)
    discover()
    with httpx.Client(base_url=live_site.url, timeout=20) as client:
        yield client


def told_by(channel: str) -> Told:
    told = told_by_toy()
    Outreach.objects.update(channel=channel)
    Attempt.objects.update(channel=channel, started_at=clock.now())
    return told


def take_up() -> list[tuple[str, str]]:
    while conversations.loops()[0].step(clock.current()):
        pass
    return list(Inbound.objects.order_by("id").values_list("state", "says"))


def twilio(client: httpx.Client, query: str = "", **form: str) -> httpx.Response:
    url = f"{client.base_url}/in/sms/main{query}".replace("//in", "/in")
    signature = RequestValidator(TOKEN).compute_signature(url, form)
    headers = {"X-Twilio-Signature": signature, "Content-Type": "application/x-www-form-urlencoded"}
    return client.post(f"/in/sms/main{query}", content=urlencode(form), headers=headers)


def whatsapp(client: httpx.Client, **value: Any) -> httpx.Response:
    change = {"field": "messages", "value": {"messaging_product": "whatsapp", "metadata": {}} | value}
    body = json.dumps({"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": [change]}]})
    signature = hmac.new(b"app-secret", body.encode(), hashlib.sha256).hexdigest()
    headers = {"X-Hub-Signature-256": f"sha256={signature}", "Content-Type": "application/json"}
    return client.post("/in/whatsapp/main", content=body, headers=headers)


def test_a_text_provider_tells_of_a_delivery_and_of_a_stop(client: httpx.Client) -> None:
    told = told_by("sms")
    delivered = {"MessageSid": f"p{told.outreach_id}", "MessageStatus": "delivered", "To": NUMBER}
    assert twilio(client, f"?message=m{told.outreach_id}", **delivered).status_code == 200
    assert twilio(client, From=NUMBER, To="+15550001111", Body="STOP", MessageSid="SM9").status_code == 200
    assert take_up() == [("done", ""), ("done", "stopped")]
    assert Attempt.objects.get().receipt == "delivered"
    stops = people.person(customer_id=told.customer_id).suppressions
    assert {(one.scope, one.channel) for one in stops} >= {("purpose:service", ""), ("purpose:marketing", "")}


def test_a_stop_the_provider_took_for_itself_is_lifted_by_start(client: httpx.Client) -> None:
    told = told_by("sms")
    twilio(client, From=NUMBER, To="+15550001111", Body="STOP", MessageSid="SM9", OptOutType="STOP")
    take_up()
    [stop] = people.person(customer_id=told.customer_id).suppressions
    assert (stop.scope, stop.channel, Saying.objects.count()) == ("all", "sms", 0)
    twilio(client, From=NUMBER, To="+15550001111", Body="START", MessageSid="SM10", OptOutType="START")
    take_up()
    [stop] = people.person(customer_id=told.customer_id).suppressions
    assert stop.lifted_at is not None


def test_another_accounts_signature_is_refused(client: httpx.Client) -> None:
    answer = client.post("/in/sms/main", content="Body=STOP", headers={"X-Twilio-Signature": "AAAA"})
    assert answer.status_code == 403
    assert Inbound.objects.count() == 0


def test_a_messenger_tries_the_address_and_tells_of_a_reader_who_answers(client: httpx.Client) -> None:
    told = told_by("whatsapp")
    asked = {"hub.mode": "subscribe", "hub.verify_token": "our-word", "hub.challenge": "12345"}
    assert client.get("/in/whatsapp/main", params=asked).text == "12345"
    wrong = client.get("/in/whatsapp/main", params=asked | {"hub.verify_token": "x"})
    assert wrong.status_code == 403
    at, number = str(int(clock.now().timestamp())), NUMBER.removeprefix("+")
    status = {"id": f"p{told.outreach_id}", "status": "read", "timestamp": at, "recipient_id": number}
    assert whatsapp(client, statuses=[status]).status_code == 200
    text = {
        "from": number,
        "id": "wamid.7",
        "timestamp": at,
        "type": "text",
        "text": {"body": "Where is it?"},
    }
    reply = text | {"context": {"from": "15550001111", "id": f"p{told.outreach_id}"}}
    assert whatsapp(client, messages=[reply], contacts=[]).status_code == 200
    assert [state for state, _ in take_up()] == ["done", "done"]
    assert Attempt.objects.get().receipt == "seen"
    assert (FollowUp.objects.get().outreach_id, FollowUp.objects.get().reason) == (
        told.outreach_id,
        "cannot_resolve",
    )
