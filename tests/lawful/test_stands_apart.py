"""The oracle knows the rules page and nothing of the product it judges."""

import ast
from pathlib import Path

OURS = Path(__file__).resolve().parents[2] / "bench" / "lawfulness"
COMPUTING = {
    "calendar",
    "collections",
    "dataclasses",
    "datetime",
    "functools",
    "hashlib",
    "typing",
    "zoneinfo",
}


def reached(module: str, known: set[str] | None = None) -> set[str]:
    """The files of the oracle that a module imports, directly or not."""
    known = known if known is not None else set()
    if module not in known:
        known.add(module)
        for name in imported(module):
            if name.startswith("."):
                reached(name[1:], known)
    return known


def imported(module: str) -> set[str]:
    """What a file imports: top-level names, and neighbours with a dot before them."""
    names: set[str] = set()
    for node in ast.walk(ast.parse((OURS / f"{module}.py").read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(f".{node.module}" if node.level else str(node.module).partition(".")[0])
    return names


def test_nothing_of_the_product_is_behind_a_judgement() -> None:
    judging = reached("oracle") | reached("caps")
    assert {"law", "ledger", "moments", "local_time", "duties", "world"} <= judging
    outside = {name for module in judging for name in imported(module) if not name.startswith(".")}
    assert outside <= COMPUTING | {"numpy", "holidays"}


def test_only_the_driver_and_its_lies_touch_the_product() -> None:
    touching = {file.stem for file in OURS.glob("*.py") if "tidings" in imported(file.stem)}
    assert touching == {"body", "counting", "drive", "facts", "lies", "planting"}
