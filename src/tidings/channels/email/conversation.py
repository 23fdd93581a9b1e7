"""One connection's conversation with the server, message after message (RFC 5321), its commands in groups where the server
allows it (RFC 2920): the end of one text and the next envelope cross the wire together.

Until the last octet of a text has left us the server cannot have taken it. Between that octet and the answer nobody
knows: the outcome is `unknown`.
"""

from collections.abc import Callable, Generator
from dataclasses import dataclass

from tidings.channels.contract import Message, Outcome
from tidings.channels.email.answers import Answer, meaning
from tidings.channels.email.compose import Letter
from tidings.channels.email.wire import Cut, Wire

Talk = Generator[None, Answer, None]


@dataclass
class Entry:
    """A message on its way. `again`: it was under way on a connection that died, and is not tried a third time."""

    message: Message
    letter: Letter
    again: bool = False


class Conversation:
    """Resumed with each answer. `draw` gives the next entry or None; `settle` takes an entry with its outcome."""

    def __init__(
        self, wire: Wire, *, draw: Callable[[], Entry | None], settle: Callable[[Entry, Outcome], None]
    ) -> None:
        self.wire, self.draw, self.settle = wire, draw, settle
        self.under_way: list[Entry] = []
        self.text_left_us = False
        self.talk = self._talk()

    def begin(self, first: Entry) -> bool:
        """Whether it now waits for an answer; raises `Cut`, as `go_on` does."""
        self.under_way.append(first)
        return next(self.talk, self) is None

    def go_on(self) -> bool:
        """Takes the answers that are there; False when all is settled and nothing more was to be drawn."""
        try:
            for answer in self.wire.answers():
                self.talk.send(answer)
        except StopIteration:
            return False
        return True

    def _talk(self) -> Talk:
        opened = False
        while self.under_way:
            entry = self.under_way[0]
            refused = unable(self.wire, entry.letter) or (yield from self._envelope(entry.letter, opened))
            opened = False
            if refused:
                self._settled(refused)
            else:
                opened = self._hand_the_text(entry)
                answer = yield
                self._settled(meaning(answer, command="message"))
                end_on_421(answer, "message")
            if not self.under_way and (further := self.draw()):
                self.under_way.append(further)

    def _envelope(self, letter: Letter, opened: bool) -> Generator[None, Answer, Outcome | None]:
        """The commands before the text; the refusal, if there is one, after which the server is ready for the next."""
        commands = envelope(self.wire, letter)
        grouped = opened or self.wire.pipelining
        if grouped and not opened:
            self.wire.write("".join(line for _, line in commands).encode())
        refused: Outcome | None = None
        for command, line in commands:
            if not grouped:
                self.wire.write(line.encode())
            answer = yield
            end_on_421(answer, command)
            if command == "DATA" and refused and answer.good:
                yield from self._empty_text()
            if not answer.good and not refused:
                refused = meaning(answer, command=command)
                if not grouped:
                    break
        if refused:
            self.wire.write(b"RSET\r\n")
            yield
        return refused

    def _empty_text(self) -> Generator[None, Answer, None]:
        """RFC 2920 3.1: a server that asks for the text though it refused the recipient is given none."""
        self.wire.write(b".\r\n")
        yield

    def _hand_the_text(self, entry: Entry) -> bool:
        """Whether the next message's envelope went with it."""
        following = self._following()
        text = stuffed(entry.letter.octets)
        opening = "".join(line for _, line in envelope(self.wire, following.letter)) if following else ""
        try:
            self.wire.write(text + opening.encode())
        except Cut as cut:
            self.text_left_us = cut.left_us >= len(text)
            raise
        self.text_left_us = True
        return following is not None

    def _following(self) -> Entry | None:
        """The next entry, if its envelope may cross the wire together with a text."""
        if not self.wire.pipelining or not (entry := self.draw()):
            return None
        self.under_way.append(entry)
        return None if unable(self.wire, entry.letter) else entry

    def _settled(self, outcome: Outcome) -> None:
        self.text_left_us, self.wire.used = False, True
        self.settle(self.under_way.pop(0), outcome)


def end_on_421(answer: Answer, command: str) -> None:
    """RFC 5321 3.8: the server closes the connection, whatever it was asked."""
    if answer.code == 421:
        raise Cut(f"{command}: 421 {answer.text}")


def unable(wire: Wire, letter: Letter) -> Outcome | None:
    """The refusal that the server has announced in advance (RFC 1870, RFC 6531)."""
    limit = wire.offers.get("size", "")
    if limit.isdigit() and 0 < int(limit) < len(letter.octets):
        return Outcome(
            state="permanent", says=f"too big: {len(letter.octets)} octets, the server takes {limit}"
        )
    if letter.international and "smtputf8" not in wire.offers:
        return Outcome(state="permanent", says="the server takes no international addresses (SMTPUTF8)")
    return None


def envelope(wire: Wire, letter: Letter) -> list[tuple[str, str]]:
    """The commands before the text, each with its line."""
    options = f" SIZE={len(letter.octets)}" if "size" in wire.offers else ""
    if letter.international:
        options += " SMTPUTF8 BODY=8BITMIME"
    return [
        ("MAIL", f"MAIL FROM:<{letter.sender}>{options}\r\n"),
        ("RCPT", f"RCPT TO:<{letter.recipient}>\r\n"),
        ("DATA", "DATA\r\n"),
    ]


def stuffed(octets: bytes) -> bytes:
    """The text as it crosses the wire: dots at line starts doubled, and the lone dot that ends it (RFC 5321 4.5.2)."""
    return octets.replace(b"\r\n.", b"\r\n..") + b".\r\n"
