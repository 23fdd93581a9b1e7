"""The facts of very many are the facts of each."""

import json
from datetime import UTC, datetime, time, timedelta
from random import Random

import pytest
from django.db import connection
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tidings.channels.names import address_kinds, known
from tidings.core.cases.case import hours_as_json
from tidings.people import public as people
from tidings.people.models import RegistryVersion

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
CHANNELS = tuple(address_kinds())
TOPICS = ("offers", "deliveries", "")
PURPOSES = ("marketing", "service", "all")
NUMBERS = ("+447400123456", "+447400123457", "+442079460018", "+12125550123", "+12125550124")
WRITTEN = dict.fromkeys(
    ["seller", "disclosure", "disclosure_version", "not_a_condition", "technology", "signature", "source"],
    "x",
)

pytestmark = pytest.mark.django_db


def of_batch(batch):
    """The rows of a batch as mappings, sets of channels by name."""
    pairs = json.loads(batch.schema.metadata[b"registries"])
    assert tuple(json.loads(batch.schema.metadata[b"channels"])) == CHANNELS
    for row in batch.to_pylist():
        for name in ("granted", "revoked", "written", "reachable", "suppressed", "unconfirmed"):
            row[name] = {channel for place, channel in enumerate(CHANNELS) if row[name] >> place & 1}
        row["listed"] = {pair for place, pair in enumerate(pairs) if row["listed"] >> place & 1}
        yield row


def of_facts(found):
    """What the batch should say of these facts."""
    consent = {name: found.channel_consent.get(name) for name in CHANNELS}
    level = {None: 0, False: -1, True: 3 if found.subject_written else 2}[found.subject_consent]
    return {
        "customer_id": found.customer_id,
        "external_id": found.external_id,
        "relationship": found.relationship,
        "places": " ".join(found.places),
        "zones": " ".join(found.zones),
        "hours": hours_as_json(found.hours),
        "shown_hours": hours_as_json(found.shown_hours),
        "ranked": " ".join(found.channels),
        "origin": found.origin,
        "language": found.language,
        "subject": level,
        "granted": {name for name in CHANNELS if consent[name]},
        "revoked": {name for name in CHANNELS if consent[name] is False},
        "written": set(found.written) & set(CHANNELS),
        "reachable": {name for name in CHANNELS if found.channel_addresses.get(name)},
        "suppressed": set(found.suppressed) & set(CHANNELS),
        "listed": {f"{registry} {name}" for registry, names in found.listed.items() for name in names},
        "unconfirmed": set(found.unconfirmed),
        "purchased": found.purchased,
        "inquired": found.inquired,
        "paused_until": found.paused_until,
        "digest": found.digest,
        "conversation": "",
        "asked_for": 0,
        "open_case": False,
        "worth": "interrupt",
        "bucket": None,
    }


def world(random, customers=12):
    """Customers with histories drawn at random; their ids."""
    load_registries(random)
    return [history(random, number) for number in range(customers)]


def history(random, number):
    record = {
        "id": f"c-{number}",
        "country": random.choice(["US", "GB", "", "BR"]),
        "region": random.choice(["FL", ""]),
        "relationship": random.choice(["customer", "prospect", "former"]),
        "language": random.choice(["en", "", "pt-BR"]),
    }
    if random.random() < 0.8:
        record["emails"] = random.sample(
            ["A@example.com", "b@example.com", "Ünï@example.com", f"c-{number}@example.com"],
            random.randint(1, 3),
        )
    if random.random() < 0.8:
        record["phone"] = random.sample(NUMBERS, random.randint(1, 3))
    if random.random() < 0.3:
        record["post"] = "1 Street\nTown"
    for name in ("since", "last_purchase", "last_inquiry"):
        if random.random() < 0.5:
            record[name] = f"202{random.randint(0, 5)}-0{random.randint(1, 9)}-11"
    customer_id = people.save(record=record, now=NOW).customer_id
    for _ in range(random.randint(0, 6)):
        consent(random, customer_id)
    for _ in range(random.randint(0, 3)):
        wish(random, customer_id)
    for _ in range(random.randint(0, 2)):
        stop(random, customer_id)
    return customer_id


def consent(random, customer_id):
    granted = random.random() < 0.6
    channel = random.choice(["", "", *known()])
    addresses = ["", "", "a@EXAMPLE.com", "ünï@example.com", *NUMBERS]
    people.record_consent(
        customer_id=customer_id,
        granted=granted,
        purpose=random.choice(PURPOSES),
        topic=random.choice(TOPICS),
        channel=channel,
        address=random.choice(addresses),
        basis=random.choice(["consent", "written", "written"]),
        evidence=random.choice([WRITTEN, {"form": "f"}]),
        source="test",
        at=NOW
        - timedelta(days=random.randint(0, 3))
        + timedelta(hours=0 if granted else 24 * random.randint(0, 1)),
        now=NOW,
    )


def wish(random, customer_id):
    week = tuple(random.choice([None, (time(9), time(12))]) for _ in range(6))
    people.prefer(
        customer_id=customer_id,
        topic=random.choice(["offers", "", "else"]),
        origin=random.choice(["said", "imported", "shown", "like_them"]),
        channels=random.choice([None, ["email"], ["sms", "email"]]),
        hours=random.choice([None, (time(8), time(20, 30)), (*week, (time(10), time(11)))]),
        language=random.choice([None, "de", "fr"]),
        paused_until=random.choice([..., NOW + timedelta(days=2), NOW + timedelta(microseconds=1)]),
        digest=random.choice([None, True, False]),
        now=NOW,
    )


def stop(random, customer_id):
    about = {"reason": "r", "source": "s", "evidence": {}, "now": NOW}
    scope = random.choice(["all", "purpose:marketing", "topic:offers", "topic:else"])
    if random.random() < 0.4:
        people.stop(
            customer_id=customer_id,
            scope=scope,
            channel=random.choice(["", "sms", "voice", "email"]),
            **about,
        )
    else:
        address = random.choice(["a@example.com", "ÜNÏ@example.com", *NUMBERS])
        channel = "email" if "@" in address else random.choice(["", "mobile", "sms", "voice"])
        people.suppress_address(channel=channel, address=address, scope=scope, **about)


def load_registries(random):
    """Two registries and a file of answers, as a load leaves them."""
    for number, (name, answers) in enumerate(
        {"gb-tps": [1], "us-dnc": [1], "us-rnd": [2, 3]}.items(), start=1
    ):
        dated = NOW.date() - timedelta(days=random.randint(0, 3))
        same = dict.fromkeys(["lines", "added", "removed", "bad", "numbers"], 0) | {"loaded_at": NOW}
        RegistryVersion.objects.create(name=name, dated=dated, full=True, list=number, current=True, **same)
        with connection.cursor() as cursor:
            part = f"people_registryentry_{number} PARTITION OF people_registryentry FOR VALUES IN ({number})"
            cursor.execute(f"CREATE TABLE {part}")
            for address in random.sample(NUMBERS, 2):
                values = [number, int(address), random.choice(answers)]
                cursor.execute("INSERT INTO people_registryentry VALUES (%s, %s, %s)", values)


@settings(
    max_examples=15, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    seed=st.integers(0, 10**9),
    topic=st.sampled_from(["offers", "deliveries"]),
    purpose=st.sampled_from(PURPOSES[:2]),
)
def test_every_batch_says_what_the_facts_of_each_say(db, seed, topic, purpose):
    from django.db import transaction

    with transaction.atomic():
        ids = world(Random(seed))
        one_by_one = people.facts(asked=[people.Asked(id, topic, purpose) for id in ids], now=NOW)
        expected = [of_facts(found) for found in one_by_one]
        everybody = [
            row
            for batch in people.facts_batches(topic=topic, purpose=purpose, customers=None, now=NOW, rows=7)
            for row in of_batch(batch)
        ]
        for row in everybody:
            for name in ("hours", "shown_hours"):
                row[name] = json.loads(row[name]) if row[name] else None
        assert everybody == expected
        transaction.set_rollback(True)


@settings(
    max_examples=15, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(0, 10**9), topic=st.sampled_from(["offers", "deliveries"]))
def test_facts_asked_for_together_are_those_asked_for_one_by_one(db, seed, topic):
    from django.db import transaction

    with transaction.atomic():
        load_registries(Random(seed))
        alike = [history(Random(seed + number // 4), number) for number in range(12)]
        asked = [people.Asked(id, topic, "service") for id in alike]
        together = people.facts(asked=asked, now=NOW)
        assert together == [people.facts(asked=[one], now=NOW)[0] for one in asked]
        transaction.set_rollback(True)


def test_those_asked_for_come_in_their_order_and_strangers_are_left_out(saved, now):
    ids = [saved(id=f"c-{number}") for number in range(5)]
    asked = [ids[3], 10**12, ids[0], ids[4]]
    batches = list(people.facts_batches(topic="t", purpose="service", customers=asked, now=now, rows=3))
    assert [row["customer_id"] for batch in batches for row in of_batch(batch)] == [ids[3], ids[0], ids[4]]
    assert [batch.num_rows for batch in batches] == [2, 1]


def test_nobody_is_no_batch(db, now):
    assert list(people.facts_batches(topic="t", purpose="service", customers=None, now=now)) == []
    assert list(people.facts_batches(topic="t", purpose="service", customers=[], now=now)) == []
