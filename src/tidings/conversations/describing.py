"""What a caller describes, found among what we really sent: by code, by a few of its words, by the number and the minute."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from tidings.core import codes
from tidings.core.contact_points import PointRefused, read_number
from tidings.core.stop_words import plain
from tidings.outreach import public as outreach
from tidings.people import public as people
from tidings.staff import public as staff

CodeSays = Literal["", "ours", "not_ours", "mistyped"]
MOST_CUSTOMERS, MOST_OUTREACHES = 5, 20
ALIKE = 0.6  # of the words a caller remembers
NUMBERS = ("mobile", "landline")


@dataclass(frozen=True, kw_only=True)
class Described:
    """What somebody on the telephone can say of a message or call; each part may be empty. `customer` is a name, id or address."""

    code: str = ""
    words: str = ""
    number: str = ""
    minute: datetime | None = None
    customer: str = ""


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """An outreach it could be. `coded`: the code is its; `share` of the words stand in it (None: none were said)."""

    card: outreach.OutreachCard
    coded: bool = False
    share: float | None = None

    @property
    def alike(self) -> bool:
        return self.coded or (self.share or 0) >= ALIKE


@dataclass(frozen=True, kw_only=True)
class Found:
    """What came of it: the code's answer, whether we were on the telephone then (None: not asked), the likeliest first."""

    code: CodeSays = ""
    in_call: bool | None = None
    candidates: tuple[Candidate, ...] = ()


def described(said: Described, *, now: datetime) -> Found:
    """For our own people, who may see customers: nothing is limited or evened out here. Reads only."""
    typed = codes.normalised(said.code)
    coded = outreach.with_code(code=typed) if typed and codes.is_whole(typed) else None
    dialled = number_of(said.number)
    cards = list(outreaches_of(customers_of(said.customer, dialled)))
    if coded is not None and coded not in {card.id for card in cards}:
        cards.append(outreach.outreach(id=coded))
    remembered = words_in(said.words)
    found = [
        Candidate(card=card, coded=card.id == coded, share=share_in(card.id, remembered)) for card in cards
    ]
    return Found(
        code=code_says(typed, coded),
        in_call=outreach.on_the_phone(number=dialled, at=said.minute or now) if dialled else None,
        candidates=tuple(sorted(found, key=lambda one: (not one.coded, -(one.share or 0), -one.card.id))),
    )


def code_says(typed: str, coded: int | None) -> CodeSays:
    if not typed:
        return ""
    if not codes.is_whole(typed):
        return "mistyped"
    return "not_ours" if coded is None else "ours"


def number_of(typed: str) -> str:
    """As it is dialled; "" for none."""
    try:
        return read_number(typed, region=staff.company().country).address if typed.strip() else ""
    except PointRefused:
        return ""


def customers_of(words: str, dialled: str) -> Sequence[int]:
    """Whom the caller can be: those that the words mean, else those who use the number."""
    if words.strip():
        return [line.customer_id for line in people.search(words=words, limit=MOST_CUSTOMERS)]
    kinds = NUMBERS if dialled else ()
    return list(dict.fromkeys(id for kind in kinds for id in people.whose(kind=kind, address=dialled)))[
        :MOST_CUSTOMERS
    ]


def outreaches_of(customers: Iterable[int]) -> Iterable[outreach.OutreachCard]:
    """What really left us, newest first."""
    for customer in customers:
        cards = outreach.find_outreach(customer_id=customer, limit=MOST_OUTREACHES)
        yield from (card for card in cards if card.sent_at)


def share_in(outreach_id: int, remembered: frozenset[str]) -> float | None:
    """Of the words that are remembered, how many stand in what was said (0 to 1)."""
    if not remembered:
        return None
    faces = outreach.faces_with(outreach_id=outreach_id)
    said = words_in(" ".join(one.text for face in faces for one in face.said))
    return len(remembered & said) / len(remembered)


def words_in(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", plain(text)))
