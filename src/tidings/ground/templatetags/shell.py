"""What every page may write: moments, badges, empty places, pagers and small drawings. Escaped, without style attributes."""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale, UnknownLocaleError
from django import template
from django.http import QueryDict
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

TONES = {
    "good": "live sent delivered answered approved granted created active stored used passed contact genuine done desirable whole",
    "busy": "proposed sending scheduled new updated open",
    "wait": "pending paused later draft waiting held unknown unused warn hold_out unchanged",
    "bad": "failed refused problem bounced revoked complaint refuse block suspects_scam cannot_resolve suppressed altered missing",
}
NAMES_BREAK = re.compile(r"(?<=[.@/=:_-])(?=\w)")
TONE_OF = {state: tone for tone, states in TONES.items() for state in states.split()}


@register.simple_tag(takes_context=True)
def when(context: Context, at: datetime | None, zones: str | Sequence[str] = "") -> SafeString:
    """A moment in the viewer's zone, with the customer's zone (or zones) beside it where their clocks differ."""
    if at is None:
        return SafeString("")
    at = at.astimezone(UTC)
    viewer = zone_or_utc(str(getattr(context.get("request"), "viewer_zone", "") or "UTC"))
    here = at.astimezone(viewer)
    return format_html(
        '<time datetime="{}" title="{}">{}</time>{}',
        at.isoformat().replace("+00:00", "Z"), f"{here:%Y-%m-%d %H:%M:%S} {viewer.key}", spoken(here), elsewhere(here, zones),
    )  # fmt: skip


def zone_or_utc(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def spoken(at: datetime) -> str:
    return f"{at.day} {at:%b %Y, %H:%M}"


def elsewhere(here: datetime, zones: str | Sequence[str]) -> SafeString:
    named = [zones] if isinstance(zones, str) else zones
    others = [here.astimezone(zone_or_utc(name)) for name in named if name]
    differing = [there for there in others if there.utcoffset() != here.utcoffset()]
    clocks = {spoken_briefly(there, here): place(there.tzinfo) for there in differing}
    return format_html_join("", ' <span class="zone">({} in {})</span>', clocks.items())


def spoken_briefly(there: datetime, here: datetime) -> str:
    return f"{there:%H:%M}" if there.date() == here.date() else f"{there.day} {there:%b, %H:%M}"


@register.simple_tag
def badge(state: str, says: str = "") -> SafeString:
    """A state as a small label; its colour only repeats what the word says."""
    tone = TONE_OF.get(str(state).split(".")[0], "off")
    return format_html('<span class="badge badge-{}">{}</span>', tone, says or str(state).replace("_", " "))


@register.simple_tag
def empty(title: str, says: str = "", href: str = "", label: str = "") -> SafeString:
    """What a list shows while it is empty: what would be here, and what to do next."""
    action = format_html('<p><a class="button" href="{}">{}</a></p>', href, label) if href else ""
    return format_html('<div class="empty"><h2>{}</h2><p>{}</p>{}</div>', title, says, action)


@register.simple_tag(takes_context=True)
def pager(context: Context, after: object | None, name: str = "after") -> SafeString:
    """Links to the first page and to the one after the key `after` (None: this is the last), filters kept."""
    query: QueryDict = context["request"].GET.copy()
    at_start = name not in query
    query.pop(name, None)
    first = (
        ""
        if at_start
        else format_html('<a class="button quiet" href="?{}">Back to the first</a>', query.urlencode())
    )
    query[name] = str(after)
    more = (
        format_html('<a class="button quiet" rel="next" href="?{}">Show more</a>', query.urlencode())
        if after
        else ""
    )
    return (
        format_html('<nav class="pager" aria-label="Pages">{}{}</nav>', first, more)
        if first or more
        else SafeString("")
    )


@register.simple_tag
def bars(rows: Iterable[tuple[Any, float]]) -> SafeString:
    """A bar for each (label, value), the largest first and all drawn against it; the labels and values are text."""
    rows = sorted(rows, key=lambda row: -row[1])
    most = max((value for _, value in rows), default=0) or 1
    drawn = format_html_join(
        "",
        '<div><dt>{}</dt><dd><svg viewBox="0 0 100 6" height="6" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="track" width="100" height="6" rx="1"/><rect class="bar" width="{}" height="6" rx="1"/></svg></dd>'
        "<dd>{}</dd></div>",
        ((str(label).replace("_", " "), round(100 * value / most, 1), f"{value:,}") for label, value in rows),
    )
    return format_html('<dl class="bars">{}</dl>', drawn)


@register.simple_tag
def spark(values: Sequence[float], says: str) -> SafeString:
    """A line through the values, from left to right; `says` is what a reader hears instead."""
    most, steps = max(values, default=0) or 1, max(len(values) - 1, 1)
    points = " ".join(f"{100 * i / steps:.1f},{30 - 28 * value / most:.1f}" for i, value in enumerate(values))
    return format_html(
        '<svg class="spark" viewBox="0 0 100 32" preserveAspectRatio="none" role="img" aria-label="{}">'
        '<polyline points="{}"/></svg>', says, points,
    )  # fmt: skip


@register.filter
def grouped(count: int | None) -> str:
    """A count with its thousands apart; nothing counted is 0."""
    return f"{int(count or 0):,}"


@register.filter
def breakable(name: object) -> SafeString:
    """A long name (an event's type, an address) that may break after its dots and hyphens, not within a word."""
    return format_html_join(SafeString("<wbr>"), "{}", ((part,) for part in NAMES_BREAK.split(str(name))))


@register.filter
def place(zone: object) -> str:
    """The place of a time zone as people say it: Europe/Lisbon is Lisbon."""
    return str(zone).rpartition("/")[2].replace("_", " ")


@register.filter
def tongue(language: str) -> str:
    """The English name of a language tag: pt-BR is Portuguese (Brazil)."""
    try:
        return Locale.parse(language, sep="-").get_display_name("en") or language
    except (UnknownLocaleError, ValueError):
        return language


@register.filter
def spaced(name: str) -> str:
    """A name of ours as people read it: campaign_owner is campaign owner."""
    return str(name).replace("_", " ")
