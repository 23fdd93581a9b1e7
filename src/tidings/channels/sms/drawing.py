"""A message made ready for a country: its sender and its text."""

import re

from tidings.channels.contract import CannotCompose, Message
from tidings.channels.sms.senders import SenderId, Senders, country_of, owes_stop
from tidings.channels.sms.text import Text, draw
from tidings.channels.sms.way import Writing

E164 = re.compile(r"\+[1-9]\d{5,14}")


def drawn(message: Message, senders: Senders, writing: Writing) -> tuple[Text, SenderId]:
    """The text and who sends it; raises `CannotCompose`, and `NoSender` where the country allows none of ours."""
    if not E164.fullmatch(message.to):
        raise CannotCompose("the address is no number like +447700900123")
    if message.expires_at <= message.at:
        raise CannotCompose("it expired before it could be sent")
    country = country_of(message.to)
    sender = senders.to(country, message.at.date())
    return draw(message, writing, replies=sender.hears, owes_stop=owes_stop(country)), sender
