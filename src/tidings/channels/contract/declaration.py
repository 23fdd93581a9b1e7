"""What a channel says of itself: its settings, its abilities, its limits and its costs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from tidings.channels.contract.hearing import ReceiptState


@dataclass(frozen=True, kw_only=True)
class Setting:
    """One setting of a channel: a form field, an environment variable and a doctor's check come from it.

    `required`: without it the channel is not ready and is never chosen. `choices` and `pattern` bind what may be written.
    `apart`: of use by itself; who states it has not begun to set the channel up.
    """

    name: str
    says: str
    default: str = ""
    secret: bool = False
    required: bool = False
    choices: tuple[str, ...] = ()
    pattern: str = ""
    apart: bool = False


@dataclass(frozen=True, kw_only=True)
class Pace:
    """How fast may be sent, at most, to what `per` names: an "account" (one sender) or a "destination"."""

    per: Literal["account", "destination"]
    per_s: float
    burst: int


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What a channel's own check of its settings found: whether it is well, and the mend where it is not."""

    well: bool
    says: str
    mend: str = ""


@dataclass(frozen=True, kw_only=True)
class Declaration:
    """What a channel says of itself.

    Abilities: html, links, pictures (of evidence), attachments, replies, one_click_stop, receipts, seen (says when it was read), expiry (the
    other side drops it when it is too late), same_id_again (a repeated hand-over bears the same id, so that an unknown
    outcome may be tried again), asks (the other side can be asked what became of a message), spoken (a call), far_ends (each destination is
    a far end of its own: one that cannot be reached says nothing of the others).
    `receipts` are the states a receipt can have. `cost` is what one `cost_unit` usually costs, in the company's
    currency, for comparing channels; the company can state its own.
    """

    name: str
    says: str
    address_kind: str
    abilities: frozenset[str]
    settings: tuple[Setting, ...] = ()
    receipts: tuple[ReceiptState, ...] = ()
    limits: Mapping[str, int] = field(default_factory=dict)
    paces: tuple[Pace, ...] = ()
    cost: float = 0.0
    cost_unit: str = "message"

    def stated(self, settings: Mapping[str, str]) -> dict[str, str]:
        """The settings as they hold: each that is left out has its default."""
        return {setting.name: setting.default for setting in self.settings} | dict(settings)
