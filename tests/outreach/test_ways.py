"""Which way a row goes and when: paces, warm-up, breakers, accounts, on a real database."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tidings.channels.contract import Outcome
from tidings.core.pacing.bucket import Rate
from tidings.core.pacing.warm_up import WarmUp
from tidings.outreach import roads
from tidings.outreach.models import Lane, Outreach
from tidings.outreach.paces import Terms
from tidings.outreach.ways import Admitted, Noted, Unused, admit, note, unused

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
GOOD = Outcome(state="accepted")
CUT = Outcome(state="transient", says="connection refused", unreachable=True)
SLOWER = Outcome(state="transient", says="421 slow down", throttled=True)
LATER = Outcome(state="transient", says="450 try later")


@pytest.fixture
def limits(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Terms]]:
    """The accounts of the channel "email" and each one's limits, by the test's own word."""
    given = {"main": Terms()}
    monkeypatch.setattr(roads, "accounts", lambda declaration: tuple(given))
    monkeypatch.setattr(roads, "terms", lambda declaration, account: given[account])
    yield given


def rows(count: int, *, to: str = "example.com", urgency: str = "normal", tries: int = 0) -> list[Outreach]:
    return [
        Outreach(
            id=10_000 * len(to) + number + (5_000 if urgency == "now" else 0),
            channel="email",
            address=f"{number}@{to}",
            urgency=urgency,
            tries=tries,
            expires_at=NOON + timedelta(days=3),
        )
        for number in range(count)
    ]


def told(outcome: Outcome, *, account: str = "main", to: str = "example.com", at: datetime = NOON) -> None:
    note([Noted(channel="email", account=account, destination=to, outcome=outcome)], at)


def after(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def waits(answers: Any) -> list[float]:
    return [round((each.until - NOON).total_seconds(), 3) for each in answers if each.until]


def test_without_limits_or_trouble_all_go_and_no_lane_is_made(limits: dict[str, Terms]) -> None:
    assert admit(rows(3), NOON) == [Admitted(account="main")] * 3
    told(GOOD)
    assert not Lane.objects.exists()


def test_who_is_too_many_comes_back_spread_by_the_rate(limits: dict[str, Terms]) -> None:
    limits["main"] = Terms(account=Rate(per_s=2, burst=1))
    assert waits(admit(rows(4), NOON)) == [0.5, 1.0, 1.5]
    assert waits(admit(rows(2), NOON)) == [2.0, 2.5]


def test_nobody_waits_behind_those_who_were_called_off(limits: dict[str, Terms]) -> None:
    limits["main"] = Terms(account=Rate(per_s=2, burst=4))
    assert waits(admit(rows(400), NOON))[-1] > 190
    # Had those come back, the bucket would not be full now.
    assert waits(admit(rows(5), after(10))) == [10.5, 11.0]


def test_a_slow_destination_does_not_hold_up_another(limits: dict[str, Terms]) -> None:
    limits["main"] = Terms(destinations={"slow.example": Rate(per_s=1, burst=1)})
    answers = admit([*rows(3, to="slow.example"), *rows(3)], NOON)
    assert [each.reason for each in answers] == ["", "pace", "pace", "", "", ""]


def test_urgent_ones_have_a_reserve_and_are_asked_first(limits: dict[str, Terms]) -> None:
    limits["main"] = Terms(account=Rate(per_s=1, burst=10))
    answers = admit([*rows(12), *rows(2, urgency="now")], NOON)
    assert sum(each.until is None for each in answers[:12]) == 7
    assert [each.until for each in answers[12:]] == [None, None]
    assert [each.until for each in admit(rows(1, urgency="now"), NOON)] == [None]


def test_nobody_waits_beyond_the_end_of_their_news(limits: dict[str, Terms]) -> None:
    limits["main"] = Terms(account=Rate(per_s=0.00001, burst=1))
    assert [each.until for each in admit(rows(2), NOON)] == [None, NOON + timedelta(seconds=100_000)]
    assert admit(rows(5), NOON)[-1].until == NOON + timedelta(days=3)


def test_a_new_sender_sends_so_many_a_day(limits: dict[str, Terms]) -> None:
    limits["main"] = Terms(warm_up=WarmUp(begins=NOON.date(), steps=(2, 4)))
    assert [each.reason for each in admit(rows(4), NOON)] == ["", "warm_up", "warm_up", "warm_up"]
    assert [each.reason for each in admit(rows(2, urgency="now"), NOON)] == ["", "warm_up"]
    assert [each.until is None for each in admit(rows(5), NOON + timedelta(days=1))] == [True] * 3 + [
        False
    ] * 2
    assert all(each.until is None for each in admit(rows(50), NOON + timedelta(days=2)))


def test_nobody_waits_days_behind_those_who_were_called_off(limits: dict[str, Terms]) -> None:
    limits["main"] = Terms(warm_up=WarmUp(begins=NOON.date(), steps=(10, 10, 10, 10)))
    assert admit(rows(40), NOON)[-1].until == NOON + timedelta(days=3)
    tomorrow = NOON + timedelta(days=1)
    assert admit(rows(1), tomorrow)[0].until is None
    day_after = admit(rows(20), NOON + timedelta(days=2))[9]
    assert day_after.until == datetime(2026, 3, 7, tzinfo=UTC)


def test_what_was_never_tried_gives_its_place_back(limits: dict[str, Terms]) -> None:
    limits["main"] = Terms(account=Rate(per_s=0.001, burst=1), warm_up=WarmUp(begins=NOON.date(), steps=(1,)))
    assert admit(rows(1), NOON)[0].until is None
    assert admit(rows(1), NOON)[0].until is not None
    unused([Unused(channel="email", account="main", address="a@example.com")], NOON)
    assert admit(rows(1), NOON)[0].until is None


def test_a_dead_account_is_left_alone_and_the_next_takes_over(limits: dict[str, Terms]) -> None:
    limits["second"] = Terms()
    told(CUT)
    assert [each.account for each in admit(rows(2), NOON)] == ["second", "second"]
    assert [each.account for each in admit(rows(3), after(2))] == ["main", "second", "second"]
    assert [each.account for each in admit(rows(1), after(3))] == ["second"]
    told(GOOD, at=after(3))
    assert [each.account for each in admit(rows(2), after(3))] == ["main", "main"]


def test_who_is_in_haste_or_has_failed_before_is_no_probe_where_another_way_is_sure(
    limits: dict[str, Terms],
) -> None:
    limits["second"] = Terms()
    told(CUT)
    for row in (*rows(1, urgency="now"), *rows(1, tries=2)):
        assert [each.account for each in admit([row], after(2))] == ["second"]
    del limits["second"]
    assert [each.until for each in admit(rows(1, tries=2), after(2))] == [None]


def test_when_every_account_is_dead_all_wait_for_the_first_that_may_be_tried(
    limits: dict[str, Terms],
) -> None:
    limits["second"] = Terms()
    told(CUT, account="second")
    told(CUT, at=after(5))
    answers = admit(rows(2), NOON)
    assert {(each.account, each.reason) for each in answers} == {("second", "way_closed")}
    assert 1 <= waits(answers)[0] < waits(answers)[1] < 1.3


def test_the_pause_grows_while_probes_fail(limits: dict[str, Terms]) -> None:
    pauses, at = [], NOON
    for _ in range(9):
        told(CUT, at=at)
        lane = Lane.objects.get()
        assert lane.until
        pauses.append((lane.until - at).total_seconds())
        at = lane.until
        assert [each.until is None for each in admit(rows(2), at)] == [True, False]
    assert all(2**n <= pause <= 1.25 * 2**n for n, pause in enumerate(pauses[:6]))
    assert all(60 <= pause <= 75 for pause in pauses[6:])


def test_a_probe_that_never_tells_is_followed_by_another(limits: dict[str, Terms]) -> None:
    told(CUT)
    assert admit(rows(1), after(2))[0].until is None
    assert admit(rows(1), after(3))[0].until is not None
    assert admit(rows(1), after(33))[0].until is None


def test_a_destination_that_asks_for_less_is_left_alone_and_others_are_not(limits: dict[str, Terms]) -> None:
    limits["second"] = Terms()
    told(SLOWER)
    answers = admit([*rows(1), *rows(1, to="other.example")], NOON)
    assert [(each.account, each.reason) for each in answers] == [("main", "way_closed"), ("main", "")]


def test_a_run_of_refusals_at_a_destination_opens_its_breaker_and_one_answer_ends_the_run(
    limits: dict[str, Terms],
) -> None:
    for _ in range(4):
        told(LATER)
    told(GOOD)
    for _ in range(4):
        told(LATER)
    assert admit(rows(1), NOON)[0].until is None
    told(LATER)
    assert admit(rows(1), NOON)[0].reason == "way_closed"


def test_why_a_way_is_closed_names_no_recipient(limits: dict[str, Terms]) -> None:
    told(
        Outcome(
            state="transient", throttled=True, says="421 <ana@example.com> and +49 170 1234567: slow down"
        )
    )
    assert Lane.objects.get().why == "421 … and …: slow down"


def test_how_long_the_other_side_asks_is_heard(limits: dict[str, Terms]) -> None:
    told(Outcome(state="transient", throttled=True, retry_after_s=90))
    assert waits(admit(rows(1), NOON)) == [90]


def test_refusals_of_a_message_blame_no_way(limits: dict[str, Terms]) -> None:
    for _ in range(20):
        told(Outcome(state="permanent", says="550 no such user", address_dead=True))
    assert not Lane.objects.exists()


def test_a_paused_account_is_passed_over_and_without_another_all_wait(limits: dict[str, Terms]) -> None:
    limits["main"] = Terms(paused=True)
    assert [each.reason for each in admit(rows(1), NOON)] == ["way_paused"]
    limits["second"] = Terms()
    assert [each.account for each in admit(rows(1), NOON)] == ["second"]
