"""Who pretends to be the company: what it has on its watch list, what looks like its own domain, and finding either in a text."""

from tidings.core.impersonation.imitating import imitations
from tidings.core.impersonation.lookalikes import Lookalike, lookalikes, registered, resembles
from tidings.core.impersonation.watch import LISTS, Struck, Watch, WatchRefused, read_watch, struck

__all__ = [
    "LISTS",
    "Lookalike",
    "Struck",
    "Watch",
    "WatchRefused",
    "imitations",
    "lookalikes",
    "read_watch",
    "registered",
    "resembles",
    "struck",
]
