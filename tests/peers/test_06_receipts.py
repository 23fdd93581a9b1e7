"""Peers' failure 6: receipts that came before the record of the send (Jasmin #423) or after a throttled retry (#796) were
lost; of 1,000 sent at 50 a second 190 arrived (#998)."""

from collections.abc import Iterator

import pytest

from tests.outreach.conftest import Company
from tests.outreach.several import Several, several_channels
from tidings.channels.contract import Outcome, Receipt
from tidings.outreach import public as outreach
from tidings.outreach.claiming import claim
from tidings.outreach.completing import Done, complete
from tidings.outreach.compose import Voice
from tidings.outreach.models import Attempt


@pytest.fixture
def several(company: Company) -> Iterator[Several]:
    with several_channels(company) as channels:
        channels.launch("{channels: [sms], expires: 48h}")
        yield channels


def texted(several: Several, count: int = 1):  # type: ignore[no-untyped-def]
    for number in range(count):
        several.company.customer(f"c{number}", mobile=f"+55119612345{number:02}")
        several.company.happens("shop.order.late", customer=f"c{number}", order=f"o{number}")
    several.company.decides()
    return claim(now=several.now, voice=Voice()).claims


def delivered(several: Several, **named: str) -> frozenset[str]:
    receipt = Receipt(key="r", state="delivered", **named)  # type: ignore[arg-type]
    return outreach.receive(channel="sms", account="", receipts=[receipt], now=several.now)


def test_jasmin_423_a_receipt_before_the_record_waits_for_it_and_then_matches(several: Several) -> None:
    [taken] = texted(several)
    assert delivered(several, provider_id="smsc-1") == {"r"}
    complete([Done(taken, Outcome(state="accepted", provider_id="smsc-1"), several.now)])
    assert delivered(several, provider_id="smsc-1") == frozenset()
    assert Attempt.objects.get().receipt == "delivered"


def test_jasmin_796_a_throttled_retry_keeps_its_receipt(several: Several) -> None:
    several.sms.next.append(Outcome(state="transient", says="ESME_RTHROTTLED", throttled=True))
    several.contacted()
    several.goes_on(minutes=10)
    again = Attempt.objects.get(number=2)
    assert delivered(several, provider_id=again.provider_id) == frozenset()
    again.refresh_from_db()
    assert (again.outcome, again.receipt) == ("accepted", "delivered")


def test_jasmin_998_every_receipt_of_a_burst_arrives(several: Several) -> None:
    claims = texted(several, 50)
    complete(
        [
            Done(one, Outcome(state="accepted", provider_id=f"p{place}"), several.now)
            for place, one in enumerate(claims)
        ]
    )
    burst = [
        Receipt(key=f"k{place}", state="delivered", provider_id=f"p{place}") for place in range(len(claims))
    ]
    assert not outreach.receive(channel="sms", account="", receipts=burst[::-1], now=several.now)
    assert Attempt.objects.filter(receipt="delivered").count() == len(claims) == 50
