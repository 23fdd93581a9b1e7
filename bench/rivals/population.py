"""Pretend people, by a seed: whom a spring offer finds in seven countries. Every column is drawn apart from the others.

60 % live in the United States (in 20 states by their size), 13 % in Britain, 10 % in France, 8 % in Germany, 5 % in
Canada, 3 % in Australia, 1 % in Brazil. 4 % have a second place or zone (a number from elsewhere), of 0.5 % nobody knows
the place. 72 % are customers, 12 % former ones, 16 % prospects; three in four agreed to the subject, 3 % took it back;
channels are agreed to, written and revoked one by one. Every fourth telephone of the US, Britain, France, Canada and
Australia stands on a register. 6 % keep hours of their own, 2 % pause, 3 % are in a conversation, 1 % have an open case,
4 % want a digest, 5 % are not worth an interruption; 40 % have an order of channels; most were not contacted lately.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import yaml

import tidings
from tidings.core.cases import FACTS, Matter, facts_schema, with_recent
from tidings.core.policy import Policy, policy

NOW = datetime(2026, 7, 1, 17, tzinfo=UTC)
CHANNELS = ("email", "sms", "voice:mobile", "voice:landline", "letter")
PHONES = CHANNELS[1:4]
MATTER = Matter(
    campaign="spring",
    topic="offers",
    purpose="marketing",
    technology="live",
    wanted=("email", "sms", "voice:mobile", "voice:landline", "letter"),
    holdout_bp=500,
    expires=NOW + timedelta(days=3),
)
# State, zone, share: the states with most people, and some whose law is stricter.
STATES = (
    ("us-ca", "America/Los_Angeles", 12), ("us-tx", "America/Chicago", 9), ("us-fl", "America/New_York", 7),
    ("us-ny", "America/New_York", 6), ("us-pa", "America/New_York", 4), ("us-il", "America/Chicago", 4),
    ("us-oh", "America/New_York", 4), ("us-ga", "America/New_York", 3), ("us-nc", "America/New_York", 3),
    ("us-mi", "America/Detroit", 3), ("us-nj", "America/New_York", 3), ("us-wa", "America/Los_Angeles", 2),
    ("us-az", "America/Phoenix", 2), ("us-ma", "America/New_York", 2), ("us-tn", "America/Chicago", 2),
    ("us-in", "America/Indiana/Indianapolis", 2), ("us-al", "America/Chicago", 2), ("us-la", "America/Chicago", 2),
    ("us-ok", "America/Chicago", 1), ("us-md", "America/New_York", 2),
)  # fmt: skip
COUNTRIES = (
    ("gb", "Europe/London", 13), ("fr", "Europe/Paris", 10), ("de", "Europe/Berlin", 8), ("ca-on", "America/Toronto", 3),
    ("ca-qc", "America/Montreal", 2), ("au", "Australia/Sydney", 3), ("br", "America/Sao_Paulo", 1),
)  # fmt: skip
OWN_HOURS = (
    "", '["09:00", "17:00"]', '["18:00", "21:00"]', '["08:00", "12:00"]', '["10:00", "20:00"]',
    '[["09:00", "12:00"], ["09:00", "12:00"], ["14:00", "18:00"], null, ["14:00", "18:00"], null, null]',
)  # fmt: skip
RANKED = ("", "email", "sms", "sms email", "voice:mobile email", "letter", "email sms voice:mobile")
RANKED_SHARES = (0.6, 0.12, 0.1, 0.08, 0.04, 0.03, 0.03)
ORIGINS, ORIGIN_SHARES = ("", "said", "imported", "shown", "like_them"), (0.3, 0.3, 0.15, 0.15, 0.1)


def rules() -> Policy:
    """The company's default with every pack of laws that Tidings ships, and the company's own country where none is known."""
    packs = Path(tidings.__file__).parent / "packs"
    read = {file.stem: yaml.safe_load(file.read_text()) for file in sorted(packs.glob("*.yaml"))}
    default = read.pop("company-default")
    return policy(default, {"hours": {"marketing": {"letter": "always"}}}, laws=list(read.values()))


def registers(laws: Policy) -> list[str]:
    """Every register of every law, by telephone channel, as the bits of `listed` mean them; sixteen at most."""
    names = dict.fromkeys(rule.registry.name for rule in laws.rules if rule.registry)
    return [f"{name} {channel}" for name in names for channel in PHONES]


def people(count: int, *, laws: Policy, seed: int = 20260701) -> pa.RecordBatch:
    """So many people as facts, with counts of recent contacts."""
    draw = np.random.default_rng(seed)
    schema = facts_schema(channels=CHANNELS, registries=registers(laws))
    columns = place_columns(draw, count) | consent_columns(draw, count) | wish_columns(draw, count)
    columns |= address_columns(draw, count, columns["places"], laws) | relationship_columns(draw, count)
    arrays = [pa.array(columns[name], kind) if not isinstance(columns[name], pa.Array) else columns[name] for name, kind in zip(FACTS.names, FACTS.types, strict=True)]  # fmt: skip
    facts = pa.RecordBatch.from_arrays(arrays, schema=schema)
    recent = draw.choice(5, (count, len(laws.counted(NOW))), p=(0.86, 0.09, 0.03, 0.01, 0.01))
    return with_recent(facts, recent)


def names(codes: np.ndarray[Any, Any], meaning: list[str]) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(pa.array(codes, pa.int32()), pa.array(meaning, pa.string()))


def chosen(
    draw: np.random.Generator, count: int, meaning: tuple[str, ...], shares: Any
) -> pa.DictionaryArray:
    return names(draw.choice(len(meaning), count, p=np.array(shares) / np.sum(shares)), list(meaning))


def place_columns(draw: np.random.Generator, count: int) -> dict[str, Any]:
    """Places and zones; some people have two."""
    scale = 60 / sum(share for *_, share in STATES)
    homes = [(place, zone, share * scale) for place, zone, share in STATES] + list(COUNTRIES)
    one = [(place, zone, share) for place, zone, share in homes]
    two = [
        (" ".join(sorted({first[0], other[0]})), " ".join(sorted({first[1], other[1]})), first[2] * 0.005)
        for n, first in enumerate(homes)
        for other in (homes[(n + step) % len(homes)] for step in range(1, 9))
    ]
    every = [*one, *two, ("", "America/New_York", 0.5)]
    code = draw.choice(
        len(every), count, p=np.array([share for *_, share in every]) / sum(s for *_, s in every)
    )
    return {
        "places": names(code, [place for place, _, _ in every]),
        "zones": names(code, [zone for _, zone, _ in every]),
        "hours": chosen(draw, count, OWN_HOURS, (94, 2, 1, 1, 1, 1)),
    }


def consent_columns(draw: np.random.Generator, count: int) -> dict[str, Any]:
    granted = sets(draw, count, (0.75, 0.7, 0.5, 0.5, 0.9))
    revoked = sets(draw, count, (0.04, 0.05, 0.08, 0.05, 0.01))
    return {
        "subject": draw.choice(np.array([-1, 0, 2, 3], np.int8), count, p=(0.03, 0.17, 0.4, 0.4)),
        "granted": granted & ~revoked,
        "written": granted & ~revoked & sets(draw, count, (0.7, 0.6, 0.5, 0.4, 0.6)),
        "revoked": revoked,
    }


def sets(draw: np.random.Generator, count: int, shares: tuple[float, ...]) -> np.ndarray[Any, Any]:
    """Sets of channels, each channel drawn apart."""
    found = np.zeros(count, np.uint16)
    for place, share in enumerate(shares):
        found |= (draw.random(count, np.float32) < share).astype(np.uint16) << np.uint16(place)
    return found


def wish_columns(draw: np.random.Generator, count: int) -> dict[str, Any]:
    pauses = NOW + timedelta(hours=9)
    ends = np.int64(pauses.timestamp() * 1e6) + draw.integers(0, 10**12, count)
    return {
        "ranked": chosen(draw, count, RANKED, RANKED_SHARES),
        "origin": chosen(draw, count, ORIGINS, ORIGIN_SHARES),
        "language": chosen(draw, count, ("en", "fr", "de", "pt"), (78, 11, 8, 3)),
        "paused_until": pa.array(ends, pa.timestamp("us", "UTC"), mask=draw.random(count) >= 0.02),
        "conversation": chosen(draw, count, ("", "email", "sms", "chat"), (97, 1.5, 1, 0.5)),
        "asked_for": sets(draw, count, (0.0, 0.0, 0.2, 0.0, 0.0)),
        "open_case": draw.random(count) < 0.01,
        "digest": draw.random(count) < 0.04,
        "worth": chosen(draw, count, ("interrupt", "digest", "drop"), (95, 4, 1)),
        "shown_hours": chosen(draw, count, ("",), (1,)),
    }


def address_columns(
    draw: np.random.Generator, count: int, places: pa.DictionaryArray, laws: Policy
) -> dict[str, Any]:
    """Addresses; the telephones of some countries stand on their register."""
    registered = [
        sum(
            1 << n
            for n, pair in enumerate(registers(laws))
            if any(place.partition("-")[0] == pair.partition("-")[0] for place in name.split())
        )
        for name in places.dictionary.to_pylist()
    ]
    mine = np.array(registered, np.uint32)[np.asarray(places.indices)]
    return {
        "customer_id": np.arange(count, dtype=np.int64),
        "external_id": names_of(count),
        "reachable": sets(draw, count, (0.88, 0.8, 0.8, 0.3, 0.95)),
        "suppressed": sets(draw, count, (0.03, 0.03, 0.03, 0.02, 0.01)),
        "unconfirmed": sets(draw, count, (0.0, 0.03, 0.03, 0.0, 0.0)),
        "listed": np.where(draw.random(count) < 0.25, mine, 0).astype(np.uint32),
        "bucket": draw.integers(0, 10_000, count).astype(np.uint16),
    }


def names_of(count: int) -> pa.Array:
    """c0, c1, c2, ..."""
    import pyarrow.compute as pc

    return pc.binary_join_element_wise("c", pa.array(np.arange(count)).cast(pa.string()), "")


def relationship_columns(draw: np.random.Generator, count: int) -> dict[str, Any]:
    today = (NOW.date() - datetime(1970, 1, 1, tzinfo=UTC).date()).days
    bought, asked = (today - draw.exponential(mean, count).astype(np.int32) for mean in (300, 120))
    return {
        "relationship": chosen(draw, count, ("customer", "former", "prospect"), (72, 12, 16)),
        "purchased": pa.array(bought, pa.int32(), mask=draw.random(count) < 0.2).cast(pa.date32()),
        "inquired": pa.array(asked, pa.int32(), mask=draw.random(count) < 0.7).cast(pa.date32()),
    }


def registries(laws: Policy) -> dict[str, Any]:
    """Fresh copies of every register."""
    return {pair.partition(" ")[0]: NOW.date() - timedelta(days=3) for pair in registers(laws)}
