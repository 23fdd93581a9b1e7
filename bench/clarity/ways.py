"""The ways of breaking a notice: each has the kind of defect it makes; half of them are held back from tuning."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from clarity.work import DATE, MONEY, Tree, Work

Breaks = Callable[[Work], bool]
WORDS = sorted(Path(__file__).parent.glob("careless*.yaml"))


@dataclass(frozen=True, kw_only=True)
class Way:
    """One way: `breaks` changes the work, and says whether this notice could be broken so."""

    kind: str
    name: str
    held_back: bool
    breaks: Breaks


_WAYS: list[Way] = []


def way(kind: str, *, held_back: bool = False) -> Callable[[Breaks], Breaks]:
    """Registers a function as a way of making a defect of `kind`."""

    def register(breaks: Breaks) -> Breaks:
        _WAYS.append(
            Way(kind=kind, name=breaks.__name__.replace("_", "-"), held_back=held_back, breaks=breaks)
        )
        return breaks

    return register


def ways() -> list[Way]:
    """All of them: those that are words alone, and those that need more."""
    from clarity import acts, agreement, structure  # noqa: F401  (they register themselves)

    return sorted([*_worded(), *_WAYS], key=lambda each: (each.kind, each.name))


def _worded() -> list[Way]:
    return [
        Way(kind=kind, name=name, held_back=bool(spec.get("held_back")), breaks=_breaking(spec))
        for file in WORDS
        for kind, specs in yaml.safe_load(file.read_text()).items()
        for name, spec in specs.items()
    ]


def _breaking(spec: Tree) -> Breaks:
    how: dict[str, Callable[[Work, Tree], bool]] = {
        "replace": _replace,
        "prepend": _prepend,
        "append": _append,
        "dates": _dates,
        "money": _money,
        "step": _step,
        "answer": _answer,
        "answers": _answers,
        "only-answer": _only_answer,
    }
    return lambda work: work.tongue in spec and how[spec["how"]](work, spec)


def _replace(work: Work, spec: Tree) -> bool:
    work.notice[spec["part"]] = work.one_of(spec)
    return _drop(work, spec)


def _prepend(work: Work, spec: Tree) -> bool:
    work.notice[spec["part"]] = f"{work.one_of(spec)} {work.notice[spec['part']]}"
    return _drop(work, spec)


def _append(work: Work, spec: Tree) -> bool:
    work.notice[spec["part"]] = f"{work.notice[spec['part']]} {work.one_of(spec)}"
    return _drop(work, spec)


def _drop(work: Work, spec: Tree) -> bool:
    for part in spec.get("drop", ()):
        work.notice.pop(part, None)
    return True


def _dates(work: Work, spec: Tree) -> bool:
    replace = work.replace_once if spec.get("once") else work.replace_all
    return replace(spec["parts"], DATE, work.one_of(spec))


def _money(work: Work, spec: Tree) -> bool:
    replace = work.replace_once if spec.get("once") else work.replace_all
    return replace(spec["parts"], MONEY, work.one_of(spec))


def _step(work: Work, spec: Tree) -> bool:
    for language, notice in work.tree["notice"].items():
        says = work.chance.choice(spec[language.split("-")[0]])
        notice["next_steps"].append({"id": "offers", "says": says, "does": "offers.show"})
    return True


def _answer(work: Work, spec: Tree) -> bool:
    work.notice.setdefault("answers", []).append(_question(work.one_of(spec)))
    return True


def _answers(work: Work, spec: Tree) -> bool:
    known = work.notice.get("answers", [])
    for each in known:
        each["a"] = work.one_of(spec)
    return len(known) > 1


def _only_answer(work: Work, spec: Tree) -> bool:
    work.notice["answers"] = [_question(work.one_of(spec))]
    return True


def _question(said: str) -> dict[str, Any]:
    question, _, answer = said.partition("|")
    return {"q": question, "a": answer}
