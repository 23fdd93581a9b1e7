"""A company that reaches people by several channels, and one contact on its way through them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from unittest.mock import patch

import tidings.campaigns.public as campaigns
from tests.outreach.conftest import CAMPAIGN, Company
from tests.outreach.toys import Toy
from tidings.channels import discover
from tidings.channels.contract import Receipt
from tidings.ground.clock import SimulatedClock
from tidings.ground.loops import run_until
from tidings.outreach import public as outreach
from tidings.outreach.models import Attempt, Outreach

HOURS = timedelta(hours=1)


@dataclass
class Several:
    """The company with its toy channels, and its loops on a clock that stands still between the moments that count."""

    company: Company
    email: Toy = field(default_factory=lambda: Toy("email", "email", frozenset({"same_id_again"})))
    sms: Toy = field(default_factory=lambda: Toy("sms", "mobile", frozenset({"asks"})))
    whatsapp: Toy = field(default_factory=lambda: Toy("whatsapp", "mobile"))
    voice: Toy = field(default_factory=lambda: Toy("voice", "mobile", frozenset({"spoken"})))

    @property
    def toys(self) -> dict[str, Toy]:
        return {toy.name: toy for toy in (self.email, self.sms, self.whatsapp, self.voice)}

    @property
    def clock(self) -> SimulatedClock:
        return self.company.clock

    @property
    def now(self) -> datetime:
        return self.clock.now()

    def launch(self, strategy: str, *, topic: str = "deliveries") -> None:
        text = CAMPAIGN.format(
            name="late",
            topic=topic,
            trigger="{event: shop.order.late, per: order.id}",
            promise="",
            more="",
        ).replace("{channels: customer, expires: 48h}", strategy)
        launched = campaigns.launch(text=text, actor="test", now=self.now)
        assert launched.state == "live", launched

    def goes_on(self, **delta: float) -> None:
        """Time passes, and whatever falls due is done."""
        loops = outreach.loops(channels={f"{name}": toy_opener(toy) for name, toy in self.lines().items()})
        run_until(loops, self.clock, self.now + timedelta(**delta))

    def lines(self) -> dict[str, Toy]:
        return self.toys | {"voice:mobile": self.voice, "voice:landline": self.voice}

    def contacted(self, **more: object) -> Outreach:
        """Ana's order is late; she is told by the first channel."""
        self.company.customer("ana", mobile="+5511961234567", **more)
        self.company.happens("shop.order.late")
        self.goes_on(minutes=1)
        return self.company.only()

    def told_by(self) -> list[tuple[str, str]]:
        """Every attempt of the only outreach: its channel and outcome, in order."""
        return list(Attempt.objects.order_by("number").values_list("channel", "outcome"))

    def receipt(self, attempt: Attempt, state: str, *, key: str = "", **more: object) -> frozenset[str]:
        said = Receipt(key=key or f"{attempt.id}-{state}", state=state, message_id=attempt.message_id, **more)  # type: ignore[arg-type]
        return outreach.receive(
            channel=attempt.channel.partition(":")[0], account="", receipts=[said], now=self.now
        )


def toy_opener(toy: Toy):  # type: ignore[no-untyped-def]
    return lambda: toy.open({}, None)


@contextmanager
def several_channels(company: Company) -> Iterator[Several]:
    several = Several(company)
    with patch.dict(discover(), several.toys):
        yield several
