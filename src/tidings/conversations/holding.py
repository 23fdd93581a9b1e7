"""Holds open what brings news by itself (a bind at a carrier, a port for mail): one holder an account over all workers.

A session's advisory lock says who holds an account. Whoever dies, or loses the database, loses the lock with the
connection, and another worker takes over within a second or two.
"""

import logging
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic
from types import TracebackType

import psycopg
from django.db import connection

from tidings.channels import discover
from tidings.channels.contract import Channel, Listener
from tidings.ground.channel_settings import accounts, settings_for
from tidings.ground.clock import Clock
from tidings.ground.inbox import Inbox

LOOK_EVERY, SETTINGS_EVERY = 1.0, 5.0  # seconds
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
SETTLED_AFTER = 60.0  # seconds of life that make an account trusted again
ENDS_WITHIN = 10.0
# A line that is cut without a word would otherwise hold a question, and all that is held, for a quarter of an hour.
KEEPALIVE = {
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}
LOCK = "SELECT pg_try_advisory_lock(hashtextextended(%s, 0))"
UNLOCK = "SELECT pg_advisory_unlock(hashtextextended(%s, 0))"
log = logging.getLogger(__name__)
Account = tuple[str, str]


@dataclass
class Held:
    """A listener on its thread."""

    listener: Listener
    thread: threading.Thread
    settings: Mapping[str, str]
    since: float


class Holding:
    """`with Holding(...)`: everything this worker may hold is held until the block ends."""

    def __init__(self, *, clock: Clock, url: str) -> None:
        self.clock, self.url = clock, url
        self.stopping = threading.Event()
        self.thread = threading.Thread(target=self.run, name="listen", daemon=True)
        self.wire: psycopg.Connection | None = None
        self.held: dict[Account, Held] = {}
        self.wanted: dict[Account, Mapping[str, str]] = {}
        self.read_at = 0.0
        self.rests: dict[Account, tuple[int, float]] = {}  # failures, and when it may be tried again

    def __enter__(self) -> "Holding":
        self.thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stopping.set()
        self.thread.join(2 * ENDS_WITHIN)

    def run(self) -> None:
        while not self.stopping.is_set():
            try:
                self.look()
            except Exception as error:  # the rim: the database may be away, a channel's settings wrong
                log.warning("listening rests: %s", type(error).__name__)
                self.let_go()
            self.stopping.wait(LOOK_EVERY)
        self.let_go()

    def look(self) -> None:
        """One look at what is held and what should be; the lock's own connection is asked first."""
        if self.wire is None:
            self.wire = psycopg.connect(self.url, autocommit=True, **KEEPALIVE)  # type: ignore[arg-type]
        self.wire.execute("SELECT 1")
        if monotonic() - self.read_at >= SETTINGS_EVERY:
            self.read_settings()
        for account in list(self.held):
            self.tend(account)
        for account in self.wanted.keys() - self.held.keys():
            self.try_to_hold(account)

    def read_settings(self) -> None:
        """What is stated otherwise now need not rest any longer."""
        before, self.wanted, self.read_at = self.wanted, ready_to_listen(), monotonic()
        for account in list(self.rests):
            if before.get(account) != self.wanted.get(account):
                del self.rests[account]

    def tend(self, account: Account) -> None:
        """Ends what is stated otherwise by now; what ended by itself rests, and is anybody's."""
        held = self.held[account]
        if not held.thread.is_alive():
            settled = monotonic() - held.since > SETTLED_AFTER
            self.rest(account, failures=0 if settled else self.rests.get(account, (0, 0.0))[0])
            self.end(account)
        elif self.wanted.get(account) != held.settings:
            self.end(account)

    def try_to_hold(self, account: Account) -> None:
        if monotonic() < self.rests.get(account, (0, 0.0))[1] or not self.lock(account):
            return
        try:
            found = self.listener(account)
        except Exception as error:
            log.warning("%s/%s cannot listen: %s", *account, type(error).__name__)
            found = None
        if found is None:
            self.rest(account, failures=self.rests.get(account, (0, 0.0))[0])
            self.unlock(account)
            return
        thread = threading.Thread(target=hold, args=(account, found), name=f"listen {account}", daemon=True)
        self.held[account] = Held(found, thread, self.wanted[account], monotonic())
        thread.start()

    def listener(self, account: Account) -> Listener | None:
        name, which = account
        ports = Inbox(name, which, self.clock)
        return discover()[name].listen(self.wanted[account], ports)

    def rest(self, account: Account, *, failures: int) -> None:
        pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(failures, 10))
        self.rests[account] = (failures + 1, monotonic() + pause)

    def end(self, account: Account) -> None:
        held = self.held.pop(account)
        with suppress(Exception):
            held.listener.stop()
        held.thread.join(ENDS_WITHIN)
        self.unlock(account)

    def let_go(self) -> None:
        """Ends everything, and the connection with its locks after it."""
        for held in self.held.values():
            with suppress(Exception):
                held.listener.stop()
        for held in self.held.values():
            held.thread.join(ENDS_WITHIN)
        self.held.clear()
        if self.wire is not None:
            with suppress(psycopg.Error):
                self.wire.close()
        self.wire, self.read_at = None, 0.0
        connection.close()

    def lock(self, account: Account) -> bool:
        assert self.wire is not None
        return self.wire.execute(LOCK, [named(account)]).fetchone() == (True,)

    def unlock(self, account: Account) -> None:
        if self.wire is not None:
            self.wire.execute(UNLOCK, [named(account)])


def ready_to_listen() -> dict[Account, Mapping[str, str]]:
    """The settings of every ready account of a channel that can listen."""
    try:
        return {
            (name, account): settings_for(channel.declaration, account)
            for name, channel in discover().items()
            if type(channel).listen is not Channel.listen
            for account in accounts(channel.declaration)
        }
    finally:
        connection.close()


def hold(account: Account, listener: Listener) -> None:
    try:
        listener.run()
    except Exception as error:
        log.warning("%s/%s stopped listening: %s", *account, type(error).__name__)
    finally:
        connection.close()


def named(account: Account) -> str:
    return f"tidings listen|{account[0]}|{account[1]}"
