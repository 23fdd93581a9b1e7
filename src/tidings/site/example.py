"""An example folder: a company, its topics and campaigns, and a mapping that turns its data into customers and events.

company.yaml   the company card        topics.yaml, campaigns/*.yaml   what it wants to tell
mapping.py     customers(data) -> (moment, record) and events(data) -> CloudEvents, both in the order of time
report.py      optional: report(data, decisions, outreaches) -> figures of its own
"""

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import yaml

Records = Callable[[Path], Iterable[tuple[datetime, dict[str, Any]]]]
Events = Callable[[Path], Iterable[dict[str, Any]]]
Report = Callable[[Path, list[dict[str, Any]], list[dict[str, Any]]], dict[str, Any]]


class ExampleRefused(Exception):
    """A folder that is not an example, and what it lacks."""


@dataclass(frozen=True, kw_only=True)
class Example:
    """Everything a replay or the demonstration needs of an example."""

    name: str
    folder: Path
    company: dict[str, Any]
    topics: str
    campaigns: tuple[str, ...]
    customers: Records
    events: Events
    report: Report | None


def read_example(folder: Path) -> Example:
    """The example in `folder`; raises `ExampleRefused` naming what is missing."""
    for needed in ("company.yaml", "topics.yaml", "campaigns", "mapping.py"):
        if not (folder / needed).exists():
            raise ExampleRefused(
                f"{folder} has no {needed}; an example needs company.yaml, topics.yaml, campaigns/ and mapping.py"
            )
    package = load_folder(folder)
    mapping, report = load_part(package, folder, "mapping"), load_part(package, folder, "report")
    return Example(
        name=folder.resolve().name,
        folder=folder,
        company=yaml.safe_load((folder / "company.yaml").read_text()),
        topics=(folder / "topics.yaml").read_text(),
        campaigns=tuple(file.read_text() for file in sorted((folder / "campaigns").glob("*.yaml"))),
        customers=mapping.customers,
        events=mapping.events,
        report=getattr(report, "report", None),
    )


def load_folder(folder: Path) -> str:
    """Make the folder a package of its own, so that its files can import each other."""
    name = f"tidings_example_{folder.resolve().name}"
    package = ModuleType(name)
    package.__path__ = [str(folder.resolve())]
    sys.modules[name] = package
    return name


def load_part(package: str, folder: Path, part: str) -> ModuleType | None:
    file = folder / f"{part}.py"
    if not file.exists():
        return None
    spec = spec_from_file_location(f"{package}.{part}", file)
    if spec is None or spec.loader is None:
        raise ExampleRefused(f"{file} cannot be read as Python")
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
