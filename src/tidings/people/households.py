"""Who lives together: people at one postal address share a key, made from the address as it is compared."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

BETWEEN = re.compile(r"[\W_]+")


def household(letters: Sequence[str], customer: Mapping[str, Any]) -> str:
    """The key of the first postal address; "" without one. A street alone, without a place, says too little."""
    lines = from_the_street(letters[0].split("\n")) if letters else []
    place = lines[1:] or [customer["postal_code"], customer["city"]]
    if not lines or not any(place):
        return ""
    plain = compared(" ".join([lines[0], *place, customer["country"]]))
    return sha256(plain.encode()).hexdigest()[:24]


def from_the_street(lines: list[str]) -> list[str]:
    """Without the names above the street: people of one household bear different ones. A street has a number in it."""
    first = next((place for place, line in enumerate(lines) if re.search(r"\d", line)), 0)
    return lines[first:]


def compared(text: str) -> str:
    """Without accents, case, punctuation and blanks more than one, in any script."""
    signs = unicodedata.normalize("NFKD", BETWEEN.sub(" ", text)).casefold()
    return " ".join("".join(sign for sign in signs if not unicodedata.combining(sign)).split())
