"""A notice as a campaign writes it in one language: its parts as templates, composed for one customer."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import tzinfo
from functools import cached_property
from typing import Any
from urllib.parse import quote

from tidings.core.notice import Answer, Composed, Evidence, NextStep
from tidings.core.templating import NotComposed, Template

LONGEST_SUBJECT = 120


@dataclass(frozen=True, kw_only=True)
class StepWords:
    id: str
    says: Template
    does: Template


@dataclass(frozen=True, kw_only=True)
class EvidenceWords:
    kind: str
    value: Template
    says: Template


@dataclass(frozen=True, kw_only=True)
class AnswerWords:
    question: Template
    answer: Template


@dataclass(frozen=True, kw_only=True)
class NoticeWords:
    """The named parts as templates; evidence or an answer that composes to nothing is left out."""

    language: str
    what: Template
    means: Template
    done: Template
    next_steps: tuple[StepWords, ...]
    if_ignored: Template
    evidence: tuple[EvidenceWords, ...] = ()
    answers: tuple[AnswerWords, ...] = ()
    subject: Template | None = None

    def templates(self) -> Iterator[Template]:
        """Every template of the notice."""
        yield from (self.what, self.means, self.done, self.if_ignored)
        yield from (self.subject,) if self.subject else ()
        for step in self.next_steps:
            yield from (step.says, step.does)
        for shown in self.evidence:
            yield from (shown.value, shown.says)
        for known in self.answers:
            yield from (known.question, known.answer)

    @cached_property
    def _steps_said(self) -> tuple[NextStep, ...]:
        """The steps where they are the same for everybody; else none."""
        words = [(step.says.said, step.does.said) for step in self.next_steps]
        if any(None in said for said in words):
            return ()
        return tuple(step_said(step, lambda template: template.said or "") for step in self.next_steps)

    def compose(self, values: Mapping[str, Any], zone: tzinfo) -> Composed:
        """The notice for one customer's typed values, moments told in `zone`; raises `NotComposed`."""

        def say(template: Template) -> str:
            return template.render(values, language=self.language, zone=zone)

        what = say(self.what)
        if not what:
            raise NotComposed(f"the notice in {self.language} says nothing with this data")
        return Composed(
            language=self.language,
            what=what,
            means=say(self.means),
            done=say(self.done),
            next_steps=self._steps_said or tuple(step_said(step, say) for step in self.next_steps),
            if_ignored=say(self.if_ignored),
            evidence=tuple(
                Evidence(kind=shown.kind, value=value if shown.kind == "text" else address(value), says=says)
                for shown in self.evidence
                if (value := say(shown.value)) and (says := say(shown.says))
            ),
            answers=tuple(
                Answer(question=question, answer=answer)
                for known in self.answers
                if (question := say(known.question)) and (answer := say(known.answer))
            ),
            subject=one_line(say(self.subject) if self.subject else first_sentence(what)),
        )


def step_said(step: StepWords, say: Callable[[Template], str]) -> NextStep:
    return NextStep(id=step.id, says=say(step.says), does=address(say(step.does)))


def address(text: str) -> str:
    """An address with whatever data brought into it made fit for one (RFC 3986); an outcome's name stays as it is."""
    return quote(text, safe="%/:?#[]@!$&'()*+,;=~")


def first_sentence(text: str) -> str:
    """The first sentence without its full stop; a dot inside a number or an address does not end it."""
    found = re.match(r"(.{8,}?)[.!?…](?=\s|$)", text, re.DOTALL)
    if not found:
        return text
    ends = text[found.end(1)]
    return found[1] if ends == "." else found[1] + ends


def one_line(text: str) -> str:
    """Fit for a mail's subject: one line, at most `LONGEST_SUBJECT` characters, cut between words."""
    line = " ".join(text.split())
    if len(line) <= LONGEST_SUBJECT:
        return line
    return line[:LONGEST_SUBJECT].rsplit(" ", 1)[0].rstrip(",;:") + "…"
