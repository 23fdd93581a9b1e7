"""The lines of the chat as its page shows them: a notice with its steps, or words of ours or theirs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tidings.conversations import public as conversations
from tidings.core import codes
from tidings.core.notice import Composed
from tidings.core.words import phrases
from tidings.outreach import public as outreach
from tidings.people.public import Person
from tidings.portal.notice_parts import ShownStep, shown_step
from tidings.portal.showing import moment
from tidings.portal.words import Words
from tidings.staff.public import CompanyCard


@dataclass(frozen=True, kw_only=True)
class ShownNotice:
    """A notice of ours in the thread, its own page, and the line by which it is checked, in the notice's language."""

    outreach_id: int
    composed: Composed
    steps: Sequence[ShownStep]
    page: str
    open: str
    check: str


@dataclass(frozen=True, kw_only=True)
class ShownLine:
    """One line; `when` is on the customer's clock."""

    id: str
    by: str
    when: str
    text: str
    taken: bool
    notice: ShownNotice | None


def shown(
    lines: Sequence[conversations.Line], *, person: Person, ours: CompanyCard, spoken: Words
) -> Iterator[ShownLine]:
    """A notice whose words cannot be made any more is left out."""
    for line in lines:
        try:
            notice = shown_notice(line.outreach_id, ours, spoken) if line.outreach_id else None
        except outreach.NoWords:
            continue
        yield ShownLine(
            id=line.id,
            by=line.by,
            when=moment(line.at, card=person, company=ours, spoken=spoken),
            text=line.text,
            taken=line.taken,
            notice=notice,
        )


def shown_notice(outreach_id: int, ours: CompanyCard, spoken: Words) -> ShownNotice:
    view = outreach.notice(id=outreach_id)
    done = conversations.answers_of(outreach_id=outreach_id)
    said = phrases(view.composed.language)
    return ShownNotice(
        outreach_id=outreach_id,
        composed=view.composed,
        steps=[shown_step(one, done, view.card, ours, spoken) for one in view.composed.next_steps],
        page=view.links.notice,
        open=said["open"],
        check=said["check_short"].format(code=codes.spoken(view.card.code), address=view.links.check),
    )
