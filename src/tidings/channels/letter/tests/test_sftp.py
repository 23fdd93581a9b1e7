"""The print house's folder over SFTP, against a server by others."""

import asyncio
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import asyncssh
import pytest

from tidings.channels.letter.batching import close_batch
from tidings.channels.letter.channel import CHANNEL
from tidings.channels.letter.house import reach
from tidings.channels.letter.sending import LetterSender
from tidings.channels.letter.tests.examples import FORM, message, settings

NOW = datetime(2018, 8, 16, 18, 0, tzinfo=UTC)


@dataclass(frozen=True)
class PrintHouse:
    """A running server: its folder, its address, its known host key."""

    folder: Path
    port: int
    known_hosts: Path

    def settings(self, **stated: str) -> dict[str, str]:
        at = f"sftp://tidings:secret@127.0.0.1:{self.port}/"
        known = {"TIDINGS_LETTER_KNOWN_HOSTS": str(self.known_hosts), "TIDINGS_LETTER_SSH_KEY": ""}
        return settings(self.folder) | known | {"TIDINGS_LETTER_FOLDER": at} | stated


class OnlyTidings(asyncssh.SSHServer):
    def begin_auth(self, username: str) -> bool:
        return True

    def password_auth_supported(self) -> bool:
        return True

    def validate_password(self, username: str, password: str) -> bool:
        return (username, password) == ("tidings", "secret")


@pytest.fixture
def print_house(tmp_path: Path) -> Iterator[PrintHouse]:
    folder, known_hosts = tmp_path / "house", tmp_path / "known_hosts"
    folder.mkdir()
    key = asyncssh.generate_private_key("ssh-ed25519")
    loop = asyncio.new_event_loop()

    async def serve() -> asyncssh.SSHAcceptor:
        return await asyncssh.listen(
            "127.0.0.1",
            0,
            server_host_keys=[key],
            server_factory=OnlyTidings,
            sftp_factory=lambda channel: asyncssh.SFTPServer(channel, chroot=str(folder).encode()),
        )

    server = loop.run_until_complete(serve())
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    known_hosts.write_text(f"[127.0.0.1]:{server.get_port()} {key.export_public_key().decode()}")
    yield PrintHouse(folder, server.get_port(), known_hosts)
    loop.call_soon_threadsafe(server.close)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(5)
    loop.close()


def test_letters_reach_the_print_house_and_become_a_batch(print_house: PrintHouse) -> None:
    house = reach(print_house.settings())
    sender = LetterSender(house, FORM, 3)
    assert [sender.send(message(message_id=f"{id}@b")).state for id in "aba"] == ["accepted"] * 3
    batch = close_batch(house, now=NOW)
    lines = (print_house.folder / "batches" / batch / "manifest.csv").read_text().splitlines()
    assert [line.split(",")[0] for line in lines] == ["id", "a@b", "b@b"]
    assert not [name for name in (print_house.folder / "incoming").iterdir() if name.suffix != ".json"]
    sender.close()


def test_a_stranger_with_the_same_address_gets_no_letter(print_house: PrintHouse) -> None:
    other = asyncssh.generate_private_key("ssh-ed25519").export_public_key().decode()
    print_house.known_hosts.write_text(f"[127.0.0.1]:{print_house.port} {other}")
    outcome = LetterSender(reach(print_house.settings()), FORM, 3).send(message())
    assert (outcome.state, outcome.unreachable) == ("transient", True)
    assert not list(print_house.folder.iterdir())


def test_a_wrong_password_blames_the_way_and_is_not_told(print_house: PrintHouse) -> None:
    address = print_house.settings()["TIDINGS_LETTER_FOLDER"].replace("secret", "hunter2")
    wrong = print_house.settings(TIDINGS_LETTER_FOLDER=address)
    outcome = LetterSender(reach(wrong), FORM, 3).send(message())
    assert (outcome.state, outcome.unreachable) == ("transient", True)
    assert "hunter2" not in outcome.says
    (finding,) = CHANNEL.check(wrong)
    assert not finding.well
    assert "hunter2" not in finding.says
