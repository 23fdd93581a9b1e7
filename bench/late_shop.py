"""A shop whose orders come late, on a database of its own: the company of several benches."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

TOPICS = "deliveries: {purpose: service, urgency: normal, channels: [email], title: {en: Deliveries}}"
CAMPAIGN = """
campaign: late
topic: deliveries
trigger: {event: shop.order.late, per: order.id}
needs: {order.id: text}
notice:
  en:
    what: "Your order {{ order.id }} is late."
    means: "It needs more time."
    done: "We asked the carrier."
    next_steps: [{id: fine, says: "That is fine", does: confirm}]
    if_ignored: "Nothing more to do."
strategy: {channels: [email], expires: 96h}
"""


@contextmanager
def own_database(bench: str) -> Iterator[str]:
    """Django ready on a fresh database of the embedded server, gone afterwards; its URL."""
    from tidings.ground import postgres
    from tidings.site import settings, setup

    name = f"tidings_{bench}_{os.getpid()}"
    with postgres.running(settings.VAR / "bench") as server:
        postgres.ensure_database(server, name)
        try:
            settings.DATABASES["default"] = settings.database(server.url(name))
            setup.ready(migrate=True)
            yield server.url(name)
        finally:
            from django.db import connections

            connections.close_all()
            postgres.drop_database(server, name)
