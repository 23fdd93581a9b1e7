"""Whether a campaign says what the company watches for: a forger's domain, name or number. It blocks."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from tidings.core.campaign_files.findings import Finding
from tidings.core.clarity.reading import Notice, Reading
from tidings.core.impersonation import Struck, WatchRefused, imitations, read_watch, struck

WHY = (
    "It is on the company's watch list of what forgers use; a message of ours that says it teaches people to trust a forgery"
    " (as GOV.UK Notify refuses the names of banks to those who are none)."
)
IMITATION = "A link that looks like ours and is not teaches people to trust forgeries; often it is a slip of the hand in our own domain."
MEND = "take it out, or off the list on the console's page Impersonation"


def impersonating(reading: Reading, watch: Mapping[str, Any]) -> Iterator[Finding]:
    """A finding for each place and entry (`watch` as the company wrote it), and for each link that only looks like ours."""
    yield from imitating(reading)
    if not watch:
        return
    try:
        read = read_watch(watch)
    except WatchRefused as refused:
        yield finding("company.watch", 0, "", f"the watch list cannot be read: {refused}")
        return
    for where, line, language, text in said(reading):
        for hit in struck(text, read):
            yield finding(where, line, language, says(hit))


def imitating(reading: Reading) -> Iterator[Finding]:
    for where, line, language, text in said(reading):
        for host in imitations(text, reading.sender.domains, hows=("alike", "typo")):
            found = finding(where, line, language, f"{host} looks like your own domain and is not")
            yield replace(found, why=IMITATION, mend="write your own domain, or leave the link out")


def says(hit: Struck) -> str:
    return f"the {hit.kind} “{hit.entry}” is on the company's watch list"


def said(reading: Reading) -> Iterator[tuple[str, int, str, str]]:
    """Every text of the campaign: its place, line and language, and the words, before and after values are filled in."""
    for notice in reading.notices:
        yield from of_notice(notice)
    yield from ((where, 0, "", text) for where, _, text in reading.own)


def of_notice(notice: Notice) -> Iterator[tuple[str, int, str, str]]:
    words = [*notice.every(), *(shown.value for shown in notice.evidence if shown.kind != "text")]
    for each in words:
        yield each.where, each.line, each.language, f"{each.source}\n{each.text}"
    for step in notice.steps:
        yield f"{step.where}.does", step.says.line, notice.language, step.does


def finding(where: str, line: int, language: str, says: str) -> Finding:
    return Finding(
        severity="block",
        where=where,
        says=says,
        mend=MEND,
        line=line,
        kind="scam-like",
        surface="notice",
        language=language,
        why=WHY,
    )
