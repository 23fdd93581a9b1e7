"""Breaks good notices by seed: every way about equally often, each broken file with one defect of a known kind."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from random import Random

import yaml

from clarity.ways import Way, ways
from clarity.work import Sender, Tree, Work
from tidings.core.campaign_files.yaml_document import read


@dataclass(frozen=True, kw_only=True)
class Notice:
    """A campaign in one of its languages."""

    file: Path
    language: str
    tree: Tree
    sender: Sender


@dataclass(frozen=True, kw_only=True)
class Broken:
    """A notice with a defect: by which way, and the campaign's tree now."""

    notice: Notice
    way: Way
    tree: Tree

    @property
    def text(self) -> str:
        """The campaign as YAML again."""
        return yaml.safe_dump(self.tree, allow_unicode=True, sort_keys=False, width=10_000)


def notices(files: Iterable[Path]) -> list[Notice]:
    """Every notice of these campaigns: a campaign in each of its languages."""
    return [
        Notice(file=file, language=language, tree=tree, sender=_sender(file))
        for file in files
        for tree in [read(file.read_text()).value]
        for language in tree["notice"]
    ]


def _sender(file: Path) -> Sender:
    beside = file.parent / "company.yaml"
    said = yaml.safe_load(beside.read_text()) if beside.exists() else {}
    name = said.get("sender_name") or said.get("name") or "the company"
    return Sender(name=name, domain=said.get("sender_email", "@company.example.com").partition("@")[2])


def broken(
    good: list[Notice], *, seed: int, each: int, held_back: bool | None = None, kind: str = ""
) -> Iterator[Broken]:
    """`each` defects for every notice, of different kinds; `held_back`: those ways alone, or (False) the others alone."""
    chance = Random(seed)
    known = [way for way in ways() if held_back in (None, way.held_back) and kind in ("", way.kind)]
    waiting = _in_turns(known, chance)
    for notice in chance.sample(good, len(good)):
        for _ in range(each):
            found = _first(notice, waiting, len(known), chance)
            if found:
                yield found


def _in_turns(known: list[Way], chance: Random) -> list[Way]:
    """The ways in a queue, kinds in turn, so that each kind comes about equally often."""
    kinds = sorted({way.kind for way in known})
    of = {
        kind: cycle(chance.sample(own, len(own)))
        for kind in kinds
        for own in [[w for w in known if w.kind == kind]]
    }
    return [next(of[kind]) for _ in range(12) for kind in chance.sample(kinds, len(kinds))]


def _first(notice: Notice, waiting: list[Way], most: int, chance: Random) -> Broken | None:
    """The first way in the queue that fits; it goes to the queue's end, those that did not fit stay in front."""
    for place, way in enumerate(waiting[: most * 2]):
        work = Work.on(notice.tree, notice.language, notice.sender, chance)
        if way.breaks(work) and work.tree != notice.tree:
            waiting.append(waiting.pop(place))
            return Broken(notice=notice, way=way, tree=work.tree)
    return None
