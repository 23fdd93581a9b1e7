"""What a campaign says for the messenger alone: by which of the network's exceptions it may speak after the window."""

from collections.abc import Iterator, Mapping
from typing import Any

from tidings.core.campaign_files.surfaces import Mistake

# Each for its own kind of news only; none for offers. A person's own answer (HUMAN_AGENT) is not ours to claim.
TAGS = ("ACCOUNT_UPDATE", "CONFIRMED_EVENT_UPDATE", "POST_PURCHASE_UPDATE")


def mistakes(said: Mapping[str, Any]) -> Iterator[Mistake]:
    """Everything wrong with it."""
    for key in said.keys() - {"tag"}:
        yield Mistake(at=(key,), says=f"{key} is not known here", mend="use one of: tag")
    if said.get("tag") not in TAGS:
        yield Mistake(
            at=("tag",) if "tag" in said else (),
            says=f"there is no tag {said['tag']}" if "tag" in said else "tag is missing",
            mend=f"use one of: {', '.join(TAGS)}",
        )
