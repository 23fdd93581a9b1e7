"""What a campaign says for one channel alone (`surfaces: {whatsapp: {template: ...}}`), checked by that channel."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tidings.core.campaign_files.file_part import Part
from tidings.core.campaign_files.findings import Severity, did_you_mean
from tidings.core.notice_words import NoticeWords


@dataclass(frozen=True, kw_only=True)
class Mistake:
    """Something wrong with a channel's surface: where in it (keys, positions in lists), what, and the mend."""

    at: tuple[str | int, ...]
    says: str
    mend: str
    severity: Severity = "block"


Surface = Mapping[str, Any]
Notices = Mapping[str, NoticeWords]
Check = Callable[[Surface, Notices], Iterable[Mistake]]


def surfaces(part: Part, *, checks: Mapping[str, Check], notices: Notices) -> dict[str, Surface]:
    """Each channel's own part; `checks` by channel, none at all where the channels are not known."""
    if part.value is None:
        return {}
    found: dict[str, Surface] = {}
    for channel, child in part.children():
        if checks and channel not in checks:
            child.block(f"there is no channel {channel}", did_you_mean(str(channel), list(checks)))
        elif not isinstance(child.value, dict):
            child.block(
                "must be a mapping of names to values", "write `name: value` lines, indented below it"
            )
        else:
            found[channel] = child.value
            for mistake in checks[channel](child.value, notices) if checks else ():
                place(child, mistake.at).find(mistake.severity, mistake.says, mistake.mend)
    return found


def place(part: Part, at: Iterable[str | int]) -> Part:
    """The part at these steps, or as near to it as there is something."""
    for step in at:
        value = part.value
        inside = step in value if isinstance(value, dict) else isinstance(value, list)
        if not inside:
            return part
        part = Part(part.document, part.findings, value[step], (*part.at, step))
    return part
