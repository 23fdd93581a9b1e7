"""Where two texts that should say the same state different facts, allowing for how languages write numbers, days and hours."""

from collections.abc import Iterator

from tidings.core.clarity.facts import Facts
from tidings.core.clarity.hours import Hour
from tidings.core.clarity.spans import Span, same

# Numbers that everybody knows, each country its own.
EMERGENCY = frozenset({"110", "111", "112", "115", "190", "192", "193", "808", "911", "999"})


def lacking(ours: Facts, theirs: Facts) -> Iterator[str]:
    """What one whole notice tells and the other holds nowhere, in whatever words."""
    yield from (f"the date {day}/{month}" for month, day in sorted(days_lacking(ours, theirs)))
    yield from (f"the time {hour}" for hour in ours.times if not told(hour, theirs))
    yield from (f"the address {link}" for link in sorted(ours.links - theirs.links))
    yield from (f"the number {phone}" for phone in sorted(phones_lacking(ours, theirs)))
    yield from (f"the figure {figure}" for figure in sorted(figures_lacking(ours, theirs)))


def exchanged(ours: Facts, theirs: Facts) -> tuple[str, str] | None:
    """What one part tells and the other tells otherwise: a fact of one kind on each side that the other side lacks."""
    return next(exchanges(ours, theirs), None)


def left_out(ours: Facts, theirs: Facts) -> tuple[str, str] | None:
    """Two spans or more of one part that the other part lacks: what it says there is something else."""
    lacking = [span for span in spans_lacking(ours, theirs) if span.sure]
    return (", ".join(map(shown, lacking)), "nothing of it") if len(lacking) > 1 else None


def exchanges(ours: Facts, theirs: Facts) -> Iterator[tuple[str, str]]:
    mine, yours = spans_lacking(ours, theirs), spans_lacking(theirs, ours)
    yield from (
        (shown(one), shown(other))
        for one in mine
        for other in yours
        if one.kind == other.kind and (one.sure or other.sure)
    )
    days = sorted(ours.weekdays - theirs.weekdays), sorted(theirs.weekdays - ours.weekdays)
    if all(days):
        yield NAMES[days[0][0]], NAMES[days[1][0]]
    hours = [hour for hour in ours.times if not told(hour, theirs)]
    if hours and (others := [hour for hour in theirs.times if not told(hour, ours)]):
        yield str(hours[0]), str(others[0])
    numbers = numbers_lacking(ours, theirs), numbers_lacking(theirs, ours)
    if all(numbers):
        yield f"{min(numbers[0]):g}", f"{min(numbers[1]):g}"


NAMES = ("", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def days_lacking(ours: Facts, theirs: Facts) -> frozenset[tuple[int, int]]:
    """Dates of the one that the other does not tell, not even as one of several (“on 3 and 4 March”)."""
    months = {month for month, _ in theirs.dates}
    return frozenset(
        (month, day) for month, day in ours.dates - theirs.dates if not (month in months and theirs.hold(day))
    )


def told(hour: Hour, theirs: Facts) -> bool:
    """Whether a time stands in the other text: as a time, or as a bare number (“from 9 to 5”)."""
    bare = (hour.hour, hour.hour % 12 or 12) if not hour.minute else (hour.hour + hour.minute / 100,)
    return any(hour.like(other) for other in theirs.times) or any(theirs.hold(each) for each in bare)


def phones_lacking(ours: Facts, theirs: Facts) -> frozenset[str]:
    """A country's code may be left out where everybody is at home."""
    known = {phone[-7:] for phone in theirs.phones}
    return frozenset(phone for phone in ours.phones if phone[-7:] not in known)


def figures_lacking(ours: Facts, theirs: Facts) -> frozenset[str]:
    return frozenset(
        figure
        for figure in ours.figures - theirs.figures - EMERGENCY
        if not theirs.hold(float(figure)) and not counted_otherwise(float(figure), ours, theirs)
    )


def counted_otherwise(number: float, ours: Facts, theirs: Facts) -> bool:
    """Whether the other counts in another unit what this number counts: 48 hours, two days."""
    mine = (span for span in ours.spans if span.count == number)
    return any(same(span, other) for span in mine for other in theirs.spans)


def spans_lacking(ours: Facts, theirs: Facts) -> list[Span]:
    return [
        span
        for span in ours.spans
        if (span.count == 1 or not theirs.hold(span.count))
        and not any(same(span, other) for other in theirs.spans)
    ]


def numbers_lacking(ours: Facts, theirs: Facts) -> frozenset[float]:
    return frozenset(
        number
        for number in ours.numbers
        if f"{number:g}" not in EMERGENCY
        and not theirs.hold(number)
        and not counted_otherwise(number, ours, theirs)
    )


def shown(span: Span) -> str:
    return f"{span.count:g} ({span.kind})"
