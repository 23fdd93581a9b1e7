"""How near two short texts are by their words and pieces of words; common words weigh little."""

import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from math import sqrt

from tidings.core.grams import grams

Vector = Mapping[str, float]
COMMON = frozenset(
    re.findall(
        r"\w+",
        """a an the i you we it they my your our this that these is are was be been am do does did have has had will would can could
        should to of in on at for with from by and or if so not no me us them what how when where who which there get any
        o a os as um uma eu você nós ele ela meu minha o que como quando onde quem é são está foi de do da em no na por para com e ou se não
        el la los las un una yo usted nosotros mi su qué cómo cuándo dónde quién es son está fue de del en por para con y o si no lo le""",
    )
)


@lru_cache(maxsize=4096)
def vector(text: str) -> Vector:
    """A text's grams, each weighed, together of length 1."""
    counted = Counter(grams(text))
    weighed = {gram: times**0.5 * weight(gram) for gram, times in counted.items()}
    length = sqrt(sum(value * value for value in weighed.values())) or 1.0
    return {gram: value / length for gram, value in weighed.items()}


def weight(gram: str) -> float:
    """A word of content counts most, a piece of a word little, a common word almost nothing."""
    if gram.startswith("#"):
        return 0.35
    if " " in gram:
        return 0.8
    return 0.2 if gram in COMMON else 1.0


def nearness(one: Vector, other: Vector) -> float:
    """0 (nothing in common) to 1 (the same)."""
    small, large = (one, other) if len(one) < len(other) else (other, one)
    return sum(value * large.get(gram, 0.0) for gram, value in small.items())
