"""What is asked of the product, and what it made of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from .world import PURPOSES, Column


@dataclass(frozen=True)
class Asked:
    """One question to the product: the same matter for many people at one moment. `registries` are the days of the lists."""

    now: int
    campaign: str
    purpose: int
    topic: int
    urgent: bool
    technology: str
    wanted: tuple[int, ...]
    holdout_bp: int
    expires: int
    registries: tuple[int | None, ...]

    @property
    def named_purpose(self) -> str:
        return PURPOSES[self.purpose]

    @property
    def emergency(self) -> bool:
        return self.named_purpose == "emergency"


@dataclass(frozen=True)
class Made:
    """The contacts the product made of it: whose (row of the world), by which channel, at which moment."""

    rows: Column
    channel: Column
    at: Column


Found = Iterator[tuple[str, Column]]
