"""Two texts agree where languages only write numbers, days and hours their own way, and differ where they tell others."""

import pytest

from tidings.core.clarity.disagreeing import exchanged, lacking
from tidings.core.clarity.facts import Facts, facts
from tidings.core.clarity.reading import Words

AGREEING = [
    ("en", "before 6 PM", "es", "antes de las 18 horas"),
    ("en", "between 10 AM and 5 PM", "es", "entre las 10 y las 17 horas"),
    ("en", "from 9 to 5", "pt", "das 9 às 17"),
    ("en", "at 9:30 am", "pt", "às 9h30"),
    ("en", "from half past seven to half past ten", "pt", "das sete e meia às dez e meia"),
    ("en", "at nine in the evening", "es", "a las nueve de la noche"),
    ("en", "at noon", "pt", "ao meio-dia"),
    ("en", "Monday to Friday, 8 to 8", "pt", "de segunda a sexta, das 8h às 20h"),
    ("en", "on 3 and 4 March", "pt", "a 3 e 4 de março"),
    ("en", "twenty-one days", "pt", "vinte e um dias"),
    ("en", "24 hours", "pt", "um dia"),
    ("en", "two weeks", "es", "quince días"),
    ("en", "90 minutes", "pt", "uma hora e meia"),
    ("en", "half an hour", "es", "media hora"),
    ("en", "1,250.50", "pt", "1.250,50"),
    ("en", "both bags, on the second floor", "pt", "as duas malas, no 2.º andar"),
    ("en", "call 0800 123 4567", "pt", "ligue 0800 1234567"),
    ("en", "call 911", "es", "llame al 112"),
]
DIFFERING = [
    ("en", "one hour", "pt", "duas horas"),
    ("en", "twice a year", "es", "una vez al año"),
    ("en", "ten percent", "es", "quince por ciento"),
    ("en", "by Monday", "pt", "até terça-feira"),
    ("en", "seven days", "pt", "dez dias"),
    ("en", "at 5 PM", "pt", "às 18h"),
    ("en", "three boxes", "es", "cuatro cajas"),
]


def stated(said: str, language: str) -> Facts:
    words = Words(
        part="means", where="", line=0, language=language, source=said, text=said, least=said, own=said
    )
    return facts(words)


@pytest.mark.parametrize(("one", "said", "other", "also"), AGREEING)
def test_another_way_of_writing_is_no_difference(one: str, said: str, other: str, also: str) -> None:
    ours, theirs = stated(said, one), stated(also, other)
    assert not [*lacking(ours, theirs), *lacking(theirs, ours)]
    assert exchanged(ours, theirs) is None


@pytest.mark.parametrize(("one", "said", "other", "also"), DIFFERING)
def test_another_number_day_or_hour_is_one(one: str, said: str, other: str, also: str) -> None:
    assert exchanged(stated(said, one), stated(also, other))
