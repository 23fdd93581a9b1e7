"""Is it you? Whoever asks types a code, pastes a message, forwards a mail or names a call, and is answered alike.

A code alone gets yes or no; of a message the places are marked in the text that was pasted. Nothing else is told.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from time import monotonic

from tidings.conversations.asking_limits import allowed
from tidings.conversations.checks_made import note_check
from tidings.conversations.evening import wait_out_step
from tidings.conversations.forwarded import Forwarded, forwarded
from tidings.core import codes
from tidings.core.contact_points import PointRefused, read_number
from tidings.core.genuine.comparing import ENOUGH, LONGEST, compare
from tidings.core.genuine.harmless import plainly
from tidings.core.genuine.verdict import Answer, Place, Verdict
from tidings.outreach import public as outreach
from tidings.staff import public as staff

CODE = re.compile(r"(?<![\w-])[0-9A-Za-z]{4}(?:[- ]?[0-9A-Za-z]{4}){2}(?![\w-])")
MOST_CODES = 3
CALLS_ANSWERED_FOR = timedelta(days=1)
SHORTEST_NUMBER, LONGEST_NUMBER = 3, 15  # digits
WORST_FIRST: Sequence[Answer] = ("not_ours", "altered", "code_only", "ours")


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
    return check_texts([Forwarded(pasted)], kind="message", asker=asker, now=now)


def check_mail(octets: bytes, *, asker: str, now: datetime) -> Verdict:
    """Whether a forwarded mail is ours: attached whole (message/rfc822), or quoted in the forwarder's own.

    As `check_message`; the verdict's `text` is what was compared, and its places are places in that. Of a mail with two
    faces both must be ours: its reader may have seen either.
    """
    return check_texts(forwarded(octets), kind="mail", asker=asker, now=now)


def check_call(rang: str, minute: datetime, *, own: str = "", asker: str, now: datetime) -> Verdict:
    """Whether we are, or were, on the phone with them: `in_call`, `not_in_call`, `own_number`, `too_many`, `mistyped`.

    `rang` is the number their telephone showed ("" where it showed none), `own` that of the telephone itself, both with their
    country's code or as dialled in the company's country. A number we never call from is not ours whatever else is said; one we do
    call from proves nothing, since anybody can show it: then only `own` tells. Only the last day is answered for.
    """
    if not allowed(asker=asker, code=own or rang, now=now):
        return Verdict(answer="too_many")
    answer = answer_of_call(rang, minute, own, now)
    if answer in ("in_call", "not_in_call"):
        note_check(kind="call", outreach_id=None, answer=answer, now=now)
    return Verdict(answer=answer)


def answer_of_call(rang: str, minute: datetime, own: str, now: datetime) -> Answer:
    company = staff.company()
    shown, dialled = (as_dialled(number, company.country) for number in (rang, own))
    if (rang.strip() and not shown) or (own.strip() and not dialled) or not (shown or dialled):
        return "mistyped"
    if shown and not may_be_ours(shown, company):
        return "not_in_call"
    if not dialled:
        return "own_number"
    recent = abs(now - minute) <= CALLS_ANSWERED_FOR
    return "in_call" if outreach.on_the_phone(number=dialled, at=minute) and recent else "not_in_call"


def as_dialled(number: str, country: str) -> str:
    """As E.164, else its digits alone (a short number); "" for what is no number."""
    try:
        return read_number(number, region=country).address
    except PointRefused:
        digits = "".join(filter(str.isdecimal, number))
        return digits if SHORTEST_NUMBER <= len(digits) <= LONGEST_NUMBER else ""


def may_be_ours(shown: str, company: staff.CompanyCard) -> bool:
    """Whether we call from this number, as far as the company has said."""
    own = {as_dialled(number, company.country) for number in company.calls_from}
    return not own or shown in own


def check_texts(asked: Sequence[Forwarded], *, kind: str, asker: str, now: datetime) -> Verdict:
    """The worst answer that any of these texts gets: they are faces of one message."""
    began = monotonic()
    found = codes_in(asked)
    if not allowed(asker=asker, code=next(iter(found), ""), now=now):
        return Verdict(answer="too_many")
    known = outreach.with_codes(codes=found)
    verdicts = [judged(each, list(known.values())) for each in asked]
    verdict = min(verdicts, key=lambda one: WORST_FIRST.index(one.answer), default=Verdict(answer="not_ours"))
    note_check(kind=kind, outreach_id=next(iter(known.values()), None), answer=verdict.answer, now=now)
    if (
        verdict.answer == "not_ours"
    ):  # with a stolen code and without one of ours: only the first was compared
        wait_out_step(began)
    return verdict


def codes_in(asked: Iterable[Forwarded]) -> list[str]:
    """What could be a check code, in the order it stands; most texts have one."""
    typed = (match[0] for each in asked for match in CODE.finditer(plainly(each.text[:LONGEST])[0].text))
    whole = (code for code in map(codes.normalised, typed) if codes.is_whole(code))
    return list(dict.fromkeys(whole))[:MOST_CODES]


def judged(asked: Forwarded, outreaches: Sequence[int]) -> Verdict:
    beside = (Place(0, asked.begins),) if asked.text[: asked.begins].strip() else ()
    faces = [face for id in outreaches for face in outreach.faces_with(outreach_id=id)]
    if outreaches and not faces:
        return Verdict(answer="code_only", text=asked.text, beside=beside)
    found = compare(asked.text[asked.begins :], faces)
    places = tuple(Place(asked.begins + one.start, asked.begins + one.end) for one in found.places)
    if found.same:
        return Verdict(answer="ours", text=asked.text, beside=beside)
    if found.held >= ENOUGH:
        return Verdict(answer="altered", text=asked.text, places=places, beside=beside)
    whole = (Place(asked.begins, len(asked.text)),)
    return Verdict(answer="not_ours", text=asked.text, places=whole, beside=beside)
