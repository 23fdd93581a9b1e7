"""Email, as a channel: what it can do, and the way out over SMTP."""

from collections.abc import Mapping

from tidings.channels.contract import Channel, Declaration, Ports, Sender, Setting
from tidings.channels.email.sending import SmtpSender
from tidings.channels.email.way import Way


class Email(Channel):
    """Mail by SMTP, text and HTML drawn from the same notice."""

    declaration = Declaration(
        name="email",
        says="Mail over SMTP, as text and HTML, that reads well without remote pictures",
        address_kind="email",
        abilities=frozenset({"html", "links", "replies", "one_click_stop", "same_id_again"}),
        settings=(
            Setting(
                name="TIDINGS_SMTP_URL",
                says="Where mail goes: smtp://, smtp+starttls:// or smtps://, user:password@host:port",
                default="smtp://127.0.0.1:2525",
                secret=True,
            ),
            Setting(
                name="TIDINGS_SMTP_CA",
                says="A file of certificates to trust instead of the machine's own",
            ),
            Setting(
                name="TIDINGS_SMTP_TIMEOUT",
                says="Seconds to wait for a server that says nothing",
                default="30",
            ),
        ),
        limits={"line_octets": 998, "address_octets": 254},
    )

    def open(self, settings: Mapping[str, str], ports: Ports) -> Sender:
        return SmtpSender(
            Way.read(
                {setting.name: setting.default for setting in self.declaration.settings} | dict(settings)
            )
        )

    def destination(self, address: str) -> str:
        return address.rpartition("@")[2].lower()


CHANNEL = Email()
