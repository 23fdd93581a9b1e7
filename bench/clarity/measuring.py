"""Checks good notices and broken ones as `tidings campaign check` would, and counts what was found and what was wrong."""

import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
import yaml

from clarity.breaking import Broken, Notice, broken, notices
from tidings.core.campaign_files.findings import Finding
from tidings.site import campaign_check

DATA = Path(__file__).parent / "notices"
Findings = list[Finding]


def measured(options: dict[str, str]) -> dict[str, Any]:
    """The figures; options as in `bench/clarity.py`."""
    files = campaign_check.campaign_files([Path(options.get("data", DATA))])
    look = Look(campaign_check.outcomes(files))
    good = notices(files)
    found = {file: look.at(file) for file in files}
    alarms = [alarm for notice in good if (alarm := wrong_about(notice, found[notice.file]))]
    tried = trial(good, found, look, options)
    kinds = by_kind(tried)
    missed = [as_miss(each, own) for each, own, caught in tried if not caught]
    shown = {"misses": missed, "wrong": alarms} if options.get("misses") else {}
    return {
        "caught": round(sum(caught for _, _, caught in tried) / max(1, len(tried)), 4),
        "false_alarms": round(len(alarms) / max(1, len(good)), 4),
        "false_alarms_by_kind": dict(
            Counter(kind for alarm in alarms for kind in alarm["kinds"]).most_common()
        ),
        "kinds": kinds,
        "notices": len(good),
        "campaigns": len(files),
        "broken": len(tried),
        "seconds_p95": round(float(np.percentile(look.seconds, 95)), 4),
        **shown,
    }


class Look:
    """Checks files and remembers how long each took."""

    def __init__(self, outcomes: Counter[str]) -> None:
        self.outcomes, self.seconds = outcomes, list[float]()

    def at(self, file: Path) -> Findings:
        began = perf_counter()
        found = [each for each in campaign_check.checked(file, self.outcomes) if each.severity != "note"]
        self.seconds.append(perf_counter() - began)
        return found


def wrong_about(notice: Notice, found: Findings) -> dict[str, Any] | None:
    """What was found in a good notice; a finding of no language is one of every notice in the file."""
    own = [each for each in found if each.language in ("", notice.language)]
    if not own:
        return None
    return {
        "file": str(notice.file),
        "language": notice.language,
        "kinds": sorted({each.kind for each in own}),
        "findings": [asdict(each) for each in own],
    }


def trial(
    good: list[Notice], found: dict[Path, Findings], look: Look, options: dict[str, str]
) -> list[tuple[Broken, Findings, bool]]:
    """Every broken notice, what is found in it that was not found before, and whether the defect is among it."""
    chosen = {"yes": True, "true": True, "no": False, "false": False}.get(options.get("held_back", ""))
    seed, each = int(options.get("seed", 1)), int(options.get("each", 3))
    tried = []
    with tempfile.TemporaryDirectory() as folder:
        made = broken(good, seed=seed, each=each, held_back=chosen, kind=options.get("kind", ""))
        for place, one in enumerate(made):
            before = {sight(finding) for finding in found[one.notice.file]}
            now = look.at(laid_out(one, Path(folder), place))
            new = [finding for finding in now if sight(finding) not in before]
            tried.append((one, new, one.way.kind in {finding.kind for finding in new}))
    return tried


def sight(finding: Finding) -> tuple[str, ...]:
    return finding.kind, finding.language, finding.surface, finding.where, finding.says


def laid_out(one: Broken, folder: Path, place: int) -> Path:
    """The broken file in a folder with its family's topics and company; nobody can be called where that is the defect."""
    alone = one.way.kind == "no-human-way"
    family = folder / f"{one.notice.file.parent.name}{'-alone' if alone else ''}"
    if not family.exists():
        family.mkdir()
        beside(one.notice.file.parent, family, alone)
    file = family / f"{one.notice.file.stem}-{place}.yaml"
    file.write_text(one.text)
    return file


def beside(source: Path, family: Path, alone: bool) -> None:
    for name in ("company.yaml", "topics.yaml"):
        if (source / name).exists():
            said = yaml.safe_load((source / name).read_text())
            if alone:
                said.pop("help_line", None)
            (family / name).write_text(yaml.safe_dump(said, allow_unicode=True))


def by_kind(tried: Iterable[tuple[Broken, Findings, bool]]) -> dict[str, Any]:
    """Per kind of defect: caught of how many, and the same by way."""
    counts: dict[str, dict[str, list[bool]]] = defaultdict(lambda: defaultdict(list))
    for one, _, caught in tried:
        counts[one.way.kind][one.way.name].append(caught)
    return {
        kind: {
            "caught": sum(map(sum, own.values())),
            "of": sum(map(len, own.values())),
            "ways": {name: f"{sum(hits)}/{len(hits)}" for name, hits in sorted(own.items())},
        }
        for kind, own in sorted(counts.items())
    }


def as_miss(one: Broken, found: Findings) -> dict[str, Any]:
    return {
        "file": str(one.notice.file),
        "language": one.notice.language,
        "kind": one.way.kind,
        "way": one.way.name,
        "held_back": one.way.held_back,
        "found_instead": sorted({each.kind for each in found}),
    }
