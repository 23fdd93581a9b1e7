"""Standard Webhooks, held against the specification's vector (G-12) and the public reference library."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from tidings.core import webhooks

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
ID = "msg_p5jXN8AQM9LWM0D4loKWxJek"
AT = datetime.fromtimestamp(1614265330, UTC)
BODY = b'{"test": 2432232314}'
GOOD = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
BAD = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OA="


def signed(**changes: str) -> dict[str, str]:
    return webhooks.headers(secret=SECRET, message_id=ID, at=AT, body=BODY) | changes


def refused(*, headers: dict[str, str], body: bytes = BODY, now: datetime = AT) -> str:
    with pytest.raises(webhooks.NotGenuine) as caught:
        webhooks.verify(secret=SECRET, headers=headers, body=body, now=now)
    return caught.value.reason


def test_signs_the_published_vector() -> None:
    assert signed() == {
        "webhook-id": ID,
        "webhook-timestamp": "1614265330",
        "webhook-signature": GOOD,
    }


def test_believes_its_own_signature_within_five_minutes() -> None:
    for seconds in (-300, 0, 300):
        webhooks.verify(secret=SECRET, headers=signed(), body=BODY, now=AT + timedelta(seconds=seconds))


def test_a_rotated_secret_passes_by_either_signature() -> None:
    webhooks.verify(
        secret=SECRET, headers=signed(**{"webhook-signature": f"{BAD} {GOOD}"}), body=BODY, now=AT
    )


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"webhook-timestamp": "1614265331"}, "signature"),
        ({"webhook-id": "msg_other"}, "signature"),
        ({"webhook-id": "msg.dot"}, "signature"),
        ({"webhook-signature": GOOD.replace("v1,", "v2,")}, "signature"),
        ({"webhook-signature": "nonsense é"}, "signature"),
        ({"webhook-timestamp": "soon"}, "bad_timestamp"),
        ({"webhook-timestamp": "٣"}, "bad_timestamp"),
    ],
)
def test_refuses_altered_headers(changes: dict[str, str], reason: str) -> None:
    assert refused(headers=signed(**changes)) == reason


def test_refuses_a_body_written_differently_and_messages_out_of_time() -> None:
    assert refused(headers=signed(), body=b'{"test":2432232314}') == "signature"
    assert refused(headers=signed(), now=AT + timedelta(seconds=301)) == "too_old"
    assert refused(headers=signed(), now=AT - timedelta(seconds=301)) == "too_new"
    assert refused(headers={"webhook-id": ID}) == "missing_header"


@pytest.mark.parametrize("secret", ["whsec_????", "whsec_c2hvcnQ=", "whsec_"])
def test_a_secret_of_the_wrong_shape_is_named(secret: str) -> None:
    with pytest.raises(webhooks.BadSecret):
        webhooks.key_of(secret)


@given(random=st.binary(min_size=24, max_size=64), data=st.dictionaries(st.text(), st.text()))
def test_the_public_library_computes_the_same_signature(random: bytes, data: dict[str, str]) -> None:
    secret, body = webhooks.secret_from(random=random), json.dumps(data)
    ours = webhooks.headers(secret=secret, message_id=ID, at=AT, body=body.encode())
    assert Webhook(secret).sign(ID, AT, body) == ours["webhook-signature"]


def test_the_public_library_believes_us_and_doubts_a_stranger() -> None:
    now = datetime.now(UTC)
    ours = webhooks.headers(secret=SECRET, message_id=ID, at=now, body=BODY)
    assert Webhook(SECRET).verify(BODY, ours) == {"test": 2432232314}
    with pytest.raises(WebhookVerificationError):
        Webhook(webhooks.secret_from(random=b"x" * 24)).verify(BODY, ours)


def test_ten_tries_are_spread_over_three_days() -> None:
    waits = [webhooks.next_try(message_id=ID, tries=tries, now=AT) for tries in range(1, 11)]
    assert waits.pop() is None
    assert sum(webhooks.DELAYS, timedelta()) == timedelta(hours=75, minutes=35, seconds=5)
    for wait, delay in zip(waits, webhooks.DELAYS, strict=True):
        assert wait is not None and AT + delay <= wait <= AT + delay * 1.1


@given(tries=st.integers(1, 9), asked=st.integers(0, 10**12))
def test_retry_after_lengthens_the_wait_up_to_a_day(tries: int, asked: int) -> None:
    plain = webhooks.next_try(message_id=ID, tries=tries, now=AT)
    told = webhooks.next_try(message_id=ID, tries=tries, now=AT, retry_after=str(asked))
    assert plain is not None
    assert told == max(plain, AT + min(timedelta(seconds=min(asked, 10**6)), webhooks.LONGEST_WAIT))


def test_retry_after_may_be_a_date_and_nonsense_is_ignored() -> None:
    assert webhooks.asked_wait("Thu, 25 Feb 2021 15:32:10 GMT", AT) == timedelta(minutes=30, seconds=0)
    assert webhooks.asked_wait("Wed, 24 Feb 2021 15:02:10 GMT", AT) == timedelta(0)
    assert webhooks.asked_wait("whenever", AT) == timedelta(0)
    assert webhooks.asked_wait("", AT) == timedelta(0)
    assert webhooks.asked_wait("Thu, 25 Feb 2021 15:32:10 +99999999999999", AT) == timedelta(0)
