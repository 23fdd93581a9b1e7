"""A push message: small, private where it should be, to push services only, and gone browsers forgotten."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.channels.scripted_http import Said, ScriptedHttp
from tidings.channels.contract import CannotCompose, NotGenuine, Raw, Unplugged
from tidings.channels.push.channel import CHANNEL, SERVICES
from tidings.channels.push.keys import BadKey, Identity, new_key
from tidings.channels.push.payload import LARGEST, payload, sealed
from tidings.channels.push.reading import HEADER
from tidings.channels.push.subscription import read
from tidings.channels.push.tests import examples
from tidings.channels.push.tests.examples import BROWSER, MESSAGE, message

IDENTITY = Identity.read(examples.settings())


def asked_for(changed: object = None, **stated: str) -> object:
    service = ScriptedHttp(lambda asked: Said(status=201))
    sent = replace(changed or MESSAGE, to=BROWSER.address(f"{service.url}/b"))  # type: ignore[type-var]
    sender = CHANNEL.open(examples.settings(**stated), Unplugged(MESSAGE.at))
    assert sender.send(sent).state == "accepted"  # type: ignore[arg-type]
    service.close()
    return service.asked[0]


def test_what_the_browser_is_told() -> None:
    said = BROWSER.opened(asked_for().body)  # type: ignore[attr-defined]
    assert (said["title"], said["body"]) == ("Example Shop", "Your order f346 is late")
    assert said["url"] == "https://shop.example/n/TOKEN"
    assert said["tag"] == MESSAGE.message_id
    assert said["tell"]["url"] == "https://shop.example/in/push/main"


def test_only_the_topic_where_others_see_the_screen() -> None:
    said = BROWSER.opened(asked_for(TIDINGS_PUSH_SHOWS="topic").body)  # type: ignore[attr-defined]
    assert said["body"] == "Deliveries"
    assert "f346" not in json.dumps(said)


def test_the_push_service_is_told_how_long_and_how_urgent() -> None:
    headers = asked_for(replace(MESSAGE, urgency="now")).headers  # type: ignore[attr-defined]
    assert headers["ttl"] == str(2 * 24 * 3600)
    assert headers["urgency"] == "high"
    assert len(headers["topic"]) <= 32
    assert headers["content-encoding"] == "aes128gcm"


def test_a_notice_that_lives_longer_than_push_services_keep_is_bounded() -> None:
    long = replace(MESSAGE, expires_at=MESSAGE.at + timedelta(days=400))
    assert asked_for(long).headers["ttl"] == str(28 * 24 * 3600)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://10.0.0.1/x",
        "https://fcm.googleapis.com.evil.example/x",
        "https://evil.example/fcm.googleapis.com",
        "http://fcm.googleapis.com/x",
        "https://user@fcm.googleapis.com/x",
        "https://push.apple.com/x",
        "file:///etc/passwd",
        "",
    ],
)
def test_nobody_but_a_push_service_is_called(endpoint: str) -> None:
    with pytest.raises(CannotCompose):
        read(BROWSER.address(endpoint), services=tuple(SERVICES.split()))


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://fcm.googleapis.com/fcm/send/1",
        "https://updates.push.services.mozilla.com/wpush/v2/1",
        "https://wns2-par02p.notify.windows.com/w/?token=1",
        "https://web.push.apple.com/1",
    ],
)
def test_the_browsers_own_push_services_are_known(endpoint: str) -> None:
    assert read(BROWSER.address(endpoint), services=tuple(SERVICES.split())).endpoint == endpoint


@pytest.mark.parametrize("address", ["", "{}", "[]", "null", '{"endpoint": 1, "keys": {}}', "x" * 9999])
def test_what_is_no_subscription_is_refused(address: str) -> None:
    with pytest.raises(CannotCompose):
        read(address, services=("127.0.0.1",))


def test_keys_of_the_wrong_length_are_refused() -> None:
    said = json.loads(MESSAGE.to)
    said["keys"]["auth"] = "AAAA"
    with pytest.raises(CannotCompose, match="keys"):
        read(json.dumps(said), services=tuple(SERVICES.split()))


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=5000), st.text(max_size=500))
def test_any_words_fit(what: str, name: str) -> None:
    head = replace(MESSAGE.letterhead, name=name)
    octets = payload(message(subject="", what=what, letterhead=head), IDENTITY, shows="notice")
    assert len(sealed(octets, read(MESSAGE.to, services=("fcm.googleapis.com",)))) <= LARGEST


def test_a_receipt_needs_the_very_messages_token() -> None:
    token = IDENTITY.token("other@shop.example")
    body = json.dumps({"id": MESSAGE.message_id, "state": "opened"}).encode()
    raw = Raw(kind="request", key="k", body=body, at=MESSAGE.at, method="POST", headers={HEADER: token})
    with pytest.raises(NotGenuine):
        CHANNEL.answer(raw, examples.settings())


def test_a_new_key_is_one_the_settings_take() -> None:
    assert Identity.read(examples.settings(TIDINGS_VAPID_KEY=new_key())).public
    assert CHANNEL.check(examples.settings(TIDINGS_VAPID_KEY=new_key()))[0].well


@pytest.mark.parametrize(
    "stated", [{"TIDINGS_VAPID_KEY": "no key"}, {"TIDINGS_VAPID_KEY": ""}, {"TIDINGS_VAPID_CONTACT": "push"}]
)
def test_a_setting_that_cannot_be_right_names_itself(stated: dict[str, str]) -> None:
    with pytest.raises(BadKey, match=next(iter(stated))):
        Identity.read(examples.settings(**stated))
    assert not CHANNEL.check(examples.settings(**stated))[0].well
