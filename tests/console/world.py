"""A bank with one customer who was told, one who was refused, one event in trouble and one version that waits; something that came in."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.console.conftest import NOW
from tests.policies import STANDS_IN
from tidings.campaigns import public as campaigns
from tidings.channels.contract import Raw
from tidings.channels.email import sink
from tidings.ground import inbox, webhooks
from tidings.ground.clock import SimulatedClock
from tidings.ground.loops import run_until
from tidings.ground.models import Inbound
from tidings.outreach import public as outreach
from tidings.people import public as people
from tidings.staff import public as staff

TOPICS = "cards: {purpose: service, urgency: now, channels: [email], title: {en: Card security}}"
CAMPAIGN = """
campaign: fraud-alert
topic: cards
trigger: {event: com.example.card.doubted, per: payment.id}
needs: {payment.id: text, payment.amount: money}
notice:
  en:
    what: "Your card was used for {{ payment.amount | money }}."
    means: "We had not seen it there before."
    done: "We hold the payment until you answer."
    next_steps: [{id: mine, says: "Yes, it was me", does: confirm}]
    if_ignored: "The payment is declined tonight."
strategy: {channels: customer, expires: 6h}
"""


def settle_in(folder: Path, settings: Any) -> None:
    """Makes the bank, and lets what happened there be told by real mail."""
    staff.save_company(
        actor="command",
        now=NOW,
        name="Marula Bank",
        zone="Africa/Windhoek",
        sender_email="news@bank.example",
        second_person=False,
        policy=STANDS_IN,
    )
    campaigns.sync_topics(text=TOPICS, actor="command", now=NOW)
    campaigns.launch(text=CAMPAIGN, actor="user:owner@example.com", now=NOW)
    staff.save_company(actor="command", now=NOW, second_person=True)
    wanted = campaigns.save_version(
        text=CAMPAIGN.replace("6h", "8h"), actor="user:owner@example.com", now=NOW
    )
    campaigns.propose(campaign="fraud-alert", number=wanted.number, actor="user:owner@example.com", now=NOW)
    webhooks.add_endpoint(url="https://bank.example/a/rather/long/address/of/ours", now=NOW)
    raw = Raw(kind="http", key="r1", body=b"Where is my " + b"x" * 200, at=NOW, headers={"x-long": "y" * 200})
    inbox.keep(raw, channel="sms", account="main")
    Inbound.objects.update(state="unreadable", says="this is no JSON")
    with sink.running(folder) as settings.SMTP_URL:
        settings.MAILBOX = folder
        customers()
        happens("e1", "ana")
        happens("e2", "ben")
        happens("e3", "ana", payment={"id": "no amount"})
        happens("e4", "ana", type="com.example.loan.repaid")
        run()
    rehearsed(folder)


def rehearsed(folder: Path) -> None:
    """A plan nobody has approved yet, for a file with a line that is no part of it."""
    file = folder.with_name("audience.csv")
    file.write_text(
        "external_id,payment.id,payment.amount\nana,p1,12.00 NAD\nben,p2,9.00 NAD\nzoe,p3,1.00 NAD\n"
    )
    audience = outreach.open_audience(str(file))
    card = outreach.make_plan(
        campaign="fraud-alert", audience=audience, actor="user:owner@example.com", now=NOW
    )
    outreach.rehearse_plan(id=card.id, now=NOW)


def customers() -> None:
    rows = [
        {"id": "ana", "name": "Ana Amupolo", "email": "ana@example.com", "zone": "America/Sao_Paulo"},
        {"id": "ben", "name": "Ben", "email": "not-an-address"},
        {"id": "ben", "name": "Ben Without-An-Address-And-With-Quite-A-Long-Name"},
    ]
    people.import_rows(rows=list(enumerate(rows, 1)), name="customers.csv", actor="command", now=NOW)


def happens(id: str, customer: str, type: str = "com.example.card.doubted", **data: Any) -> None:
    payment = {"id": id, "amount": {"amount": "120.50", "currency": "NAD"}}
    event = {
        "specversion": "1.0",
        "id": id,
        "source": "https://bank.example/core",
        "type": type,
        "time": NOW.isoformat(),
        "customer": customer,
        "data": {"payment": payment} | data,
    }
    campaigns.store(events=[campaigns.read_cloudevent(event)], now=NOW)


def run(minutes: int = 1) -> None:
    run_until(outreach.loops(), SimulatedClock(NOW), NOW + timedelta(minutes=minutes))
