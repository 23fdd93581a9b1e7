"""Draws a plan: contacts by day and channel as stacked columns. The table beside the drawing says the same."""

from collections.abc import Iterator, Mapping

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from tidings.core.reasons import words

register = template.Library()

HEIGHT, COLUMN, GAP = 120, 28, 8
MANY = 14  # columns that take the whole width, however wide it is
SHADES = 6  # how many channels are told apart by shade; the table names them all


@register.simple_tag
def columns(days: Mapping[str, Mapping[str, int]]) -> SafeString:
    """A column a day, its channels stacked in the order of the alphabet, with what is which below."""
    width = max(len(days), 1) * (COLUMN + GAP)
    drawn = format_html_join(
        "",
        '<rect class="shade-{}" x="{}" y="{}" width="{}" height="{}"><title>{}</title></rect>',
        blocks(days),
    )
    return format_html(
        '<svg class="columns" viewBox="0 0 {} {}" preserveAspectRatio="{}" aria-hidden="true">{}</svg>'
        '<p class="ends" aria-hidden="true"><span>{}</span><span>{}</span></p>{}',
        width,
        HEIGHT,
        "none" if len(days) > MANY else "xMinYMax",
        drawn,
        next(iter(days), ""),
        next(reversed(days), "") if len(days) > 1 else "",
        legend(days),
    )


def legend(days: Mapping[str, Mapping[str, int]]) -> SafeString:
    named = format_html_join(
        "",
        '<li><svg class="columns" viewBox="0 0 2 2" aria-hidden="true"><circle class="shade-{}" cx="1" cy="1" r="0.9"/></svg>{}</li>',
        ((shade % SHADES, channel) for shade, channel in enumerate(stacked(days))),
    )
    return format_html('<ul class="legend">{}</ul>', named)


def stacked(days: Mapping[str, Mapping[str, int]]) -> list[str]:
    return sorted({channel for counts in days.values() for channel in counts})


def blocks(days: Mapping[str, Mapping[str, int]]) -> Iterator[tuple[int, int, float, int, float, str]]:
    """The parts of every column: shade, place, size, and what it says on touch."""
    most = max((sum(counts.values()) for counts in days.values()), default=0) or 1
    channels = stacked(days)
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
