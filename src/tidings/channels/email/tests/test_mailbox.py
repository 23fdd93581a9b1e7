"""Our own mail server and the reading of what it kept."""

import smtplib
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tidings.channels.contract import Unplugged
from tidings.channels.email.channel import CHANNEL
from tidings.channels.email.compose import compose
from tidings.channels.email.mailbox import Mailbox
from tidings.channels.email.sink import Keeper, running
from tidings.channels.email.tests.examples import MESSAGE, message


def send(url: str, *numbers: int, **changes: object) -> None:
    sender = CHANNEL.open({"TIDINGS_SMTP_URL": url}, Unplugged(MESSAGE.at))
    for number in numbers:
        assert sender.send(message(message_id=f"{number}@shop.example", **changes)).state == "accepted"
    sender.close()


def test_each_message_is_one_file_of_the_octets_received(tmp_path: Path) -> None:
    with running(tmp_path) as url:
        send(url, 1, what=".\n.. dots\n.")
    [file] = Mailbox(tmp_path).files()
    assert file.name.startswith("00000001-")
    assert file.read_bytes() == compose(message(message_id="1@shop.example", what=".\n.. dots\n.")).octets


def test_a_message_handed_over_again_is_kept_and_counted_apart(tmp_path: Path) -> None:
    with running(tmp_path) as url:
        send(url, 1, 2, 1)
    mailbox = Mailbox(tmp_path)
    assert (mailbox.count(), mailbox.repeated()) == (3, 1)
    assert mailbox.message_ids() == ["1@shop.example", "2@shop.example", "1@shop.example"]
    assert [line.repeated for line in mailbox.messages()] == [True, False, True]


def test_numbers_go_on_after_a_restart_and_half_files_are_swept(tmp_path: Path) -> None:
    Keeper(tmp_path).keep(b"Message-ID: <1@x>\r\n\r\n")
    (tmp_path / ".00000002-x.eml.part").write_bytes(b"half")
    assert Keeper(tmp_path).keep(b"Message-ID: <2@x>\r\n\r\n").startswith("00000002-")
    assert sorted(Mailbox(tmp_path).message_ids()) == ["1@x", "2@x"]
    assert len(list(tmp_path.iterdir())) == 2


def test_several_senders_at_once_lose_nothing(tmp_path: Path) -> None:
    with running(tmp_path) as url, ThreadPoolExecutor(4) as senders:
        list(senders.map(lambda first: send(url, *range(first, first + 25)), range(0, 100, 25)))
    assert len(set(Mailbox(tmp_path).message_ids())) == 100


def test_pages_and_words(tmp_path: Path) -> None:
    with running(tmp_path) as url:
        send(url, 1, 2, 3, to="ana@example.com")
        send(url, 4, to="rui@example.com", to_name="Rui Sá", subject="Seu cartão")
    mailbox = Mailbox(tmp_path)
    newest, second = mailbox.messages(limit=2)
    assert (newest.recipient, newest.subject) == ("Rui Sá <rui@example.com>", "Seu cartão")
    assert [line.id for line in mailbox.messages(after=second.id)] == sorted(
        (line.id for line in mailbox.messages()[2:]), reverse=True
    )
    assert [line.id for line in mailbox.messages(words="cartão RUI")] == [newest.id]
    assert mailbox.messages(words="rui ana@example.com") == []


def test_one_message_and_its_parts(tmp_path: Path) -> None:
    with running(tmp_path) as url:
        send(url, 1)
    mail = Mailbox(tmp_path).message(Mailbox(tmp_path).messages()[0].id)
    assert mail.subject == "Your order f346 is late"
    assert mail.dated == MESSAGE.at
    assert "K7MP-3XWQ-9DTA" in mail.text
    assert mail.html.startswith("<!DOCTYPE html>")
    assert ("Content-Language", "en") in mail.headers


@pytest.mark.parametrize("id", ["", "../../etc/passwd", "00000009-none", "x/y"])
def test_an_id_that_is_none_is_a_key_error(tmp_path: Path, id: str) -> None:
    with pytest.raises(KeyError):
        Mailbox(tmp_path).message(id)


def test_an_empty_or_missing_folder_is_an_empty_mailbox(tmp_path: Path) -> None:
    missing = Mailbox(tmp_path / "none")
    assert (missing.count(), missing.messages(), missing.repeated()) == (0, [], 0)


def test_a_strangers_mail_without_our_marks_is_kept_too(tmp_path: Path) -> None:
    with running(tmp_path) as url:
        parts = urlsplit(url)
        with smtplib.SMTP(parts.hostname or "", parts.port or 0) as wire:
            wire.sendmail("a@example.com", ["b@example.com"], b"Subject: hi\r\n\r\n8-bit \xff\r\n")
    [mail] = Mailbox(tmp_path).all()
    assert (mail.subject, mail.html) == ("hi", "")
    assert mail.dated == mail.received_at == Mailbox(tmp_path).messages()[0].dated
    assert next(Mailbox(tmp_path).outlines()).code == ""


def test_the_command_serves_until_it_is_told_to_end(tmp_path: Path) -> None:
    command = [sys.executable, "-u", "-m", "tidings", "mailbox", "--port", "0", "--folder", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        url = next(word for word in process.stdout.readline().split() if word.startswith("smtp://"))
        send(url, 1)
        process.terminate()
        assert process.wait(10) == 0
    assert Mailbox(tmp_path).count() == 1
