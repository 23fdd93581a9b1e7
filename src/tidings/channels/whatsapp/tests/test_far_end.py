"""The far end of these tests is proven by pywa, a client of the Cloud API that none of us wrote."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
import pywa
from pywa.errors import MessageUndeliverable, WhatsAppError
from pywa.types import Button
from pywa.types.templates import BodyText, QuickReplyButton, TemplateLanguage, URLButton

from tidings.channels.whatsapp.tests import far_end
from tidings.channels.whatsapp.tests.conformance import SECRET, World
from tidings.channels.whatsapp.tests.examples import MESSAGE, SURFACE, message


class HereInstead(httpx.HTTPTransport):
    """Brings what is meant for Meta to a server of ours."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.port = urlsplit(url).port

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        request.url = request.url.copy_with(scheme="http", host="127.0.0.1", port=self.port)
        return super().handle_request(request)


@pytest.fixture
def world() -> Iterator[World]:
    world = World()
    yield world
    world.close()


@pytest.fixture
def theirs(world: World) -> Iterator[pywa.WhatsApp]:
    with httpx.Client(transport=HereInstead(world.far_end.url)) as session:
        yield pywa.WhatsApp(
            phone_id=far_end.NUMBER_ID,
            token=far_end.TOKEN,
            session=session,
            server=None,
            app_secret=SECRET,
            verify_token="ours",
            continue_handling=True,
        )


def said_alike(value: Any) -> Any:
    """A body without what the API does not tell apart: the case of types, numbers as texts."""
    if isinstance(value, dict):
        return {
            name: str(inner).lower() if name in ("type", "sub_type", "index") else said_alike(inner)
            for name, inner in value.items()
        }
    return [said_alike(each) for each in value] if isinstance(value, list) else value


def asked(world: World) -> list[Any]:
    return [said_alike(json.loads(each.body)) for each in world.far_end.asked]


def test_free_words_with_buttons_are_written_as_they_write_them(world: World, theirs: pywa.WhatsApp) -> None:
    world.open().send(MESSAGE)
    text = json.loads(world.far_end.asked[0].body)["interactive"]["body"]["text"]
    buttons = [Button(title=step.says, callback_data=step.id) for step in MESSAGE.composed.next_steps]
    theirs.send_message(MESSAGE.to, text, buttons=buttons, tracker=MESSAGE.message_id)
    ours, by_pywa = asked(world)
    assert ours == by_pywa


def test_a_template_is_written_as_they_write_it(world: World, theirs: pywa.WhatsApp) -> None:
    world.open().send(message(heard_at=None, surface=SURFACE))
    theirs.send_template(
        MESSAGE.to,
        "parcel_late",
        TemplateLanguage.ENGLISH_US,
        [
            BodyText.params(MESSAGE.composed.what, MESSAGE.composed.done),
            QuickReplyButton.params(index=0, callback_data="keep"),
            URLButton.params(index=1, url_variable="TOKEN"),
        ],
        tracker=MESSAGE.message_id,
    )
    ours, by_pywa = asked(world)
    assert ours == by_pywa


def test_named_places_are_written_as_they_write_them(world: World, theirs: pywa.WhatsApp) -> None:
    surface = {"template": "parcel_late", "language": {"en": "en_US"}, "parameters": {"news": "what"}}
    world.open().send(message(heard_at=None, surface=surface))
    body = BodyText.params(news=MESSAGE.composed.what)
    theirs.send_template(
        MESSAGE.to, "parcel_late", TemplateLanguage.ENGLISH_US, [body], tracker=MESSAGE.message_id
    )
    ours, by_pywa = asked(world)
    assert ours == by_pywa


def test_they_read_the_far_ends_answers_and_errors(world: World, theirs: pywa.WhatsApp) -> None:
    assert theirs.send_message(MESSAGE.to, "Hello").id in world.far_end.sent
    world.far_end.refuse(131026)
    with pytest.raises(MessageUndeliverable):
        theirs.send_message(MESSAGE.to, "Hello")
    for code in far_end.FAULTS:
        world.far_end.refuse(code)
        with pytest.raises(WhatsAppError) as caught:
            theirs.send_message(MESSAGE.to, "Hello")
        assert caught.value.code == code


def test_they_believe_and_read_the_far_ends_webhooks(world: World, theirs: pywa.WhatsApp) -> None:
    found: list[Any] = []
    for listen in (theirs.on_message_status, theirs.on_message, theirs.on_user_marketing_preferences):
        listen()(lambda _, update: found.append(update))
    raws = [world.receipt("a", "delivered"), world.receipt("a", "failed")]
    raws += [world.reply(MESSAGE.to, "Thanks"), world.stopped(MESSAGE.to)]
    for raw in raws:
        assert theirs.webhook_update_validator(raw.body, raw.headers["x-hub-signature-256"]) is None
        theirs.webhook_update_handler(raw.body)
    assert [type(each).__name__ for each in found] == [
        "MessageStatus",
        "MessageStatus",
        "Message",
        "UserMarketingPreferences",
    ]
    assert [str(each.status) for each in found[:2]] == ["delivered", "failed"]
    assert (found[0].tracker, found[2].text) == ("a@shop.example", "Thanks")
    forged = world.forged(raws[0])
    assert theirs.webhook_update_validator(forged.body, forged.headers["x-hub-signature-256"])


def test_the_far_end_refuses_what_the_documents_forbid(world: World, theirs: pywa.WhatsApp) -> None:
    four = [Button(title=f"Button {number}", callback_data=str(number)) for number in range(4)]
    with pytest.raises(WhatsAppError):
        theirs.send_message(MESSAGE.to, "Hello", buttons=four)
    assert world.far_end.sent == {}
