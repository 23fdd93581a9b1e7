"""What a campaign says for WhatsApp alone: which approved template carries the notice where free words may not go."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from tidings.channels.whatsapp.parts import LINKS, PARTS
from tidings.core.campaign_files.surfaces import Mistake
from tidings.core.notice_words import NoticeWords

KEYS = ("template", "language", "category", "parameters", "buttons")
CATEGORIES = ("utility", "marketing", "authentication")
MOST_BUTTONS = 10
NAME = re.compile(r"[a-z0-9_]{1,512}", re.ASCII)
LOCALE = re.compile(r"[a-z]{2,3}(_[A-Z]{2,3})?", re.ASCII)
PLACE = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)


def mistakes(said: Mapping[str, Any], notices: Mapping[str, NoticeWords]) -> Iterator[Mistake]:
    """Everything wrong with it; `notices` are the campaign's words by language."""
    for key in said.keys() - set(KEYS):
        yield Mistake(at=(key,), says=f"{key} is not known here", mend=f"use one of: {', '.join(KEYS)}")
    yield from template_mistakes(said.get("template"))
    yield from category_mistakes(said.get("category", "utility"))
    yield from language_mistakes(said.get("language", {}), notices)
    yield from parameter_mistakes(said.get("parameters", []))
    yield from button_mistakes(said.get("buttons", []), notices)


def template_mistakes(name: object) -> Iterator[Mistake]:
    if name is None:
        yield Mistake(
            at=(), says="template is missing", mend="add `template:` with its name as Meta approved it"
        )
    elif not isinstance(name, str) or not NAME.fullmatch(name):
        mend = "write its name as Meta approved it: small letters, digits and _"
        yield Mistake(at=("template",), says=f"{name!r} is not a template's name", mend=mend)


def category_mistakes(category: object) -> Iterator[Mistake]:
    if category not in CATEGORIES:
        yield Mistake(
            at=("category",),
            says=f"there is no category {category}",
            mend=f"use one of: {', '.join(CATEGORIES)}",
        )


def language_mistakes(locales: object, notices: Mapping[str, NoticeWords]) -> Iterator[Mistake]:
    if not isinstance(locales, Mapping):
        mend = "write `language: {en: en_US}`, the notice's language first"
        yield Mistake(at=("language",), says="language must be a mapping", mend=mend)
        return
    for language, locale in locales.items():
        at = ("language", language)
        if language not in notices:
            mend = f"use one of: {', '.join(notices)}"
            yield Mistake(at=at, says=f"the notice has no language {language}", mend=mend)
        if not isinstance(locale, str) or not LOCALE.fullmatch(locale):
            yield Mistake(
                at=at,
                says=f"{locale!r} is not a template's language",
                mend="write it like en, en_US or pt_BR",
            )


def parameter_mistakes(parameters: object) -> Iterator[Mistake]:
    if isinstance(parameters, Mapping):
        for place, part in parameters.items():
            if not PLACE.fullmatch(str(place)):
                mend = "use small letters, digits and _, as in the template's {{order_id}}"
                yield Mistake(
                    at=("parameters", place), says=f"{place!r} is not a parameter's name", mend=mend
                )
            yield from part_mistakes(part, ("parameters", place))
    elif isinstance(parameters, list):
        for index, part in enumerate(parameters):
            yield from part_mistakes(part, ("parameters", index))
    else:
        mend = "write `parameters: [what, link]`, or `{order_id: what}` for named ones"
        yield Mistake(at=("parameters",), says="parameters must be a list or a mapping", mend=mend)


def part_mistakes(part: object, at: tuple[str | int, ...]) -> Iterator[Mistake]:
    if not isinstance(part, str) or part not in PARTS:
        yield Mistake(at=at, says=f"the notice has no part {part}", mend=f"use one of: {', '.join(PARTS)}")


def button_mistakes(buttons: object, notices: Mapping[str, NoticeWords]) -> Iterator[Mistake]:
    if not isinstance(buttons, list) or len(buttons) > MOST_BUTTONS:
        mend = "write `buttons: [keep, notice]`: ids of next steps, or names of links"
        yield Mistake(at=("buttons",), says=f"buttons must be a list of at most {MOST_BUTTONS}", mend=mend)
        return
    steps = {step.id for words in notices.values() for step in words.next_steps}
    known = [*sorted(steps), *LINKS]
    for index, button in enumerate(buttons):
        if button not in known:
            says, mend = f"there is no next step or link {button}", f"use one of: {', '.join(known)}"
            yield Mistake(at=("buttons", index), says=says, mend=mend)
