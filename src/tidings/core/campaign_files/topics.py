"""The file of topics beside a company's campaigns: what contacts are about, for which purpose, how urgent."""

from collections.abc import Mapping
from dataclasses import dataclass

from tidings.core import speaking
from tidings.core.campaign_files.campaign_reading import short_name
from tidings.core.campaign_files.file_part import Part, root
from tidings.core.campaign_files.findings import Finding, blocks, did_you_mean
from tidings.core.campaign_files.yaml_document import Unreadable, read

PURPOSES = ["service", "marketing", "emergency"]
URGENCIES = ["low", "normal", "high", "now"]


@dataclass(frozen=True, kw_only=True)
class TopicEntry:
    """One topic as written; `titles` by language, `channels` the usual ones in order."""

    name: str
    purpose: str
    urgency: str
    channels: tuple[str, ...]
    titles: Mapping[str, str]


def parse_topics(text: str) -> tuple[tuple[TopicEntry, ...], tuple[Finding, ...]]:
    """The topics of a file and what was found; no topics when a finding blocks."""
    findings: list[Finding] = []
    try:
        part = root(read(text), findings)
    except Unreadable as error:
        mend = "mend this line; the indentation or a quote is the usual cause"
        return (), (Finding(severity="block", where="file", says=error.says, mend=mend, line=error.line),)
    found = tuple(_topic(name, child) for name, child in part.children())
    return (() if blocks(findings) else found), tuple(findings)


def _topic(name: str, part: Part) -> TopicEntry:
    part.only(("purpose", "title"), ("urgency", "channels"))
    try:
        short_name(name)
    except ValueError as error:
        part.block(*error.args)
    return TopicEntry(
        name=name,
        purpose=_one_of(part.child("purpose"), PURPOSES, ""),
        urgency=_one_of(part.child("urgency"), URGENCIES, "normal"),
        channels=tuple(item.text() for item in part.child("channels").items())
        if part.has("channels")
        else (),
        titles=_titles(part.child("title")),
    )


def _one_of(part: Part, known: list[str], default: str) -> str:
    text = part.text()
    if text and text not in known:
        part.block(f"there is no {part.at[-1]} {text}", did_you_mean(text, known))
    return text or default


def _titles(part: Part) -> dict[str, str]:
    if part.value is None:
        return {}
    for language, child in part.children():
        try:
            speaking.locale(language)
        except ValueError as error:
            child.block(*error.args)
    return {language: child.text() for language, child in part.children()}
