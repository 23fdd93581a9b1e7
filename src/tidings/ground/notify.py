"""NOTIFY and LISTEN: the database wakes whoever waits; a message carries an id at most, never the news itself."""

import threading
from collections.abc import Iterable

import psycopg
from django.db import connection

CHANGED = "tidings_changed"  # wakes the pages that are open; each other channel is named by the room that works on it


def notify(channel: str, payload: str = "") -> None:
    """Wake the listeners of `channel` when the current transaction commits (once a batch: it takes a global lock)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [channel, payload])


class Wakes:
    """A thread that listens and sets an `Event` per channel; losing the connection sets them all (polling is the fallback)."""

    def __init__(self, url: str, channels: Iterable[str]) -> None:
        self.url = url
        self.events = {channel: threading.Event() for channel in channels}
        self.stopping = threading.Event()
        self.thread = threading.Thread(target=self._listen, name="wakes", daemon=True)

    def start(self) -> "Wakes":
        self.thread.start()
        return self

    def stop(self) -> None:
        self.stopping.set()
        self.wake_all()

    def wake_all(self) -> None:
        for event in self.events.values():
            event.set()

    def _listen(self) -> None:
        while not self.stopping.is_set():
            try:
                self._listen_once()
            except psycopg.Error:
                self.wake_all()
                self.stopping.wait(0.5)

    def _listen_once(self) -> None:
        with psycopg.connect(self.url, autocommit=True) as wire:
            for channel in self.events:
                wire.execute(psycopg.sql.SQL("LISTEN {}").format(psycopg.sql.Identifier(channel)))
            self.wake_all()
            while not self.stopping.is_set():
                for heard in wire.notifies(timeout=1.0):
                    self.events[heard.channel].set()
