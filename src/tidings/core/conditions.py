"""When an event counts: `review.score <= 2 and not order.gift`. Paths, literals, comparisons; nothing that runs."""

import ast
import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tidings.core.needs import MISSING, at
from tidings.core.problem import Problem

MEND = 'write for example "review.score <= 2" or "order.total > 100 and not order.gift"'
COMPARISONS: Mapping[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.In: lambda value, choices: value in choices,
    ast.NotIn: lambda value, choices: value not in choices,
}


@dataclass(frozen=True)
class Condition:
    """A condition that can be asked of an event's data; `paths` are the dotted paths it reads."""

    text: str
    paths: tuple[str, ...]
    tree: ast.expr

    def holds(self, data: Any) -> bool:
        """Whether it holds; raises `ConditionUnclear` when the data cannot say."""
        return bool(value_of(self.tree, data))


class ConditionUnclear(ValueError):
    """The data lacks what the condition asks for, or has it of another type."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.field} {problem.says}")
        self.problem = problem


def condition(text: str) -> Condition:
    """Reads a condition; raises ValueError(says, mend)."""
    try:
        tree = ast.parse(text.strip(), mode="eval").body
        paths = tuple(dict.fromkeys(paths_in(tree)))
    except (SyntaxError, RecursionError, MemoryError) as error:
        raise ValueError(f"{text!r} is not a condition", MEND) from error
    if not paths:
        raise ValueError(f"{text!r} asks for nothing that an event brings", MEND)
    return Condition(text, paths, tree)


def paths_in(node: ast.expr) -> Iterator[str]:
    """Every path the condition reads; raises ValueError(says, mend) at anything a condition may not have."""
    match node:
        case ast.Name() | ast.Attribute():
            yield path(node)
        case ast.Constant(value=bool() | int() | float() | str() | None):
            return
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float())):
            return
        case ast.UnaryOp(op=ast.Not(), operand=inner):
            yield from paths_in(inner)
        case ast.BoolOp(values=parts) | ast.List(elts=parts) | ast.Tuple(elts=parts):
            for part in parts:
                yield from paths_in(part)
        case ast.Compare(left=left, ops=[single], comparators=[right]) if type(single) in COMPARISONS:
            yield from paths_in(left)
            yield from paths_in(right)
        case _:
            raise ValueError(f"{ast.unparse(node)} is more than a condition may have", MEND)


def path(node: ast.expr) -> str:
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=inner, attr=last):
            return f"{path(inner)}.{last}"
        case _:
            raise ValueError(f"{ast.unparse(node)} is more than a condition may have", MEND)


def value_of(node: ast.expr, data: Any) -> Any:
    match node:
        case ast.Name() | ast.Attribute():
            return found(path(node), data)
        case ast.Constant(value=value):
            return value
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as number)):
            return -number
        case ast.UnaryOp(operand=inner):
            return not value_of(inner, data)
        case ast.BoolOp(op=ast.And(), values=parts):
            return all(value_of(part, data) for part in parts)
        case ast.BoolOp(values=parts):
            return any(value_of(part, data) for part in parts)
        case ast.List(elts=parts) | ast.Tuple(elts=parts):
            return [value_of(part, data) for part in parts]
        case ast.Compare(left=left, ops=[single], comparators=[right]):
            return compared(node, COMPARISONS[type(single)], value_of(left, data), value_of(right, data))
    raise AssertionError(node)  # `condition` let nothing else through


def found(where: str, data: Any) -> Any:
    value = at(data, where)
    if value is MISSING:
        raise ConditionUnclear(
            Problem(field=where, says="is missing", mend="the campaign's condition asks for it: send it")
        )
    return value


def compared(node: ast.Compare, compare: Callable[[Any, Any], bool], left: Any, right: Any) -> bool:
    try:
        return compare(left, right)
    except TypeError:
        field = next(paths_in(node), "data")
        mend = f"send a value that {ast.unparse(node)} can be asked of"
        raise ConditionUnclear(Problem(field=field, says=f"is {left!r:.40}", mend=mend)) from None
