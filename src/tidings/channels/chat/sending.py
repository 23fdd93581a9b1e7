"""A notice handed to the chat: the outreach's own row is what the page shows, so that nothing is kept twice."""

import re
from collections.abc import Iterator

from tidings.channels.contract import CannotCompose, Message, Outcome
from tidings.core.genuine.faces import Said, may, must
from tidings.core.words import phrases

LONGEST = 8000
# Controls never show on a page, and a lone surrogate is no character; line ends and tabs may stand.
UNSPEAKABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


class ChatSender:
    """Checks that it can be shown, and it is: the same id again is the same row again."""

    def send(self, message: Message) -> Outcome:
        """Raises `CannotCompose` for words or an address that no page can show."""
        words(message)
        return Outcome(state="accepted", says="on the chat page")

    def close(self) -> None:
        pass


def words(message: Message) -> str:
    """The thread's lines for this message as plain text; an answer of ours is its words alone."""
    if not message.to or UNSPEAKABLE.search(message.to):
        raise CannotCompose("the address is empty, or no name at all")
    text = "\n\n".join(part for part in paragraphs(message) if part).strip()
    if found := UNSPEAKABLE.search(text):
        raise CannotCompose(f"the words hold the control character U+{ord(found[0]):04X}")
    if not 0 < len(text) <= LONGEST:
        raise CannotCompose(f"the words have {len(text)} characters; 1 to {LONGEST} can be shown")
    return text


def on_the_page(message: Message) -> Iterator[Said]:
    """The same as the chat's page shows it: steps are buttons, the way to the notice's own page is a link."""
    composed, said = message.composed, phrases(message.language)
    yield from must(composed.what, composed.means, composed.done)
    yield from may(*(step.says for step in composed.next_steps))
    yield from may(said["open"], message.links.notice)
    yield from must(said["check_short"].format(code=message.code, address=message.links.check))


def paragraphs(message: Message) -> Iterator[str]:
    composed, said = message.composed, phrases(message.language)
    yield from (composed.what, composed.means, composed.done)
    yield from (f"{item.title}: {item.what} {item.means}\n{item.open}" for item in composed.items)
    yield "\n".join(f"[ {step.says} ]" for step in composed.next_steps)
    if message.links.notice:
        yield f"{said['open']}: {message.links.notice}"
    if message.code and message.links.check:
        yield said["check_short"].format(code=message.code, address=message.links.check)
