"""What the chat shows of a notice and of an answer, and that nobody writes into it from outside."""

from dataclasses import replace

import pytest

from tests.channels.example_notice import AT
from tidings.channels.chat import incoming
from tidings.channels.chat.channel import CHANNEL
from tidings.channels.chat.sending import LONGEST
from tidings.channels.chat.tests.examples import MESSAGE
from tidings.channels.contract import CannotCompose, Links, NotGenuine, Raw, Reply, Unplugged


def test_a_notice_says_what_happened_what_can_be_done_where_to_read_on_and_how_to_check_it() -> None:
    assert CHANNEL.draw(MESSAGE).text.split("\n\n") == [
        "Your order f346 did not arrive by 15 August as we promised.",
        "It is on its way.",
        "We have asked the carrier where it is.",
        "[ That is fine ]",
        "Read and answer on our page: https://shop.example/n/TOKEN",
        "Is it really us? Code K7MP-3XWQ-9DTA at https://shop.example/is-it-you",
    ]


def test_an_answer_of_ours_is_its_words_alone() -> None:
    words = replace(MESSAGE.composed, what="You hear no more from us here.", means="", done="", next_steps=())
    bare = Links(notice="", check="", preferences="", stop="")
    answer = replace(MESSAGE, composed=words, code="", topic_title="", links=bare)
    assert CHANNEL.draw(answer).text == "You hear no more from us here."


@pytest.mark.parametrize("what", ["", "\0", "a" * (LONGEST + 1), "\ud800"])
def test_what_no_page_can_show_is_refused(what: str) -> None:
    words = replace(MESSAGE.composed, what=what, means="", done="", next_steps=())
    message = replace(
        MESSAGE, composed=words, code="", links=Links(notice="", check="", preferences="", stop="")
    )
    with pytest.raises(CannotCompose):
        CHANNEL.open({}, Unplugged(AT)).send(message)


def test_a_request_from_outside_is_never_believed() -> None:
    body = incoming.wrote(address="app-user-77", text="STOP")
    with pytest.raises(NotGenuine):
        CHANNEL.answer(Raw(kind="http", key="1", body=body, at=AT, method="POST"), {})


def test_words_come_back_as_they_were_kept() -> None:
    body = incoming.wrote(address="ana", text="Olá <b>\n\u202e", message_id="m@shop.example")
    (reply,) = CHANNEL.read(Raw(kind="request", key="k", body=body, at=AT), {})
    assert reply == Reply(
        key="words", sender="ana", text="Olá <b>\n\u202e", message_id="m@shop.example", at=AT
    )
