"""How long work is held is a setting, and whoever ends a worker waits until it has let go."""

import pytest

from tidings.ground import workers
from tidings.ground.lease import LEASE
from tidings.outreach.steadfast import PATIENCE_S
from tidings.site import supervision
from tidings.site.settings import seconds


def test_a_lease_is_two_minutes_where_nothing_else_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TIDINGS_LEASE_SECONDS", raising=False)
    assert seconds("TIDINGS_LEASE_SECONDS", 120, least=20) == LEASE.total_seconds() == 120
    monkeypatch.setenv("TIDINGS_LEASE_SECONDS", "60")
    assert seconds("TIDINGS_LEASE_SECONDS", 120, least=20) == 60


@pytest.mark.parametrize("said", ["19", "-60", "2 minutes", "", "60.5"])
def test_a_lease_that_cannot_be_one_is_refused_with_the_mend(
    said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIDINGS_LEASE_SECONDS", said)
    with pytest.raises(ValueError, match=r"TIDINGS_LEASE_SECONDS .* write whole seconds, 20 or more"):
        seconds("TIDINGS_LEASE_SECONDS", 120, least=20)


def test_who_ends_a_worker_waits_longer_than_it_takes_to_finish() -> None:
    assert workers.DRAINED_WITHIN < supervision.STOP_WITHIN < LEASE.total_seconds()
    assert LEASE.total_seconds() > PATIENCE_S
