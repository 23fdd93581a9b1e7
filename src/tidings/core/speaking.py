"""Days, moments, amounts and numbers as a language says them (CLDR through babel)."""

from datetime import date, datetime, timedelta, tzinfo
from decimal import Decimal
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time, format_timedelta, get_datetime_format
from babel.numbers import format_currency, format_decimal, format_percent

from tidings.core.needs import Money

NEVER = 10**9
# CLDR has but a blank between them here, and the hour reads as part of the year.
JOINED = {"pt": "{1}, {0}"}


@lru_cache(maxsize=64)
def locale(language: str) -> Locale:
    """The locale of a language tag such as `en`, `pt` or `pt-BR`; raises ValueError(says, mend)."""
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError, TypeError) as error:
        raise ValueError(
            f"{language!r} is not a language we know", "write a tag such as en, pt or pt-BR"
        ) from error


def day(value: date, speech: Locale, zone: tzinfo) -> str:
    """`15 de agosto de 2018`; a moment is the day it falls on in `zone`."""
    if isinstance(value, datetime):
        value = value.astimezone(zone).date()
    return format_date(value, "long", locale=speech)


def moment(value: datetime, speech: Locale, zone: tzinfo) -> str:
    """`August 15, 2018, 2:30 PM`, in `zone`."""
    local = value.astimezone(zone)
    pattern = JOINED.get(speech.language) or str(get_datetime_format("long", locale=speech))
    time = format_time(local.timetz().replace(tzinfo=None), "short", locale=speech)
    return pattern.replace("'", "").replace("{0}", time).replace("{1}", day(value, speech, zone))


def money(value: Money, speech: Locale, zone: tzinfo) -> str:
    """`R$ 14,10`: the currency's own number of decimals, the language's own order and signs."""
    return format_currency(value.amount, value.currency, locale=speech)


def days(value: int, speech: Locale, zone: tzinfo) -> str:
    """`1 day`, `3 dias`."""
    return format_timedelta(timedelta(days=value), granularity="day", threshold=NEVER, locale=speech)


def number(value: Decimal | int, speech: Locale, zone: tzinfo) -> str:
    """`1.234,5`, no digit added or lost."""
    return format_decimal(value, locale=speech, decimal_quantization=False)


def percent(value: Decimal | int, speech: Locale, zone: tzinfo) -> str:
    """A share as a percentage: 0.125 is `12.5%`."""
    return format_percent(value, locale=speech, decimal_quantization=False)
