"""Believable values for what an event will bring, so that a notice reads as a customer would get it before there is one."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from tidings.core.needs import Need

HOUR = 10  # of a moment: when anything may happen, in any company
PAST = re.compile(
    "as|of|since|created|delivered|issued|made|ordered|paid|payment|placed|received|sent|shipped"
)
SMALL = re.compile("charge|cost|delivery|discount|fee|freight|gain|interest|postage|saving")
OF_THE_WHOLE = re.compile("name|title|label|text")  # order.name is what an order is called
KINDS = {
    "code": re.compile(
        "id|number|no|nr|num|code|ref|reference|key|order|invoice|ticket|booking|reservation|contract|policy"
    ),
    "digits": re.compile("digits|last4|ending"),
    "place": re.compile("address|street|branch|store|shop|office|stop|station|site|venue|clinic"),
    "area": re.compile("area|city|district|location|neighbou?rhood|place|region|town"),
    "person": re.compile("agent|customer|doctor|driver|person|teacher|technician|visitor"),
    "thing": re.compile("article|goods|item|model|product|thing"),
    "window": re.compile("slot|window"),
}
ANYWHERE = {"code": "A-4711", "digits": "4711", "window": "10:00-12:00"}
WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "place": "12 Flower Street",
        "area": "Riverside",
        "person": "Sam Taylor",
        "thing": "blue backpack",
    },
    "pt": {
        "place": "Rua das Flores, 12",
        "area": "Ribeira",
        "person": "Ana Costa",
        "thing": "mochila azul",
    },
    "es": {
        "place": "Calle de las Flores, 12",
        "area": "La Ribera",
        "person": "Ana Ruiz",
        "thing": "mochila azul",
    },
}


def made_up(
    needs: Iterable[Need], *, language: str, now: datetime, currency: str, home: str, over: str = ""
) -> dict[str, Any]:
    """A value for every need's path, as an event would bring it; a text that cannot be guessed is "".

    `now` in the company's zone; addresses lie under `home`; `over` is the path of a day that has gone by.
    """
    return {need.path: value(need, language, now, currency, home, over) for need in needs}


def value(need: Need, language: str, now: datetime, currency: str, home: str, over: str) -> Any:
    words = words_of(need.path)
    day = now + timedelta(days=-1 if need.path == over or any(map(PAST.fullmatch, words)) else 2)
    return {
        "text": guessed(need.path, language),
        "number": 0.25,
        "integer": 3,
        "boolean": True,
        "money": {"amount": "14.10" if any(map(SMALL.fullmatch, words)) else "86.40", "currency": currency},
        "date": day.date().isoformat(),
        "datetime": day.replace(hour=HOUR, minute=0, second=0, microsecond=0).isoformat(),
        "url": f"{home.rstrip('/')}/{'/'.join(word for word in words if word not in ('url', 'link'))}",
        "evidence": "0" * 64,
    }[need.type]


def guessed(path: str, language: str) -> str:
    """What a text of this name may say in this language; "" when its name does not tell."""
    *parents, last = path.split(".")
    words = [word for word in words_of(last) if not OF_THE_WHOLE.fullmatch(word)]
    if not words and parents:
        return guessed(parents[-1], language)
    spoken = ANYWHERE | dict(WORDS.get(language.split("-")[0], {}))
    kind = next(
        (kind for word in reversed(words) for kind, known in KINDS.items() if known.fullmatch(word)), ""
    )
    return spoken.get(kind, "")


def words_of(path: str) -> list[str]:
    return re.sub(r"([a-z])([A-Z])", r"\1 \2", path).replace(".", " ").replace("_", " ").lower().split()
