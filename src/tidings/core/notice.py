"""The notice: the named parts of what we tell, from which every surface is drawn."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class NextStep:
    """Something the customer can do: `does` names the outcome (confirm, callback, order.cancel, or a link's URL)."""

    id: str
    says: str
    does: str


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What shows that it is so: a kind (tracking, photo, document, text), an address or a text, and its description."""

    kind: str
    value: str
    says: str


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A question that will come, answered."""

    question: str
    answer: str


@dataclass(frozen=True, kw_only=True)
class Item:
    """One notice among others in a digest: its topic's title, what happened, what it means, where to read and answer."""

    title: str
    what: str
    means: str
    open: str


@dataclass(frozen=True, kw_only=True)
class Composed:
    """A notice in one language with this customer's own data filled in: plain text, not yet escaped for any medium."""

    language: str
    what: str
    means: str
    done: str
    next_steps: tuple[NextStep, ...]
    if_ignored: str
    evidence: tuple[Evidence, ...] = ()
    answers: tuple[Answer, ...] = ()
    subject: str = ""
    items: tuple[Item, ...] = ()
