"""One look at a message: a score that a model gives, and reasons that its writer can act on."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from math import exp

from tidings.core.scam.addresses import is_known, is_ours, links, numbers_to_call
from tidings.core.scam.model import Model, shipped
from tidings.core.scam.sign_table import SIGNS
from tidings.core.scam.signs import Reason, Sign, found

ALARMING = 0.9
FOREIGN = 3.0  # how much the odds' logarithm grows by a link, number or sender that is not ours: as by a strong sign
FOREIGN_LINK = Sign(
    name="foreign-link",
    what="The link does not lead to a domain of ours.",
    mend="Link to a page on the company's own domain.",
    grave=True,
)
FOREIGN_NUMBER = Sign(
    name="foreign-number",
    what="The number to call is not one of ours that people can look up.",
    mend="Name a number that stands on the company's own page, on its bills or on the back of the card.",
    grave=True,
)
FOREIGN_SENDER = Sign(
    name="foreign-sender",
    what="The sender is not an address of our domain.",
    mend="Send from an address on the company's own domain.",
    grave=True,
)


@dataclass(frozen=True, kw_only=True)
class Likeness:
    """The score (0: like any proper message, 1: like the scams and spam we know) and the reasons, as the text runs."""

    score: float
    reasons: tuple[Reason, ...]

    @property
    def alarming(self) -> bool:
        """Whether a reader is likely to take it for a scam: one grave reason, two of others, or the score."""
        several = len({reason.sign for reason in self.reasons}) > 1
        return several or self.score > ALARMING or any(reason.grave for reason in self.reasons)


def look(
    text: str,
    *,
    language: str = "en",
    domains: Collection[str] = (),
    numbers: Collection[str] = (),
    sender: str = "",
    model: Model | None = None,
) -> Likeness:
    """How much a message looks like a scam, by the model and by signs known in English, Portuguese and Spanish.

    `domains`, `numbers`: the company's own; empty means unknown, and then no link, sender or number is called foreign.
    """
    shown = list(found(text, SIGNS))
    strange = [*foreign(text, domains, numbers), *sent_by(sender, domains)]
    known = {reason.sign for reason in shown}
    odds = (model or shipped()).score(
        without_ours(text, domains), signs=[sign.name in known for sign in SIGNS]
    )
    return Likeness(
        score=1 / (1 + exp(-odds - FOREIGN * len(strange))),
        reasons=tuple(sorted([*shown, *strange], key=lambda reason: reason.where)),
    )


def foreign(text: str, domains: Collection[str], numbers: Collection[str]) -> Iterator[Reason]:
    for link in links(text):
        if domains and not is_ours(link.host, domains):
            yield FOREIGN_LINK.at(*link.where)
    for number in numbers_to_call(text):
        if numbers and not is_known(number.digits, numbers):
            yield FOREIGN_NUMBER.at(*number.where)


def without_ours(text: str, domains: Collection[str]) -> str:
    """The text without links to our own pages: that a link is there speaks against a message only while it may be anybody's."""
    for link in reversed([link for link in links(text) if is_ours(link.host, domains)]):
        text = text[: link.where[0]] + text[link.where[1] :]
    return text


def sent_by(sender: str, domains: Collection[str]) -> Iterator[Reason]:
    """A sender that is an address is judged by its domain; a name or a number says nothing of it."""
    _, at, host = sender.strip("<> ").rpartition("@")
    if at and domains and not is_ours(host.lower(), domains):
        yield FOREIGN_SENDER.at(0, 0)
