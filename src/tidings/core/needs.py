"""What an event must bring for a campaign: declared by path and type, checked with the event, typed for the words."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, datetime, timedelta
from decimal import Decimal
from math import isfinite
from typing import Any
from urllib.parse import urlsplit

from babel.numbers import is_currency

from tidings.core.evidence.shapes import is_id
from tidings.core.problem import Problem

MENDS = {
    "text": 'send a text such as "A-1042"',
    "number": "send a number such as 0.5",
    "integer": "send a whole number such as 3",
    "boolean": "send true or false",
    "money": 'send {"amount": "14.10", "currency": "BRL"}',
    "date": 'send a date such as "2018-08-15"',
    "datetime": 'send a moment with its offset such as "2018-08-15T14:30:00-03:00"',
    "url": 'send an address such as "https://example.com/parcel/1"',
    "evidence": "send the id that the upload of the evidence gave (64 hexadecimal digits)",
}
TYPES = tuple(MENDS)
MISSING = object()
# Characters that turn the direction of writing around can make a text read as another one.
_TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F])


@dataclass(frozen=True, kw_only=True)
class Need:
    """A dotted path into an event's data and the type found there."""

    path: str
    type: str
    optional: bool = False


@dataclass(frozen=True, kw_only=True)
class Money:
    """An amount with its ISO 4217 currency."""

    amount: Decimal
    currency: str


def check_data(needs: Iterable[Need], data: Mapping[str, Any]) -> list[Problem]:
    """What `data` lacks or has of the wrong type; empty when a notice can be composed from it."""
    return [problem for need in needs if (problem := _problem(need, at(data, need.path)))]


def typed(needs: Iterable[Need], data: Mapping[str, Any]) -> dict[str, Any]:
    """The declared values only, nested by path; what is optional and absent is None. Needs data that passed `check_data`."""
    values: dict[str, Any] = {}
    for need in needs:
        *parents, last = need.path.split(".")
        inner = values
        for parent in parents:
            inner = inner.setdefault(parent, {})
        found = at(data, need.path)
        inner[last] = None if found is MISSING or found is None else _typed(need.type, found)
    return values


def at(data: Any, path: str) -> Any:
    """The value at a dotted path, or `MISSING`."""
    for step in path.split("."):
        if (type(data) is not dict and not isinstance(data, Mapping)) or step not in data:
            return MISSING
        data = data[step]
    return data


def sample(needs: Iterable[Need], *, now: datetime, currency: str = "EUR") -> dict[str, Any]:
    """Data a campaign could be sent, made up from what it declares, to show its words with."""
    data: dict[str, Any] = {}
    for need in needs:
        *parents, last = need.path.split(".")
        inner = data
        for parent in parents:
            inner = inner.setdefault(parent, {})
        inner[last] = _sample(need.type, last.replace("_", " "), now, currency)
    return data


def _problem(need: Need, value: Any) -> Problem | None:
    if value is MISSING or value is None:
        return None if need.optional else Problem(field=need.path, says="is missing", mend=MENDS[need.type])
    try:
        _typed(need.type, value)
    except (ValueError, TypeError, ArithmeticError, KeyError, OverflowError):
        return Problem(field=need.path, says=f"is not {_a(need.type)}", mend=MENDS[need.type])
    return None


def _a(kind: str) -> str:
    names = {
        "money": "an amount of money",
        "datetime": "a moment with its offset",
        "url": "an http or https address",
        "evidence": "the id of an evidence object",
    }
    return names.get(kind, f"an {kind}" if kind == "integer" else f"a {kind}")


def _typed(kind: str, value: Any) -> Any:
    """The value as its type; raises ValueError, TypeError, ArithmeticError or KeyError when it is something else."""
    return _READERS[kind](value)


def _text(value: Any) -> str:
    """One line of visible text: data never brings line breaks, control characters or turned writing into a message."""
    _must(isinstance(value, str))
    plain = value
    if not (value.isascii() and value.isprintable()):
        plain = value.translate(_TURNING)
        plain = "".join(" " if unicodedata.category(character) == "Cc" else character for character in plain)
    plain = " ".join(plain.split())
    _must(bool(plain))
    return plain


def _number(value: Any) -> Decimal:
    _must(isinstance(value, int | float | Decimal) and not isinstance(value, bool) and isfinite(value))
    return Decimal(str(value))


def _integer(value: Any) -> int:
    _must(isinstance(value, int) and not isinstance(value, bool))
    return int(value)


def _boolean(value: Any) -> bool:
    _must(isinstance(value, bool))
    return bool(value)


def _money(value: Any) -> Money:
    amount, currency = value["amount"], value["currency"]
    _must(isinstance(amount, str) and bool(re.fullmatch(r"-?\d{1,15}(\.\d{1,4})?", amount, re.ASCII)))
    _must(isinstance(currency, str) and is_currency(currency))
    return Money(amount=Decimal(amount), currency=currency)


def _date(value: Any) -> date:
    _must(isinstance(value, str) and bool(re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII)))
    return date.fromisoformat(value)


def _datetime(value: Any) -> datetime:
    pattern = r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,6})?([Zz]|[+-]\d\d:\d\d)"
    _must(isinstance(value, str) and bool(re.fullmatch(pattern, value, re.ASCII)))
    moment = datetime.fromisoformat(value.upper())
    _must(MINYEAR < moment.year < MAXYEAR)  # else it has no date in some other zone
    return moment


def _url(value: Any) -> str:
    _must(isinstance(value, str) and bool(re.fullmatch(r"https?://[^\s\"'<>\\\x00-\x1f\x7f]+", value)))
    _must(bool(urlsplit(value).hostname))
    return str(value)


def _evidence(value: Any) -> str:
    _must(isinstance(value, str) and is_id(value))
    return str(value)


def _must(holds: bool) -> None:
    if not holds:
        raise ValueError


_READERS = {
    "text": _text,
    "number": _number,
    "integer": _integer,
    "boolean": _boolean,
    "money": _money,
    "date": _date,
    "datetime": _datetime,
    "url": _url,
    "evidence": _evidence,
}


def _sample(kind: str, words: str, now: datetime, currency: str) -> Any:
    return {
        "text": f"[{words}]",
        "number": 0.25,
        "integer": 3,
        "boolean": True,
        "money": {"amount": "14.10", "currency": currency},
        "date": (now + timedelta(days=2)).date().isoformat(),
        "datetime": (now + timedelta(hours=26)).replace(microsecond=0).isoformat(),
        "url": "https://example.com/" + words.replace(" ", "-"),
        "evidence": "0" * 64,
    }[kind]
