"""Reads the notice of a campaign file: every language, every part, every template."""

import re
from collections.abc import Mapping

from tidings.core import speaking
from tidings.core.campaign_files.file_part import Part
from tidings.core.campaign_files.template_check import may_say_nothing, mistakes
from tidings.core.evidence.pointing import OBJECT
from tidings.core.evidence.shapes import is_id
from tidings.core.needs import Need
from tidings.core.notice_words import AnswerWords, EvidenceWords, NoticeWords, StepWords
from tidings.core.templating import Template
from tidings.core.words import LANGUAGES

REQUIRED = ("what", "means", "done", "next_steps", "if_ignored")
OPTIONAL = ("subject", "evidence", "answers")
KINDS = {
    "what": "no-what",
    "means": "no-meaning",
    "next_steps": "no-next-step",
    "if_ignored": "no-if-ignored",
}
EVIDENCE_KINDS = ["object", "tracking", "photo", "document", "text"]
OUTCOME = r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*"
Needs = Mapping[str, Need]


def notices(part: Part, needs: Needs) -> dict[str, NoticeWords]:
    """The notice in each of its languages."""
    if part.value is None:
        return {}
    found = {language: _notice(child, language, needs) for language, child in part.children()}
    if isinstance(part.value, dict) and not found:
        part.block("a notice needs at least one language", "add `en:` with its parts below it")
    _same_steps(part, found)
    return found


def _notice(part: Part, language: str, needs: Needs) -> NoticeWords:
    _language(part, language)
    part.only(REQUIRED, OPTIONAL, kinds=KINDS)
    return NoticeWords(
        language=language,
        subject=_template(part.child("subject"), needs) if part.has("subject") else None,
        what=_words(part.child("what").of("no-what"), needs),
        means=_words(part.child("means").of("no-meaning"), needs),
        done=_words(part.child("done"), needs),
        if_ignored=_words(part.child("if_ignored").of("no-if-ignored"), needs),
        next_steps=_steps(part.child("next_steps").of("no-next-step"), needs),
        evidence=_evidence(part.child("evidence").of("no-evidence"), needs),
        answers=_answers(part.child("answers").of("unanswered-question"), needs),
    )


def _language(part: Part, language: str) -> None:
    try:
        speaking.locale(language)
    except ValueError as error:
        part.block(*error.args)
        return
    if language.split("-")[0] not in LANGUAGES:
        says = (
            f"the fixed phrases around the notice are not written in {language} yet; they will be in English"
        )
        part.find("warn", says, f"those there are: {', '.join(LANGUAGES)}")


def _words(part: Part, needs: Needs) -> Template:
    """A template that must always come to some words."""
    template = _template(part, needs)
    if template.source and may_say_nothing(template.source):
        part.block(
            "this says nothing at all when its `if` does not hold",
            "add words outside of it, or {% else %}",
            kind="empty-placeholder",
        )
    return template


def _template(part: Part, needs: Needs) -> Template:
    text = part.text()
    for mistake in mistakes(text, needs):
        part.find(mistake.severity, mistake.says, mistake.mend, kind=mistake.kind)
    return Template(text)


def _steps(part: Part, needs: Needs) -> tuple[StepWords, ...]:
    if part.value is None:
        return ()
    steps = [_step(item, needs) for item in part.items()]
    if not steps:
        part.block(
            "there is nothing the reader can do",
            "add at least one step: {id: keep, says: That is fine, does: confirm}",
        )
    for repeated in {
        step.id for step in steps if step.id and [other.id for other in steps].count(step.id) > 1
    }:
        part.block(f"two steps have the id {repeated}", "give each step an id of its own")
    return tuple(steps)


def _step(part: Part, needs: Needs) -> StepWords:
    part.only(("id", "says", "does"), kinds={"id": "file", "does": "dead-action"})
    return StepWords(
        id=part.child("id").read(_step_id, ""),
        says=_words(part.child("says"), needs),
        does=_does(part.child("does").of("dead-action"), needs),
    )


def _step_id(text: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9_-]{0,39}", text, re.ASCII):
        raise ValueError(f"{text!r} is not a step's id", "use a short word in small letters: keep")
    return text


def _does(part: Part, needs: Needs) -> Template:
    """An outcome's name, or the https address the step leads to."""
    template = _words(part, needs)
    source = template.source
    if source and not re.fullmatch(OUTCOME, source, re.ASCII) and not _is_address(source, needs):
        mend = "write confirm, callback, the company's own outcome (order.cancel), or an https address"
        part.block(f"{source!r} is neither an outcome nor an https address", mend)
    return template


def _evidence(part: Part, needs: Needs) -> tuple[EvidenceWords, ...]:
    if part.value is None:
        return ()
    return tuple(_shown(item, needs) for item in part.items())


def _shown(part: Part, needs: Needs) -> EvidenceWords:
    part.only(("says",), tuple(EVIDENCE_KINDS), kinds={"says": "evidence-no-text"})
    kinds = [key for key in EVIDENCE_KINDS if part.has(key)]
    if len(kinds) != 1:
        part.block(
            "evidence is of exactly one kind", f"write one of {', '.join(EVIDENCE_KINDS)} beside `says`"
        )
    kind = kinds[0] if kinds else "text"
    value = _template(part.child(kind), needs)
    if value.source and kind == OBJECT and not _is_object(value.source, needs):
        mend = "write the id that the upload gave, or the name of data declared as evidence"
        part.child(kind).block("object must be an evidence object", mend)
    if value.source and kind not in ("text", OBJECT) and not _is_address(value.source, needs):
        mend = "write an https address, or the name of data declared as url"
        part.child(kind).block(f"{kind} must lead to an https address", mend)
    return EvidenceWords(
        kind=kind, value=value, says=_template(part.child("says").of("evidence-no-text"), needs)
    )


def _is_address(source: str, needs: Needs) -> bool:
    """Whether a template can only give an address: it starts with https, or is one name of type url (maybe in an `if`)."""
    bare = re.sub(r"{%.*?%}", "", source).strip()
    if re.match(r"https://[^\s{/]+\.[^\s{/]+(/|$)", bare):
        return " " not in re.sub(r"{{.*?}}", "", bare)
    return _type_named(bare, needs) == "url"


def _is_object(source: str, needs: Needs) -> bool:
    """Whether a template can only give an evidence object: an id, or one name of type evidence (maybe in an `if`)."""
    bare = re.sub(r"{%.*?%}", "", source).strip()
    return is_id(bare) or _type_named(bare, needs) == "evidence"


def _type_named(bare: str, needs: Needs) -> str:
    """The type of the data that a template of one name alone gives."""
    found = re.fullmatch(r"{{\s*([\w.]+)\s*}}", bare)
    need = needs.get(found[1]) if found else None
    return need.type if need else ""


def _answers(part: Part, needs: Needs) -> tuple[AnswerWords, ...]:
    if part.value is None:
        return ()
    return tuple(_answer(item, needs) for item in part.items())


def _answer(part: Part, needs: Needs) -> AnswerWords:
    part.only(("q", "a"))
    return AnswerWords(question=_template(part.child("q"), needs), answer=_template(part.child("a"), needs))


def _same_steps(part: Part, found: Mapping[str, NoticeWords]) -> None:
    """Whatever the language, the same answers are possible: outcomes are told to the company by the step's id."""
    first, *others = found or [""]
    for language in others:
        if found[language].next_steps and _outcomes(found[language]) != _outcomes(found[first]):
            child = part.child(language).child("next_steps").of("languages-differ")
            child.block(
                f"the steps differ from those in {first}",
                "give both the same ids with the same outcomes, in one order",
            )


def _outcomes(words: NoticeWords) -> list[tuple[str, str]]:
    return [
        (step.id, step.does.source if re.fullmatch(OUTCOME, step.does.source) else "")
        for step in words.next_steps
    ]
