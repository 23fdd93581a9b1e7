"""Campaign files and topics that the tests of this room share."""

from datetime import UTC, datetime

NOW = datetime(2018, 8, 16, 12, tzinfo=UTC)
ANN, BOB = "user:ann@example.com", "user:bob@example.com"
TOPICS = """
deliveries: {purpose: service, channels: [email], title: {en: Deliveries, pt: Entregas}}
offers: {purpose: marketing, title: {en: Offers, pt: Ofertas}}
"""
LATE = """
campaign: parcel-late
topic: deliveries
trigger: {absent: com.example.order.delivered, by: order.promised, per: order.id}
needs:
  order.id: text
  order.short_id: text
  order.promised: date
  order.freight: money
  order.usual_delay?: integer
  order.tracking_url?: url
withdrawn_by: [com.example.order.cancelled]
notice:
  en:
    what: "Your order {{ order.short_id }} did not arrive by {{ order.promised | day }} as we promised. We are sorry."
    means: "It is on its way.{% if order.usual_delay %} Orders like yours then needed {{ order.usual_delay | days }} more.{% endif %}"
    done: "We refund the {{ order.freight | money }} delivery fee."
    next_steps:
      - {id: keep, says: That is fine, does: confirm}
      - {id: cancel, says: Cancel and refund me, does: order.cancel}
    if_ignored: "Nothing more to do; we write again when it is at your door."
    evidence:
      - {tracking: "{% if order.tracking_url %}{{ order.tracking_url }}{% endif %}", says: Where it was last seen}
    answers:
      - {q: "Why is it late?", a: "The carrier has not told us yet. Reply to this message and we call you."}
  pt:
    what: "Seu pedido {{ order.short_id }} não chegou até {{ order.promised | day }}, como prometemos. Pedimos desculpas."
    means: "Ele está a caminho.{% if order.usual_delay %} Pedidos como o seu precisaram de mais {{ order.usual_delay | days }}.{% endif %}"
    done: "Vamos devolver o frete de {{ order.freight | money }}."
    next_steps:
      - {id: keep, says: Tudo bem, does: confirm}
      - {id: cancel, says: Cancelar e devolver, does: order.cancel}
    if_ignored: "Não precisa fazer nada; escrevemos de novo quando ele chegar."
    evidence:
      - {tracking: "{% if order.tracking_url %}{{ order.tracking_url }}{% endif %}", says: Onde foi visto pela última vez}
    answers:
      - {q: "Por que está atrasado?", a: "A transportadora ainda não nos disse. Responda a esta mensagem e ligamos para você."}
strategy: {channels: customer, fallback_after: 4h, expires: 48h}
holdout: 10%
"""
OTHER_LATE = LATE.replace("We are sorry", "We are very sorry")
DATA = {
    "order": {
        "id": "f346",
        "short_id": "A-17",
        "promised": "2018-08-15",
        "freight": {"amount": "14.10", "currency": "BRL"},
        "usual_delay": 3,
    }
}
