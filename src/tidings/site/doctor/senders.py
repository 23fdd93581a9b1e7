"""What the company and its channels' settings only show together: whether its mail is aligned, and who sends under which name."""

from collections.abc import Iterator

from tidings.channels import discover
from tidings.channels.contract import Declaration
from tidings.site.doctor.check import Check

ALIGN = (
    "Sign with the domain of the sender's address (TIDINGS_DKIM_DOMAIN), or write from the domain that signs"
)
UNWATCH = "Use another sender, or take it off the list on the console's page Impersonation"


def senders() -> Iterator[Check]:
    """The database is in reach."""
    yield from aligned()
    yield from watched()


def aligned() -> Iterator[Check]:
    """Whether the From of the company's mail goes with what signs it, where that is another domain."""
    from tidings.channels.email.identity import identity
    from tidings.channels.email.records.looking import look_at_sender
    from tidings.ground import channel_settings
    from tidings.staff import public as staff

    sender = staff.company().sender_email.rpartition("@")[2].lower()
    mail = discover()["email"].declaration
    for account in channel_settings.accounts(mail) if sender else ():
        stated = channel_settings.settings_for(mail, account)
        signs = stated.get("TIDINGS_DKIM_DOMAIN", "").lower()
        if signs and signs != sender:
            for finding in look_at_sender(identity(stated), sender):
                yield Check(f"sender {sender}", finding.well, finding.says, ALIGN if finding.mend else "")


def watched() -> Iterator[Check]:
    """Senders stated for channels that the company itself watches for: no message of ours may carry what forgers use."""
    from tidings.core.impersonation import WatchRefused, read_watch, struck
    from tidings.staff import public as staff

    try:
        watch = read_watch(staff.company().watch)
    except WatchRefused as refused:
        yield Check("watch list", False, str(refused), "Mend it on the console's page Impersonation")
        return
    for channel in discover().values():
        for setting, value in in_the_open(channel.declaration):
            for hit in struck(value, watch):
                says = f"{setting}: the {hit.kind} {hit.entry} is on the watch list"
                yield Check(f"channel {channel.declaration.name}", False, says, UNWATCH)


def in_the_open(declaration: Declaration) -> Iterator[tuple[str, str]]:
    """What is stated of a channel's accounts and is no secret."""
    from tidings.ground import channel_settings

    for account in channel_settings.named(declaration):
        stated = channel_settings.settings_for(declaration, account)
        yield from ((each.name, stated[each.name]) for each in declaration.settings if not each.secret)


def live_by(channel: str) -> list[str]:
    """The live campaigns that may go by a channel: they name it, their topic does, or the customer's own order decides."""
    from tidings.campaigns import public as campaigns
    from tidings.core.campaign_files.campaign import parse

    found = []
    for card in campaigns.list_campaigns():
        if card.state == "live" and card.live is not None:
            file = parse(card.version(card.live).text).draft
            wanted = (file.strategy.channels if file else ()) or card.topic.channels
            found += [card.name] if not wanted or channel in wanted else []
    return found
