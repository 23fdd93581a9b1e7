"""Settings that cannot be right are refused by name, before anything is sent."""

import pytest

from tidings.channels.sms.channel import CHANNEL
from tidings.channels.sms.tests.examples import MESSAGE, SENDERS
from tidings.channels.sms.tests.ports import Kept
from tidings.channels.sms.way import Way

URL = {"TIDINGS_SMS_URL": "smpp://tidings:secret@127.0.0.1", "TIDINGS_SMS_SENDERS": SENDERS}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TIDINGS_SMPP_ZONE", "Mars/Olympus"),
        ("TIDINGS_SMPP_ZONE", "../etc"),
        ("TIDINGS_SMPP_WINDOW", "many"),
        ("TIDINGS_SMS_TIMEOUT", "0"),
        ("TIDINGS_SMS_SEGMENTS", "nan"),
        ("TIDINGS_SMS_LONG", "somehow"),
        ("TIDINGS_SMS_STAND_INS", "all"),
        ("TIDINGS_SMS_SHIFT", "klingon"),
        ("TIDINGS_SMPP_RECEIPT_IDS", "roman"),
        ("TIDINGS_SMS_SENDERS", "nobody"),
    ],
)
def test_a_setting_that_cannot_be_right_is_named(name: str, value: str) -> None:
    with pytest.raises(ValueError, match=name):
        CHANNEL.open(URL | {name: value}, Kept(MESSAGE.at))
    (finding,) = CHANNEL.check(URL | {name: value})
    assert (finding.well, name in finding.says) == (False, True)


def test_ports_and_quoted_passwords_are_read() -> None:
    way = Way.read({"TIDINGS_SMS_URL": "smpps://us%40er:p%3Aw@smsc.example"})
    assert (way.host, way.port, way.user, way.password, way.protected) == (
        "smsc.example",
        3550,
        "us@er",
        "p:w",
        True,
    )
    assert Way.read({"TIDINGS_SMS_URL": "twilio+https://a:b@api.example"}).base == "https://api.example"
    assert Way.read({"TIDINGS_SMS_URL": "twilio+http://a:b@127.0.0.1:8080"}).base == "http://127.0.0.1:8080"
