"""A text as its reader may hold it: as we wrote it, or as a carrier wrote all of it in the default alphabet."""

from collections.abc import Sequence

from tidings.channels.contract import Message
from tidings.channels.sms.drawing import drawn
from tidings.channels.sms.senders import Senders
from tidings.channels.sms.way import Writing
from tidings.core.genuine.faces import Face, checked, head
from tidings.core.texting.transliterate import transliterate


def faces(message: Message, senders: Senders, writing: Writing) -> Sequence[Face]:
    """A carrier that takes accents off takes all of them off: one letter alone is nobody's harmless change."""
    text = drawn(message, senders, writing)[0].text
    written = dict.fromkeys((text, transliterate(text, extent="letters").text))
    heads = list(head(sender=message.letterhead.name, address=message.letterhead.sender_address))
    return [Face((*heads, *checked(each.split("\n"), code=message.code))) for each in written]
