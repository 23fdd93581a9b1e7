"""What every channel can be asked to do."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from tidings.channels.contract.declaration import Declaration, Finding, Pace
from tidings.channels.contract.hearing import Answer, Heard, NotGenuine, Raw, Receipt, Unreadable
from tidings.channels.contract.message import Drawing, Message
from tidings.channels.contract.ways import Listener, Ports, Sender
from tidings.core.campaign_files.surfaces import Mistake
from tidings.core.genuine.faces import Face, checked, head
from tidings.core.notice_words import NoticeWords


class Channel:
    """A way to reach someone. What a channel cannot do it leaves as it stands here."""

    declaration: Declaration

    def open(self, settings: Mapping[str, str], ports: Ports) -> Sender:
        """A new way out; connects lazily, on the first send. Raises ValueError for settings that cannot be right."""
        raise NotImplementedError

    def draw(self, message: Message) -> Drawing | None:
        """How it would look, sending nothing; None where there is nothing to see. Raises `CannotCompose`."""
        return None

    def faces(self, message: Message, settings: Mapping[str, str]) -> Sequence[Face]:
        """How this account's message reads to whoever got it, so that what they paste can be compared with it.

        None where that is not known, or where it bears no check code. Raises `CannotCompose`, ValueError.
        """
        drawing = self.draw(message)
        if drawing is None or not message.code or message.code not in drawing.text:
            return ()
        who = head(sender=message.letterhead.name, address=message.letterhead.sender_address)
        return [Face((*who, *checked(drawing.text.splitlines(), code=message.code)))]

    def surface(self, said: Mapping[str, Any], notices: Mapping[str, NoticeWords]) -> Sequence[Mistake]:
        """What is wrong with a campaign's part about this channel alone; `notices` are its words by language."""
        name = self.declaration.name
        return [Mistake(at=(key,), says=f"{name} takes no {key}", mend="leave it out") for key in said]

    def paces(self, settings: Mapping[str, str]) -> Sequence[Pace]:
        """How fast this account may send: as declared, unless its settings say what it has been granted."""
        return self.declaration.paces

    def people_a_day(self, settings: Mapping[str, str]) -> int | None:
        """How many different people this account may begin with in any 24 hours; None for as many as there are."""
        return None

    def destination(self, address: str) -> str:
        """What an address shares its fate and its pace with: a mail domain, a country code ("" for nothing)."""
        return ""

    def key(self, raw: Raw) -> str:
        """What names a request at our receipts address for ever: the other side's own id of it, else its content."""
        digest = hashlib.sha256(raw.url.partition("?")[2].encode() + b"\0" + raw.body).hexdigest()
        return raw.headers.get("webhook-id") or digest

    def answer(self, raw: Raw, settings: Mapping[str, str]) -> Answer:
        """To a request at our receipts address, its signature verified; raises `NotGenuine`."""
        raise NotGenuine("this channel takes no requests")

    def read(self, raw: Raw, settings: Mapping[str, str]) -> Sequence[Heard]:
        """What is in something that came in; raises `Unreadable`. Pure: the same raw gives the same answer."""
        raise Unreadable("this channel hears nothing")

    def listen(self, settings: Mapping[str, str], ports: Ports) -> Listener | None:
        """Holds open what brings news by itself; None where nothing does."""
        return None

    def ask(self, message_id: str, provider_id: str, settings: Mapping[str, str]) -> Receipt | None:
        """What became of a message whose outcome is unknown; None when the other side does not know it either."""
        return None

    def check(self, settings: Mapping[str, str]) -> Sequence[Finding]:
        """Whether the settings work, asking the other side where that harms nothing (for `tidings doctor`)."""
        return ()
