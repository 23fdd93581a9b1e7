"""A company with a message due now to each of many customers, a third by each channel: `python -m tests.chaos.shop COUNT`.

On the database of `TIDINGS_DATABASE_URL`. It is noon there, wherever the machine's clock stands.
"""

import sys
from datetime import datetime, timedelta

import psycopg

CHANNELS = ("email", "sms", "webhook")
TOPICS = (
    "deliveries: {purpose: service, urgency: normal, channels: [email, sms, webhook], title: {en: Orders}}"
)
CAMPAIGN = """
campaign: late-{channel}
topic: deliveries
trigger: {{event: shop.{channel}, per: order.id}}
needs: {{order.id: text}}
notice:
  en:
    what: "Your order {{{{ order.id }}}} is late."
    means: "It needs more time."
    done: "We asked the carrier."
    next_steps: [{{id: fine, says: "That is fine", does: confirm}}]
    if_ignored: "Nothing more to do."
strategy: {{channels: [{channel}], expires: 96h}}
"""
CUSTOMERS = """
INSERT INTO people_customer (external_id, name, language, relationship, zones, created_at, updated_at)
SELECT 'c' || n, 'Person ' || n, 'en', 'customer', ARRAY[%(zone)s], %(now)s, %(now)s FROM generate_series(1, %(count)s) n
"""
POINTS = """
INSERT INTO people_contactpoint (customer_id, channel, address)
SELECT id, (ARRAY['email', 'mobile', 'webhook'])[id %% 3 + 1],
    (ARRAY['c' || id || '@example.com', '+4479' || lpad(id::text, 8, '0'), 'app-' || id])[id %% 3 + 1]
FROM people_customer
"""
DECISIONS = """
INSERT INTO outreach_decision (campaign_id, version_id, customer_id, cause, verdict, reasons, channel, earliest, seen, at)
SELECT v.campaign_id, v.id, c.id, 'late:' || c.id, 'contact', '{within_hours}', given.channel, %(now)s, '{}', %(now)s
FROM people_customer c
CROSS JOIN LATERAL (SELECT (ARRAY['email', 'sms', 'webhook'])[c.id %% 3 + 1] AS channel) given
JOIN campaigns_campaign l ON l.name = 'late-' || given.channel JOIN campaigns_campaignversion v ON v.campaign_id = l.id
"""
OUTREACHES = """
INSERT INTO outreach_outreach (decision_id, campaign_id, version_id, customer_id, topic, purpose, urgency, language, data,
    code, channel, address, zones, created_at, due_at, expires_at)
SELECT d.id, d.campaign_id, d.version_id, d.customer_id, 'deliveries', 'service', 'normal', 'en',
    jsonb_build_object('order', jsonb_build_object('id', 'o' || d.id)), upper(substr(md5('chaos' || d.id), 1, 12)),
    d.channel, p.address, ARRAY[%(zone)s], %(now)s, %(now)s, %(now)s + interval '4 days'
FROM outreach_decision d JOIN people_contactpoint p ON p.customer_id = d.customer_id
"""


def main(count: int) -> None:
    from tidings.site import setup

    with setup.database(migrate=True) as url:
        from tidings.ground import clock

        now = clock.now() - timedelta(minutes=1)
        found(now - timedelta(days=1))
        with psycopg.connect(url, autocommit=True) as wire:
            for statement in (CUSTOMERS, POINTS, DECISIONS, OUTREACHES):
                wire.execute(statement, {"now": now, "zone": noon(now), "count": count})
            wire.execute("VACUUM ANALYZE")


def found(now: datetime) -> None:
    """The company with its three campaigns, live."""
    from tidings.campaigns import public as campaigns
    from tidings.staff import public as staff

    staff.save_company(
        actor="command",
        now=now,
        name="Example Shop",
        zone=noon(now),
        sender_email="news@shop.example",
        public_url="https://shop.example",
        postal_address="1 Example Street, Exampletown",
        second_person=False,
        policy={"unknown_zone": {"service": "company"}, "unknown_place": {"service": "company"}},
    )
    campaigns.sync_topics(text=TOPICS, actor="command", now=now)
    for channel in CHANNELS:
        campaigns.launch(text=CAMPAIGN.format(channel=channel), actor="command", now=now)


def noon(now: datetime) -> str:
    """A zone where it is about noon."""
    ahead = 12 - now.hour
    return f"Etc/GMT{-ahead:+d}" if ahead else "UTC"


if __name__ == "__main__":
    main(int(sys.argv[1]))
