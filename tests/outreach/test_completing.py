"""How long a row waits before it is tried again: bounded, growing, the same whenever it is worked out."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tidings.channels.contract import Outcome
from tidings.outreach.claiming import Claim
from tidings.outreach.completing import LONGEST_PAUSE, Done, next_state, pause
from tidings.outreach.models import Outreach

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
codes, numbers = st.text(min_size=1, max_size=12), st.integers(1, 10_000)


def done(code: str, tries: int, expires: datetime = NOON + timedelta(days=2), **outcome: object) -> Done:
    outreach = Outreach(id=1, code=code, tries=tries, channel="email", expires_at=expires)
    claim = Claim(outreach=outreach, customer_id="c", customer_name="C", attempt=1)
    return Done(claim, Outcome(**{"state": "transient", **outcome}), NOON)


@given(code=codes, tries=numbers, unreachable=st.booleans())
def test_a_pause_is_bounded_and_can_be_repeated(code: str, tries: int, unreachable: bool) -> None:
    first = pause(done(code, tries, unreachable=unreachable))
    assert timedelta(seconds=5) <= first < LONGEST_PAUSE * 1.25
    assert first == pause(done(code, tries, unreachable=unreachable))


@given(code=codes, tries=st.integers(1, 5))
def test_a_pause_grows_with_every_try_until_the_longest(code: str, tries: int) -> None:
    assert pause(done(code, tries)) < pause(done(code, tries + 1))


@given(code=codes, tries=numbers, asked=st.floats(0, 86_400))
def test_a_servers_own_wish_is_never_undercut(code: str, tries: int, asked: float) -> None:
    assert pause(done(code, tries, retry_after_s=asked)) >= timedelta(seconds=asked)


@given(code=codes, tries=numbers, lifetime=st.timedeltas(timedelta(seconds=1), timedelta(days=3)))
def test_a_row_is_due_again_before_it_expires_or_has_expired(
    code: str, tries: int, lifetime: timedelta
) -> None:
    after = next_state(done(code, tries, expires=NOON + lifetime))
    assert after["state"] == "expired" or NOON < after["due_at"] < NOON + lifetime
