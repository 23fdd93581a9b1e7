"""Draws a plan: contacts by day and channel as stacked columns. The table beside the drawing says the same."""

from collections.abc import Iterator, Mapping

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from tidings.core.reasons import words

register = template.Library()

HEIGHT, COLUMN, GAP = 120, 28, 8
SHADES = 4  # how many channels are told apart by shade; the table names them all


@register.simple_tag
def columns(days: Mapping[str, Mapping[str, int]]) -> SafeString:
    """A column a day, its channels stacked in the order of the alphabet."""
    width = max(len(days), 1) * (COLUMN + GAP)
    drawn = format_html_join(
        "",
        '<rect class="shade-{}" x="{}" y="{}" width="{}" height="{}"><title>{}</title></rect>',
        blocks(days),
    )
    return format_html(
        '<svg class="columns" viewBox="0 0 {} {}" aria-hidden="true">{}</svg>', width, HEIGHT, drawn
    )


def blocks(days: Mapping[str, Mapping[str, int]]) -> Iterator[tuple[int, int, float, int, float, str]]:
    """The parts of every column: shade, place, size, and what it says on touch."""
    most = max((sum(counts.values()) for counts in days.values()), default=0) or 1
    channels = sorted({channel for counts in days.values() for channel in counts})
    for place, (day, counts) in enumerate(days.items()):
        top = float(HEIGHT)
        for shade, channel in enumerate(channels):
            count = counts.get(channel, 0)
            size = (HEIGHT - 4) * count / most
            top -= size
            if count:
                says = f"{day}, {channel}: {count:,}"
                yield shade % SHADES, place * (COLUMN + GAP), round(top, 1), COLUMN, round(size, 1), says


@register.filter
def total(counts: Mapping[str, int]) -> int:
    """All of a mapping's counts together."""
    return sum(counts.values())


@register.filter
def in_words(code: str) -> str:
    """A reason's code as a sentence."""
    return words(code)


@register.filter
def percent(part: int, whole: int) -> int:
    """How much of the whole a part is, as a whole number of per cent."""
    return 100 * part // whole if whole else 0
