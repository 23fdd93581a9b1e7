"""Text messages to learn from and to measure on: two public sets read, mended, freed of doubles and split.

`sms_spam` (UCI, CC BY 4.0): `label<TAB>text`. `sms_phishing` (Mishra and Soni): CSV with LABEL, TEXT, URL, EMAIL, PHONE. In the copy
we have, each label stands one row above its text; its own columns say so (PHONE is "yes" beside texts without any digit, and
fits the next row). So a label goes to the row where those columns fit best, and rows where they do not fit are left out.
"""

import csv
import gzip
import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
WRITTEN = Path(__file__).parent / "written.yaml"
SHIFTS = (0, 1, -1)  # rows from a label to its text; a file in order has 0
URL = re.compile(
    r"https?:|www\.|\b[\w-]+\.(?:com|co|net|org|uk|in|ly|mobi|info|tv|biz|me|io|do|us|gl)\b", re.I
)
EMAIL = re.compile(r"\S+@\S+\.\w+")
PHONE = re.compile(r"\+?\d[\d\s()-]{3,}\d")


@dataclass(frozen=True, kw_only=True)
class Message:
    """A text and what it is: `ham`, `spam` or `smishing`."""

    text: str
    label: str

    @property
    def key(self) -> str:
        """The same for texts that are equal after normalising."""
        return re.sub(r"[\W_]+", " ", self.text.lower()).strip()


@dataclass(frozen=True, kw_only=True)
class Phishing:
    """The set of three labels: as mended, as it stands in the file, and by how many rows its labels had slipped."""

    mended: list[Message]
    as_is: list[Message]
    shift: int


def data_folder(given: str = "") -> Path:
    """The project's data: where it was said to be, by TIDINGS_DATA, or in `shared/data` beside the repository."""
    return Path(given or os.environ.get("TIDINGS_DATA") or ROOT.parent / "shared" / "data")


def spam_of(file: Path) -> list[Message]:
    rows = (line.split("\t", 1) for line in text_of(file).splitlines() if "\t" in line)
    return once(Message(text=text, label=label.lower()) for label, text in rows)


def phishing_of(file: Path, *, known: Iterable[Message] = ()) -> Phishing:
    """The set, mended; a label that `known` contradicts (ham there, a scam here) was not this text's and is left out."""
    rows = list(csv.DictReader(StringIO(text_of(file))))
    other = {message.key: message.label for message in known}
    shift = max(SHIFTS, key=lambda shift: fit(rows, shift))
    paired = [Message(text=text, label=label) for label, text in pairs(rows, shift)]
    return Phishing(
        mended=[
            each
            for each in once(paired)
            if (other.get(each.key, each.label) == "ham") == (each.label == "ham")
        ],
        as_is=once(Message(text=row["TEXT"], label=row["LABEL"].lower()) for row in rows),
        shift=shift,
    )


def fit(rows: list[dict[str, str]], shift: int) -> float:
    """In what share of the rows that claim a link, a mail address or a number the text has just that."""
    claims = [(claimed(row), has(other["TEXT"])) for row, other in beside(rows, shift) if any(claimed(row))]
    return sum(claim == found for claim, found in claims) / max(len(claims), 1)


def pairs(rows: list[dict[str, str]], shift: int) -> Iterator[tuple[str, str]]:
    for row, other in beside(rows, shift):
        if (shift == 0 and not row["URL"]) or (row["URL"] and claimed(row) == has(other["TEXT"])):
            yield row["LABEL"].lower(), other["TEXT"]


def beside(rows: list[dict[str, str]], shift: int) -> Iterator[tuple[dict[str, str], dict[str, str]]]:
    return ((row, rows[at + shift]) for at, row in enumerate(rows) if 0 <= at + shift < len(rows))


def claimed(row: dict[str, str]) -> tuple[bool, ...]:
    return tuple(row[column].strip().lower() == "yes" for column in ("URL", "EMAIL", "PHONE"))


def has(text: str) -> tuple[bool, ...]:
    number = any(len(re.sub(r"\D", "", found)) > 4 for found in PHONE.findall(text))
    return bool(URL.search(text)), bool(EMAIL.search(text)), number


def written() -> list[Message]:
    """Our own texts, in three languages (`written.yaml`)."""
    kinds = yaml.safe_load(WRITTEN.read_text(encoding="utf-8"))
    labels = {"genuine": "ham", "scam": "smishing"}
    return [
        Message(text=text, label=labels[kind])
        for kind in kinds
        for texts in kinds[kind].values()
        for text in texts
    ]


def once(messages: Iterable[Message]) -> list[Message]:
    """Each text once: of those equal after normalising, the first."""
    return list({message.key: message for message in reversed(list(messages)) if message.key}.values())[::-1]


def held_back(key: str, *, of: int = 5, part: int = 0) -> bool:
    """One part of several by the text alone, so that every run and every machine holds back the same."""
    return int(hashlib.sha256(key.encode()).hexdigest()[:8], 16) % of == part


def text_of(file: Path) -> str:
    octets = file.read_bytes()
    return (gzip.decompress(octets) if octets[:2] == b"\x1f\x8b" else octets).decode("utf-8-sig")
