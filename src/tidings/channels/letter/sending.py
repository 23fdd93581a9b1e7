"""A letter on its way: drawn, and put whole into the print house's folder under the message's own id."""

import hashlib
import json
from datetime import timedelta

from tidings.channels.contract import CannotCompose, Message, Outcome
from tidings.channels.letter.address import country_of
from tidings.channels.letter.drawing import Form, Letter, draw
from tidings.channels.letter.house import House


class LetterSender:
    """Puts letters into `incoming`; the next batch takes them from there. The same id twice is one letter."""

    def __init__(self, house: House, form: Form, days: int) -> None:
        self.house, self.form, self.days = house, form, days

    def send(self, message: Message) -> Outcome:
        if message.at + timedelta(days=self.days) > message.expires_at:
            return Outcome(
                state="permanent", says=f"a letter takes {self.days} days, and the notice expires before"
            )
        letter, name = draw(message, self.form), name_of(message.message_id)
        try:
            if not self.house.exists(f"known/{name}"):
                self.house.put(f"incoming/{name}.json", about(message, letter))
                self.house.put(f"incoming/{name}.pdf", letter.pdf)
        except OSError as error:
            self.house.close()
            return Outcome(state="transient", says=f"print house: {error}"[:300], unreachable=True)
        return Outcome(
            state="accepted", says=f"in the next batch, pages: {letter.pages}", parts=letter.sheets
        )

    def close(self) -> None:
        self.house.close()


def name_of(message_id: str) -> str:
    """A file's name from an id; ids that differ have names that differ."""
    left = message_id.partition("@")[0]
    if left.isascii() and left.replace("-", "").isalnum() and len(left) <= 64:
        return left
    if not message_id:
        raise CannotCompose("a letter needs an id")
    return hashlib.sha256(message_id.encode()).hexdigest()[:32]


def about(message: Message, letter: Letter) -> bytes:
    """What the manifest will say of this letter; no name, no address, no word of it."""
    return json.dumps(
        {
            "id": message.message_id,
            "file": f"{name_of(message.message_id)}.pdf",
            "sha256": hashlib.sha256(letter.pdf).hexdigest(),
            "pages": letter.pages,
            "sheets": letter.sheets,
            "country": country_of(message.to),
            "language": message.language,
            "purpose": message.purpose,
            "post_by": message.expires_at.date().isoformat(),
        },
        sort_keys=True,
    ).encode()
