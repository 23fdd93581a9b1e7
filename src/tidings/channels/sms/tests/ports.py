"""Ports that keep in memory, as the inbox keeps in the database."""

from collections.abc import Sequence
from datetime import datetime

from tidings.channels.contract import Raw


class Kept:
    def __init__(self, at: datetime) -> None:
        self.at = at
        self.raws: list[Raw] = []

    def keep(self, raw: Raw) -> bool:
        if any(raw.key == known.key for known in self.raws):
            return False
        self.raws.append(raw)
        return True

    def kept(self, kind: str, prefix: str, *, since: datetime) -> Sequence[Raw]:
        return [
            raw for raw in self.raws if raw.kind == kind and raw.key.startswith(prefix) and raw.at >= since
        ]

    def now(self) -> datetime:
        return self.at
