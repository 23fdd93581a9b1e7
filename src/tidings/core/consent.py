"""The consent ledger, folded: whatever order its lines arrive in, they say the same.

The act the person did last decides. A broad act covers every narrower question, so an opt-out of everything
ends each earlier yes, and an older yes that arrives late changes nothing. At the same instant, no wins.
A written yes stays written until the person takes it back, whatever plain yes follows it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tidings.core.channel_names import ADDRESS_KINDS, ANY, covers_channel

# 47 CFR 64.1200(f)(9): what the record of a prior express written consent holds, besides the number and the time.
WRITTEN_EVIDENCE = (
    "seller",
    "disclosure",
    "disclosure_version",
    "not_a_condition",
    "technology",
    "signature",
    "source",
)
# PECR reg. 22(3): what lets a sale stand in for a yes to mail about similar products.
SOFT_OPT_IN_EVIDENCE = (
    "own_similar_products",
    "from_sale",
    "opt_out_at_collection",
    "opt_out_in_every_message",
)


@dataclass(frozen=True, kw_only=True)
class Act:
    """One line of the ledger. Purpose, topic, channel and address are "" (or "all") when the person meant any."""

    granted: bool
    at: datetime
    purpose: str = ""
    topic: str = ""
    channel: str = ""
    address: str = ""
    written: bool = False


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What the ledger says of one purpose and topic: None where nothing is recorded.

    `subject` is about the matter by any channel; `addresses` keeps those that may be used, in order. `written` names
    the channels whose yes is a written one.
    """

    subject: bool | None = None
    subject_written: bool = False
    channels: Mapping[str, bool | None] = field(default_factory=dict)
    written: tuple[str, ...] = ()
    addresses: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def fold(
    acts: Iterable[Act],
    *,
    purpose: str,
    topic: str,
    addresses: Mapping[str, Sequence[str]],
    kinds: Mapping[str, str] = ADDRESS_KINDS,
) -> Standing:
    """What the acts allow for a purpose and topic, by each channel the person has `addresses` on.

    `kinds` names the kind of address of each channel there is.
    """
    about = [act for act in acts if covers(act.purpose, purpose) and covers(act.topic, topic)]
    subject = subject_acts(about, kinds)
    of = {channel: by_channel(about, channel, kinds) for channel in addresses}
    deciding = {channel: channel_acts(of[channel], known) for channel, known in addresses.items()}
    channels = {channel: latest(acts) for channel, acts in deciding.items()}
    return Standing(
        subject=latest(subject),
        subject_written=is_written(subject),
        channels=channels,
        written=tuple(channel for channel, acts in deciding.items() if is_written(acts)),
        addresses={
            channel: tuple(one for one in known if may_use(of[channel], one, channels[channel]))
            for channel, known in addresses.items()
        },
    )


def covers(said: str, asked: str) -> bool:
    """Whether a word of an act ("" or "all" for any) speaks about what is asked."""
    return said in ANY or said == asked


def subject_acts(about: Sequence[Act], kinds: Mapping[str, str]) -> list[Act]:
    """Yes to the matter by one channel is a yes to the matter; no to one channel leaves the matter open."""
    named = sorted({act.channel for act in about if act.channel not in ANY})
    return best([by_channel(about, channel, kinds) for channel in named]) or by_channel(about, "", kinds)


def channel_acts(acts: Sequence[Act], known: Sequence[str]) -> list[Act]:
    """Those that decide: of any known address that may be used; else what was said whatever the address."""
    return best([by_address(acts, one) for one in known]) or by_address(acts, "")


def best(several: Sequence[list[Act]]) -> list[Act]:
    """The acts that amount to a written yes, else to a yes; none where no acts do."""
    granted = [acts for acts in several if latest(acts)]
    return max(granted, key=is_written, default=[])


def may_use(acts: Sequence[Act], address: str, channel_may: bool | None) -> bool:
    # A channel that is refused as a whole keeps its addresses, so that the refusal names the channel.
    return channel_may is False or latest(by_address(acts, address)) is not False


def by_channel(acts: Iterable[Act], channel: str, kinds: Mapping[str, str]) -> list[Act]:
    return [act for act in acts if covers_channel(act.channel, channel, kinds)]


def by_address(acts: Iterable[Act], address: str) -> list[Act]:
    return [act for act in acts if covers(act.address, address)]


def latest(acts: Iterable[Act]) -> bool | None:
    """What the last act says; None without any. A tie goes to the refusal."""
    last = max(acts, key=lambda act: (act.at, not act.granted), default=None)
    return None if last is None else last.granted


def is_written(acts: Sequence[Act]) -> bool:
    """Whether a written yes stands: given, and not taken back since."""
    refused = max((act.at for act in acts if not act.granted), default=None)
    return any(act.granted and act.written and (refused is None or act.at > refused) for act in acts)


def written_evidence_missing(*, address: str, evidence: Mapping[str, Any]) -> tuple[str, ...]:
    """What a yes lacks to count as a written one (A-04); () when it has all."""
    missing = [name for name in WRITTEN_EVIDENCE if not evidence.get(name)]
    return tuple(missing if address else ["address", *missing])


def soft_opt_in_missing(evidence: Mapping[str, Any]) -> tuple[str, ...]:
    """Which of the four facts of a soft opt-in (B-09) are not stated as true."""
    return tuple(name for name in SOFT_OPT_IN_EVIDENCE if evidence.get(name) is not True)
