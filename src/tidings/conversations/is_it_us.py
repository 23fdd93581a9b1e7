"""Is it you? Whoever asks types a code, pastes a message, forwards a mail or names a call, and is answered alike.

A code alone gets yes or no; of a message the places are marked in the text that was pasted. Nothing else is told.
"""

from datetime import datetime

from tidings.conversations.asking_limits import allowed
from tidings.conversations.checks_made import note_check
from tidings.core import codes
from tidings.core.genuine.verdict import Verdict
from tidings.outreach import public as outreach


def check_code(typed: str, *, asker: str, now: datetime) -> Verdict:
    """Whether a code, as somebody typed it, is one of ours: `ours`, `not_ours`, `mistyped`, `too_many`.

    `asker` is a network address. A code whose check digit is wrong is said apart: that reveals nothing.
    """
    code = codes.normalised(typed)
    if not allowed(asker=asker, code=code, now=now):
        return Verdict(answer="too_many")
    if not codes.is_whole(code):
        return Verdict(answer="mistyped")
    found = outreach.with_code(code=code)
    note_check(kind="code", outreach_id=found, answer="ours" if found else "not_ours", now=now)
    return Verdict(answer="ours" if found else "not_ours")


def check_message(pasted: str, *, asker: str, now: datetime) -> Verdict:
    """Whether a pasted message is ours: `ours`, `altered` with the places in `pasted`, `not_ours`, `code_only`, `too_many`."""
    raise NotImplementedError


def check_mail(octets: bytes, *, asker: str, now: datetime) -> Verdict:
    """Whether a forwarded mail is ours: attached whole (message/rfc822), or quoted in the forwarder's own.

    As `check_message`; the verdict's `text` is what was compared, and its places are places in that.
    """
    raise NotImplementedError


def check_call(number: str, minute: datetime, *, asker: str, now: datetime) -> Verdict:
    """Whether we ring, or talk with, this number at that minute: `in_call`, `not_in_call`, `too_many`."""
    raise NotImplementedError
