"""The post desk: closes batches in time and brings in what the print house wrote."""

import hashlib
import logging
import threading
from datetime import datetime, timedelta

from tidings.channels.contract import Ports, Raw
from tidings.channels.letter.batching import close_batch
from tidings.channels.letter.house import House

LOOK_EVERY_S = 5.0
log = logging.getLogger(__name__)


class Desk:
    """Looks into the folder every few seconds until it is stopped."""

    def __init__(self, house: House, ports: Ports, *, every: timedelta, full_at: int) -> None:
        self.house, self.ports, self.every, self.full_at = house, ports, every, full_at
        self.closed_at: datetime | None = None
        self.stopped = threading.Event()

    def run(self) -> None:
        """Raises OSError when the folder cannot be reached: whoever holds the desk opens it again later."""
        try:
            while not self.stopped.is_set():
                self.look()
                self.stopped.wait(LOOK_EVERY_S)
        finally:
            self.house.close()

    def stop(self) -> None:
        self.stopped.set()

    def look(self) -> None:
        for kind in ("receipts", "returned"):
            self.bring_in(kind)
        now = self.ports.now()
        self.closed_at = self.closed_at or now
        waiting = sum(name.endswith(".pdf") for name in self.house.names("incoming"))
        if waiting >= self.full_at or (waiting and now - self.closed_at >= self.every):
            batch = close_batch(self.house, now=now)
            self.closed_at = now
            log.info("letter batch %s closed", batch)

    def bring_in(self, kind: str) -> None:
        """Each file is kept, then moved away: one that is brought in twice is known by its content."""
        for name in self.house.names(kind):
            octets = self.house.get(f"{kind}/{name}")
            key = hashlib.sha256(octets).hexdigest()
            self.ports.keep(Raw(kind=kind, key=key, body=octets, at=self.ports.now()))
            self.house.move(f"{kind}/{name}", f"done/{kind}-{key[:12]}-{name}")
