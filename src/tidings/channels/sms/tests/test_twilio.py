"""The HTTP API: requests, answers, callbacks; Twilio's own library is the judge of what is genuine."""

import json
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from twilio.http.http_client import TwilioHttpClient
from twilio.request_validator import RequestValidator
from twilio.rest import Client

from tests.channels.scripted_http import Said
from tidings.channels.contract import NotGenuine, Raw, Receipt, Reply, Stopped, Unreadable
from tidings.channels.sms.channel import CHANNEL
from tidings.channels.sms.tests.conformance import example
from tidings.channels.sms.tests.examples import MESSAGE, SENDERS, message
from tidings.channels.sms.tests.ports import Kept
from tidings.channels.sms.tests.provider import CALLBACK, SID, TOKEN, Provider, refusal
from tidings.channels.sms.twilio.signature import is_genuine, signature

URL = "https://mycompany.com/myapp.php?foo=1&bar=2"
FORM = {
    "CallSid": "CA1234567890ABCDE",
    "Caller": "+14158675309",
    "Digits": "1234",
    "From": "+14158675309",
    "To": "+18005551212",
}
BODY = b"CallSid=CA1234567890ABCDE&Caller=%2B14158675309&Digits=1234&From=%2B14158675309&To=%2B18005551212"
FORM_TYPE = "application/x-www-form-urlencoded"


@pytest.fixture
def provider() -> Iterator[Provider]:
    provider = Provider()
    yield provider
    provider.close()


def settings(provider: Provider, **more: str) -> dict[str, str]:
    return provider.settings() | {"TIDINGS_SMS_SENDERS": SENDERS, "TIDINGS_SMS_TIMEOUT": "1"} | more


def test_the_golden_signatures() -> None:
    form = {name: [value] for name, value in FORM.items()}
    assert signature(URL, form, TOKEN) == "RSOYDt4T1cUTdK1PDd93/VVr8B8="
    strangers = form | {"Caller": ["+12349013030"], "From": ["+12349013030"]}
    assert signature(URL, strangers, TOKEN) == "0/KCTR6DLpKmkAf8muzZqo1nDgQ="


@pytest.mark.parametrize("url", [URL, URL.replace(".com", ".com:443")])
def test_the_port_may_be_written_or_not(url: str) -> None:
    told = "RSOYDt4T1cUTdK1PDd93/VVr8B8="
    assert is_genuine(told, url=url, body=BODY, content_type=FORM_TYPE, token=TOKEN)
    assert not is_genuine(told, url=url, body=BODY + b"&x=", content_type=FORM_TYPE, token=TOKEN)
    assert not is_genuine(told, url=url, body=BODY, content_type=FORM_TYPE, token="12346")


def test_json_is_signed_by_its_hash() -> None:
    body = b'{"property": "value", "boolean": true}'
    url = f"{URL}&bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620"
    told = "a9nBmqA0ju/hNViExpshrM61xv4="
    assert is_genuine(told, url=url, body=body, content_type="application/json", token=TOKEN)
    assert not is_genuine(told, url=url, body=body + b" ", content_type="application/json", token=TOKEN)
    unsigned = RequestValidator(TOKEN).compute_signature(URL, {})
    assert not is_genuine(unsigned, url=URL, body=body, content_type="application/json", token=TOKEN)


def test_without_a_token_nothing_is_genuine() -> None:
    told = RequestValidator("").compute_signature(URL, {})
    assert not is_genuine(told, url=URL, body=b"", content_type=FORM_TYPE, token="")


@given(
    form=st.dictionaries(st.text(min_size=1, max_size=8), st.text(max_size=20), max_size=5),
    token=st.text("0123456789abcdef", min_size=1, max_size=32),
    port=st.sampled_from(["", ":443", ":8443"]),
)
def test_we_sign_as_twilios_own_library_does(form: dict[str, str], token: str, port: str) -> None:
    url = f"https://shop.example{port}/in/sms/main?message=a%40b"
    assert signature(url, {name: [value] for name, value in form.items()}, token) == RequestValidator(
        token
    ).compute_signature(url, form)


def test_a_proxy_may_have_changed_the_address_that_we_see(provider: Provider) -> None:
    raw = provider.calls(f"{CALLBACK}?message=a", {"MessageSid": "SM1", "MessageStatus": "sent"})
    seen = replace(raw, url="http://10.0.0.7:8000/in/sms/main?message=a")
    answer = CHANNEL.answer(seen, settings(provider))
    assert (answer.status, answer.keep) == (200, True)
    with pytest.raises(NotGenuine):
        CHANNEL.answer(seen, settings(provider, TIDINGS_SMS_CALLBACK=""))


def test_an_smpp_account_takes_no_requests(provider: Provider) -> None:
    smpp = settings(provider) | {"TIDINGS_SMS_URL": "smpp://a:b@127.0.0.1"}
    with pytest.raises(NotGenuine):
        CHANNEL.answer(provider.calls(CALLBACK, {}), smpp)


def test_the_far_end_of_these_tests_serves_twilios_own_client(provider: Provider) -> None:
    class Redirected(TwilioHttpClient):
        def request(self, method: str, url: str, *rest: Any, **more: Any) -> Any:
            return super().request(
                method, url.replace("https://api.twilio.com", provider.server.url), *rest, **more
            )

    client = Client(SID, TOKEN, http_client=Redirected())
    sent = client.messages.create(to="+447700900123", from_="+447700900000", body="Hello", validity_period=60)
    assert (sent.status, provider.taken[sent.sid]["Body"]) == ("queued", "Hello")
    theirs = provider.server.asked[-1]
    CHANNEL.open(settings(provider), Kept(MESSAGE.at)).send(example("a"))
    ours = provider.server.asked[-1]
    assert (ours.method, ours.path) == (theirs.method, theirs.path)
    assert (
        ours.headers["authorization"]
        == theirs.headers["authorization"]
        == "Basic " + b64encode(f"{SID}:{TOKEN}".encode()).decode()
    )
    assert client.messages(sent.sid).fetch().status == "delivered"


def test_a_request_says_what_the_carrier_must_know(provider: Provider) -> None:
    sender = CHANNEL.open(settings(provider), Kept(MESSAGE.at))
    outcome = sender.send(example("a"))
    form = provider.taken[outcome.provider_id]
    assert (form["From"], form["ValidityPeriod"], form["SmartEncoded"]) == ("+447700900000", "36000", "false")
    assert form["StatusCallback"] == f"{CALLBACK}?message=a%40shop.example"
    assert outcome.parts == 1


def test_a_pool_of_numbers_is_named_as_such(provider: Provider) -> None:
    pool = "MG" + "0" * 32
    sender = CHANNEL.open(settings(provider, TIDINGS_SMS_SENDERS=f"*={pool}"), Kept(MESSAGE.at))
    form = provider.taken[sender.send(example("a")).provider_id]
    assert form["MessagingServiceSid"] == pool
    assert "From" not in form


def test_no_message_tells_somebodys_number(provider: Provider) -> None:
    provider.plan("no such address")
    outcome = CHANNEL.open(settings(provider), Kept(MESSAGE.at)).send(example("a"))
    assert outcome.says == "HTTP 400 21211 The 'To' number … is not a valid phone number."


@pytest.mark.parametrize(
    ("status", "code", "state", "throttled", "dead"),
    [
        (400, 21211, "permanent", False, True),
        (400, 21614, "permanent", False, True),
        (400, 21408, "permanent", False, False),
        (400, 21611, "transient", True, False),
        (429, 20429, "transient", True, False),
        (503, 20503, "transient", False, False),
        (400, 0, "permanent", False, False),
    ],
)
def test_what_an_error_code_means(
    provider: Provider, status: int, code: int, state: str, throttled: bool, dead: bool
) -> None:
    provider.server.plan(refusal(status, code, "no"))
    outcome = CHANNEL.open(settings(provider), Kept(MESSAGE.at)).send(example("a"))
    assert (outcome.state, outcome.throttled, outcome.address_dead) == (state, throttled, dead)


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b'{"sid": 7, "num_segments": "x"}', b"<html>"])
def test_a_yes_without_sense_is_still_a_yes(provider: Provider, body: bytes) -> None:
    provider.server.plan(Said(status=201, body=body))
    outcome = CHANNEL.open(settings(provider), Kept(MESSAGE.at)).send(example("a"))
    assert (outcome.state, outcome.provider_id, outcome.parts) == ("accepted", "", 1)


def test_a_block_at_the_provider_is_news_of_a_stop(provider: Provider) -> None:
    ports = Kept(MESSAGE.at)
    provider.plan("blocked")
    outcome = CHANNEL.open(settings(provider), ports).send(example("a"))
    assert outcome.state == "permanent"
    (raw,) = ports.raws
    (stop,) = CHANNEL.read(raw, settings(provider))
    assert isinstance(stop, Stopped)
    assert (stop.address, stop.message_id, stop.scope) == (MESSAGE.to, "a@shop.example", "all")


def test_a_block_told_by_a_callback_is_a_receipt_and_a_stop(provider: Provider) -> None:
    news = {"MessageSid": "SM1", "MessageStatus": "failed", "ErrorCode": "21610", "To": MESSAGE.to}
    found = CHANNEL.read(provider.calls(f"{CALLBACK}?message=a%40b", news), settings(provider))
    assert [type(one) for one in found] == [Receipt, Stopped]
    assert len({one.key for one in found}) == 2


@pytest.mark.parametrize(
    ("status", "code", "state", "dead"),
    [
        ("sent", "", "accepted", False),
        ("delivered", "", "delivered", False),
        ("undelivered", "30003", "failed", False),
        ("undelivered", "30005", "failed", True),
        ("undelivered", "30006", "failed", True),
        ("failed", "30007", "failed", False),
        ("failed", "30034", "failed", False),
        ("failed", "30036", "expired", False),
        ("canceled", "", "failed", False),
    ],
)
def test_what_a_status_means(provider: Provider, status: str, code: str, state: str, dead: bool) -> None:
    news = {"MessageSid": "SM1", "MessageStatus": status, "ErrorCode": code}
    (receipt,) = CHANNEL.read(provider.calls(f"{CALLBACK}?message=a%40b", news), settings(provider))
    assert isinstance(receipt, Receipt)
    assert (receipt.state, receipt.address_dead) == (state, dead)
    assert (receipt.message_id, receipt.provider_id) == ("a@b", "SM1")


@pytest.mark.parametrize("news", [{}, {"MessageStatus": "partying", "MessageSid": "SM1"}, {"From": "+1"}])
def test_a_request_without_sense_is_set_aside_with_the_reason(
    provider: Provider, news: dict[str, str]
) -> None:
    with pytest.raises(Unreadable):
        CHANNEL.read(provider.calls(CALLBACK, news), settings(provider))


def test_a_callback_as_json_is_read_too(provider: Provider) -> None:
    body = json.dumps({"From": "+447700900123", "To": "+447700900000", "Body": "STOP"}).encode()
    url = f"{CALLBACK}?bodySHA256={sha256(body).hexdigest()}"
    headers = {
        "content-type": "application/json",
        "x-twilio-signature": RequestValidator(TOKEN).compute_signature(url, {}),
    }
    raw = Raw(kind="http", key="k", method="POST", url=url, body=body, at=MESSAGE.at, headers=headers)
    assert CHANNEL.answer(raw, settings(provider)).status == 200
    (reply,) = CHANNEL.read(raw, settings(provider))
    assert isinstance(reply, Reply)
    assert reply.text == "STOP"


def test_the_same_callback_again_has_the_same_name_and_another_status_another(provider: Provider) -> None:
    def called(status: str) -> str:
        return provider.calls(f"{CALLBACK}?message=a", {"MessageSid": "SM1", "MessageStatus": status}).key

    assert called("sent") == called("sent") != called("delivered")


def test_the_check_reads_the_account(provider: Provider) -> None:
    well, *_ = CHANNEL.check(settings(provider))
    assert well.well
    wrong = settings(provider)["TIDINGS_SMS_URL"].replace(TOKEN, "nonsense")
    finding, *_ = CHANNEL.check(settings(provider, TIDINGS_SMS_URL=wrong))
    assert (finding.well, "TIDINGS_SMS_URL" in finding.mend) == (False, True)


@pytest.mark.parametrize(
    "url",
    ["twilio+http://a:b@api.example", "twilio+https://api.example", "https://a:b@api.example", "smpp://"],
)
def test_an_address_that_cannot_be_right_names_the_mend(url: str) -> None:
    with pytest.raises(ValueError, match="TIDINGS_SMS_URL"):
        CHANNEL.open({"TIDINGS_SMS_URL": url, "TIDINGS_SMS_SENDERS": SENDERS}, Kept(MESSAGE.at))


def test_a_long_text_is_one_request_and_its_segments_are_told(provider: Provider) -> None:
    long = message(what="It is late. " * 30, means="")
    provider.server.plan(Said(status=201, body=b'{"sid": "SM7", "num_segments": "3"}'))
    outcome = CHANNEL.open(settings(provider), Kept(MESSAGE.at)).send(long)
    assert (outcome.provider_id, outcome.parts) == ("SM7", 3)
