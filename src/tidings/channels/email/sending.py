"""Mail on its way: one kept-open SMTP connection, and never the same message twice by our own doing.

Until the last byte of a message has left us the server cannot have taken it, so a lost connection is no harm
and a new one is tried. Between that byte and the answer nobody knows: the outcome is `unknown`.
"""

import select
import smtplib
from time import monotonic

from tidings.channels.contract import Message, Outcome
from tidings.channels.email.answers import Answer, meaning
from tidings.channels.email.compose import Letter, compose
from tidings.channels.email.way import Way, be_patient, features


class Lost(Exception):
    """The connection could not be made or died; `handed_over` when the whole message had left us by then."""

    def __init__(self, says: str, *, handed_over: bool = False) -> None:
        super().__init__(says)
        self.handed_over = handed_over

    @property
    def outcome(self) -> Outcome:
        return Outcome(
            state="unknown" if self.handed_over else "transient", says=str(self)[:500], unreachable=True
        )


class SmtpSender:
    """Sends over one connection, made at the first message and made again when it is lost."""

    def __init__(self, way: Way) -> None:
        self.way = way
        self.wire: smtplib.SMTP | None = None
        self.until = 0.0

    def send(self, message: Message) -> Outcome:
        """Draws the message and hands it over; raises `CannotCompose` when it cannot be drawn."""
        return self.hand_over(compose(message))

    def hand_over(self, letter: Letter) -> Outcome:
        """One message to the server, at most once unless the outcome says `transient` or `unknown`."""
        self.until = monotonic() + self.way.patience_s
        kept = self._still_there()
        try:
            return self._converse(letter)
        except Lost as lost:
            self._drop()
            return self._on_a_new_wire(letter) if kept and not lost.handed_over else lost.outcome

    def close(self) -> None:
        """Says goodbye, without waiting long for the answer."""
        wire, self.wire = self.wire, None
        if wire is None:
            return
        try:
            if wire.sock:
                wire.sock.settimeout(1)
            wire.quit()
        except OSError:
            wire.close()

    def _still_there(self) -> bool:
        """Whether the kept connection is usable. A server has nothing to say between messages but goodbye."""
        if self.wire is None:
            return False
        try:
            if not speaks(self.wire) or self.wire.noop()[0] == 250:
                return True
        except OSError:
            pass
        self._drop()
        return False

    def _on_a_new_wire(self, letter: Letter) -> Outcome:
        try:
            return self._converse(letter)
        except Lost as lost:
            self._drop()
            return lost.outcome

    def _converse(self, letter: Letter) -> Outcome:
        wire = self.wire = self.wire or self._connect()
        if refused := unable(wire, letter):
            return refused
        for command, line in envelope(wire, letter):
            answer = self._ask(wire, line)
            if answer.code == 421:
                raise Lost(f"{command}: 421 {answer.text}")
            if not answer.good:
                self._start_over(wire)
                return meaning(answer, command=command)
        return self._hand_the_text(wire, letter.octets)

    def _connect(self) -> smtplib.SMTP:
        try:
            return self.way.connect(max(0.01, self.until - monotonic()))
        except OSError as error:
            raise Lost(f"no connection: {plain(error)}") from error

    def _ask(self, wire: smtplib.SMTP, line: str) -> Answer:
        try:
            be_patient(wire, self.until)
            code, text = wire.docmd(line)
        except OSError as error:
            raise Lost(f"{line.split(' ')[0]}: {plain(error)}") from error
        return Answer(code, text.decode("utf-8", "replace"))

    def _hand_the_text(self, wire: smtplib.SMTP, octets: bytes) -> Outcome:
        handed_over = False
        try:
            be_patient(wire, self.until)
            wire.send(stuffed(octets))
            handed_over = True
            be_patient(wire, self.until)
            code, text = wire.getreply()
        except OSError as error:
            raise Lost(f"after DATA: {plain(error)}", handed_over=handed_over) from error
        answer = Answer(code, text.decode("utf-8", "replace"))
        if code == 421:
            self._drop()
        return meaning(answer, command="message")

    def _start_over(self, wire: smtplib.SMTP) -> None:
        try:
            be_patient(wire, self.until)
            wire.rset()
        except OSError:
            self._drop()

    def _drop(self) -> None:
        if self.wire is not None:
            self.wire.close()
        self.wire = None


def speaks(wire: smtplib.SMTP) -> bool:
    """Whether something waits to be read (or the socket is gone)."""
    if wire.sock is None:
        return True
    waiting = select.poll()
    waiting.register(wire.sock, select.POLLIN)
    return bool(waiting.poll(0))


def unable(wire: smtplib.SMTP, letter: Letter) -> Outcome | None:
    """The refusal that the server has announced in advance (RFC 1870, RFC 6531)."""
    limit = features(wire).get("size", "")
    if limit.isdigit() and 0 < int(limit) < len(letter.octets):
        return Outcome(
            state="permanent", says=f"too big: {len(letter.octets)} octets, the server takes {limit}"
        )
    if letter.international and "smtputf8" not in features(wire):
        return Outcome(state="permanent", says="the server takes no international addresses (SMTPUTF8)")
    return None


def envelope(wire: smtplib.SMTP, letter: Letter) -> list[tuple[str, str]]:
    """The commands before the text."""
    options = f" SIZE={len(letter.octets)}" if "size" in features(wire) else ""
    if letter.international:
        options += " SMTPUTF8 BODY=8BITMIME"
        wire.command_encoding = "utf-8"
    return [
        ("MAIL", f"MAIL FROM:<{letter.sender}>{options}"),
        ("RCPT", f"RCPT TO:<{letter.recipient}>"),
        ("DATA", "DATA"),
    ]


def stuffed(octets: bytes) -> bytes:
    """The text as it crosses the wire: dots at line starts doubled, and the lone dot that ends it (RFC 5321 4.5.2)."""
    return octets.replace(b"\r\n.", b"\r\n..") + b".\r\n"


def plain(error: OSError) -> str:
    """An error in words, without the library's wrapping."""
    if isinstance(error, smtplib.SMTPResponseException):
        text = error.smtp_error
        return f"{error.smtp_code} {text.decode('utf-8', 'replace') if isinstance(text, bytes) else text}"
    return f"{type(error).__name__}: {error}"
