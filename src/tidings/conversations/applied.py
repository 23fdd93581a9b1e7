"""What taking up one thing that came in led to."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, kw_only=True)
class Applied:
    """`state`: done, unmatched (nobody we know; a person may look), or waiting (what it speaks of may be known soon).

    `about` are the customers whose words it holds.
    """

    state: Literal["done", "unmatched", "waiting"] = "done"
    says: str = ""
    about: tuple[int, ...] = ()
