"""The packs that come with Tidings and folders of packs: files of YAML, read into plain data."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

import tidings
from tidings.core.policy import Policy, policy
from tidings.core.rules.fields import PolicyRefused

PACKAGED = Path(tidings.__file__).parent / "packs"
COMPANY = "company-default.yaml"
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the one in C reads the packs ten times as fast


def packaged_policy(own: Mapping[str, Any] | None = None, folder: Path = PACKAGED) -> Policy:
    """The default policy with a company's own laid over it and the folder's laws beside it; raises `PolicyRefused`."""
    return policy(default_policy(), own, packs_in(folder))


def default_policy() -> Mapping[str, Any]:
    """What every company starts with, without the laws."""
    return read_yaml(PACKAGED / COMPANY)


def packs_in(folder: Path) -> list[Mapping[str, Any]]:
    """The packs of laws in a folder, by file name."""
    return [read_yaml(file) for file in sorted(folder.glob("*.yaml")) if file.name != COMPANY]


def read_yaml(file: Path) -> Mapping[str, Any]:
    """The mapping a file holds; raises `PolicyRefused` naming the file."""
    try:
        found = yaml.load(file.read_text(), Loader=LOADER)  # noqa: S506 (both loaders are safe ones)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as wrong:
        raise PolicyRefused(file.name, f"cannot be read ({wrong}).", "Write it in YAML.") from wrong
    if not isinstance(found, Mapping):
        raise PolicyRefused(file.name, "is no mapping.", "Begin it with `pack:`.")
    return found
