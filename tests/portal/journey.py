"""One customer who was told that a parcel is late: rows as the rooms below leave them, and the links in the mail."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from tests.policies import STANDS_IN
from tidings.campaigns import public as campaigns
from tidings.campaigns.models import Campaign, Event
from tidings.core import codes
from tidings.ground import links
from tidings.outreach.models import Attempt, Decision, Outreach
from tidings.people import public as people
from tidings.staff import public as staff

SENT = datetime(2026, 3, 2, 15, 30, tzinfo=UTC)
TOPICS = """
deliveries: {purpose: service, urgency: normal, channels: [email], title: {en: deliveries, pt: entregas}}
offers: {purpose: marketing, urgency: normal, channels: [email], title: {en: offers, pt: ofertas}}
"""
CAMPAIGN = """
campaign: parcel-late
topic: deliveries
trigger: {event: com.example.order.late, per: order.id}
needs: {order.id: text, order.short_id: text, order.promised: date, order.track: url}
notice:
  en:
    subject: "Order {{ order.short_id }} is late"
    what: "Your order {{ order.short_id }} did not arrive by {{ order.promised | day }}."
    means: "It is still on its way."
    done: "We have asked the carrier <b>where</b> it is."
    next_steps:
      - {id: keep, says: "I will wait for it.", does: confirm}
      - {id: cancel, says: "Cancel my order", does: order.cancel}
      - {id: talk, says: "Please call me", does: callback}
      - {id: track, says: "Follow the parcel", does: "https://carrier.example/track"}
    if_ignored: "Nothing more to do."
    evidence:
      - {tracking: "{{ order.track }}", says: "Last seen in Campinas"}
      - {text: "No delivery recorded", says: "What our records show"}
    answers: [{q: "Can I still cancel?", a: "Yes, above."}]
  pt:
    subject: "O pedido {{ order.short_id }} está atrasado"
    what: "Seu pedido {{ order.short_id }} não chegou até {{ order.promised | day }}."
    means: "Ele ainda está a caminho."
    done: "Perguntamos à transportadora onde ele está."
    next_steps:
      - {id: keep, says: "Vou esperar", does: confirm}
      - {id: cancel, says: "Cancelar meu pedido", does: order.cancel}
      - {id: talk, says: "Quero que me liguem", does: callback}
      - {id: track, says: "Acompanhar o pacote", does: "https://carrier.example/track"}
    if_ignored: "Nada mais a fazer."
    evidence:
      - {tracking: "{{ order.track }}", says: "Visto por último em Campinas"}
      - {text: "Nenhuma entrega registrada", says: "O que consta em nossos registros"}
    answers: [{q: "Ainda posso cancelar?", a: "Sim, acima."}]
strategy: {channels: customer, expires: 48h}
holdout: 0%
"""
DATA = {
    "order": {
        "id": "f346",
        "short_id": "f346",
        "promised": "2026-03-01",
        "track": "https://carrier.example/f346",
    }
}


@dataclass(frozen=True)
class Told:
    """Who was told, by which outreach, and the tokens of its links."""

    customer_id: int
    outreach_id: int
    code: str
    notice: str
    preferences: str
    stop: str


def token(purpose: str, outreach_id: int, *, expires: datetime = SENT + timedelta(days=90)) -> str:
    return links.sign(purpose=purpose, id=outreach_id, expires=expires)


def found_company(**changes: object) -> None:
    """The shop the tests speak for; its campaigns need no second person."""
    fields: dict[str, object] = {
        "name": "Loja Azul",
        "zone": "America/Sao_Paulo",
        "country": "BR",
        "sender_email": "avisos@loja.example",
        "postal_address": "Rua Um 1, São Paulo",
        "help_line": "0800 123 456",
        "second_person": False,
        "policy": STANDS_IN,
    }
    staff.save_company(actor="command", now=SENT - timedelta(days=9), **fields | changes)


def tell(
    name: str = "maria", *, language: str = "en", state: str = "sent", topic: str = "deliveries"
) -> Told:
    """A customer and one outreach to them about a late parcel, sent at `SENT` unless `state` says otherwise."""
    found_company()
    launched = launch()
    customer_id = save_customer(name, language)
    event = Event.objects.create(
        source="/shop",
        event_id=name,
        type="com.example.order.late",
        customer=name,
        time=SENT - timedelta(minutes=5),
        received_at=SENT - timedelta(minutes=5),
        data=DATA,
        state="used",
    )
    same = {
        "campaign": launched,
        "version_id": launched.live_id,
        "customer_id": customer_id,
        "thread": "order.id=f346",
    }
    decision = Decision.objects.create(
        **same,
        event=event,
        cause=f"event:/shop|{name}",
        verdict="contact",
        reasons=["relationship_suffices", "within_hours", "channel_usual"],
        channel="email",
        at=SENT - timedelta(minutes=4),
    )
    outreach = Outreach.objects.create(
        **same,
        decision=decision,
        topic=topic,
        purpose="service" if topic == "deliveries" else "marketing",
        language=language,
        data=DATA,
        code=codes.code_for(secret=b"test", key=name),
        channel="email",
        address=f"{name}@example.org",
        zones=["America/Sao_Paulo"],
        state=state,
        created_at=SENT - timedelta(minutes=4),
        due_at=SENT,
        expires_at=SENT + timedelta(days=2),
        sent_at=SENT if state == "sent" else None,
        message_id="abc@loja.example",
        tries=1,
    )
    attempt(outreach)
    return Told(
        customer_id,
        outreach.pk,
        outreach.code,
        *(token(purpose, outreach.pk) for purpose in ("notice", "preferences", "stop")),
    )


def launch() -> Campaign:
    at = SENT - timedelta(days=8)
    campaigns.sync_topics(text=TOPICS, actor="command", now=at)
    campaigns.launch(text=CAMPAIGN, actor="command", now=at)
    return Campaign.objects.get(name="parcel-late")


def save_customer(name: str, language: str) -> int:
    record = {
        "id": name,
        "name": name.title(),
        "language": language,
        "relationship": "customer",
        "country": "BR",
        "zone": "America/Sao_Paulo",
        "email": f"{name}@example.org",
        "mobile": "+5511961234567",
    }
    return people.save(record=record, now=SENT - timedelta(days=5)).customer_id


def attempt(outreach: Outreach) -> None:
    if outreach.state == "sent":
        Attempt.objects.create(
            outreach=outreach,
            number=1,
            channel="email",
            address=outreach.address,
            message_id=outreach.message_id,
            started_at=SENT,
            finished_at=SENT,
            outcome="accepted",
            says="250 OK",
        )


def member(name: str, role: str, organisation: str = "acme", *, language: str = "en") -> Told:
    """Somebody who was told, and has this role in an organisation."""
    told = tell(name, language=language)
    acme = {"id": organisation, "name": organisation.title(), "role": role}
    people.save(record={"id": name, "organisation": acme}, now=SENT - timedelta(days=1))
    return told
