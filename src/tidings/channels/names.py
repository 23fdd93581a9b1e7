"""The names of channels and kinds of address that exist here: those the rules tell apart, and every folder's own.

A folder adds its channel by being there: a kind of address that no rule knows is a kind of its own.
"""

from collections.abc import Mapping
from functools import cache

from tidings.channels import discover
from tidings.core.channel_names import ADDRESS_KINDS, KINDS, KNOWN, covers_channel

MOST = 16  # sets of channels are kept in 16 bits (core.cases.FACTS)
IN_LINES = "voice"  # the rules tell its lines apart, each under a name of its own


@cache
def address_kinds() -> Mapping[str, str]:
    """The kind of address each channel needs, by its name; the rules' own channels first, in their order."""
    declared = {name: channel.declaration.address_kind for name, channel in sorted(discover().items())}
    found = {**ADDRESS_KINDS, **{name: kind for name, kind in declared.items() if name != IN_LINES}}
    if len(found) > MOST:
        raise ValueError(
            f"{len(found)} channels are more than {MOST}: take folders away from TIDINGS_CHANNELS"
        )
    return found


@cache
def kinds() -> tuple[str, ...]:
    """Every kind of address."""
    return tuple(dict.fromkeys([*KINDS, *address_kinds().values()]))


def own_kinds() -> tuple[str, ...]:
    """The kinds that only a folder names: a record states them under `addresses`."""
    return kinds()[len(KINDS) :]


@cache
def known() -> tuple[str, ...]:
    """Every word that a ledger, a stop or a preference may use for a channel or a kind of address."""
    return tuple(dict.fromkeys([*KNOWN, *kinds(), *address_kinds()]))


def covers(said: str, asked: str) -> bool:
    """Whether a word about `said` ("" or "all" for any) speaks about the channel, or kind of address, `asked`."""
    return covers_channel(said, asked, address_kinds())


@cache
def names_by_kind(kind: str) -> tuple[str, ...]:
    """The kind of address itself and every channel that uses it."""
    return tuple(dict.fromkeys([kind, *(name for name, needs in address_kinds().items() if needs == kind)]))
