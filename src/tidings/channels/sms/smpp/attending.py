"""Keeps an idle transceiver bind attended: what the centre delivers on it is kept, its inquiries are answered."""

from contextlib import AbstractContextManager
from threading import Event, Thread
from typing import Any, Protocol

from tidings.channels.sms.smpp.binding import Lost
from tidings.channels.sms.smpp.session import Session

EVERY_S = 0.5


class Attended(Protocol):
    """Whoever sends over a session that is to be read meanwhile; the lock is theirs while they send."""

    lock: AbstractContextManager[Any]
    session: Session | None

    def drop(self) -> None: ...


class Attendant(Thread):
    """Reads a sender's session while nobody sends over it."""

    def __init__(self, sender: Attended) -> None:
        super().__init__(name="smpp-attendant", daemon=True)
        self.sender = sender
        self.ended = Event()
        self.start()

    def run(self) -> None:
        while not self.ended.wait(EVERY_S):
            with self.sender.lock:
                self._attend()

    def stop(self) -> None:
        self.ended.set()

    def _attend(self) -> None:
        session = self.sender.session
        try:
            if session:
                session.turn(0)
                session.write()
        except Lost:
            self.sender.drop()
