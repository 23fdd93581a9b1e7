"""A letter as its reader may hold it: typed off, scanned or copied from the PDF."""

from collections.abc import Iterator
from typing import Any

from tidings.core.genuine.faces import Face, Said, may, must


def face(data: dict[str, Any]) -> Face:
    """From the same values as the template shows, in its order."""
    return Face(tuple(words(data)))


def words(data: dict[str, Any]) -> Iterator[Said]:
    said = data["words"]
    yield from may(*data["address"], data["company"], *data["sender"], data["day"], data["subject"])
    yield from must(data["what"], data["means"], data["done"])
    for item in data["items"]:
        yield from must(item["title"], item["text"])
    if data["steps"]:
        yield from must(said["next_steps"], *data["steps"])
    if data["if_ignored"]:
        yield from must(said["if_ignored"], data["if_ignored"])
    if data["evidence"]:
        yield from must(said["evidence"], *data["evidence"])
    for answer in data["answers"]:
        yield from must(answer["question"], answer["answer"])
    yield from may(said["open"])
    yield from must(said["check"])
    yield from may(*data["why"], data["footer"], "1 / 1")
