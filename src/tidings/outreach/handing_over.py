"""One claim to its channel: drawn, sent, and whatever goes wrong turned into an outcome of this row alone."""

import logging
from datetime import datetime

from django.db import DatabaseError

from tidings.channels.contract import CannotCompose, Message, Outcome, Sender
from tidings.outreach.claiming import Claim
from tidings.outreach.compose import Voice, message_for
from tidings.outreach.sending import NoSuchChannel, Senders

log = logging.getLogger(__name__)


def hand_over(claim: Claim, *, senders: Senders, voice: Voice, now: datetime) -> Outcome:
    """Send it; never raises for the row's own fault, so that one bad row does not hold up the others."""
    if not voice.letterhead.sender_address:
        return Outcome(state="transient", says="the company has no sender address yet", unreachable=True)
    sender = opened(claim, senders)
    if isinstance(sender, Outcome):
        return sender
    message = drawn(claim, voice, now)
    if isinstance(message, Outcome):
        return message
    return sent(claim, sender, message)


def opened(claim: Claim, senders: Senders) -> Sender | Outcome:
    """The way out, or the outcome of a channel that is not there or whose settings cannot be right."""
    try:
        return senders.sender_for(claim.outreach.channel)
    except NoSuchChannel as missing:
        return Outcome(state="permanent", says=f"no such channel here: {missing}")
    except ValueError as wrong:
        log.error("channel %s cannot be opened: %s", claim.outreach.channel, wrong)
        return Outcome(state="transient", says=str(wrong), unreachable=True)


def drawn(claim: Claim, voice: Voice, now: datetime) -> Message | Outcome:
    """The message, or the outcome of a row whose words and data do not go together (a poison row)."""
    outreach = claim.outreach
    try:
        return message_for(outreach, to_name=claim.customer_name, voice=voice, now=now)
    except DatabaseError:
        raise
    except Exception as error:
        # The text of the error may hold the customer's data: it goes into the row, not into the log.
        log.error("outreach %s cannot be composed: %s", outreach.id, type(error).__name__)
        return Outcome(state="permanent", says=f"cannot be composed: {type(error).__name__}: {error}"[:500])


def sent(claim: Claim, sender: Sender, message: Message) -> Outcome:
    """Handed over. A channel that breaks in a way it never should leaves this row unknown and the others their turn."""
    try:
        return sender.send(message)
    except CannotCompose as refused:
        return Outcome(state="permanent", says=f"cannot be drawn: {refused}")
    except Exception as error:
        log.error("outreach %s broke its channel: %s", claim.outreach.id, type(error).__name__)
        return Outcome(state="unknown", says=f"the channel broke: {type(error).__name__}: {error}"[:500])
