"""What spam filters that others run make of every example's mail: signed and plain, under one point."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.examples.mails import mails
from tests.examples.spam_filters import Scores, by_rspamd, by_spamassassin

MOST = 1.0
# What both filters are tried with (GTUBE): a filter that has read no rules would pass everything.
MARK = b"XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X"
SPAM = {"spam": b"From: a@example.com\r\nTo: b@example.com\r\nSubject: x\r\n\r\n" + MARK + b"\r\n"}


@pytest.fixture
def folder() -> Iterator[Path]:
    """Short: a socket's path is at most 107 octets."""
    with TemporaryDirectory(prefix="spam-") as folder:
        yield Path(folder)


def test_spamassassin(folder: Path) -> None:
    assert over(by_spamassassin(mails() | SPAM, folder)) == {"spam"}


def test_rspamd(folder: Path) -> None:
    assert over(by_rspamd(mails() | SPAM, folder)) == {"spam"}


def over(scores: Scores) -> set[str]:
    """A failure shows the rules that made each score."""
    print({name: found for name, found in scores.items() if found[0] >= MOST})
    assert len(scores) > 16
    return {name for name, (score, _) in scores.items() if score >= MOST}
