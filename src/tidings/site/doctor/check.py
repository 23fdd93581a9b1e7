"""The shape of one finding."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Check:
    """One thing looked at. `mend` is what to do when it is not `ok`; Tidings runs without what is not `needed`."""

    name: str
    ok: bool
    says: str
    mend: str = ""
    needed: bool = True
