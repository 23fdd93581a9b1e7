"""Peers' failure 13 (Dittofeed's rate-limit stub, Laudspeaker's swapped labels): a setting was offered and did nothing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.core.test_deciding import CHANNELS, DEFAULT, NOON, OFFER, PLAIN
from tests.portal.conftest import clock
from tests.portal.journey import tell
from tidings.campaigns import public as campaigns
from tidings.core.cases import Case, lay_out, micros
from tidings.core.deciding import VERDICTS, decide
from tidings.core.policy import Policy, policy
from tidings.ground.clock import SimulatedClock
from tidings.outreach import decide as deciding
from tidings.outreach.models import Decision, Outreach
from tidings.portal.preferences import CHANGES

__all__ = ["clock"]
LINES = ("email", "voice:mobile")
CALL = replace(
    OFFER, wanted=LINES, reachable=LINES, channel_consent=dict.fromkeys(LINES, True), ranked=LINES[::-1]
)
DEBT_LAW = {
    "pack": "br",
    "rules": [
        {"id": "br.debt", "title": "Debts", "source": "a test", "status": "C", "topics": ["br-debt"],
         "caps": [{"contacts": 0, "within": "7d"}]},
    ],
}  # fmt: skip

ELSEWHERE_STANDS_IN = {
    "unknown_place": {"service": "company"},
    "place": "jp",
    "subjects": {"br-debt": ["loans"]},
}

# For each part of the policy: another setting, and a case whose decision must then be another.
POLICIES: dict[str, tuple[dict[str, Any], Case]] = {
    "hours": ({"hours": {"service": {"default": "00:00-01:00"}}}, PLAIN),
    "passes": ({"passes": {"urgency": {"now": []}}}, replace(PLAIN, urgency="now", recent=(0, 9))),
    "caps": ({"caps": [{"purpose": "service", "contacts": 0, "within": "7d"}]}, replace(PLAIN, recent=(0,))),
    "relationships": ({"relationships": {"service": {"customer": "no"}}}, PLAIN),
    "consent": ({"consent": {"service": {"subject": "granted", "channel": "granted"}}}, PLAIN),
    "unknown_zone": ({"unknown_zone": {"service": "refuse"}}, replace(PLAIN, urgency="now", zones=())),
    "unknown_place": ({"unknown_place": {"marketing": "company"}, "place": "jp"}, replace(OFFER, places=())),
    "place": ({"place": "br"}, replace(PLAIN, places=(), topic="loans")),
    "not_after": ({"not_after": {"voice": []}}, replace(CALL, conversation="email", reachable=LINES[1:])),
    "open_case": ({"open_case": []}, replace(OFFER, open_case=True)),
    "subjects": ({"subjects": {"br-debt": ["loans"]}}, replace(PLAIN, topic="loans", recent=(0, 0, 0))),
}
ELSEWHERE = {
    "pack": "names the file",
    "valid_from": "says since when",
    "digest": "the rhythm is tried in tests/outreach/test_digests.py",
    "channels": "orders what a topic leaves open: tests/outreach/test_decide.py",
}


def answer(case: Case, rules: Policy) -> tuple[str, int, int | None]:
    known = (
        case
        if len(case.recent) == len(rules.counted(NOON))
        else replace(case, recent=(0,) * len(rules.counted(NOON)))
    )
    channels = (*CHANNELS, "voice:mobile")
    [row] = decide(
        lay_out([known], policy=rules, channels=channels, now=NOON), policy=rules, now=micros(NOON)
    ).to_pylist()
    return VERDICTS[row["verdict"]], row["channel"], row["earliest"]


@pytest.mark.parametrize("part", POLICIES)
def test_dittofeed_every_part_of_the_policy_is_kept_to(part: str) -> None:
    own, case = POLICIES[part]
    base = ELSEWHERE_STANDS_IN if part == "place" else {}
    assert answer(case, policy(DEFAULT, base, [DEBT_LAW])) != answer(
        case, policy(DEFAULT, base | own, [DEBT_LAW])
    )


def test_dittofeed_no_part_of_the_policy_is_forgotten_here() -> None:
    assert POLICIES.keys() | ELSEWHERE.keys() == DEFAULT.keys()


Seen = Callable[[tuple[Decision, str]], bool]
CHOICES: dict[str, tuple[list[dict[str, str]], Seen]] = {
    "pause": ([{"what": "pause", "length": "week"}], lambda seen: seen[0].reasons == ["paused"]),
    "unpause": (
        [{"what": "pause", "length": "week"}, {"what": "unpause"}],
        lambda seen: seen[0].verdict == "contact",
    ),
    "hours": ([{"what": "hours", "from": "08:00", "to": "09:00"}], lambda seen: seen[0].verdict == "later"),
    "language": ([{"what": "language", "language": "pt"}], lambda seen: seen[1] == "pt"),
    "digest": ([{"what": "digest", "digest": "yes"}], lambda seen: seen[0].verdict == "digest"),
    "channels": ([{"what": "channels", "first": "email"}], lambda seen: "channel_chosen" in seen[0].reasons),
    "stop": ([{"what": "stop", "scope": "topic:deliveries"}], lambda seen: seen[0].reasons == ["suppressed"]),
    "restart": (
        [{"what": "stop", "scope": "all"}, {"what": "restart", "scope": "all"}],
        lambda seen: seen[0].verdict == "contact",
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize("choice", CHOICES)
def test_laudspeaker_every_choice_offered_to_a_customer_is_kept_to(
    choice: str, clock: SimulatedClock
) -> None:
    forms, kept = CHOICES[choice]
    told = tell()
    for form in forms:
        clock.advance(clock.now() + timedelta(minutes=1))
        assert Client().post(f"/preferences/{told.preferences}", form).status_code == 200
    seen = next_contact(clock)
    assert kept(seen), (seen[0].verdict, seen[0].reasons, seen[1])


def test_laudspeaker_no_choice_is_forgotten_here() -> None:
    assert CHOICES.keys() == CHANGES.keys() | {"stop", "restart"}


def next_contact(clock: SimulatedClock) -> tuple[Decision, str]:
    """What is decided when the next parcel of Maria is late, and in which language she would be told."""
    now = clock.now()
    order = {
        "id": "f347",
        "short_id": "f347",
        "promised": "2026-03-01",
        "track": "https://carrier.example/f347",
    }
    event = {
        "specversion": "1.0", "id": "late-2", "source": "/shop", "type": "com.example.order.late",
        "time": now.isoformat(), "customer": "maria", "data": {"order": order},
    }  # fmt: skip
    campaigns.store(events=[campaigns.read_cloudevent(event)], now=now)
    deciding.step(clock)
    decision = Decision.objects.order_by("-id")[0]
    row = Outreach.objects.filter(decision=decision).first()
    return decision, row.language if row else ""
