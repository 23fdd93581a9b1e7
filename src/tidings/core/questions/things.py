"""What a question may speak of only where its notice does: nobody asks about a bill after a notice of a parcel."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from tidings.core.shipped import shipped_table

TABLE = "question-things-1"


@dataclass(frozen=True, kw_only=True)
class Thing:
    """Something to speak of: the words by which a question `says` it, and those of a notice that is `of` it."""

    says: re.Pattern[str]
    of: re.Pattern[str]


@cache
def things() -> Mapping[str, Thing]:
    """Every thing by its name, as shipped."""
    return {
        name: Thing(
            says=re.compile(given["says"], re.IGNORECASE),
            of=re.compile(given.get("of", given["says"]), re.IGNORECASE),
        )
        for name, given in shipped_table(TABLE).items()
    }


@lru_cache(maxsize=256)  # of one notice for each of its questions
def spoken_of(text: str) -> frozenset[str]:
    """The things that a notice is of."""
    return frozenset(name for name, thing in things().items() if thing.of.search(text))


@cache
def presumed(question: str) -> frozenset[str]:
    """The things that a question takes for known."""
    return frozenset(name for name, thing in things().items() if thing.says.search(question))
