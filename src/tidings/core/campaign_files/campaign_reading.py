"""Reads the parts of a campaign file, finding every mistake in one go."""

import re
from collections.abc import Collection, Iterable, Mapping

from tidings.core.campaign_files.file_part import Part
from tidings.core.campaign_files.findings import did_you_mean
from tidings.core.campaign_files.notice_reading import notices
from tidings.core.campaign_files.shape import Accepted, Audience, CampaignFile, Trigger
from tidings.core.campaign_files.strategy_reading import strategy
from tidings.core.campaign_files.surfaces import Check, surfaces
from tidings.core.campaign_files.template_check import names
from tidings.core.campaign_files.trigger_reading import event_type, read_trigger
from tidings.core.durations import basis_points
from tidings.core.needs import TYPES, Need

REQUIRED = ("campaign", "topic", "trigger", "notice")
OPTIONAL = ("needs", "withdrawn_by", "audience", "strategy", "surfaces", "holdout", "accepted", "trial")
RELATIONSHIPS = ["customer", "prospect", "former"]
Needs = dict[str, Need]


def campaign(
    part: Part,
    *,
    channels: tuple[str, ...],
    topics: Iterable[str] | None,
    urgent: Collection[str] | None,
    surfaces_checked: Mapping[str, Check],
) -> CampaignFile | None:
    """The campaign in a file; None when it is not even a mapping. Worth using only when no finding blocks."""
    if not part.only(REQUIRED, OPTIONAL):
        return None
    needs = _needs(part.child("needs"))
    trigger = read_trigger(part.child("trigger"), needs)
    notice = notices(part.child("notice"), needs)
    found = CampaignFile(
        campaign=part.child("campaign").read(short_name, ""),
        topic=_topic(part.child("topic"), topics),
        trigger=trigger,
        needs=tuple(needs.values()),
        withdrawn_by=_withdrawn_by(part.child("withdrawn_by"), trigger),
        audience=_audience(part.child("audience")),
        notice=notice,
        strategy=strategy(
            part.child("strategy"),
            channels=channels,
            needs=needs,
            trigger=trigger,
            urgent=is_urgent(part, urgent),
        ),
        surfaces=surfaces(part.child("surfaces"), checks=surfaces_checked, notices=notice),
        holdout_bp=_holdout(part.child("holdout")),
        accepted=_accepted(part.child("accepted")),
        trial=_trial(part.child("trial")),
    )
    _unused(part.child("needs"), found)
    return found


def is_urgent(part: Part, urgent: Collection[str] | None) -> bool:
    """Whether the campaign's topic cannot wait; where the topics are not known, it may be so."""
    return urgent is None or part.child("topic").value in urgent


def short_name(text: str) -> str:
    """The text if it is fit to name a campaign or a topic; raises ValueError(says, mend)."""
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", text, re.ASCII) or len(text) > 60:
        raise ValueError(
            f"{text!r} is not a short name", "use small letters, digits and single hyphens: parcel-late"
        )
    return text


def _topic(part: Part, topics: Iterable[str] | None) -> str:
    name = part.read(short_name, "")
    if name and topics is not None and name not in (known := list(topics)):
        part.block(f"there is no topic {name}", f"add it to topics.yaml, or {did_you_mean(name, known)}")
    return name


def _needs(part: Part) -> Needs:
    if part.value is None:
        return {}
    found: Needs = {}
    for key, child in part.children():
        need = Need(path=key.removesuffix("?"), type=str(child.value), optional=key.endswith("?"))
        if not re.fullmatch(r"[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)*", need.path, re.ASCII | re.IGNORECASE):
            child.block(f"{key!r} is not a path into the data", "write names joined by dots: order.promised")
        elif need.type not in TYPES:
            child.block(f"there is no type {need.type}", did_you_mean(need.type, list(TYPES)))
        elif need.path in found:
            child.block(f"{need.path} is declared twice", "keep one of them")
        else:
            found[need.path] = need
    for path in found:
        if any(other.startswith(f"{path}.") for other in found):
            part.block(
                f"{path} is declared as a value and as a group of values", "give one of them another name"
            )
    return found


def _withdrawn_by(part: Part, trigger: Trigger) -> tuple[str, ...]:
    """The types after which a pending outreach is pointless; what was awaited always is one."""
    said = [] if part.value is None else [item.read(event_type, "") for item in part.items()]
    if trigger.event and trigger.event in said:
        part.block(f"{trigger.event} would withdraw what it triggers", "leave it out")
    return tuple(dict.fromkeys(kind for kind in (trigger.absent, *said) if kind))


def _audience(part: Part) -> Audience:
    if part.value is None or not part.only(("relationship",)):
        return Audience()
    items = [item for item in part.child("relationship").items() if item.text()]
    for item in items:
        if item.value not in RELATIONSHIPS:
            item.block(f"there is no relationship {item.value}", did_you_mean(item.value, RELATIONSHIPS))
    return Audience(relationship=tuple(item.value for item in items))


def _holdout(part: Part) -> int:
    if isinstance(part.value, int | float) and part.value != 0:
        part.block(f"{part.value} is not a percentage", f"write {part.value}%")
        return 0
    return 0 if part.value in (None, 0) else part.read(basis_points, 0)


def _trial(part: Part) -> bool:
    """Whether the campaign itself asks for a trial before launch."""
    if part.value not in (None, "needed"):
        part.block(f"{part.value} is not known here", "write `trial: needed`, or leave it out")
    return bool(part.value == "needed")


def _accepted(part: Part) -> tuple[Accepted, ...]:
    """Findings to leave as they are, each with its reason."""
    if part.value is None:
        return ()
    return tuple(_one_accepted(item) for item in part.items())


def _one_accepted(part: Part) -> Accepted:
    part.only(("kind", "why"), ("where", "language"))
    said = {key: part.child(key).text() for key in ("where", "language") if part.has(key)}
    return Accepted(kind=part.child("kind").text(), why=part.child("why").text(), **said)


def _unused(part: Part, found: CampaignFile) -> None:
    used = {found.trigger.by, found.trigger.thread_path, found.strategy.deadline}
    for words in found.notice.values():
        used |= {path for template in words.templates() for path in names(template.source)}
    if found.trigger.when:
        used |= set(found.trigger.when.paths)
    for key, child in part.children() if isinstance(part.value, dict) else ():
        if key.removesuffix("?") not in used:
            child.find(
                "note", f"{key} is declared but not used", "leave it out, unless other systems rely on it"
            )
