"""A company with messages that are due now, as many as asked for, in the database of a bench of delivery.

It is noon there, wherever the machine's clock stands: quiet hours are checked like everything else and hold nothing back.
"""

import os
from datetime import datetime, timedelta

import psycopg

TOPICS = """
deliveries: {purpose: service, urgency: normal, channels: [email, sms], title: {en: Deliveries}}
alerts: {purpose: service, urgency: now, channels: [email], title: {en: Alerts}}
"""
CAMPAIGN = """
campaign: {name}
topic: {topic}
trigger: {{event: shop.{name}, per: order.id}}
needs: {{order.id: text, order.place: text}}
notice:
  en:
    what: "Your order {{{{ order.id }}}} did not arrive today as we promised."
    means: "It is on its way: it was last seen in {{{{ order.place }}}}, and orders like yours then needed a day more."
    done: "We have asked the carrier where it is, and will refund the delivery fee."
    next_steps:
      - {{id: keep, says: "That is fine", does: confirm}}
      - {{id: cancel, says: "Cancel and refund me", does: order.cancel}}
    if_ignored: "Nothing more to do; we write again when it is at your door."
strategy: {{channels: [{channel}], expires: 96h}}
"""
CAMPAIGNS = (
    ("late", "deliveries", "email"),
    ("late-text", "deliveries", "sms"),
    ("alert", "alerts", "email"),
)
CUSTOMERS = """
INSERT INTO people_customer (external_id, name, language, relationship, zones, created_at, updated_at)
SELECT 'c' || n, 'Person ' || n, 'en', 'customer', ARRAY[%(zone)s], %(now)s, %(now)s
FROM generate_series((SELECT count(*) FROM people_customer) + 1, %(count)s) n
"""
POINTS = """
INSERT INTO people_contactpoint (customer_id, channel, address)
SELECT c.id, %(kind)s, CASE %(kind)s WHEN 'email' THEN c.external_id || '@example.com'
    ELSE '+4479' || lpad(c.id::text, 8, '0') END
FROM people_customer c WHERE NOT EXISTS (SELECT FROM people_contactpoint p
    WHERE p.customer_id = c.id AND p.channel = %(kind)s)
"""
DECISIONS = """
INSERT INTO outreach_decision (campaign_id, version_id, customer_id, cause, verdict, reasons, channel, earliest, seen, at)
SELECT %(campaign)s, %(version)s, c.id, %(cause)s || c.id, 'contact', '{within_hours}', %(channel)s, %(now)s, '{}', %(now)s
FROM people_customer c ORDER BY c.id OFFSET %(skip)s LIMIT %(count)s
"""
OUTREACHES = """
INSERT INTO outreach_outreach (decision_id, campaign_id, version_id, customer_id, topic, purpose, urgency, language, data,
    code, channel, address, zones, created_at, due_at, expires_at)
SELECT d.id, d.campaign_id, d.version_id, d.customer_id, %(topic)s, 'service', %(urgency)s, 'en',
    jsonb_build_object('order', jsonb_build_object('id', 'o' || d.id, 'place', 'Lisbon')),
    upper(substr(md5(%(cause)s || d.id), 1, 12)), d.channel, p.address, ARRAY[%(zone)s], %(now)s, %(now)s,
    %(now)s + interval '4 days'
FROM outreach_decision d JOIN people_contactpoint p ON p.customer_id = d.customer_id AND p.channel = %(kind)s
WHERE d.cause = %(cause)s || d.customer_id AND d.campaign_id = %(campaign)s
"""
EMPTY = "TRUNCATE outreach_attempt, outreach_outreach, outreach_decision RESTART IDENTITY CASCADE"


def found_company() -> None:
    """The company, with a campaign by email, one by text and an urgent one by email, all live."""
    from tidings.campaigns import public as campaigns
    from tidings.ground import clock
    from tidings.staff import public as staff

    now = clock.now() - timedelta(days=1)
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
    for name, topic, channel in CAMPAIGNS:
        campaigns.launch(
            text=CAMPAIGN.format(name=name, topic=topic, channel=channel), actor="command", now=now
        )


def make_due(
    url: str, count: int, *, cause: str, campaign: str = "late", channel: str = "email", skip: int = 0
) -> None:
    """One message each for `count` customers (made as needed), due since a minute ago."""
    from tidings.ground import clock

    now = clock.now() - timedelta(minutes=1)
    with psycopg.connect(url, autocommit=True) as wire:
        found = wire.execute(
            "SELECT campaign_id, v.id FROM campaigns_campaignversion v JOIN campaigns_campaign c ON c.id = campaign_id"
            " WHERE c.name = %s",
            [campaign],
        ).fetchone()
        assert found is not None
        values = {
            "now": now,
            "zone": noon(now),
            "count": count + skip,
            "kind": {"email": "email", "sms": "mobile"}[channel],
            "campaign": found[0],
            "version": found[1],
            "cause": f"{cause}:",
            "channel": channel,
            "topic": "alerts" if campaign == "alert" else "deliveries",
            "urgency": "now" if campaign == "alert" else "normal",
            "skip": skip,
        }
        wire.execute(CUSTOMERS, values)
        for statement in (POINTS, DECISIONS, OUTREACHES):
            wire.execute(statement, values | {"count": count})


def tidied(url: str) -> None:
    """As a database that has been running: statistics up to date, nothing waiting to be written."""
    with psycopg.connect(url, autocommit=True) as wire:
        wire.execute("VACUUM ANALYZE")
        wire.execute("CHECKPOINT")


def emptied(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as wire:
        wire.execute(EMPTY)


def noon(now: datetime) -> str:
    """A zone where it is about noon."""
    ahead = 12 - now.hour
    return f"Etc/GMT{-ahead:+d}" if ahead else "UTC"


def ready(url: str) -> None:
    """Django on this database, in a process of its own."""
    os.environ["TIDINGS_DATABASE_URL"] = url
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tidings.site.settings")
    from tidings.site import settings, setup

    settings.DATABASES["default"] = settings.database(url)
    setup.ready()
