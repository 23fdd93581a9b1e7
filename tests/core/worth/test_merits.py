"""One contact on the scales, and when its digest comes."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.core.policy import PolicyRefused
from tidings.core.worth.merits import Merit, Weighed, is_probe, weighed
from tidings.core.worth.rhythm import Rhythm, RhythmRefused, next_digest, read_rhythm

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
SOON = NOW + timedelta(days=1)
URGENT, NORMAL = Merit(level="urgent", value=0.5, telling=0.5), Merit(level="normal", value=0.1, telling=0.2)
DIGEST, NONE = Merit(level="digest", value=-0.1, telling=0.1), Merit(level="none", value=-0.3, telling=-0.2)


def weigh(merit: Merit, declared: str = "normal", **more: object) -> Weighed:
    usual = {"probe": False, "wants_digest": False, "next_digest": SOON, "expires": NOW + timedelta(days=9)}
    return weighed(merit, declared=declared, **(usual | more))


@pytest.mark.parametrize(
    ("merit", "declared", "more", "answer"),
    [
        (URGENT, "now", {}, ("interrupt", "now", "")),
        (URGENT, "now", {"wants_digest": True}, ("interrupt", "now", "")),
        (NORMAL, "now", {}, ("interrupt", "normal", "")),
        (NORMAL, "high", {"wants_digest": True}, ("digest", "normal", "digest_chosen")),
        (NORMAL, "low", {}, ("interrupt", "low", "")),
        (DIGEST, "now", {}, ("digest", "normal", "digest_earned")),
        (DIGEST, "normal", {"probe": True}, ("interrupt", "normal", "")),
        (DIGEST, "normal", {"probe": True, "wants_digest": True}, ("digest", "normal", "digest_chosen")),
        (DIGEST, "normal", {"expires": NOW}, ("interrupt", "normal", "")),
        (Merit(level="digest", telling=-0.1), "normal", {"expires": NOW}, ("drop", "normal", "not_worth_it")),
        (NONE, "normal", {}, ("drop", "normal", "not_worth_it")),
    ],
)
def test_what_it_earned_what_is_wished_and_what_would_be_stale(merit, declared, more, answer) -> None:
    found = weigh(merit, declared, **more)
    assert (found.worth, found.urgency, found.reason) == answer


def test_about_two_in_a_hundred_go_on_hearing_at_once() -> None:
    drawn = sum(is_probe(campaign="tips", customer=str(n)) for n in range(20_000))
    assert 300 < drawn < 500


@pytest.mark.parametrize(
    ("rhythm", "zones", "moment"),
    [
        (Rhythm(), ("UTC",), datetime(2026, 3, 3, 10, tzinfo=UTC)),
        (Rhythm(), ("America/Sao_Paulo",), datetime(2026, 3, 3, 13, tzinfo=UTC)),
        (Rhythm(), ("UTC", "America/Sao_Paulo"), datetime(2026, 3, 3, 13, tzinfo=UTC)),
        (Rhythm(weekday=None, at=time(8)), ("Asia/Kolkata",), datetime(2026, 3, 3, 2, 30, tzinfo=UTC)),
        (Rhythm(weekday=0, at=time(12)), ("UTC",), datetime(2026, 3, 9, 12, tzinfo=UTC)),
    ],
)
def test_the_next_digest_is_on_the_customers_clock(rhythm: Rhythm, zones, moment: datetime) -> None:
    assert next_digest(NOW, zones=zones, rhythm=rhythm) == moment


@given(
    st.datetimes(datetime(2025, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)),
    st.sampled_from(["Europe/Berlin", "Australia/Lord_Howe", "America/New_York"]),
)
def test_a_digest_comes_within_a_week_also_when_clocks_change(after: datetime, zone: str) -> None:
    found = next_digest(after, zones=(zone,))
    local = found.astimezone(ZoneInfo(zone))
    assert timedelta(0) < found - after <= timedelta(days=7, hours=1)
    assert (local.weekday(), local.time()) == (1, time(10))


@pytest.mark.parametrize(
    ("stated", "field"),
    [({"every": "hour"}, "digest.every"), ({"weekday": "x"}, "digest.weekday"), ({"at": "ten"}, "digest.at")],
)
def test_a_rhythm_that_cannot_be_read_names_its_part(stated: dict[str, str], field: str) -> None:
    with pytest.raises(RhythmRefused) as refused:
        read_rhythm(stated)
    assert refused.value.field == field
    assert not isinstance(refused.value, PolicyRefused)
