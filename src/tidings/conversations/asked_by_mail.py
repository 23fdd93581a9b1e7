"""A mail forwarded to `check@`: compared as on the page, and answered in a line that holds none of our words.

Only a proven sender is answered: else anybody could have us write to anybody. Who gets answer after answer is a machine.
"""

from datetime import datetime

from tidings.channels import discover
from tidings.channels.contract import Asked
from tidings.conversations.applied import Applied
from tidings.conversations.forwarded import MOST_OCTETS
from tidings.conversations.is_it_us import check_mail
from tidings.conversations.sayings import say
from tidings.core.courtesies import Courtesy
from tidings.ground.channel_settings import accounts, settings_for
from tidings.staff import public as staff

KIND_OF: dict[str, Courtesy] = {
    "ours": "mail_ours",
    "altered": "mail_altered",
    "not_ours": "mail_not_ours",
    "code_only": "mail_code_only",
}


def mailbox_to_ask() -> str:
    """The address to forward a mail to, where one is answered; "" for none."""
    email = discover()["email"].declaration
    for account in accounts(email):
        stated = settings_for(email, account)
        if stated.get("TIDINGS_MAIL_DOMAIN") and stated.get("TIDINGS_MAIL_AUTHSERV"):
            return f"check@{stated['TIDINGS_MAIL_DOMAIN']}"
    return ""


def answer_asker(*, channel: str, account: str, asked: Asked, now: datetime) -> Applied:
    """Check what was forwarded, and tell its sender, in the caller's transaction."""
    if asked.automatic:
        return Applied(says="a machine wrote this; nothing was done")
    if not asked.proven:
        return Applied(says="asked whether a mail is ours; not answered, for nothing proves the sender")
    if len(asked.octets) > MOST_OCTETS:
        return Applied(says="asked whether a mail is ours; not answered, for it is larger than 2 MB")
    verdict = check_mail(asked.octets, asker=f"mail {asked.sender.casefold()}", now=now)
    kind = KIND_OF.get(verdict.answer)
    told = kind is not None and say(
        kind,
        key=f"check:{asked.key}",
        customer_id=None,
        outreach_id=None,
        channel=channel,
        account=account,
        address=asked.sender,
        language=staff.company().language,
        now=now,
    )
    return Applied(says=f"asked whether a mail is ours: {verdict.answer}{'' if told else '; not answered'}")
