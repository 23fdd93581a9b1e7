"""A text as its reader may hold it: as we wrote it, or as a carrier wrote all of it in the default alphabet."""

from collections.abc import Iterator, Sequence

from tidings.channels.contract import Message
from tidings.channels.sms.drawing import drawn
from tidings.channels.sms.senders import NoSender, Senders
from tidings.channels.sms.text import draw
from tidings.channels.sms.way import Writing
from tidings.core.genuine.faces import Face, checked, head
from tidings.core.texting.transliterate import transliterate


def faces(message: Message, senders: Senders, writing: Writing) -> Sequence[Face]:
    """A carrier that takes accents off takes all of them off: one letter alone is nobody's harmless change."""
    written = dict.fromkeys(
        one for text in texts(message, senders, writing) for one in (text, unaccented(text))
    )
    heads = list(head(sender=message.letterhead.name, address=message.letterhead.sender_address))
    return [Face((*heads, *checked(each.split("\n"), code=message.code))) for each in written]


def texts(message: Message, senders: Senders, writing: Writing) -> Iterator[str]:
    """The text as its sender writes it; as either kind of sender would, where the country allows none of ours any more."""
    try:
        yield drawn(message, senders, writing)[0].text
    except NoSender:
        yield from (draw(message, writing, replies=replies).text for replies in (True, False))


def unaccented(text: str) -> str:
    return transliterate(text, extent="letters").text
