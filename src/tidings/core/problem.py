"""What is wrong with something that came in, said so that the sender can mend it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing wrong: the field, what is wrong with it, and how to mend it."""

    field: str
    says: str
    mend: str
