"""The portal's tests happen an hour after the customer was told."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.portal.journey import SENT
from tidings.ground.clock import Clock, SimulatedClock, using


@pytest.fixture(autouse=True)
def clock() -> Iterator[Clock]:
    with using(SimulatedClock(SENT + timedelta(hours=1))) as clock:
        yield clock
