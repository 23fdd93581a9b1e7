"""Reading what the sink has kept."""

import email.policy
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage, Message
from email.parser import BytesHeaderParser, BytesParser
from email.utils import parsedate_to_datetime
from functools import cached_property
from pathlib import Path

WHOLE = BytesParser(policy=email.policy.default)
HEAD = BytesHeaderParser(policy=email.policy.default)
MARKS = re.compile(rb"^(message-id|x-tidings-code):[ \t\r\n]*(\S+)", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True)
class Outline:
    """What identifies a message: its file's id, its Message-ID without brackets, its check code."""

    id: str
    message_id: str
    code: str


@dataclass(frozen=True)
class Line:
    """A message as a list shows it, dated as it says itself. `repeated`: its Message-ID was handed over more than once."""

    id: str
    dated: datetime
    sender: str
    recipient: str
    subject: str
    repeated: bool


@dataclass(frozen=True)
class Mail:
    """One message: the octets as received, and its parts."""

    id: str
    received_at: datetime
    octets: bytes

    @cached_property
    def parsed(self) -> EmailMessage:
        found = WHOLE.parsebytes(self.octets)
        assert isinstance(found, EmailMessage)
        return found

    @property
    def headers(self) -> list[tuple[str, str]]:
        return [(name, str(value)) for name, value in self.parsed.items()]

    @property
    def subject(self) -> str:
        return str(self.parsed.get("Subject", ""))

    @property
    def dated(self) -> datetime:
        return dated(self.parsed, self.received_at)

    @property
    def sender(self) -> str:
        return str(self.parsed.get("From", ""))

    @property
    def recipient(self) -> str:
        return str(self.parsed.get("To", ""))

    @property
    def text(self) -> str:
        return self._body("plain")

    @property
    def html(self) -> str:
        return self._body("html")

    @property
    def raw(self) -> str:
        return self.octets.decode("utf-8", "replace")

    def _body(self, kind: str) -> str:
        part = self.parsed.get_body((kind,))
        return str(part.get_content()) if part else ""


class Mailbox:
    """The kept messages of one folder; another process may be adding to it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def count(self) -> int:
        return len(self._ids())

    def repeated(self) -> int:
        """How many hand-overs were of a message already kept (by Message-ID)."""
        return sum(times - 1 for times in self._times(self._ids()).values())

    def messages(self, *, after: str = "", limit: int = 50, words: str = "") -> list[Line]:
        """Newest first, those older than the id `after`; `words` must all be in sender, recipient or subject."""
        ids = self._ids()
        times = self._times(ids)
        wanted = words.casefold().split()
        found: list[Line] = []
        for id in (id for id in reversed(ids) if not after or id < after):
            line = self._line(id, times)
            if all(word in f"{line.sender} {line.recipient} {line.subject}".casefold() for word in wanted):
                found.append(line)
            if len(found) == limit:
                break
        return found

    def message(self, id: str) -> Mail:
        """Raises `KeyError` when there is none of that id."""
        path = self._path(id)
        return Mail(id, received(path), path.read_bytes())

    def all(self) -> Iterator[Mail]:
        """Every message, oldest first."""
        return (self.message(id) for id in self._ids())

    def files(self) -> list[Path]:
        """Every message's file, oldest first."""
        return [self._path(id) for id in self._ids()]

    def outlines(self) -> Iterator[Outline]:
        """Every message by its marks, oldest first, without parsing the whole of it."""
        for file in self.files():
            marks = {
                name.lower(): value.decode("ascii", "replace") for name, value in MARKS.findall(head_of(file))
            }
            yield Outline(
                file.stem, marks.get(b"message-id", "").strip("<>"), marks.get(b"x-tidings-code", "")
            )

    def message_ids(self) -> list[str]:
        """The Message-ID of every hand-over, oldest first; one handed over again is there again."""
        return [outline.message_id for outline in self.outlines()]

    def _line(self, id: str, times: Counter[str]) -> Line:
        path = self._path(id)
        with path.open("rb") as file:
            head = HEAD.parse(file)
        sender, recipient, subject = (str(head.get(name, "")) for name in ("From", "To", "Subject"))
        return Line(
            id, dated(head, received(path)), sender, recipient, subject, times[id.partition("-")[2]] > 1
        )

    def _ids(self) -> list[str]:
        if not self.folder.is_dir():
            return []
        return sorted(file.stem for file in self.folder.iterdir() if sequence(file.name))

    def _times(self, ids: list[str]) -> Counter[str]:
        return Counter(id.partition("-")[2] for id in ids)

    def _path(self, id: str) -> Path:
        path = self.folder / f"{id}.eml"
        if not id.replace("-", "").isalnum() or not path.is_file():
            raise KeyError(id)
        return path


def sequence(name: str) -> int:
    """The number a message's file name begins with; 0 when it is no message's."""
    number = name.partition("-")[0]
    return int(number) if name.endswith(".eml") and number.isdigit() else 0


def head_of(file: Path) -> bytes:
    return file.read_bytes().partition(b"\r\n\r\n")[0]


def dated(mail: Message, received_at: datetime) -> datetime:
    """The moment that the mail says it was sent; when we received it, where it says nothing sensible."""
    try:
        said = parsedate_to_datetime(str(mail["Date"]))
    except ValueError:
        return received_at
    return said if said.tzinfo else said.replace(tzinfo=UTC)


def received(path: Path) -> datetime:
    """When the sink put the file there, as the file system says."""
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)
