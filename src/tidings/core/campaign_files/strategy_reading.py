"""Reads how a campaign goes about it: by which channels, when the next one is tried, when it is too late."""

from collections.abc import Mapping

from tidings.core.campaign_files.file_part import Part
from tidings.core.campaign_files.findings import did_you_mean
from tidings.core.campaign_files.shape import Strategy, Trigger
from tidings.core.campaign_files.trigger_reading import MOMENTS, declared
from tidings.core.durations import duration
from tidings.core.needs import Need
from tidings.core.next_channel import SPOKEN

PARTS = ("channels", "fallback_after", "expires", "deadline", "together")
LINES = (f"{SPOKEN}:mobile", f"{SPOKEN}:landline")
MOST_TOGETHER = 2


def strategy(
    part: Part, *, channels: tuple[str, ...], needs: Mapping[str, Need], trigger: Trigger, urgent: bool
) -> Strategy:
    """The strategy in a file; `channels` are those that exist here, `urgent` says whether the topic cannot wait."""
    if part.value is None or not part.only((), PARTS):
        return Strategy()
    usual = Strategy()
    found = Strategy(
        channels=read_channels(part.child("channels"), channels),
        fallback_after=part.child("fallback_after").read(duration, usual.fallback_after),
        expires=part.child("expires").read(duration, usual.expires),
        deadline=declared(part.child("deadline"), needs, MOMENTS, may_be_absent=True),
        together=together(part.child("together"), urgent),
    )
    if found.deadline and trigger.planned:
        part.child("deadline").block(
            "a plan decides one matter for all, and a deadline stands in each event's data",
            "leave it out and set `expires`, or write `trigger: {event: TYPE}`",
        )
    if found.fallback_after and found.fallback_after >= found.expires:
        part.find(
            "warn", "the next channel would be tried after the notice expires", "make fallback_after shorter"
        )
    return found


def read_channels(part: Part, known: tuple[str, ...]) -> tuple[str, ...]:
    if part.value in (None, "customer"):
        return ()
    if isinstance(part.value, str):
        part.block("channels is `customer` or a list", "write `channels: customer`, or `channels: [email]`")
        return ()
    items = [item for item in part.items() if item.text()]
    allowed = [*known, *(LINES if SPOKEN in known else ())]
    for item in items:
        if known and item.value not in allowed:
            item.block(f"there is no channel {item.value}", did_you_mean(item.value, allowed))
    return tuple(dict.fromkeys(item.value for item in items))


def together(part: Part, urgent: bool) -> int:
    """How many channels go at once: one after the other, or two where the matter cannot wait."""
    if part.value is None or part.value == 1:
        return 1
    if part.value != MOST_TOGETHER or isinstance(part.value, bool):
        part.block(f"{part.value} channels cannot go at once", f"write {MOST_TOGETHER}, or leave it out")
        return 1
    if not urgent:
        part.block(
            "two channels at once are for what cannot wait",
            "leave it out, or name a topic whose urgency is `now`",
        )
        return 1
    return MOST_TOGETHER
