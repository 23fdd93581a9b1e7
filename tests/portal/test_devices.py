"""Being told on a device: explained, asked for by a click, shown by the worker, believed when it tells us, ended."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from tests.browsing import PATIENCE_MS, stands
from tests.live import wait_for
from tests.portal.journey import SENT, Told, save_customer, tell
from tidings.channels.push.keys import Identity
from tidings.channels.push.tests.examples import BROWSER, KEY
from tidings.conversations.models import Interaction
from tidings.ground.models import Inbound
from tidings.people import public as people
from tidings.people.models import ContactPoint

pytestmark = pytest.mark.django_db(transaction=True)
SUBSCRIPTION = BROWSER.address("https://fcm.googleapis.com/fcm/send/1")


@pytest.fixture(autouse=True)
def with_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDINGS_VAPID_KEY", KEY)
    monkeypatch.setenv("TIDINGS_VAPID_CONTACT", "mailto:push@shop.example")


def post(told: Told, **form: str) -> Any:
    return Client().post(f"/preferences/{told.preferences}/devices", form)


def usable() -> list[str]:
    return list(ContactPoint.objects.filter(channel="push", state="usable").values_list("address", flat=True))


def test_a_device_is_added_once_and_ended() -> None:
    told = tell()
    for _ in range(2):
        assert (
            "on this device from now on" in post(told, what="add", subscription=SUBSCRIPTION).content.decode()
        )
    (address,) = usable()
    assert json.loads(address)["endpoint"] == "https://fcm.googleapis.com/fcm/send/1"
    assert [entry.detail for entry in Interaction.objects.filter(kind="preferred")] == [{"device": "added"}]
    assert "We tell you there no more" in post(told, what="remove_all").content.decode()
    assert usable() == []


def test_a_browser_belongs_to_whoever_subscribed_in_it_last() -> None:
    told = tell()
    other = save_customer("other", "en")
    people.add_device(customer_id=other, subscription=SUBSCRIPTION, now=SENT)
    post(told, what="add", subscription=SUBSCRIPTION)
    (point,) = ContactPoint.objects.filter(channel="push", state="usable")
    assert point.customer_id != other


@pytest.mark.parametrize(
    "subscription", ["", "no json", "{}", json.dumps({"endpoint": "x" * 5000, "keys": {}})]
)
def test_what_is_no_subscription_is_refused(subscription: str) -> None:
    answer = post(tell(), what="add", subscription=subscription)
    assert answer.status_code == 422
    assert usable() == []


def test_without_a_key_nothing_is_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TIDINGS_VAPID_KEY")
    told = tell()
    assert (
        "does not offer this yet" in Client().get(f"/preferences/{told.preferences}/devices").content.decode()
    )
    assert post(told, what="add", subscription=SUBSCRIPTION).status_code == 422


@pytest.fixture
def reader(browser: Any, live_site: Any) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 320, "height": 800}, locale="en-GB")
    context.grant_permissions(["notifications"], origin=live_site.url)
    context.set_default_timeout(PATIENCE_MS)
    yield context.new_page()
    context.close()


def test_the_page_explains_asks_after_a_click_and_says_what_went_wrong(
    live_site: Any, reader: Any, axe: Any
) -> None:
    told = tell()
    reader.goto(f"{live_site.url}/preferences/{told.preferences}")
    reader.get_by_role("link", name="Be told on this phone or computer").click()
    stands(reader, axe)
    reader.get_by_role("button", name="Yes, tell me on this device").click()
    # This machine's network reaches no push service, so the browser cannot subscribe.
    reader.get_by_text("That did not work just now").wait_for()
    reader.get_by_role("button", name="Not on this device any more").click()
    reader.get_by_text("This browser is not told anything").wait_for()


def test_the_worker_shows_what_is_pushed_and_tells_us_so(live_site: Any, reader: Any) -> None:
    told = tell()
    reader.goto(f"{live_site.url}/preferences/{told.preferences}/devices")
    push(reader, live_site.url, message(live_site.url, told))
    reader.wait_for_function(
        "async () => (await (await navigator.serviceWorker.getRegistration()).getNotifications()).length === 1"
    )
    shown = reader.evaluate(
        "async () => { const [one] = await (await navigator.serviceWorker.getRegistration()).getNotifications();"
        " return [one.title, one.body, one.tag]; }"
    )
    assert shown == ["Example Shop", "Your order is late", "m1@shop.example"]
    wait_for(lambda: Inbound.objects.filter(channel="push").exists(), "the browser's receipt")
    row = Inbound.objects.get(channel="push")
    assert json.loads(bytes(row.body)) == {"id": "m1@shop.example", "state": "shown"}


def message(url: str, told: Told) -> dict[str, Any]:
    identity = Identity.read({"TIDINGS_VAPID_KEY": KEY, "TIDINGS_VAPID_CONTACT": "mailto:push@shop.example"})
    return {
        "title": "Example Shop",
        "body": "Your order is late",
        "lang": "en",
        "dir": "ltr",
        "tag": "m1@shop.example",
        "url": f"{url}/n/{told.notice}",
        "now": False,
        "tell": {"url": f"{url}/in/push/main", "token": identity.token("m1@shop.example")},
    }


def push(page: Any, origin: str, said: dict[str, Any]) -> None:
    """Through the browser's own developer tools, as its push service would."""
    page.evaluate(
        "navigator.serviceWorker.register('/push-worker.js').then(() => navigator.serviceWorker.ready)"
    )
    tools = page.context.new_cdp_session(page)
    found: list[dict[str, Any]] = []
    tools.on("ServiceWorker.workerRegistrationUpdated", lambda event: found.extend(event["registrations"]))
    tools.send("ServiceWorker.enable")
    page.wait_for_function("navigator.serviceWorker.ready.then(() => true)")
    registration = next(one for one in found if one["scopeURL"].startswith(origin))
    tools.send(
        "ServiceWorker.deliverPushMessage",
        {"origin": origin, "registrationId": registration["registrationId"], "data": json.dumps(said)},
    )
