"""What is wrong with a template before anyone is written to with it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

import jinja2
from jinja2 import nodes

from tidings.core.campaign_files.findings import Severity, did_you_mean
from tidings.core.needs import Need
from tidings.core.templating import FILTERS, parse

ONLY = (
    "use only names ({{ order.id }}), filters ({{ order.due | day }}) and {% if order.id %} ... {% endif %}"
)
COMPARISONS = frozenset({"eq", "ne", "lt", "lteq", "gt", "gteq"})
Names = frozenset[str]


@dataclass(frozen=True)
class Mistake:
    """One mistake in a template."""

    severity: Severity
    says: str
    mend: str
    kind: str = "file"


def mistakes(source: str, needs: Mapping[str, Need]) -> list[Mistake]:
    """Everything wrong with a template for data declared by `needs` (by path)."""
    try:
        tree = parse(source)
    except jinja2.TemplateSyntaxError as error:
        return [Mistake("block", f"the template is not well formed: {error.message}", ONLY)]
    except RecursionError:
        return [Mistake("block", "the template is nested too deeply", "say it with fewer conditions")]
    return list(_Check(needs).body(tree.body, frozenset()))


def may_say_nothing(source: str) -> bool:
    """Whether a well-formed template can compose to no words at all, all of them standing in an `if`."""
    try:
        return not _always_says(parse(source).body)
    except (jinja2.TemplateSyntaxError, RecursionError):
        return False


def names(source: str) -> Names:
    """The paths a template uses; none when it is not well formed."""
    try:
        tree = parse(source)
    except (jinja2.TemplateSyntaxError, RecursionError):
        return frozenset()
    inner = {id(node.node) for node in tree.find_all(nodes.Getattr)}
    found = [node for node in tree.find_all((nodes.Name, nodes.Getattr)) if id(node) not in inner]
    return frozenset(path for node in found if (path := path_of(node)))


def path_of(node: nodes.Node) -> str:
    """The dotted path a node reads, "" when it reads something else."""
    match node:
        case nodes.Name(name=name):
            return str(name)
        case nodes.Getattr(node=inner, attr=last):
            parent = path_of(inner)
            return f"{parent}.{last}" if parent else ""
    return ""


class _Check:
    """Walks a tree; `sure` are the optional paths that an `if` around has made sure of."""

    def __init__(self, needs: Mapping[str, Need]) -> None:
        self.needs = needs

    def body(self, parts: list[nodes.Node], sure: Names) -> Iterator[Mistake]:
        for node in parts:
            match node:
                case nodes.Output(nodes=shown):
                    for part in shown:
                        yield from self.shown(part, sure)
                case nodes.If(test=test, body=body, elif_=others, else_=otherwise):
                    yield from self.test(test, sure)
                    yield from self.body(body, sure | _made_sure(test))
                    yield from self.body([*others, *otherwise], sure)
                case _:
                    yield Mistake(
                        "block", f"{type(node).__name__.lower()} is not allowed in a template", ONLY
                    )

    def shown(self, node: nodes.Node, sure: Names) -> Iterator[Mistake]:
        match node:
            case nodes.TemplateData():
                return
            case nodes.Filter(node=inner, name=name, args=[], kwargs=[]) if inner and not _spread(node):
                yield from self.filtered(inner, name, sure)
            case nodes.Name() | nodes.Getattr():
                yield from self.path(node, sure, bare=True)
            case _:
                yield Mistake("block", f"{type(node).__name__.lower()} is not allowed in a template", ONLY)

    def filtered(self, inner: nodes.Node, name: str, sure: Names) -> Iterator[Mistake]:
        if name not in FILTERS:
            yield Mistake("block", f"there is no filter {name}", did_you_mean(name, list(FILTERS)))
        if not isinstance(inner, nodes.Name | nodes.Getattr):
            yield Mistake("block", "a filter takes one name", ONLY)
            return
        yield from self.path(inner, sure)
        need = self.needs.get(path_of(inner))
        if need and name in FILTERS and need.type not in FILTERS[name]:
            fitting = [known for known, types in FILTERS.items() if need.type in types]
            mend = f"use {' or '.join(fitting)}" if fitting else "leave the filter out"
            yield Mistake("block", f"{need.path} is {need.type}, which {name} does not take", mend)

    def path(self, node: nodes.Node, sure: Names, *, bare: bool = False) -> Iterator[Mistake]:
        path = path_of(node)
        need = self.needs.get(path)
        if not path:
            yield Mistake("block", "something else than a name is read here", ONLY)
            return
        if need is None:
            mend = f"add `{path}: text` (or its type) to needs, or {did_you_mean(path, list(self.needs))}"
            yield Mistake("block", f"{path} is not declared in needs", mend, "empty-placeholder")
            return
        if need.optional and path not in sure:
            mend = f"put {{% if {path} %}} ... {{% endif %}} around it, or declare it without `?`"
            yield Mistake("block", f"{path} may be absent", mend, "empty-placeholder")
        if bare:
            yield from self.unfiltered(need)

    def unfiltered(self, need: Need) -> Iterator[Mistake]:
        fitting = [f"{{{{ {need.path} | {name} }}}}" for name, types in FILTERS.items() if need.type in types]
        if need.type in {"date", "datetime", "money"}:
            kind = "no-currency" if need.type == "money" else "file"
            says = f"{need.path} is {need.type} and needs a filter"
            yield Mistake("block", says, f"write {' or '.join(fitting)}", kind)
        if need.type == "number":
            yield Mistake(
                "warn", f"{need.path} is shown as a computer writes it", f"write {' or '.join(fitting)}"
            )
        if need.type == "boolean":
            yield Mistake("block", f"{need.path} is true or false", f"use it in {{% if {need.path} %}}")

    def test(self, node: nodes.Node, sure: Names) -> Iterator[Mistake]:
        match node:
            case nodes.Name() | nodes.Getattr():
                yield from self.path(node, sure | {path_of(node)})
            case nodes.Not(node=inner):
                yield from self.test(inner, sure)
            case nodes.And(left=left, right=right):
                yield from self.test(left, sure)
                yield from self.test(right, sure | _made_sure(left))
            case nodes.Or(left=left, right=right):
                yield from self.test(left, sure)
                yield from self.test(right, sure)
            case nodes.Compare(expr=first, ops=ops) if {op.op for op in ops} <= COMPARISONS:
                yield from self.compared([first, *(op.expr for op in ops)], sure)
            case _:
                yield Mistake("block", f"{type(node).__name__.lower()} is not allowed in a condition", ONLY)

    def compared(self, sides: list[nodes.Expr], sure: Names) -> Iterator[Mistake]:
        for side in sides:
            if isinstance(side, nodes.Name | nodes.Getattr):
                yield from self.path(side, sure)
            elif not isinstance(side.node if isinstance(side, nodes.Neg) else side, nodes.Const):
                yield Mistake("block", "a comparison is between names and plain values", ONLY)
        for left, right in pairwise(map(self.kind, sides)):
            if left and right and (left != right or left == "money"):
                says = f"{left} cannot be compared with {right}"
                yield Mistake("block", says, "compare a text with a text, a number with a number")

    def kind(self, side: nodes.Expr) -> str:
        """What a side of a comparison is: text, number, boolean, or the type that cannot be compared; "" if unknown."""
        match side:
            case nodes.Const(value=bool()):
                return "boolean"
            case nodes.Const(value=str()):
                return "text"
            case nodes.Const() | nodes.Neg():
                return "number"
        need = self.needs.get(path_of(side))
        return "" if need is None else {"integer": "number"}.get(need.type, need.type)


def _spread(node: nodes.Filter) -> bool:
    return node.dyn_args is not None or node.dyn_kwargs is not None


def _always_says(parts: list[nodes.Node]) -> bool:
    return any(_says(node) for node in parts)


def _says(node: nodes.Node) -> bool:
    match node:
        case nodes.Output(nodes=shown):
            return any(not isinstance(part, nodes.TemplateData) or part.data.strip() for part in shown)
        case nodes.If(body=body, elif_=others, else_=otherwise):
            return all(map(_always_says, [body, *(other.body for other in others), otherwise]))
    return True


def _made_sure(test: nodes.Node) -> Names:
    match test:
        case nodes.Name() | nodes.Getattr():
            return frozenset({path_of(test)})
        case nodes.And(left=left, right=right):
            return _made_sure(left) | _made_sure(right)
    return frozenset()
