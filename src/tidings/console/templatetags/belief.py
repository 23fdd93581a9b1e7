"""Draws shares with their intervals: believed, said and done, one below the other."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

WIDTH, STEP, EDGE = 240, 16, 8
KINDS = ("believed", "said", "done")


@register.simple_tag
def dots(line: Mapping[str, Any]) -> SafeString:
    """One channel from 0 to 100 %: a mark and its interval for each of what is known. The table beside it says the same."""
    known = [(kind, line[kind]) for kind in KINDS if line[kind]]
    height = STEP * max(len(known), 1)
    grid = format_html_join(
        "",
        '<line class="grid" x1="{0}" x2="{0}" y1="0" y2="{1}"/>',
        ((across(at), height) for at in (0, 25, 50, 75, 100)),
    )
    marks = format_html_join(
        "", "{}", ((mark(kind, found, STEP * row + STEP // 2),) for row, (kind, found) in enumerate(known))
    )
    return format_html(
        '<svg class="dots" viewBox="0 0 {} {}" aria-hidden="true">{}{}</svg>', WIDTH, height, grid, marks
    )


def mark(kind: str, found: Mapping[str, float], middle: int) -> SafeString:
    """The interval as a line, the share as a square (believed), a disc (said) or a lozenge (done): shape, not colour alone."""
    at = across(found["percent"])
    shape = {
        "believed": '<rect x="{0}" y="{1}" width="8" height="8"/>',
        "said": '<circle cx="{2}" cy="{3}" r="4.5"/>',
        "done": '<path d="M{2} {1}l5 5-5 5-5-5z"/>',
    }[kind]
    top = middle - (5 if kind == "done" else 4)
    return format_html(
        '<g class="{}"><line x1="{}" x2="{}" y1="{}" y2="{}"/>{}</g>',
        kind, across(found["low"]), across(found["high"]), middle, middle,
        format_html(shape, round(at - 4, 1), top, at, middle),
    )  # fmt: skip


def across(percent: float) -> float:
    return round(EDGE + (WIDTH - 2 * EDGE) * percent / 100, 1)


@register.filter
def share(found: Mapping[str, float] | None) -> str:
    """A share with its interval: 9 % (7.5 to 10.8)."""
    if found is None:
        return "not known"
    known = found["low"] == found["high"]
    return (
        f"{found['percent']:g} %"
        if known
        else f"{found['percent']:g} % ({found['low']:g} to {found['high']:g})"
    )


@register.filter
def apart(found: Mapping[str, Any]) -> str:
    """How far belief lies from the truth, to be followed by what it is held against: 16 points (13 to 18.9) above."""
    if not found["clear"]:
        return "not clearly apart from"
    low, high = sorted((abs(found["low"]), abs(found["high"])))
    side = "above" if found["points"] > 0 else "below"
    return f"{abs(found['points']):g} points ({low:g} to {high:g}) {side}"


@register.filter
def who(group: Mapping[str, Any]) -> str:
    """The people of a group as colleagues call them."""
    return {
        "customer": "Existing customers",
        "prospect": "Prospective customers",
        "former": "Former customers",
    }.get(group["relationship"], group["relationship"])
