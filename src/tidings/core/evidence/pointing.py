"""A notice's evidence as a message bears it: words, and the place on the notice's page where the object is shown."""

from collections.abc import Iterator
from dataclasses import replace

from tidings.core.notice import Composed, Evidence

OBJECT = "object"


def objects(composed: Composed) -> Iterator[tuple[int, Evidence]]:
    """The evidence objects of a notice with their places (from 1, among all its evidence)."""
    for place, shown in enumerate(composed.evidence, 1):
        if shown.kind == OBJECT:
            yield place, shown


def pointed(composed: Composed, *, page: str) -> Composed:
    """Each object's id made the address of its place on the notice's `page`; without a page the words stand alone."""
    places = dict(objects(composed))
    if not places:
        return composed
    return replace(
        composed,
        evidence=tuple(
            replace(shown, value=f"{page}#{anchor(place)}" if page else "") if place in places else shown
            for place, shown in enumerate(composed.evidence, 1)
        ),
    )


def anchor(place: int) -> str:
    return f"evidence-{place}"
