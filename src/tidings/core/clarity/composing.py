"""A campaign's draft made into a reading: every template filled in with made-up values, whatever else is wrong with it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from tidings.core.campaign_files.shape import CampaignFile
from tidings.core.campaign_files.yaml_document import Steps
from tidings.core.clarity.reading import Answered, Notice, Shown, Step, Value, Words
from tidings.core.needs import Need, sample, typed
from tidings.core.notice import Answer, Composed, Evidence, NextStep
from tidings.core.notice_words import NoticeWords, first_sentence, one_line
from tidings.core.templating import NotComposed, Template, tidy

NAMED = re.compile(r"{{-?\s*([\w.]+)\s*(?:\|\s*(\w+)\s*)?-?}}")
BRANCH = re.compile(r"{%.*?%}", re.DOTALL)
NEAR = 24  # characters
WAYS = ("confirm", "callback", "interested")


@dataclass(frozen=True, kw_only=True)
class Composer:
    """Fills in what a campaign's words leave open; `lines` are those of the file."""

    needs: Mapping[str, Need]
    full: Mapping[str, Any]
    least: Mapping[str, Any]
    zone: tzinfo
    lines: Mapping[Steps, int]

    def words(self, part: str, language: str, at: Steps, template: Template | None) -> Words:
        source = template.source if template else ""
        place = ("notice", language, *at)
        return Words(
            part=part,
            where=".".join(map(str, place)),
            line=self.line(place),
            language=language,
            source=source,
            text=self.said(source, language, self.full),
            least=self.said(source, language, self.least),
            own=self.own(source),
            values=tuple(self.values(source)),
        )

    def line(self, place: Steps) -> int:
        found = (self.lines[place[:n]] for n in range(len(place), -1, -1) if place[:n] in self.lines)
        return next(found, 0)

    def said(self, source: str, language: str, values: Mapping[str, Any]) -> str:
        """As it would be sent; where it cannot be, the author's own words."""
        try:
            return Template(source).render(values, language=language, zone=self.zone)
        except (NotComposed, ValueError):
            return self.own(source)

    def own(self, source: str) -> str:
        """The author's words, every value a mark of its type."""
        return tidy(NAMED.sub(self.mark, BRANCH.sub(" ", source)))

    def mark(self, named: re.Match[str]) -> str:
        need = self.needs.get(named[1])
        return f"‹{need.type if need else 'unknown'}›"

    def values(self, source: str) -> Iterator[Value]:
        bare = BRANCH.sub(" ", source)
        for named in NAMED.finditer(bare):
            need = self.needs.get(named[1])
            yield Value(
                path=named[1],
                type=need.type if need else "",
                filter=named[2] or "",
                before=bare[max(0, named.start() - NEAR) : named.start()],
                after=bare[named.end() : named.end() + NEAR],
            )


def composer(
    draft: CampaignFile, lines: Mapping[Steps, int], *, now: datetime, zone: tzinfo, currency: str
) -> Composer:
    """A composer for a campaign, its values made up from what it declares."""
    full = sample(draft.needs, now=now, currency=currency or "EUR")
    least = sample([need for need in draft.needs if not need.optional], now=now, currency=currency or "EUR")
    return Composer(
        needs={need.path: need for need in draft.needs},
        full=typed(draft.needs, full),
        least=typed(draft.needs, least),
        zone=zone,
        lines=lines,
    )


def notice(said: NoticeWords, composer: Composer) -> Notice:
    """A notice in one language, every part with its place."""
    language = said.language

    def words(part: str, template: Template | None, *at: str | int) -> Words:
        return composer.words(part, language, at, template)

    return Notice(
        language=language,
        where=f"notice.{language}",
        line=composer.line(("notice", language)),
        what=words("what", said.what, "what"),
        means=words("means", said.means, "means"),
        done=words("done", said.done, "done"),
        if_ignored=words("if_ignored", said.if_ignored, "if_ignored"),
        steps=tuple(
            Step(
                id=step.id,
                says=words("step", step.says, "next_steps", n, "says"),
                does=step.does.source.strip(),
                way=way(step.does.source.strip()),
            )
            for n, step in enumerate(said.next_steps)
        ),
        evidence=tuple(
            Shown(
                kind=shown.kind,
                value=words("evidence", shown.value, "evidence", n, shown.kind),
                says=words("evidence", shown.says, "evidence", n, "says"),
            )
            for n, shown in enumerate(said.evidence)
        ),
        answers=tuple(
            Answered(
                question=words("question", known.question, "answers", n, "q"),
                answer=words("answer", known.answer, "answers", n, "a"),
            )
            for n, known in enumerate(said.answers)
        ),
        subject=words("subject", said.subject, "subject") if said.subject else None,
    )


def way(does: str) -> str:
    if does in WAYS:
        return does
    return "outcome" if re.fullmatch(r"[a-z][a-z0-9_.]*", does) else "link"


def composed(notice: Notice) -> Composed:
    """The notice as the channels draw it."""
    what = notice.what.text
    return Composed(
        language=notice.language,
        what=what,
        means=notice.means.text,
        done=notice.done.text,
        next_steps=tuple(NextStep(id=step.id, says=step.says.text, does=step.does) for step in notice.steps),
        if_ignored=notice.if_ignored.text,
        evidence=tuple(
            Evidence(kind=shown.kind, value=shown.value.text, says=shown.says.text)
            for shown in notice.evidence
        ),
        answers=tuple(
            Answer(question=known.question.text, answer=known.answer.text) for known in notice.answers
        ),
        subject=one_line(notice.subject.text if notice.subject else first_sentence(what)),
    )
