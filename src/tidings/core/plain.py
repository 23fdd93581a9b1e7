"""A notice as plain text: the whole of it, as a page says it, and in one breath, as a short message says it."""

from collections.abc import Iterator

from tidings.core.notice import Composed, Evidence
from tidings.core.words import phrase, phrases


def page_text(notice: Composed) -> str:
    """Every part under its heading, in the order a reader asks: what, what of it, what now."""
    return "\n\n".join(_parts(notice))


def short_text(notice: Composed, *, code: str, address: str) -> str:
    """What happened, what to do, and how to check that it is really us."""
    steps = phrase(
        "text_choose", language=notice.language, steps=" / ".join(step.says for step in notice.next_steps)
    )
    check = phrase("check_short", language=notice.language, code=code, address=address)
    return "\n".join([notice.what, steps, check] if notice.next_steps else [notice.what, check])


def _parts(notice: Composed) -> Iterator[str]:
    heading = phrases(notice.language)
    yield notice.what
    yield f"{heading['means']}: {notice.means}"
    yield f"{heading['done']}: {notice.done}"
    yield _listed(heading["next_steps"], [step.says for step in notice.next_steps])
    yield f"{heading['if_ignored']}: {notice.if_ignored}"
    if notice.evidence:
        yield _listed(heading["evidence"], [_shown(shown) for shown in notice.evidence])
    if notice.answers:
        yield _listed(heading["answers"], [f"{known.question} {known.answer}" for known in notice.answers])


def _shown(shown: Evidence) -> str:
    return f"{shown.says}: {shown.value}" if shown.value else shown.says


def _listed(heading: str, lines: list[str]) -> str:
    return "\n".join([f"{heading}:", *(f"- {line}" for line in lines)])
