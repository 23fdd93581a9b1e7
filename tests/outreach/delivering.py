"""A company with one live campaign by email, and outreaches of it that are due, for the tests of delivery."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.policies import STANDS_IN
from tidings.campaigns import public as campaigns
from tidings.channels.contract import Sender, Unplugged
from tidings.channels.email.channel import CHANNEL
from tidings.ground.clock import SimulatedClock
from tidings.outreach import decide
from tidings.outreach.deliver import deliver_loop
from tidings.outreach.models import Attempt, Outreach
from tidings.outreach.sending import Opener
from tidings.people import public as people
from tidings.staff import public as staff

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
TOPICS = """
orders: {purpose: service, urgency: normal, channels: [email], title: {en: Orders, pt: Pedidos}}
cards: {purpose: service, urgency: now, channels: [email], title: {en: Cards, pt: Cartões}}
"""
CAMPAIGN = """
campaign: {name}
topic: {topic}
trigger: {{event: com.example.{name}, per: order.id}}
needs: {{order.id: text, order.item: text}}
notice:
  en:
    what: "Your {{{{ order.item }}}} is on its way."
    means: "It will be there tomorrow."
    done: "We have packed it."
    next_steps: [{{id: fine, says: "Thank you", does: confirm}}]
    if_ignored: "It comes all the same."
strategy: {{channels: [email], expires: 48h}}
"""


def found_company() -> None:
    staff.save_company(
        actor="test",
        now=NOON,
        name="Example Shop",
        zone="UTC",
        sender_name="Example Shop",
        sender_email="notices@shop.example",
        second_person=False,
        public_url="https://shop.example",
        policy=STANDS_IN,
    )
    campaigns.sync_topics(text=TOPICS, actor="test", now=NOON)
    for name, topic in [("sent-off", "orders"), ("card-used", "cards")]:
        campaigns.launch(text=CAMPAIGN.format(name=name, topic=topic), actor="test", now=NOON)


def make_due(
    *customers: str, event: str = "sent-off", item: str = "lamp", now: datetime = NOON
) -> list[Outreach]:
    """An outreach that is due at `now` for each of these customers (their ids; the address follows from it)."""
    for id in customers:
        record = {
            "id": id,
            "name": f"Person {id}",
            "email": f"{id}@example.com",
            "zone": "UTC",
            "relationship": "customer",
        }
        people.save(record=record, now=now)
        campaigns.store(events=[campaigns.read_cloudevent(happened(id, event, item, now))], now=now)
    decide.step(SimulatedClock(now))
    return list(
        Outreach.objects.filter(customer__external_id__in=customers, campaign__name=event).order_by("id")
    )


def happened(customer: str, event: str, item: str, now: datetime) -> dict[str, object]:
    return {
        "specversion": "1.0",
        "id": f"{event}-{customer}",
        "source": "/test",
        "type": f"com.example.{event}",
        "time": now.isoformat(),
        "customer": customer,
        "data": {"order": {"id": f"{event}-{customer}", "item": item}},
    }


def by_smtp(url: str, patience: str = "20") -> dict[str, Opener]:
    def open_sender() -> Sender:
        return CHANNEL.open({"TIDINGS_SMTP_URL": url, "TIDINGS_SMTP_TIMEOUT": patience}, Unplugged(NOON))

    return {"email": open_sender}


def deliver(
    url: str, *, at: datetime = NOON + timedelta(minutes=1), stop: bool = False, patience: str = "20"
) -> int:
    """One step of the loop at this moment."""
    loop = deliver_loop(channels=by_smtp(url, patience), stop_on_unreachable=stop)
    return loop.step(SimulatedClock(at))


def now_is(outreach: Outreach) -> Outreach:
    outreach.refresh_from_db()
    return outreach


def tries(outreach: Outreach) -> list[str]:
    """What became of each attempt, in order."""
    return list(
        Attempt.objects.filter(outreach=outreach).order_by("number").values_list("outcome", flat=True)
    )


def kept(folder: Path) -> list[str]:
    """The Message-IDs our sink has kept, in order of arrival."""
    from tidings.channels.email.mailbox import Mailbox

    return Mailbox(folder).message_ids()
