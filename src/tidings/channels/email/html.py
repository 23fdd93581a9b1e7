"""The HTML face of a mail. The look is inlined into the layout once a process, never into each message."""

from functools import cache
from pathlib import Path

import css_inline
from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup, escape

from tidings.channels.contract import Message
from tidings.channels.email.enclosing import content_id
from tidings.channels.email.phrases import phrases

RIGHT_TO_LEFT = frozenset(
    ["ar", "arc", "ckb", "dv", "fa", "he", "iw", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"]
)
RIGHT_TO_LEFT_SCRIPTS = frozenset({"arab", "hebr", "syrc", "thaa", "nkoo", "adlm", "rohg"})
FOLDER = Path(__file__).parent


def html(message: Message, subject: str) -> str:
    """The whole document; every word that is not ours is escaped."""
    words = phrases(message)
    return layout().render(
        language=message.language,
        direction="rtl" if right_to_left(message.language) else "ltr",
        start="right" if right_to_left(message.language) else "left",
        subject=subject,
        composed=message.composed,
        letterhead=message.letterhead,
        links=message.links,
        words=words,
        check=check(words.check, message),
        pictured={place: content_id(place) for place in message.pictures},
    )


def right_to_left(language: str) -> bool:
    """Whether the language is written from right to left: by its script where the tag names one, else by itself."""
    first, *rest = language.lower().split("-")
    scripts = [part for part in rest if len(part) == 4]
    return scripts[0] in RIGHT_TO_LEFT_SCRIPTS if scripts else first in RIGHT_TO_LEFT


def check(phrase: str, message: Message) -> Markup:
    """The phrase with the code set off and the address as a link."""
    code = Markup('<strong style="white-space: nowrap">{}</strong>').format(message.code)
    link = Markup('<a href="{0}" style="color: inherit">{0}</a>').format(message.links.check)
    return escape(phrase).format(code=code, address=link)


@cache
def layout() -> Template:
    """The layout with its look in `style` attributes, as mail programs need it; dark mode stays a style sheet."""
    inliner = css_inline.CSSInliner(
        extra_css=(FOLDER / "look.css").read_text(), keep_style_tags=True, resolve_css_variables=True
    )
    inlined = inliner.inline((FOLDER / "layout.html").read_text())
    source = inlined.replace("/*dark*/", (FOLDER / "dark.css").read_text())
    source = source.replace("text-align: left", "text-align: {{ start }}")
    paper = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    paper.tests["web_address"] = is_web_address
    return paper.from_string(source)


def is_web_address(value: str) -> bool:
    """Whether a value may become a link: https or http only, so that no script ever hides in one."""
    return value.startswith(("https://", "http://")) and value.split() == [value]
