"""What every channel does that hears: receipts, replies and stops, believed only when they are genuine."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.channels.worlds import DOINGS, TROUBLES, WORLDS, able, channel_of, having, impossible
from tidings.channels.contract import Channel, NotGenuine, Raw, Receipt, Reply, Stopped, Unreadable


def heard(channel: Channel, raw: Raw, settings: Any) -> list[Any]:
    """What the channel makes of something, through its door where it came by one."""
    if raw.method:
        answer = channel.answer(raw, settings)
        assert (answer.status, answer.keep) == (200, True)
    found = list(channel.read(raw, settings))
    assert found == list(channel.read(raw, settings)), "reading is pure"
    return found


RECEIPTS = [(name, state) for name in having("receipt") for state in channel_of(name).declaration.receipts]


@pytest.mark.parametrize(("name", "state"), RECEIPTS)
def test_a_receipt_names_its_message_and_its_state(
    world: Any, sender: Any, channel: Channel, state: str
) -> None:
    message = world.message("a")
    outcome = sender.send(message)
    receipts = heard(channel, world.receipt("a", state), world.settings())
    assert [(type(one), one.state) for one in receipts] == [(Receipt, state)]
    (receipt,) = receipts
    assert receipt.key
    assert receipt.message_id == message.message_id or (
        receipt.provider_id and receipt.provider_id == outcome.provider_id
    )


@pytest.mark.parametrize("name", having("reply"))
@pytest.mark.parametrize("text", ["STOP", "Can I come on Friday?", "Não, obrigada. 🙂", "<b>1 & 2</b>"])
def test_a_reply_is_its_senders_own_words(world: Any, channel: Channel, text: str) -> None:
    sender = world.message("a").to
    (reply,) = heard(channel, world.reply(sender, text), world.settings())
    assert isinstance(reply, Reply)
    assert (reply.sender, reply.text.strip(), reply.automatic) == (sender, text, False)
    assert reply.key


@pytest.mark.parametrize("name", having("stopped"))
def test_a_stop_by_the_channel_itself_names_the_address_or_the_message(
    world: Any, sender: Any, channel: Channel
) -> None:
    message = world.message("a")
    outcome = sender.send(message)
    found = heard(channel, world.stopped(message.to), world.settings())
    (stop,) = [one for one in found if isinstance(one, Stopped)]
    assert stop.key
    named = (stop.address == message.to, stop.message_id == message.message_id)
    assert any(named) or (stop.provider_id and stop.provider_id == outcome.provider_id)


def an_example(world: Any, channel: Channel) -> Raw:
    """Anything genuine that the world can say."""
    if hasattr(world, "receipt"):
        return world.receipt("a", channel.declaration.receipts[0])
    return world.reply(world.message("a").to, "Hello")


@pytest.mark.parametrize("name", having("forged"))
def test_what_is_not_signed_by_the_other_side_is_not_believed(
    world: Any, sender: Any, channel: Channel
) -> None:
    sender.send(world.message("a"))
    with pytest.raises(NotGenuine):
        channel.answer(world.forged(an_example(world, channel)), world.settings())


@pytest.mark.parametrize("name", having("forged"))
def test_a_request_without_any_header_is_not_believed(world: Any, sender: Any, channel: Channel) -> None:
    sender.send(world.message("a"))
    with pytest.raises(NotGenuine):
        channel.answer(
            replace(an_example(world, channel), headers={}, url="http://x.example/"), world.settings()
        )


HEARING = [
    name for name in sorted(WORLDS) if {"receipts", "replies"} & channel_of(name).declaration.abilities
]


@pytest.mark.parametrize("name", HEARING)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_bytes_break_the_reading(world: Any, channel: Channel, data: st.DataObject) -> None:
    genuine = an_example(world, channel)
    cut = data.draw(st.integers(0, len(genuine.body)))
    body = data.draw(
        st.one_of(
            st.binary(max_size=300), st.binary(max_size=20).map(lambda noise: genuine.body[:cut] + noise)
        )
    )
    try:
        found = channel.read(replace(genuine, body=body), world.settings())
    except Unreadable as error:
        assert str(error)
    else:
        assert all(isinstance(one, Receipt | Reply | Stopped) for one in found)


@pytest.mark.parametrize("name", HEARING)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_bytes_break_the_door(world: Any, channel: Channel, data: st.DataObject) -> None:
    genuine = an_example(world, channel)
    changed = replace(
        genuine,
        body=data.draw(st.binary(max_size=200)),
        headers={name: data.draw(st.text(max_size=60)) for name in genuine.headers},
        method=data.draw(st.sampled_from(["POST", "GET", ""])),
    )
    with pytest.raises(NotGenuine):
        channel.answer(changed, world.settings())


@pytest.mark.parametrize("name", sorted(WORLDS))
def test_what_is_declared_can_be_shown(name: str, channel: Channel) -> None:
    """An ability without a world's part that shows it is a promise nobody has seen kept."""
    abilities = channel.declaration.abilities
    wanted = {"receipt": "receipts" in abilities, "reply": "replies" in abilities}
    wanted |= {"expiry": "expiry" in abilities, "forged": type(channel).answer is not Channel.answer}
    missing = [doing for doing, due in wanted.items() if due and not hasattr(WORLDS[name], doing)]
    assert [doing for doing in missing if doing not in impossible(name)] == []


@pytest.mark.parametrize("name", sorted(WORLDS))
def test_what_is_impossible_has_its_reason(name: str) -> None:
    assert impossible(name).keys() <= {*TROUBLES, *DOINGS}
    assert all(len(reason) > 10 for reason in impossible(name).values())


def test_receipts_are_shown_by_every_channel_that_has_them() -> None:
    assert set(able("receipts")) - {name for name in WORLDS if "receipt" in impossible(name)} <= set(
        having("receipt")
    )
