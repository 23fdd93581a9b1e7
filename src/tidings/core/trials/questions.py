"""Whether a panellist's own question is one that the notice already answers."""

import re

from tidings.core.notice import Composed
from tidings.core.questions import kind_of

NONE_ASKED = re.compile(
    r"\W*(no(ne|pe|thing)?|n/?a|nada|n[ãa]o|nenhum\w*|-+|\.*)?"
    r"(\W+(more|else|mais|a perguntar|to ask|questions?|obrigad[oa]|thanks?( you)?))*\W*",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\W_]+")
# Words that a question is made of, whatever it is about.
FORM = frozenset(
    WORD.findall(
        """
        a about an and any are as at be been by can could did do does for from get had has have how i if in is it its me my
        of on or our please should so that the their there they this to us was we what when where which who why will with
        would you your
        ao aos as à às com como da das de do dos e é ela ele em essa esse esta este eu foi há isso já me meu minha na nas no
        nos o onde os ou para pela pelo por porque posso preciso qual quais quando que quem se sem ser seu sua são tem tenho
        um uma você
        """
    )
)
ENOUGH = 0.6


def answered_by(question: str, notice: Composed) -> bool:
    """Whether nothing is asked, or what is asked for is among the notice's questions and answers.

    By its kind (`core.questions`), or by its words: at least 60 % of those that carry meaning stand in one question
    with its answer.
    """
    if NONE_ASKED.fullmatch(question.strip()):
        return True
    kind = kind_of(question, notice.language)
    if kind and any(kind == kind_of(each.question, notice.language) for each in notice.answers):
        return True
    asked = stems(question)
    known = (stems(f"{each.question} {each.answer}") for each in notice.answers)
    return bool(asked) and any(len(asked & own) >= ENOUGH * len(asked) for own in known)


def stems(text: str) -> frozenset[str]:
    """The words that carry meaning, by their first five letters: rough, the same for cancel and cancelled."""
    return frozenset(word[:5] for word in WORD.findall(text.casefold()) if word not in FORM)
