"""Email, as a channel: what it can do, and the way out over SMTP."""

from collections.abc import Mapping, Sequence

from tidings.channels.contract import (
    Channel,
    Declaration,
    Finding,
    Heard,
    Message,
    Ports,
    Raw,
    Sender,
    Setting,
    Unreadable,
)
from tidings.channels.email.as_held import faces
from tidings.channels.email.identity import identity, return_path
from tidings.channels.email.inbound.port import MailPort, Place
from tidings.channels.email.inbound.reading import read
from tidings.channels.email.records.looking import look
from tidings.channels.email.sending import SmtpSender
from tidings.channels.email.way import Way
from tidings.core.genuine.faces import Face


class Email(Channel):
    """Mail by SMTP, text and HTML drawn from the same notice."""

    declaration = Declaration(
        name="email",
        says="Mail over SMTP, as text and HTML, that reads well without remote pictures",
        address_kind="email",
        abilities=frozenset(
            {"html", "links", "pictures", "replies", "one_click_stop", "same_id_again", "receipts"}
        ),
        receipts=("accepted", "delivered", "transient", "failed"),
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
                pattern=r"[0-9]+(\.[0-9]+)?",
            ),
            Setting(
                name="TIDINGS_SMTP_CONNECTIONS",
                says="How many connections one worker's thread may hold to the server",
                default="4",
                pattern=r"[1-9][0-9]?",
            ),
            Setting(
                name="TIDINGS_DKIM_DOMAIN", says="The domain that signs mail: the sender's, or one above it"
            ),
            Setting(name="TIDINGS_DKIM_SELECTOR", says="The name under which the RSA key is published"),
            Setting(name="TIDINGS_DKIM_KEY", says="The RSA key of 2048 bits that signs, in PEM", secret=True),
            Setting(
                name="TIDINGS_DKIM_ED25519_SELECTOR", says="The name under which the Ed25519 key is published"
            ),
            Setting(
                name="TIDINGS_DKIM_ED25519_KEY",
                says="The Ed25519 key of a second signature, in PEM",
                secret=True,
            ),
            Setting(
                name="TIDINGS_MAIL_DOMAIN",
                says="Where bounces, complaints and replies arrive: the sender's domain or one below it, its MX leading to our port",
            ),
            Setting(
                name="TIDINGS_MAIL_KEY",
                says="What makes the addresses at that domain ours alone: 16 random characters or more",
                secret=True,
            ),
            Setting(
                name="TIDINGS_MAIL_IN",
                says="Where we take that mail: smtp://address:port or lmtp://address:port (none: nowhere)",
            ),
            Setting(
                name="TIDINGS_MAIL_AUTHSERV",
                says="The name under which your relay writes Authentication-Results (RFC 8601): mail to check@ is answered to whom it proves",
            ),
        ),
        limits={"line_octets": 998, "address_octets": 254},
    )

    def open(self, settings: Mapping[str, str], ports: Ports) -> Sender:
        stated = self.declaration.stated(settings)
        return SmtpSender(Way.read(stated), identity(stated))

    def faces(self, message: Message, settings: Mapping[str, str]) -> Sequence[Face]:
        return faces(message)

    def read(self, raw: Raw, settings: Mapping[str, str]) -> Sequence[Heard]:
        path = return_path(settings)
        if raw.kind != "mail" or path is None:
            raise Unreadable("mail is read where TIDINGS_MAIL_DOMAIN and TIDINGS_MAIL_KEY are set")
        return read(raw, path, settings.get("TIDINGS_MAIL_AUTHSERV", ""))

    def listen(self, settings: Mapping[str, str], ports: Ports) -> MailPort | None:
        """Our port for what comes back, where TIDINGS_MAIL_IN names one."""
        where, path = settings.get("TIDINGS_MAIL_IN", ""), return_path(settings)
        return MailPort(Place.read(where), path, ports) if where and path else None

    def check(self, settings: Mapping[str, str]) -> Sequence[Finding]:
        """What the DNS says of the domain that signs; nothing is sent, and nothing looked up where none is set."""
        who, domain = identity(settings), settings.get("TIDINGS_DKIM_DOMAIN", "")
        return look(who, domain) if domain else ()

    def destination(self, address: str) -> str:
        return address.rpartition("@")[2].lower()


CHANNEL = Email()
