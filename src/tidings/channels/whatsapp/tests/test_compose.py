"""What is said on WhatsApp, and when: free words inside the customer's day, the approved template outside."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.channels.example_notice import AT
from tidings.channels.contract import CannotCompose, Message
from tidings.channels.whatsapp.channel import CHANNEL
from tidings.channels.whatsapp.compose import compose
from tidings.channels.whatsapp.tests.examples import MESSAGE, SURFACE, message
from tidings.core.notice import NextStep

DAY = timedelta(hours=24)


def outside(**changes: Any) -> Message:
    return message(**{"heard_at": None, "surface": SURFACE, **changes})


def refused(message: Message) -> str:
    with pytest.raises(CannotCompose) as caught:
        compose(message)
    return str(caught.value)


def components(message: Message) -> list[Any]:
    return list(compose(message)["template"]["components"])


def test_inside_the_window_each_next_step_is_a_button() -> None:
    body = compose(MESSAGE)
    assert body["type"] == "interactive"
    assert [each["reply"] for each in body["interactive"]["action"]["buttons"]] == [
        {"id": "keep", "title": "That is fine"},
        {"id": "cancel", "title": "Cancel and refund me"},
    ]
    text = body["interactive"]["body"]["text"]
    assert all(part in text for part in (MESSAGE.composed.what, "K7MP-3XWQ-9DTA", MESSAGE.links.notice))
    assert (body["to"], body["biz_opaque_callback_data"]) == ("+5511961234567", MESSAGE.message_id)


STEPS = {
    "four steps": tuple(NextStep(id=f"s{n}", says=f"Step {n}", does="confirm") for n in range(4)),
    "a long one": (NextStep(id="s", says="x" * 21, does="confirm"),),
    "two alike": tuple(NextStep(id=id, says="Yes", does="confirm") for id in "ab"),
    "a link": (NextStep(id="s", says="Track it", does="https://carrier.example/t/1"),),
}


@pytest.mark.parametrize("steps", STEPS.values(), ids=STEPS)
def test_steps_that_fit_no_buttons_are_listed(steps: tuple[NextStep, ...]) -> None:
    body = compose(message(next_steps=steps))
    assert body["type"] == "text"
    assert all(f"- {step.says}" in body["text"]["body"] for step in steps)


def test_a_text_too_long_for_buttons_is_plain_and_one_too_long_for_all_is_refused() -> None:
    assert compose(message(means="x" * 1500))["type"] == "text"
    assert "4096 are taken" in refused(message(means="x" * 5000))


@given(st.integers(-100_000_000, 200_000_000))
def test_the_window_is_open_for_24_hours_and_not_a_microsecond_longer(ago: int) -> None:
    heard_at = AT - timedelta(microseconds=ago * 1000)
    kind = compose(message(heard_at=heard_at, surface=SURFACE))["type"]
    assert (kind == "interactive") == (AT - heard_at < DAY)


def test_the_windows_very_edge() -> None:
    inside = message(heard_at=AT - DAY + timedelta(microseconds=1), surface=SURFACE)
    assert compose(inside)["type"] == "interactive"
    assert compose(outside(heard_at=AT - DAY))["type"] == "template"


def test_a_template_is_filled_from_the_notice_in_its_own_order() -> None:
    template = compose(outside())["template"]
    assert (template["name"], template["language"]) == ("parcel_late", {"code": "en_US"})
    assert template["components"] == [
        {
            "type": "body",
            "parameters": [
                {"type": "text", "text": MESSAGE.composed.what},
                {"type": "text", "text": MESSAGE.composed.done},
            ],
        },
        {
            "type": "button",
            "sub_type": "quick_reply",
            "index": "0",
            "parameters": [{"type": "payload", "payload": "keep"}],
        },
        {
            "type": "button",
            "sub_type": "url",
            "index": "1",
            "parameters": [{"type": "text", "text": "TOKEN"}],
        },
    ]


def test_named_places_bear_their_names() -> None:
    [body] = components(outside(surface={"template": "t", "parameters": {"news": "what"}}))
    assert body["parameters"] == [{"type": "text", "text": MESSAGE.composed.what, "parameter_name": "news"}]


def test_a_language_that_is_not_mapped_is_the_notices_own() -> None:
    template = compose(outside(surface={"template": "t"}))["template"]
    assert (template["language"], template["components"]) == ({"code": "en"}, [])


def test_a_place_takes_no_line_breaks_and_is_never_empty() -> None:
    [body, *_] = components(outside(what="One\n\ntwo\tthree     four"))
    assert body["parameters"][0]["text"] == "One two three four"
    assert "the part done is empty" in refused(outside(done=""))


def test_outside_the_window_without_a_template_nothing_is_said() -> None:
    assert "names no template" in refused(message(heard_at=None))


@pytest.mark.parametrize(
    "changes", [{"purpose": "marketing"}, {"surface": {**SURFACE, "category": "marketing"}}]
)
def test_no_marketing_template_goes_to_plus_one(changes: dict[str, Any]) -> None:
    assert "+1" in refused(outside(to="+12025550123", **changes))
    assert compose(outside(**changes))["type"] == "template"
    assert compose(message(to="+12025550123", purpose="marketing"))["type"] == "interactive"
    assert compose(outside(to="+12025550123"))["type"] == "template"


@pytest.mark.parametrize(
    "to", ["", "+", "5511961234567", "+55 11 96123", "+5511961234567\r\n", "+٥٥١١٩٦١٢٣٤"]
)
def test_an_address_that_is_no_number_is_refused(to: str) -> None:
    assert "E.164" in refused(message(to=to))


@pytest.mark.parametrize("text", ["a\x00b", "a\x1bb", "a\ud800b"])
def test_what_nobody_can_read_is_refused(text: str) -> None:
    assert "control character" in refused(message(what=text))
    assert "control character" in refused(outside(what=text))


def test_words_alone_without_a_code_or_links_are_said_as_they_are() -> None:
    """Our answer to HELP is such a message."""
    links = dict.fromkeys(("notice", "check", "preferences", "stop"), "")
    bare = message(
        code="",
        links=type(MESSAGE.links)(**links),
        means="",
        done="",
        if_ignored="",
        next_steps=(),
        evidence=(),
    )
    assert compose(bare)["text"]["body"] == MESSAGE.composed.what


def test_it_can_be_shown_before_it_is_sent() -> None:
    free, by_template = CHANNEL.draw(MESSAGE), CHANNEL.draw(outside())
    assert free is not None
    assert by_template is not None
    assert free.text.startswith(MESSAGE.composed.what)
    assert free.notes == ("buttons: That is fine, Cancel and refund me",)
    assert by_template.text == f"1: {MESSAGE.composed.what}\n2: {MESSAGE.composed.done}"
    assert by_template.notes[0].startswith("as the template parcel_late")
