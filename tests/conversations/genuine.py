"""A customer who really got a mail or a text: sent by the real path, to be pasted and forwarded in tests."""

from pathlib import Path

from tests.outreach.delivering import by_smtp
from tests.portal.journey import DATA, SENT, found_company, launch, save_customer
from tidings.campaigns import public as campaigns
from tidings.channels.email.mailbox import Mailbox
from tidings.channels.email.sink import running
from tidings.ground.clock import SimulatedClock
from tidings.ground.loops import run_until
from tidings.outreach import public as outreach

ASKER = "192.0.2.44"


def mailed(folder: Path, *, name: str = "maria", language: str = "en", company: bool = True) -> bytes:
    """The mail that was sent to them at `SENT`, as its octets arrived."""
    if company:
        found_company(public_url="https://loja.example")
        launch()
    save_customer(name, language)
    clock = SimulatedClock(SENT)
    with running(folder) as url:
        event = {
            "specversion": "1.0",
            "source": "/shop",
            "id": name,
            "type": "com.example.order.late",
            "time": SENT.isoformat(),
            "customer": name,
            "data": DATA,
        }
        campaigns.store(events=[campaigns.read_cloudevent(event)], now=SENT)
        run_until(outreach.loops(channels=by_smtp(url)), clock, SENT)
    return max(Mailbox(folder).files(), key=lambda file: file.stat().st_mtime).read_bytes()
