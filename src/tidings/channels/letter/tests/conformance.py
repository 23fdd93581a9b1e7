"""The letter channel's world for the conformance suite: the folder of a print house."""

import hashlib
import shutil
import tempfile
from pathlib import Path

from tidings.channels.contract import Message, Raw, Sender, Unplugged
from tidings.channels.letter.channel import CHANNEL
from tidings.channels.letter.house import Folder
from tidings.channels.letter.sending import LetterSender
from tidings.channels.letter.tests import examples

A_FOLDER = "a folder takes a file or is not there; it never answers"
STATES = {"accepted": "printed", "delivered": "delivered", "failed": "spoiled"}


class Recorded(Folder):
    """A folder that remembers what was put into it, twice or not."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.letters: list[str] = []

    def put(self, path: str, octets: bytes) -> None:
        super().put(path, octets)
        if path.endswith(".pdf"):
            self.letters.append(Path(path).stem)


class World:
    """A folder that is there until it vanishes."""

    impossible = {
        "throttled": A_FOLDER,
        "transient": A_FOLDER,
        "refused for good": A_FOLDER,
        "no such address": "the post says so days later, by returned mail",
        "taken but not answered": "a file is renamed into place or not",
        "wrong credentials": A_FOLDER,
        "slow": A_FOLDER,
        "dies mid-message": "a file is renamed into place or not",
    }

    def __init__(self) -> None:
        self.root = Path(tempfile.mkdtemp(prefix="print-house-"))
        self.house = Recorded(self.root)

    def settings(self) -> dict[str, str]:
        return examples.settings(self.root)

    def open(self) -> Sender:
        sender = CHANNEL.open(self.settings(), Unplugged(examples.MESSAGE.at))
        assert isinstance(sender, LetterSender)
        sender.house = self.house
        return sender

    def message(self, id: str) -> Message:
        return examples.message(message_id=f"{id}@shop.example")

    def plan(self, trouble: str) -> None:
        raise LookupError(trouble)

    def vanish(self) -> None:
        shutil.rmtree(self.root)

    def received(self) -> list[str]:
        return list(self.house.letters)

    def receipt(self, id: str, state: str) -> Raw:
        body = f"id,state,reason,date\r\n{id}@shop.example,{STATES[state]},,2018-08-17\r\n".encode()
        return Raw(kind="receipts", key=hashlib.sha256(body).hexdigest(), body=body, at=examples.MESSAGE.at)

    def close(self) -> None:
        shutil.rmtree(self.root, ignore_errors=True)
