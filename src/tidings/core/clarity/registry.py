"""The rules, found by themselves: every file in `rules/` that has a `RULE`."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from tidings.core.clarity import rules as folder
from tidings.core.clarity.rule import Rule


@cache
def rules() -> dict[str, Rule]:
    """Every rule by its kind, in the order of their names."""
    modules = (import_module(f"{folder.__name__}.{found.name}") for found in iter_modules(folder.__path__))
    found: list[Rule] = [module.RULE for module in modules if hasattr(module, "RULE")]
    return {rule.kind: rule for rule in found}
