"""What only this worker knows is written down even though the database is away for a moment (restarted, its line cut)."""

import logging
from collections.abc import Callable
from time import monotonic, sleep

from django.db import InterfaceError, OperationalError, connection

from tidings.ground.lease import LEASE

PATIENCE_S, PAUSE_S = 0.2 * LEASE.total_seconds(), 0.3  # together with the time of sending less than a lease
AWAY = (OperationalError, InterfaceError)
log = logging.getLogger(__name__)


def steadily(write: Callable[[], None]) -> None:
    """Does it, again if need be: `write` may have been committed without our hearing of it. Raises what lasts."""
    until = monotonic() + PATIENCE_S
    while True:
        try:
            return write()
        except AWAY as error:
            if connection.in_atomic_block or monotonic() > until:
                raise
            log.warning("the database is away: %s; what became of messages waits", type(error).__name__)
            connection.close()
            sleep(PAUSE_S)
