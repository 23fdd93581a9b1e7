"""What somebody wrote back: their own words, without what their mail program quotes, and whether a person wrote at all."""

import re
from email.message import Message as Mail
from html.parser import HTMLParser

from tidings.channels.contract import Raw, Reply
from tidings.channels.email.inbound.parsing import address_in, header, message_ids, parts, words
from tidings.channels.email.return_path import Ours

LONGEST = 10_000  # characters
# The line above what is quoted, as the common mail programs write it, in English, French, Spanish, Portuguese, German.
ATTRIBUTION = re.compile(
    r"^\s*(?:on\b.{0,300}\bwrote|le\b.{0,300}\ba écrit|el\b.{0,300}\bescribió|em\b.{0,300}\bescreveu"
    r"|am\b.{0,300}\bschrieb.{0,100})\s*:\s*$",
    re.IGNORECASE,
)
DIVIDER = re.compile(
    r"^\s*(?:[-_]{2,}\s*(?:original message|message d'origine|mensaje original|mensagem original"
    r"|ursprüngliche nachricht|forwarded message)\s*[-_]{2,}|_{20,})\s*$",
    re.IGNORECASE,
)
HEAD_OF_QUOTE = re.compile(r"^\s*\**(?:from|de|von)\s*:\**\s.*(?:@|<)", re.IGNORECASE)
AWAY = re.compile(
    r"^(?:out of (?:the )?office|automatic reply|auto(?:matic)?[ -]?(?:reply|response)|away from|"
    r"réponse automatique|absence du bureau|respuesta automática|fuera de (?:la )?oficina|"
    r"resposta automática|ausência|automatische antwort|abwesenheit)",
    re.IGNORECASE,
)
MACHINES = re.compile(r"^(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply|auto-?reply)\b", re.IGNORECASE)
MARKS = ("X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-Auto-Reply", "List-Id", "X-Loop")


def from_reply(mail: Mail, raw: Raw, ours: Ours) -> Reply:
    """The reply to the message that the address names, else to the latest of those that it refers to."""
    referred = [*message_ids(mail, "In-Reply-To"), *reversed(message_ids(mail, "References"))]
    return Reply(
        key="0",
        sender=address_in(mail, "From") or raw.headers.get("envelope-from", ""),
        text=own_words(said_in(mail)),
        at=raw.at,
        said_to=raw.headers.get("envelope-to", ""),
        message_id=ours.message_id or (referred[0] if referred else ""),
        subject=header(mail, "Subject")[:500],
        automatic=is_automatic(mail, raw),
    )


def is_automatic(mail: Mail, raw: Raw) -> bool:
    """RFC 3834 and what programs did before it: such mail is never answered and changes nothing."""
    said = header(mail, "Auto-Submitted").partition(";")[0].strip().lower()
    if said:
        return said != "no"
    return (
        raw.headers.get("envelope-from", "").strip("<> ") == ""
        or header(mail, "Precedence").lower() in {"bulk", "junk", "list", "auto_reply"}
        or any(name in mail for name in MARKS)
        or bool(AWAY.match(header(mail, "Subject")))
        or bool(MACHINES.match(address_in(mail, "From")))
    )


def said_in(mail: Mail) -> str:
    """The text of the mail; of HTML alone, its words without what is quoted."""
    for kind in ("text/plain", "text/html"):
        for part in parts(mail, kind):
            if part.get_content_disposition() != "attachment":
                said = words(part)[: 10 * LONGEST]
                return said if kind == "text/plain" else text_of(said)
    return ""


def own_words(said: str) -> str:
    """What the person wrote: above the quote, and below it where they answered there; without the signature."""
    own: list[str] = []
    rows = said.replace("\r\n", "\n").split("\n")
    for number, row in enumerate(rows):
        if DIVIDER.match(row) or row in ("-- ", "--") or begins_quoted_head(rows[number : number + 4]):
            break
        if not row.lstrip().startswith(">") and not attributes(rows, number):
            own.append(row.rstrip())
    return "\n".join(own).strip()[:LONGEST]


def attributes(rows: list[str], number: int) -> bool:
    """Whether that row, alone or with the one beside it, says who wrote what is quoted below."""
    pairs = (
        rows[number],
        " ".join(rows[number : number + 2]),
        " ".join(rows[max(0, number - 1) : number + 1]),
    )
    return any(len(pair) < 400 and ATTRIBUTION.match(pair) for pair in pairs)


def begins_quoted_head(rows: list[str]) -> bool:
    """Some programs quote without any sign, below a copy of the head: From, Sent, To, Subject."""
    return bool(HEAD_OF_QUOTE.match(rows[0][:400])) and sum(":" in row[:20] for row in rows) >= 3


def text_of(html: str) -> str:
    reader = Shown()
    reader.feed(html)
    return re.sub(r"\n{3,}", "\n\n", "".join(reader.said)).strip()


class Shown(HTMLParser):
    """The words that a page shows, without those in a quote."""

    SILENT = frozenset({"style", "script", "head", "title", "blockquote"})
    BREAKS = frozenset({"br", "p", "div", "li", "tr"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in self.SILENT
        if tag in self.BREAKS and not self.silent:
            self.said.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.silent = max(0, self.silent - (tag in self.SILENT))

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.said.append(data)
