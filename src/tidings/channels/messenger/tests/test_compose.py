"""When a page may speak, and by what right."""

from datetime import timedelta
from typing import Any

import pytest

from tests.channels.example_notice import AT
from tidings.channels.contract import CannotCompose, Message
from tidings.channels.messenger.compose import compose
from tidings.channels.messenger.tests.examples import MESSAGE, message
from tidings.core.notice import NextStep

DAY = timedelta(hours=24)
TAG = {"tag": "POST_PURCHASE_UPDATE"}


def refused(message: Message) -> str:
    with pytest.raises(CannotCompose) as caught:
        compose(message)
    return str(caught.value)


def test_inside_the_window_the_notice_goes_with_a_quick_reply_for_each_step() -> None:
    body = compose(MESSAGE)
    assert (body["recipient"], body["messaging_type"]) == ({"id": "1254477777772919"}, "UPDATE")
    assert body["message"]["metadata"] == MESSAGE.message_id
    assert [each["title"] for each in body["message"]["quick_replies"]] == [
        "That is fine",
        "Cancel and refund me",
    ]
    text = body["message"]["text"]
    assert all(part in text for part in (MESSAGE.composed.what, MESSAGE.code, MESSAGE.links.notice))


def test_steps_that_fit_no_quick_replies_are_listed() -> None:
    body = compose(message(next_steps=(NextStep(id="s", says="x" * 21, does="confirm"),)))
    assert "quick_replies" not in body["message"]
    assert body["message"]["text"].endswith(f"- {'x' * 21}")


def test_the_windows_very_edge() -> None:
    inside = message(heard_at=AT - DAY + timedelta(microseconds=1), surface=TAG)
    assert compose(inside)["messaging_type"] == "UPDATE"
    outside = compose(message(heard_at=AT - DAY, surface=TAG))
    assert (outside["messaging_type"], outside["tag"]) == ("MESSAGE_TAG", "POST_PURCHASE_UPDATE")


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"heard_at": None}, "names no tag"),
        ({"heard_at": AT - DAY}, "names no tag"),
        ({"heard_at": None, "surface": TAG, "purpose": "marketing"}, "no tag is for offers"),
        ({"to": "ana@example.com"}, "not a page-scoped id"),
        ({"to": "asked:"}, "not a page-scoped id"),
        ({"means": "x" * 2000}, "2000 are taken"),
        ({"what": "a\x00b"}, "control character"),
    ],
)
def test_otherwise_it_is_refused_with_the_reason(changes: dict[str, Any], why: str) -> None:
    assert why in refused(message(**changes))


def test_whoever_asked_is_written_to_by_what_they_asked_with() -> None:
    body = compose(message(to="asked:6803142343240813999", heard_at=None, purpose="marketing"))
    assert body["recipient"] == {"notification_messages_token": "6803142343240813999"}
    assert "messaging_type" not in body
