"""Whatever stands in a notice: refused for good, or handed over whole; never a second message, and never in the way."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.channels.worlds import WORLDS
from tidings.channels.contract import CannotCompose, Message

CORPUS: dict[str, str] = json.loads(Path(__file__).with_name("hostile.json").read_text(encoding="ascii"))
LONG = {name: text * (100_000 // len(text)) for name, text in CORPUS.items() if name.startswith("long")}


def in_words(message: Message, text: str) -> Message:
    steps = tuple(replace(step, says=text) for step in message.composed.next_steps)
    evidence = tuple(replace(one, says=text, value=text) for one in message.composed.evidence)
    words = replace(message.composed, what=text, means=text, next_steps=steps, evidence=evidence)
    return replace(message, composed=words)


PLACES: dict[str, Callable[[Message, str], Message]] = {
    "the words": in_words,
    "the subject": lambda message, text: replace(message, composed=replace(message.composed, subject=text)),
    "the name": lambda message, text: replace(message, to_name=text),
    "the company": lambda message, text: replace(
        message, letterhead=replace(message.letterhead, name=text, sender_name=text, help_line=text)
    ),
    "the topic": lambda message, text: replace(message, topic_title=text, campaign=text),
    "the address": lambda message, text: replace(message, to=text),
}


def sent(sender: Any, message: Message) -> str:
    """The state of its outcome; a message that cannot be drawn is refused for good."""
    try:
        return str(sender.send(message).state)
    except CannotCompose as refused:
        assert str(refused)
        return "permanent"


def check(world: Any, sender: Any, message: Message) -> None:
    before = world.received()
    state = sent(sender, message)
    assert state in ("accepted", "permanent")
    assert world.received()[len(before) :] == (["x"] if state == "accepted" else [])


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("name", sorted(WORLDS))
def test_hostile_words_make_one_message_or_none(world: Any, sender: Any, place: str) -> None:
    every = CORPUS | (LONG if place == "the words" else {"long": LONG["long word"]})
    for text in every.values():
        check(world, sender, PLACES[place](world.message("x"), text))
    assert sender.send(world.message("next")).state == "accepted"


@pytest.mark.parametrize("name", sorted(WORLDS))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(), max_size=200), place=st.sampled_from(sorted(PLACES)))
def test_no_words_break_the_way(world: Any, sender: Any, text: str, place: str) -> None:
    check(world, sender, PLACES[place](world.message("x"), text))


@pytest.mark.parametrize("name", sorted(WORLDS))
def test_a_message_to_nobody_is_refused_for_good(world: Any, sender: Any) -> None:
    assert sent(sender, replace(world.message("x"), to="")) == "permanent"
    assert world.received() == []
