"""The ways by which we answer: a mended setting counts at once, and what never left us is not called unknown."""

from collections.abc import Mapping
from datetime import timedelta

import pytest

from tests.conversations.conftest import NUMBER
from tests.conversations.test_replying import NOON, comes
from tests.conversations.toy import Toy, raw
from tests.portal.journey import Told
from tidings.channels.contract import Ports, Sender
from tidings.conversations.inbound import inbound_loop
from tidings.conversations.models import Saying
from tidings.conversations.saying_loop import say_loop
from tidings.ground import inbox
from tidings.ground.clock import SimulatedClock


def asked_for_help(at: timedelta = timedelta()) -> None:
    key, when = f"help{at}", NOON + at
    inbox.keep(
        raw(key, ("reply", {"sender": NUMBER, "text": "HELP"}), at=when), channel="sms", account="main"
    )
    inbound_loop().step(SimulatedClock(when))


def test_a_changed_setting_counts_for_the_next_answer(
    told: Told, toy: Toy, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def opens(settings: Mapping[str, str], ports: Ports) -> Sender:
        opened.append(settings["TOY_SECRET"])
        return toy.wire

    monkeypatch.setattr(toy, "open", opens)
    loop = say_loop()
    for minute, secret in enumerate(["first", "first", "second"]):
        monkeypatch.setenv("TOY_SECRET", secret)
        asked_for_help(timedelta(minutes=minute))
        assert loop.step(SimulatedClock(NOON + timedelta(minutes=minute)))
    assert opened == ["first", "second"]
    assert len(toy.wire.sent) == 3


def test_a_way_that_cannot_be_opened_yet_keeps_the_answer(
    told: Told, toy: Toy, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(settings: Mapping[str, str], ports: Ports) -> Sender:
        raise ValueError("TOY_SECRET must be longer")

    with monkeypatch.context() as wrong:
        wrong.setattr(toy, "open", refuses)
        assert comes("HELP") == [Saying.objects.get().text]
    assert Saying.objects.get().state == "pending"
    say_loop().step(SimulatedClock(NOON + timedelta(minutes=3)))
    assert (Saying.objects.get().state, len(toy.wire.sent)) == ("said", 1)
