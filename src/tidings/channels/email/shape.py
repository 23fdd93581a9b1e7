"""What mails of one campaign and language have in common, and the words that only one person's mail has."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import NamedTuple

from tidings.channels.contract import Letterhead, Links, Message
from tidings.channels.email.html import is_web_address
from tidings.core.notice import Answer, Composed, Evidence, Item, NextStep

# Private-use characters: in no words of ours, and taken out of a company's.
OPEN, CLOSE = "\ue000", "\ue001"
MARK = re.compile(f"{OPEN}(\\d+){CLOSE}")
LINKS = ("notice", "preferences", "stop", "why")
PARTS = ("what", "means", "done", "if_ignored")
NO_TIME = datetime(1970, 1, 1, tzinfo=UTC)  # no face shows it


class Shape(NamedTuple):
    """All that decides the fixed words: two messages of one shape differ in `words_of` only."""

    language: str
    purpose: str
    topic_title: str
    letterhead: Letterhead
    check: str
    links: tuple[bool, ...]
    parts: tuple[bool, ...]
    steps: tuple[str, ...]
    evidence: tuple[tuple[str, bool, bool], ...]
    answers: int
    items: tuple[bool, ...]
    pictured: tuple[int, ...] = ()


def shape_of(message: Message) -> Shape:
    composed, links = message.composed, message.links
    return Shape(
        language=message.language,
        purpose=message.purpose,
        topic_title=message.topic_title,
        letterhead=message.letterhead,
        check=links.check,
        links=(bool(links.notice), bool(links.preferences), bool(links.stop), bool(links.why)),
        parts=(bool(composed.what), bool(composed.means), bool(composed.done), bool(composed.if_ignored)),
        steps=tuple([step.id for step in composed.next_steps]),
        evidence=tuple([(scheme(e.value), bool(e.value), bool(e.says)) for e in composed.evidence]),
        answers=len(composed.answers),
        items=tuple([bool(item.means) for item in composed.items]),
        pictured=tuple(message.pictures),
    )


def scheme(value: str) -> str:
    """What a web address begins with: it stays in the frame, so that nothing else can become a link."""
    return f"{value.partition('://')[0]}://" if is_web_address(value) else ""


def words_of(message: Message, subject: str) -> list[str]:
    """The person's own words, in the order of the marks of `stand_in`."""
    composed, links = message.composed, message.links
    words = [subject, message.code, links.notice, links.preferences, links.stop, links.why]
    words += [composed.what, composed.means, composed.done, composed.if_ignored]
    words += [step.says for step in composed.next_steps]
    for evidence in composed.evidence:
        words += [evidence.value.removeprefix(scheme(evidence.value)), evidence.says]
    for answer in composed.answers:
        words += [answer.question, answer.answer]
    for item in composed.items:
        words += [item.title, item.what, item.means, item.open]
    return words


def stand_in(shape: Shape) -> Message:
    """A message of that shape whose personal words are marks, numbered as `words_of` orders them."""
    mark = marks()
    subject, code = next(mark), next(mark)
    links = {name: present(next(mark), there) for name, there in zip(LINKS, shape.links, strict=True)}
    parts = {name: present(next(mark), there) for name, there in zip(PARTS, shape.parts, strict=True)}
    composed = Composed(
        language=shape.language,
        subject=subject,
        **parts,
        next_steps=tuple(NextStep(id=step, says=next(mark), does="") for step in shape.steps),
        evidence=tuple(
            Evidence(kind="", value=present(begins + next(mark), value), says=present(next(mark), says))
            for begins, value, says in shape.evidence
        ),
        answers=tuple(Answer(question=next(mark), answer=next(mark)) for _ in range(shape.answers)),
        items=tuple(
            Item(title=next(mark), what=next(mark), means=present(next(mark), means), open=next(mark))
            for means in shape.items
        ),
    )
    return Message(
        to="",
        to_name="",
        message_id="",
        code=code,
        purpose=shape.purpose,
        topic_title=unmarked(shape.topic_title),
        language=shape.language,
        composed=composed,
        letterhead=replace(shape.letterhead, **{n: unmarked(v) for n, v in vars(shape.letterhead).items()}),
        links=Links(check=unmarked(shape.check), **links),
        at=NO_TIME,
        expires_at=NO_TIME,
        pictures=dict.fromkeys(shape.pictured, ()),
    )


def marks() -> Iterator[str]:
    number = 0
    while True:
        yield f"{OPEN}{number}{CLOSE}"
        number += 1


def unmarked(words: str) -> str:
    return words.replace(OPEN, "").replace(CLOSE, "")


def present(mark: str, there: bool) -> str:
    return mark if there else ""
