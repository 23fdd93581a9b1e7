"""When an address last wrote to us: whichever way, and on each channel."""

from datetime import timedelta

import pytest

from tidings.people import public as people
from tidings.people.models import ContactPoint

NUMBER = "+5511961234567"


@pytest.fixture(autouse=True)
def ana(saved):
    return saved(mobile=NUMBER)


def hear(at, channel=""):
    return people.heard_from(kind="mobile", address=NUMBER, at=at, channel=channel)


def heard(channel):
    return people.heard_on(channel=channel, kind="mobile", addresses=[NUMBER, "+5511961234568"])


def test_a_text_opens_no_window_on_another_channel_of_the_same_number(now):
    assert hear(now, "sms") == 1
    assert heard("sms") == {NUMBER: now}
    assert heard("whatsapp") == {}


def test_the_latest_moment_stands_however_late_it_is_told(now):
    hear(now, "whatsapp")
    hear(now - timedelta(hours=2), "whatsapp")
    hear(now + timedelta(minutes=1), "sms")
    assert heard("whatsapp") == {NUMBER: now}
    assert ContactPoint.objects.get().heard_at == now + timedelta(minutes=1)


def test_what_names_no_channel_is_heard_on_none(now):
    hear(now)
    assert ContactPoint.objects.get().heard_at == now
    assert heard("whatsapp") == heard("sms") == {}
