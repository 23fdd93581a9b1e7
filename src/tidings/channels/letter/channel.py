"""Letters: the same notice on paper, by way of a print house's folder."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from tidings.channels.contract import (
    Channel,
    Declaration,
    Drawing,
    Finding,
    Heard,
    Listener,
    Message,
    Ports,
    Raw,
    Sender,
    Setting,
)
from tidings.channels.letter import coming_back
from tidings.channels.letter.address import country_of
from tidings.channels.letter.as_held import face
from tidings.channels.letter.desk import Desk
from tidings.channels.letter.drawing import data, draw, form_from, picture
from tidings.channels.letter.house import reach
from tidings.channels.letter.sending import LetterSender
from tidings.channels.letter.windows import WINDOWS
from tidings.core.genuine.faces import Face


class LetterPost(Channel):
    """Print-ready PDF/A into a folder; batches with a manifest; receipts and returned mail from files."""

    declaration = Declaration(
        name="letter",
        says="A letter on paper: print-ready PDF/A for a window envelope, in batches for a print house",
        address_kind="post",
        abilities=frozenset({"pictures", "same_id_again", "receipts"}),
        settings=(
            Setting(
                name="TIDINGS_LETTER_FOLDER",
                says="The print house's folder: a path, or sftp://user@host:port/path",
                required=True,
                secret=True,
            ),
            Setting(name="TIDINGS_LETTER_SSH_KEY", says="A file with the private key for SFTP"),
            Setting(name="TIDINGS_LETTER_KNOWN_HOSTS", says="A file with the print house's host key"),
            Setting(
                name="TIDINGS_LETTER_WINDOW",
                says="The standard of the window envelope",
                default="din-b",
                choices=tuple(WINDOWS),
            ),
            Setting(
                name="TIDINGS_LETTER_PAGES", says="Most pages of a letter", default="2", pattern=r"\d{1,2}"
            ),
            Setting(
                name="TIDINGS_LETTER_DAYS",
                says="Days from the folder to the customer; a notice that expires before is refused",
                default="3",
                pattern=r"\d{1,2}",
            ),
            Setting(
                name="TIDINGS_LETTER_COUNTRY",
                says="The country letters are posted in (two letters); addresses in it bear no country",
                pattern=r"([A-Za-z]{2})?",
            ),
            Setting(
                name="TIDINGS_LETTER_BARCODE",
                says="Intelligent Mail: barcode id, service type and mailer id (11 or 14 digits); empty for none",
                pattern=r"([0-9][0-4][0-9]{9}([0-9]{3})?)?",
            ),
            Setting(name="TIDINGS_LETTER_FONTS", says="A folder of further fonts (Arabic, Chinese ...)"),
            Setting(
                name="TIDINGS_LETTER_BATCH_MINUTES",
                says="A batch is closed so many minutes after the last one",
                default="60",
                pattern=r"\d{1,5}",
            ),
            Setting(
                name="TIDINGS_LETTER_BATCH_SIZE",
                says="or when so many letters wait",
                default="500",
                pattern=r"\d{1,4}",
            ),
        ),
        receipts=("accepted", "delivered", "failed"),
        limits={"address_lines": 6, "line_characters": 45},
        cost=0.9,
        cost_unit="sheet",
    )

    def open(self, settings: Mapping[str, str], ports: Ports) -> Sender:
        values = self.declaration.stated(settings)
        return LetterSender(reach(values), form_from(values, WINDOWS), int(values["TIDINGS_LETTER_DAYS"]))

    def draw(self, message: Message) -> Drawing:
        form = form_from(self.declaration.stated({}), WINDOWS)
        letter = draw(message, replace(form, pages=20))
        many = f"{letter.pages} pages" if letter.pages > 1 else "1 page"
        return Drawing(picture=picture(message, form), notes=(many,))

    def faces(self, message: Message, settings: Mapping[str, str]) -> Sequence[Face]:
        return [face(data(message, form_from(self.declaration.stated(settings), WINDOWS)))]

    def destination(self, address: str) -> str:
        return country_of(address)

    def read(self, raw: Raw, settings: Mapping[str, str]) -> Sequence[Heard]:
        return coming_back.read(raw)

    def listen(self, settings: Mapping[str, str], ports: Ports) -> Listener:
        values = self.declaration.stated(settings)
        return Desk(
            reach(values),
            ports,
            every=timedelta(minutes=int(values["TIDINGS_LETTER_BATCH_MINUTES"])),
            full_at=int(values["TIDINGS_LETTER_BATCH_SIZE"]),
        )

    def check(self, settings: Mapping[str, str]) -> Sequence[Finding]:
        house = reach(self.declaration.stated(settings))
        try:
            waiting = len(house.names("incoming"))
        except OSError as error:
            return [Finding(well=False, says=f"the print house's folder: {error}", mend="make or mount it")]
        finally:
            house.close()
        return [Finding(well=True, says=f"the print house's folder is there; {waiting // 2} letters wait")]


CHANNEL = LetterPost()
