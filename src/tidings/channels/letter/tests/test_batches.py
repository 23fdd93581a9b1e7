"""From folder to print house and back: batches whole or unfinished, letters once, what comes back read."""

import csv
import hashlib
import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tidings.channels.contract import Raw, Receipt, Unplugged, Unreadable
from tidings.channels.letter import coming_back
from tidings.channels.letter.batching import close_batch
from tidings.channels.letter.channel import CHANNEL
from tidings.channels.letter.desk import Desk
from tidings.channels.letter.house import Folder
from tidings.channels.letter.sending import LetterSender
from tidings.channels.letter.tests.examples import FORM, MESSAGE, message, settings

NOW = datetime(2018, 8, 16, 18, 0, tzinfo=UTC)


class Dies(Folder):
    """A folder whose worker dies at the n-th change."""

    def __init__(self, root: Path, changes: int) -> None:
        super().__init__(root)
        self.left = changes

    def put(self, path: str, octets: bytes) -> None:
        self.count()
        super().put(path, octets)

    def move(self, path: str, to: str) -> None:
        self.count()
        super().move(path, to)

    def count(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise InterruptedError("killed")


def sent(folder: Path, *ids: str) -> LetterSender:
    sender = LetterSender(Folder(folder), FORM, 3)
    for id in ids:
        assert sender.send(message(message_id=f"{id}@shop.example")).state == "accepted"
    return sender


def manifest(folder: Path, batch: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((folder / "batches" / batch / "manifest.csv").read_text())))


def test_a_batch_holds_each_letter_and_its_checksum(tmp_path: Path) -> None:
    sent(tmp_path, "a", "b")
    batch = close_batch(Folder(tmp_path), now=NOW)
    lines = manifest(tmp_path, batch)
    assert [line["id"] for line in lines] == ["a@shop.example", "b@shop.example"]
    for line in lines:
        octets = (tmp_path / "batches" / batch / line["file"]).read_bytes()
        assert hashlib.sha256(octets).hexdigest() == line["sha256"]
        assert line["country"] == "br"
    assert not list((tmp_path / "incoming").iterdir())
    assert close_batch(Folder(tmp_path), now=NOW + timedelta(hours=1)) == ""


def test_no_manifest_says_who_gets_what(tmp_path: Path) -> None:
    sent(tmp_path, "a")
    written = (tmp_path / "batches" / close_batch(Folder(tmp_path), now=NOW) / "manifest.csv").read_text()
    assert "Ana" not in written
    assert "Flores" not in written


def test_a_letter_sent_again_is_printed_once(tmp_path: Path) -> None:
    sender = sent(tmp_path, "a", "a")
    first = close_batch(Folder(tmp_path), now=NOW)
    assert sender.send(message(message_id="a@shop.example")).state == "accepted"
    assert close_batch(Folder(tmp_path), now=NOW + timedelta(hours=1)) == ""
    assert len(manifest(tmp_path, first)) == 1


@pytest.mark.parametrize("changes", range(10))
def test_killed_at_any_moment_every_letter_is_in_one_manifest(tmp_path: Path, changes: int) -> None:
    sent(tmp_path, "a", "b", "c")
    try:
        close_batch(Dies(tmp_path, changes), now=NOW)
    except InterruptedError:
        close_batch(Folder(tmp_path), now=NOW + timedelta(minutes=5))
    listed = [
        line["id"] for batch in (tmp_path / "batches").iterdir() for line in manifest(tmp_path, batch.name)
    ]
    assert sorted(listed) == ["a@shop.example", "b@shop.example", "c@shop.example"]
    assert len(list((tmp_path / "batches").glob("*/*.pdf"))) == 3


def test_a_notice_that_would_come_too_late_is_refused(tmp_path: Path) -> None:
    outcome = LetterSender(Folder(tmp_path), FORM, 3).send(message(expires_at=MESSAGE.at + timedelta(days=2)))
    assert outcome.state == "permanent"
    assert "expires before" in outcome.says


class Kept(Unplugged):
    def __init__(self) -> None:
        super().__init__(NOW)
        self.raws: list[Raw] = []

    def keep(self, raw: Raw) -> bool:
        self.raws.append(raw)
        return True


def test_the_desk_closes_batches_in_time_and_brings_in_what_came_back(tmp_path: Path) -> None:
    sent(tmp_path, "a")
    kept = Kept()
    desk = Desk(Folder(tmp_path), kept, every=timedelta(hours=1), full_at=100)
    desk.look()
    assert not list(tmp_path.glob("batches/*"))
    kept.at += timedelta(hours=1)
    (tmp_path / "returned").mkdir(exist_ok=True)
    (tmp_path / "returned" / "monday.csv").write_text("id,reason,date\na@shop.example,moved,2018-08-20\n")
    desk.look()
    assert len(list(tmp_path.glob("batches/*/manifest.csv"))) == 1
    (receipt,) = CHANNEL.read(kept.raws[0], {})
    assert isinstance(receipt, Receipt)
    assert (receipt.message_id, receipt.state, receipt.address_dead) == ("a@shop.example", "failed", True)
    assert not list((tmp_path / "returned").iterdir())


@pytest.mark.parametrize(
    ("line", "state", "dead"),
    [
        ("a@b,printed,,", "accepted", False),
        ("a@b,returned,refused,2018-09-01", "failed", False),
        ("a@b,returned,Gone away,2018-09-01", "failed", True),
        ("a@b,delivered,,not a date", "delivered", False),
    ],
)
def test_what_the_print_house_writes_is_read(line: str, state: str, dead: bool) -> None:
    raw = Raw(kind="receipts", key="k", body=f"\ufeffid,state,reason,date\r\n{line}\r\n".encode(), at=NOW)
    (receipt,) = coming_back.read(raw)
    assert (receipt.state, receipt.address_dead, receipt.message_id) == (state, dead, "a@b")


@pytest.mark.parametrize(
    "body", [b"", b"\xff\xfe", b"name,state\nx,printed\n", b"id,state\na,dancing\n", b"id,state\n,printed\n"]
)
def test_a_file_that_cannot_be_read_says_so(body: bytes) -> None:
    with pytest.raises(Unreadable):
        coming_back.read(Raw(kind="receipts", key="k", body=body, at=NOW))


def test_a_share_that_is_not_mounted_is_not_filled_beside_it(tmp_path: Path) -> None:
    outcome = LetterSender(Folder(tmp_path / "away"), FORM, 3).send(MESSAGE)
    assert (outcome.state, outcome.unreachable) == ("transient", True)
    assert not (tmp_path / "away").exists()
    assert not CHANNEL.check(settings(tmp_path / "away"))[0].well
    assert CHANNEL.check(settings(tmp_path))[0].well
