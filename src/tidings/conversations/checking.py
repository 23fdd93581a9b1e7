"""A typed code's answer in the four words that pages and programs of the first days know."""

from datetime import datetime
from typing import Literal

from tidings.conversations.checks_made import note_check, tell_checks
from tidings.conversations.is_it_us import check_code
from tidings.core import codes
from tidings.outreach import public as outreach

Word = Literal["ours", "not_ours", "typo", "wait"]
WORDS: dict[str, Word] = {"ours": "ours", "not_ours": "not_ours", "mistyped": "typo", "too_many": "wait"}


def check(*, code: str, asker: str, now: datetime) -> Word:
    """`check_code` in one word: ours, not_ours, typo, wait."""
    return WORDS[check_code(code, asker=asker, now=now).answer]


def checked(*, code: str, now: datetime) -> bool:
    """Note on its outreach's timeline, once a day, that a code was checked; False when it is none of ours."""
    found = outreach.with_code(code=codes.normalised(code))
    if found is None:
        return False
    note_check(kind="code", outreach_id=found, answer="ours", now=now)
    tell_checks()
    return True
