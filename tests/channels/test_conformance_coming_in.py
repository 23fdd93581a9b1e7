"""What every channel brings in, through the database: before our own record, late, twice, of nobody; and a stop is a stop."""

from collections.abc import Callable
from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest

import tidings.people.public as people
from tests.channels.worlds import channel_of, having
from tests.outreach.conftest import Company, company
from tidings.channels.contract import Channel, Message, Raw
from tidings.conversations.inbound import Ear
from tidings.core.contact_points import matching
from tidings.ground.inbox import keep
from tidings.ground.models import Inbound
from tidings.outreach.models import Attempt, Outreach
from tidings.people.models import ContactPoint

__all__ = ["company"]
FURTHEST = ("accepted", "transient", "expired", "failed", "delivered", "seen")
Record = Callable[[], Attempt]


@pytest.fixture
def comes_in(
    name: str, company: Company, world: Any, monkeypatch: pytest.MonkeyPatch
) -> Callable[[Raw], None]:
    """Something arrives and is taken up."""
    for setting, value in world.settings().items():
        monkeypatch.setenv(setting, value)

    def arrive(raw: Raw) -> None:
        keep(replace(raw, at=company.now), channel=channel_of(name).declaration.name, account="main")
        while Ear().step(company.clock):
            pass

    return arrive


@pytest.fixture
def message(world: Any) -> Message:
    return world.message("a")


@pytest.fixture
def outcome(sender: Any, message: Message) -> Any:
    return sender.send(message)


@pytest.fixture
def record(company: Company, channel: Channel, message: Message, outcome: Any) -> Record:
    """Writes our own record of the message, as delivery does."""

    def written() -> Attempt:
        row = contacted(company, channel, message.to)
        number, started = 1, company.now
        same = {"channel": row.channel, "address": row.address, "account": "main"}
        Outreach.objects.update(state="sent", sent_at=started, message_id=message.message_id)
        return Attempt.objects.create(
            outreach=row,
            number=number,
            message_id=message.message_id,
            started_at=started,
            finished_at=started,
            outcome="accepted",
            provider_id=outcome.provider_id,
            **same,
        )

    return written


def contacted(company: Company, channel: Channel, address: str) -> Outreach:
    """Ana, who has this address, is about to be told by this channel."""
    ana, kind = company.customer("ana"), channel.declaration.address_kind
    form = matching(channel=kind, address=address)
    ContactPoint.objects.create(
        customer_id=ana, channel=kind, address=address, stated=address, form=form, position=9
    )
    company.campaign()
    company.happens("shop.order.late")
    company.decides()
    Outreach.objects.update(channel=channel.declaration.name, address=address)
    return company.only()


RECEIPTS = [(name, state) for name in having("receipt") for state in channel_of(name).declaration.receipts]


@pytest.mark.parametrize(("name", "state"), RECEIPTS)
def test_a_receipt_before_our_own_record_waits_for_it(
    world: Any, record: Record, comes_in: Any, company: Company, state: str
) -> None:
    raw = world.receipt("a", state)
    comes_in(raw)
    assert Inbound.objects.get().state == "pending"
    attempt = record()
    company.later(hours=1)
    comes_in(raw)
    attempt.refresh_from_db()
    assert attempt.receipt == state
    assert Inbound.objects.get().state == "done", "the same key is the same thing again"


@pytest.mark.parametrize(("name", "state"), RECEIPTS)
def test_a_receipt_that_comes_late_and_again_says_nothing_new(
    world: Any, record: Record, comes_in: Any, company: Company, state: str
) -> None:
    attempt = record()
    company.later(days=40)
    comes_in(world.receipt("a", state))
    after = [*Attempt.objects.values(), *Outreach.objects.values()]
    company.later(hours=1)
    comes_in(replace(world.receipt("a", state), key="told again"))
    assert [*Attempt.objects.values(), *Outreach.objects.values()] == after
    attempt.refresh_from_db()
    assert attempt.receipt == state


@pytest.mark.parametrize("name", having("receipt"))
def test_receipts_come_to_the_same_end_in_whatever_order(
    world: Any, record: Record, comes_in: Any, channel: Channel
) -> None:
    attempt = record()
    states = channel.declaration.receipts
    orders = list(permutations(states))
    for number, order in enumerate(orders[:: len(orders) // 12 + 1]):
        Attempt.objects.update(receipt="", receipt_at=None, receipt_says="")
        for state in order:
            comes_in(replace(world.receipt("a", state), key=f"{number} {state}"))
        attempt.refresh_from_db()
        assert attempt.receipt == max(states, key=FURTHEST.index)


@pytest.mark.parametrize("name", having("receipt"))
def test_a_receipt_of_nobody_is_set_aside_after_a_while_and_changes_nothing(
    world: Any, outcome: Any, comes_in: Any, company: Company, channel: Channel
) -> None:
    raw = world.receipt("a", channel.declaration.receipts[0])
    comes_in(raw)
    company.later(hours=73)
    comes_in(raw)
    assert Inbound.objects.get().state == "unmatched"
    assert not Attempt.objects.exists()


@pytest.mark.parametrize("name", having("reply"))
def test_a_stop_written_back_ends_it(
    world: Any, record: Record, comes_in: Any, company: Company, message: Message, channel: Channel
) -> None:
    row = record().outreach
    comes_in(world.reply(message.to, "STOP"))
    assert Inbound.objects.get().state == "done"
    assert channel.declaration.name in closed_for(row, company)


@pytest.mark.parametrize("name", having("stopped"))
def test_a_stop_that_the_channel_tells_ends_it(
    world: Any, record: Record, comes_in: Any, company: Company, message: Message, channel: Channel
) -> None:
    row = record().outreach
    comes_in(world.stopped(message.to))
    assert Inbound.objects.get().state == "done"
    closed = closed_for(row, company) | closed_for(row, company, purpose="marketing")
    assert channel.declaration.name in closed


def closed_for(row: Outreach, company: Company, purpose: str = "") -> frozenset[str]:
    """The channels that Ana has closed for this topic."""
    company.later(seconds=1)
    asked = people.Asked(customer_id=row.customer_id, topic=row.topic, purpose=purpose or row.purpose)
    return people.facts(asked=[asked], now=company.now)[0].suppressed
