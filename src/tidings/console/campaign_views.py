"""What the pages of campaigns share: surfaces drawn with made-up data, the mail's frame, changed lines."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from itertools import chain

from django.http import Http404, HttpResponse

from tidings.campaigns import public as campaigns
from tidings.campaigns.public import CampaignCard, Finding, SurfaceView
from tidings.staff.public import CompanyCard

# A mail brings its own styles; nothing in it may run, load or be sent.
MAIL_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox"
AROUND = 3


def surfaces(
    text: str, *, company: CompanyCard, now: datetime, channels: Iterable[str] = ()
) -> tuple[list[SurfaceView], tuple[Finding, ...]]:
    """Every surface with data made up from what the campaign needs (those of further `channels` too), or why none."""
    try:
        event = campaigns.sample_event(text=text, now=now, currency=company.currency)
        topics = campaigns.topics()
        drawn = campaigns.preview(
            text=text, event=event, company=company, topics=topics, now=now, channels=channels
        )
        return drawn, ()
    except campaigns.CampaignRefused as refused:
        return [], refused.findings


def located(findings: Iterable[Finding], text: str) -> list[tuple[Finding, str]]:
    """Each finding with the line it is about, so that it is found where lines have no numbers."""
    lines = ["", *text.splitlines()]
    return [(each, lines[each.line].strip() if each.line < len(lines) else "") for each in findings]


def framed(views: Iterable[SurfaceView], language: str) -> HttpResponse:
    """The mail's HTML as a page of its own."""
    for view in views:
        if (view.surface, view.language) == ("email", language):
            return HttpResponse(view.html, headers={"Content-Security-Policy": MAIL_POLICY})
    raise Http404


def own(card: CampaignCard, actor: str) -> bool:
    """Whether the actor wrote or proposed the version that waits."""
    if card.waiting is None:
        return False
    version = card.version(card.waiting)
    return actor in {version.author, version.proposed_by}


@dataclass(frozen=True)
class Line:
    """A line of a comparison: `kind` is same, added, gone or skipped; the number it has in the newer text."""

    kind: str
    text: str
    number: int | None = None


def changed_lines(old: str, new: str) -> list[Line]:
    """The lines that changed from `old` to `new` with a few around them."""
    before, after = old.splitlines(), new.splitlines()
    groups = SequenceMatcher(None, before, after, autojunk=False).get_grouped_opcodes(AROUND)
    return list(chain.from_iterable(_group(before, after, group) for group in groups))


def _group(
    before: list[str], after: list[str], group: list[tuple[str, int, int, int, int]]
) -> Iterator[Line]:
    first = group[0][3] + 1
    yield Line("skipped", f"Line {first}")
    for kind, old_from, old_to, new_from, new_to in group:
        if kind == "equal":
            yield from (Line("same", after[at], at + 1) for at in range(new_from, new_to))
        else:
            yield from (Line("gone", before[at]) for at in range(old_from, old_to))
            yield from (Line("added", after[at], at + 1) for at in range(new_from, new_to))
