"""Random people, as cases and as rows of facts."""

import json
from dataclasses import replace
from datetime import date, time, timedelta

import numpy as np
import pyarrow as pa
from hypothesis import strategies as st

from tests.core.deciding.laws import CHANNELS, COUNTED, NOW
from tidings.core.cases import Case, Matter, facts_schema

REGISTRIES = {"us-dnc": NOW.date() - timedelta(days=20), "fr-bloctel": NOW.date() - timedelta(days=29)}
PAIRS = [
    f"{name} {channel}" for name in ("us-dnc", "fr-bloctel") for channel in CHANNELS if channel[0] in "sv"
]
ZONES = [
    (),
    ("America/New_York",),
    ("America/Chicago", "America/New_York"),
    ("Europe/Paris",),
    ("Asia/Kathmandu", "Pacific/Honolulu"),
    ("Australia/Lord_Howe",),
]
PLACES = [(), ("us",), ("us-fl",), ("us-al", "us-fl"), ("fr",), ("fr", "us"), ("de",)]
HOURS = [
    None,
    (time(9), time(17)),
    (time(22), time(6)),
    ((time(9), time(12)), None, None, None, (time(18), time(20)), None, None),
]

some = st.sets(st.sampled_from(CHANNELS)).map(lambda found: tuple(sorted(found)))
most = st.sampled_from([CHANNELS, CHANNELS, ("email", "sms"), ("sms", "voice:mobile"), ()])
few = st.one_of(st.just(()), st.just(()), some)
days = st.none() | st.sampled_from([0, 30, 91, 92, 93, 540, 548, 549, 550, 2000]).map(
    lambda back: NOW.date() - timedelta(days=back)
)
hours_ahead = st.integers(-30, 400).map(lambda hours: NOW + timedelta(hours=hours, minutes=7))
ends = st.sampled_from([NOW + timedelta(hours=hours) for hours in (-1, 3, 30, 120, 400)])
consents = st.dictionaries(st.sampled_from(CHANNELS), st.sampled_from([None, True, True, True, False]))

any_matter = st.builds(
    dict,
    purpose=st.sampled_from(["service", "marketing", "marketing", "emergency"]),
    urgency=st.sampled_from(["normal", "normal", "now"]),
    topic=st.sampled_from(["", "offers"]),
    technology=st.sampled_from(["text", "live", "ai"]),
    wanted=st.permutations(CHANNELS).map(tuple) | some.filter(bool),
    holdout_bp=st.sampled_from([0, 2000]),
    expires=ends,
    deadline=st.none() | ends,
    registries=st.sampled_from([REGISTRIES, REGISTRIES, {}, {"us-dnc": date(2025, 1, 1)}]),
)
anyone = st.builds(
    dict,
    relationship=st.sampled_from(["customer", "customer", "prospect", "former", ""]),
    subject_consent=st.sampled_from([None, True, True, True, False]),
    subject_written=st.booleans(),
    channel_consent=consents | st.just(dict.fromkeys(CHANNELS, True)),
    written=few,
    purchased=days,
    inquired=days,
    places=st.sampled_from(PLACES),
    zones=st.sampled_from(ZONES),
    hours=st.sampled_from(HOURS),
    reachable=most | some,
    suppressed=few,
    unconfirmed=few,
    listed=st.dictionaries(
        st.sampled_from(["us-dnc", "fr-bloctel"]),
        st.lists(st.sampled_from(["sms", "voice:mobile", "voice:landline"]), unique=True, min_size=1).map(tuple),
    ),
    ranked=st.one_of(st.just(()), st.permutations(CHANNELS).map(tuple)),
    origin=st.sampled_from(["", "said", "shown", "like_them"]),
    paused_until=st.none() | hours_ahead,
    conversation=st.sampled_from(["", "", "", "email", "sms", "chat", "voice:mobile"]),
    asked_for=few,
    open_case=st.sampled_from([False, False, False, True]),
    digest=st.sampled_from([False, False, False, True]),
    worth=st.sampled_from(["interrupt", "interrupt", "interrupt", "digest", "drop", "outbid"]),
    shown_hours=st.sampled_from([None, (time(18), time(21)), (time(6), time(9)), (time(21), time(23, 59))]),
    recent=st.tuples(*[st.sampled_from([0, 0, 0, 1, 2, 3, 5, 200])] * len(COUNTED)),
    outbid=st.tuples(*[st.sampled_from([0, 0, 1, 2])] * len(COUNTED)),
    bucket=st.integers(0, 9999),
)  # fmt: skip

WILLING = {
    "relationship": "customer", "subject_consent": True, "subject_written": True, "written": CHANNELS,
    "channel_consent": dict.fromkeys(CHANNELS, True), "purchased": None, "inquired": None, "places": ("us-fl",),
    "zones": ("America/New_York",), "hours": None, "reachable": CHANNELS, "suppressed": (), "unconfirmed": (),
    "listed": {}, "ranked": (), "origin": "", "paused_until": None, "conversation": "", "asked_for": (),
    "open_case": False, "digest": False, "worth": "interrupt", "recent": (0,) * len(COUNTED), "bucket": 5000,
    "shown_hours": None, "outbid": (),
}  # fmt: skip
PLAIN = {
    "purpose": "marketing", "urgency": "normal", "topic": "offers", "technology": "live", "wanted": CHANNELS[2:],
    "holdout_bp": 0, "expires": NOW + timedelta(hours=120), "deadline": None, "registries": REGISTRIES,
}  # fmt: skip


def nearly(plain, anything):
    """The plain one, different in a few ways: most random people are refused for ten reasons, and teach only those."""
    few = st.sets(st.sampled_from(sorted(plain)), max_size=4)
    return st.builds(lambda other, names: plain | {name: other[name] for name in names}, anything, few)


people = nearly(WILLING, anyone) | anyone
matters = nearly(PLAIN, any_matter) | any_matter
audiences = st.sampled_from([(), (), ("customer", "prospect")])


def case(matter, person, audience=()):
    """The case of one person in one matter; what contradicts itself is mended as the ledger would have it."""
    in_audience = not audience or person["relationship"] in audience
    one = Case(**matter, **person, in_audience=in_audience)
    agreed = {name for name, said in one.channel_consent.items() if said}
    return replace(
        one,
        written=tuple(name for name in one.written if name in agreed),
        subject_written=bool(one.subject_written and one.subject_consent),
        outbid=tuple(map(min, one.outbid, one.recent)) if one.worth == "outbid" else (),
    )


def matter_of(matter, audience):
    kept = {name: value for name, value in matter.items() if name != "registries"}
    return Matter(campaign="spring", relationship=audience, **kept)


def facts_of(cases):
    """The rows of facts that say of these people what their cases say."""
    schema = facts_schema(channels=CHANNELS, registries=PAIRS, windows=len(COUNTED))
    schema = schema.append(schema.field("recent").with_name("outbid"))
    columns = [pa.array([fact(name, n, one) for n, one in enumerate(cases)], kind) for name, kind in
               zip(schema.names, schema.types, strict=True)]  # fmt: skip
    return pa.RecordBatch.from_arrays(columns, schema=schema)


def fact(name, number, one):
    sets = {"reachable", "suppressed", "unconfirmed", "written", "asked_for"}
    if name in sets:
        return bits(getattr(one, name))
    if name in FACTS_OF:
        return FACTS_OF[name](number, one)
    return getattr(one, name)


def bits(names):
    return sum(1 << CHANNELS.index(name) for name in set(names))


def hours_text(own):
    if own is None:
        return ""
    pairs = own if len(own) == 7 else None
    text = lambda pair: [at.isoformat("minutes") for at in pair]  # noqa: E731
    return json.dumps([pair and text(pair) for pair in pairs] if pairs else text(own))


def subject(one):
    if one.subject_consent is None:
        return 0
    return -1 if not one.subject_consent else 3 if one.subject_written else 2


FACTS_OF = {
    "customer_id": lambda number, one: number,
    "external_id": lambda number, one: f"c{number}",
    "places": lambda number, one: " ".join(one.places),
    "zones": lambda number, one: " ".join(one.zones),
    "hours": lambda number, one: hours_text(one.hours),
    "shown_hours": lambda number, one: hours_text(one.shown_hours),
    "ranked": lambda number, one: " ".join(one.ranked),
    "language": lambda number, one: "en",
    "subject": lambda number, one: subject(one),
    "granted": lambda number, one: bits(n for n, said in one.channel_consent.items() if said),
    "revoked": lambda number, one: bits(n for n, said in one.channel_consent.items() if said is False),
    "listed": lambda number, one: sum(
        1 << n for n, pair in enumerate(PAIRS) if pair.split()[1] in one.listed.get(pair.split()[0], ())
    ),
    "recent": lambda number, one: np.array(one.recent, np.uint8),
    "outbid": lambda number, one: np.array(one.outbid or [0] * len(COUNTED), np.uint8),
}
