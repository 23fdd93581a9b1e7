"""Programs by others that tests start; where one is missing the test is skipped under its name in skips.txt."""

import os
import shutil
from functools import cache
from pathlib import Path

import pytest

TOOLS = Path(__file__).parents[1] / ".tools"


def program(name: str, *, skip: str = "") -> str:
    """The path of a program of the machine's, or of one that ./test unpacked; `skip` is its name in skips.txt."""
    unpacked = TOOLS / "bin" / name
    found = shutil.which(name) or (str(unpacked) if unpacked.exists() else "")
    if not found:
        pytest.skip(f"{skip or name}: {name} is missing")
    return found


def unpacked_root() -> Path:
    """The folder that holds what ./test unpacked from Debian's packages (usr/, etc/ ... below it)."""
    return TOOLS / "root"


@cache
def node() -> str:
    """Node itself."""
    bundled = TOOLS / "node" / "bin" / "node"
    return program("node") if shutil.which("node") or not bundled.exists() else str(bundled)


def node_modules() -> Path:
    """The folder of the npm packages of setup/peers."""
    folder = TOOLS / "peers" / "node_modules"
    if not folder.exists():
        pytest.skip("node: the npm packages of setup/peers are missing")
    return folder


def node_environment() -> dict[str, str]:
    """The environment in which a script of ours finds the npm packages by `require`."""
    return os.environ | {"NODE_PATH": str(node_modules())}
