"""A notice as a print-ready letter: PDF/A-2b, set by Typst from data only, the same octets for the same message."""

import io
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import segno
import typst
from babel.dates import format_date

from tidings.channels.contract import CannotCompose, Message
from tidings.channels.letter import bars
from tidings.channels.letter.address import clean, lines_of, routing_code
from tidings.channels.letter.windows import Window
from tidings.core import words
from tidings.core.evidence.pointing import OBJECT
from tidings.core.notice import Evidence

TEMPLATE = Path(__file__).with_name("letter.typ")
FONTS = ("Libertinus Serif", "DejaVu Sans", "Noto Sans", "Noto Sans Arabic", "Noto Sans CJK SC")
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "yi"})
STANDARD: Literal["a-2b"] = "a-2b"
MOST_PICTURES = 2
PAGES = re.compile(rb"<xmpTPg:NPages>(\d+)<")


@dataclass(frozen=True, kw_only=True)
class Form:
    """How this company's letters look and are posted: envelope, most pages, country, barcode (the mailer's digits)."""

    window: Window
    pages: int
    posted_in: str = ""
    barcode: str = ""
    fonts: Path | None = None


@dataclass(frozen=True, kw_only=True)
class Letter:
    """The print file and what the printer must know of it."""

    pdf: bytes
    pages: int

    @property
    def sheets(self) -> int:
        """Printed on both sides."""
        return (self.pages + 1) // 2


def draw(message: Message, form: Form) -> Letter:
    """The letter; raises `CannotCompose` for a bad address, letters no font has, or too many pages."""
    try:
        pdf = typst.compile(
            TEMPLATE,
            root=TEMPLATE.parent,
            font_paths=[form.fonts] if form.fonts else [],
            sys_inputs={"data": json.dumps(data(message, form))},
            format="pdf",
            pdf_standards=STANDARD,
            timestamp=int(message.at.timestamp()),
        )
    except typst.TypstError as error:
        raise CannotCompose(f"the letter cannot be set: {str(error).splitlines()[0][:200]}") from error
    pages = page_count(pdf)
    if pages > form.pages:
        raise CannotCompose(f"the letter has {pages} pages; at most {form.pages} are allowed")
    return Letter(pdf=pdf, pages=pages)


def picture(message: Message, form: Form) -> bytes:
    """The first page as PNG, for whoever writes the words."""
    drawn: Any = typst.compile(
        TEMPLATE,
        root=TEMPLATE.parent,
        font_paths=[form.fonts] if form.fonts else [],
        sys_inputs={"data": json.dumps(data(message, form))},
        format="png",
        ppi=96,
    )
    first: bytes = drawn[0] if isinstance(drawn, list) else drawn
    return first


def page_count(pdf: bytes) -> int:
    """From the metadata, which PDF/A keeps in clear (ISO 19005-2, 6.6.2)."""
    found = PAGES.search(pdf)
    if not found:
        raise CannotCompose("the letter came out without pages")
    return int(found[1])


def data(message: Message, form: Form) -> dict[str, Any]:
    """Everything the template shows, as strings and numbers."""
    composed, head, window = message.composed, message.letterhead, form.window
    return {
        "page": window.page,
        "window": window.safe,
        "body_from": window.body_from,
        "fonts": FONTS,
        "lang": message.language.split("-")[0] or "en",
        "rtl": message.language.split("-")[0] in RIGHT_TO_LEFT,
        "date": {"year": message.at.year, "month": message.at.month, "day": message.at.day},
        "day": day(message),
        "company": clean(head.name),
        "sender": [clean(line) for line in (*head.postal_address.splitlines(), head.help_line) if clean(line)],
        "footer": clean(f"{message.topic_title} · {message.code}"),
        "address": lines_of(message.to, message.to_name, posted_in=form.posted_in),
        **barcode(message, form),
        "subject": clean(composed.subject) or clean(composed.what)[:120],
        "what": plain(composed.what),
        "means": plain(composed.means),
        "done": plain(composed.done),
        "items": [{"title": clean(item.title), "text": plain(f"{item.what}\n{item.means}")} for item in composed.items],
        "steps": [plain(step.says) for step in composed.next_steps],
        "if_ignored": plain(composed.if_ignored),
        "evidence": [plain(on_paper(item)) for item in composed.evidence],
        "pictures": pictures(message),
        "answers": [{"question": plain(one.question), "answer": plain(one.answer)} for one in composed.answers],
        "words": phrases(message),
        "why": reasons(message),
        "open_code": square(message.links.notice),
        "check_code": square(f"{message.links.check}?code={message.code}"),
    }  # fmt: skip


def barcode(message: Message, form: Form) -> dict[str, str]:
    routing = routing_code(message.to)
    if not (form.barcode and routing):
        return {"barcode": "", "barcode_says": ""}
    tracking = bars.tracking_code(prefix=form.barcode, message_id=message.message_id)
    return {"barcode": bars.picture(tracking=tracking, routing=routing), "barcode_says": tracking}


def phrases(message: Message) -> dict[str, str]:
    said = words.phrases(message.language)
    check = said["check"].format(code=message.code, address=message.links.check)
    return {name: said[name] for name in ("open", "next_steps", "if_ignored", "evidence", "answers")} | {
        "check": check
    }


def reasons(message: Message) -> Sequence[str]:
    """Why we write, how to have it otherwise: what the law and courtesy ask at the foot of every letter."""
    said, head = words.phrases(message.language), message.letterhead
    why = said["why_marketing" if message.purpose == "marketing" else "why"]
    lines = [why.format(company=head.name, topic=message.topic_title)]
    if message.links.stop:
        stop = said["digest_stop" if message.composed.items else "stop"].format(topic=message.topic_title)
        lines.append(f"{stop}: {head.help_line or said['open']}")
    return [clean(line) for line in lines]


def day(message: Message) -> str:
    locale = message.language.replace("-", "_")
    try:
        return format_date(message.at.date(), "long", locale)
    except (ValueError, LookupError):
        return message.at.date().isoformat()


def square(content: str) -> str:
    """A QR code as SVG, sure enough to be read from a creased page."""
    drawn = io.BytesIO()
    segno.make(content, error="m", micro=False).save(drawn, kind="svg", border=2, xmldecl=False)
    return drawn.getvalue().decode()


def on_paper(evidence: Evidence) -> str:
    """Nobody types the address of a picture: the page is behind the QR code."""
    return evidence.says if evidence.kind == OBJECT else shown(evidence.says, evidence.value)


def pictures(message: Message) -> list[dict[str, Any]]:
    """The pictures of its evidence in the size that prints well, as numbers, which is how Typst takes octets."""
    largest = [message.pictures[place][0] for place in sorted(message.pictures)][:MOST_PICTURES]
    says = [message.composed.evidence[place - 1].says for place in sorted(message.pictures)]
    return [
        {"octets": list(one.content), "says": plain(alt)} for one, alt in zip(largest, says, strict=False)
    ]


def shown(says: str, value: str) -> str:
    return f"{says}: {value}" if says and value else says or value


def plain(words: str) -> str:
    """Text for the page: line ends kept, what no printer prints left out."""
    return "\n".join(clean(line) for line in words.splitlines())


def form_from(settings: Mapping[str, str], windows: Mapping[str, Window]) -> Form:
    """From the channel's settings; raises ValueError naming the one that cannot be right."""
    name = settings["TIDINGS_LETTER_WINDOW"]
    if name not in windows:
        raise ValueError(f"TIDINGS_LETTER_WINDOW: {name!r} is none of {', '.join(windows)}")
    pages, prefix = settings["TIDINGS_LETTER_PAGES"], settings["TIDINGS_LETTER_BARCODE"]
    if not pages.isdigit() or not 1 <= int(pages) <= 20:
        raise ValueError("TIDINGS_LETTER_PAGES: give a number from 1 to 20")
    if prefix and not re.fullmatch(r"[0-9][0-4][0-9]{9}([0-9]{3})?", prefix):
        raise ValueError(
            "TIDINGS_LETTER_BARCODE: give barcode id, service type and mailer id, 11 or 14 digits"
        )
    fonts = settings["TIDINGS_LETTER_FONTS"]
    return Form(
        window=windows[name],
        pages=int(pages),
        posted_in=settings["TIDINGS_LETTER_COUNTRY"],
        barcode=prefix,
        fonts=Path(fonts) if fonts else None,
    )
