"""Scoring one panellist's answers on one version: understood, would act, would call, would doubt."""

from collections.abc import Sequence
from dataclasses import dataclass

from tidings.core.notice import Composed
from tidings.core.trials.questions import answered_by

NOTHING, CALL, UNSURE = "nothing", "call", "unsure"  # what may be chosen beside the notice's own steps
MARKS = ("true", "false", "unsure")
GENUINE = ("yes", "no", "unsure")
CALLING = ("callback",)  # steps that end in a call


@dataclass(frozen=True, kw_only=True)
class Statement:
    """Something about the matter that is true or not; who understood the notice can tell."""

    says: str
    true: bool


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What a panellist chose and wrote, as it came in: `marks` has one of `MARKS` for each statement."""

    panellist: str
    step: str
    marks: tuple[str, ...]
    question: str = ""
    genuine: str = "yes"


@dataclass(frozen=True, kw_only=True)
class Heard:
    """A reply scored: which statements were told right, and what they would do."""

    panellist: str
    right: tuple[bool, ...]
    acts: bool = True
    calls: bool = False
    doubts: bool = False

    @property
    def understood(self) -> float:
        """The share of statements told right."""
        return sum(self.right) / len(self.right)


def score(reply: Reply, *, notice: Composed, statements: Sequence[Statement]) -> Heard:
    """The reply against the notice it is about; "unsure" is never right."""
    return Heard(
        panellist=reply.panellist,
        right=tuple(told_right(mark, each) for mark, each in zip(reply.marks, statements, strict=True)),
        acts=would_act(reply.step, notice),
        calls=would_call(reply, notice),
        doubts=reply.genuine != "yes",
    )


def told_right(mark: str, statement: Statement) -> bool:
    return mark == ("true" if statement.true else "false")


def would_act(step: str, notice: Composed) -> bool:
    """One of the notice's own steps; where it has none, doing nothing is what it asks for."""
    own = {each.id for each in notice.next_steps}
    return step in own if own else step == NOTHING


def would_call(reply: Reply, notice: Composed) -> bool:
    """They would ring up at once, take a step that ends in a call, or have a question that the notice leaves open."""
    calling = {each.id for each in notice.next_steps if each.does in CALLING}
    if reply.step == CALL or reply.step in calling:
        return True
    return not answered_by(reply.question, notice)
