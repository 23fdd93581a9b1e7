"""Every channel, checked from what it declares: what is missing, what cannot be right, and what its own check finds."""

import os
from collections.abc import Iterator
from dataclasses import replace

from tidings.channels import discover
from tidings.channels.contract import Channel, Finding
from tidings.site import setup
from tidings.site.doctor.check import Check
from tidings.site.doctor.senders import live_by


def channels() -> Iterator[Check]:
    """By the environment and by what the console says; the database is in reach, and says whom a fault concerns."""
    for name, channel in discover().items():
        for check in one(channel):
            live = [] if check.ok or not check.needed else live_by(name)
            yield replace(check, says=f"{check.says} (live campaigns: {', '.join(live)})") if live else check


def by_environment() -> Iterator[Check]:
    """Without a database to ask."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tidings.site.settings")
    setup.ready()
    from tidings.ground import channel_stated

    with channel_stated.nothing_stated():
        for channel in discover().values():
            yield from one(channel)


def one(channel: Channel) -> Iterator[Check]:
    """A channel that nobody has set up is absent, which is no fault; one that is half set up is."""
    from tidings.ground import channel_settings

    declaration = channel.declaration
    for account in channel_settings.named(declaration):
        name = f"channel {declaration.name}" + ("" if account == channel_settings.MAIN else f" {account}")
        wrong = list(mistakes(channel, account))
        if missing := channel_settings.missing(declaration, account):
            if any_stated(channel, account):
                yield Check(name, False, f"needs {', '.join(missing)}", how(channel, missing[0]))
            else:
                yield not_set_up(name)
        elif not wrong:
            yield from found(channel, account, name)
        yield from (
            Check(name, False, f"{setting}: {says}", how(channel, setting)) for setting, says in wrong
        )


def found(channel: Channel, account: str, name: str) -> Iterator[Check]:
    """What its own check finds; a channel nobody stated anything for stands on defaults, and may fail here: no fault."""
    from tidings.ground import channel_settings

    findings = looked(channel, channel_settings.settings_for(channel.declaration, account))
    if not all(finding.well for finding in findings) and not any_stated(channel, account):
        yield not_set_up(name)
        return
    for finding in findings:
        yield Check(name, finding.well, finding.says, finding.mend)


def not_set_up(name: str) -> Check:
    """Nobody wanted it, so there is nothing to mend."""
    return Check(name, False, "not set up", needed=False)


def looked(channel: Channel, settings: dict[str, str]) -> list[Finding]:
    try:
        return list(channel.check(settings)) or [Finding(well=True, says="ready")]
    except ValueError as wrong:
        return [Finding(well=False, says=str(wrong), mend="Mend its settings under Channels in the console")]


def mistakes(channel: Channel, account: str) -> Iterator[tuple[str, str]]:
    """Settings that cannot be right, whoever states them."""
    from tidings.ground import channel_settings, channel_stated
    from tidings.ground.channel_standing import standing
    from tidings.ground.channel_written import wrong_with

    declaration = channel.declaration
    for setting in (*declaration.settings, *standing(declaration)):
        said = channel_settings.said(declaration, setting, account)
        if channel_stated.cannot_be_opened(declaration.name, account, setting.name):
            yield setting.name, "sealed with a secret key that is gone"
        elif said.by != "default" and (wrong := wrong_with(declaration, setting, said.value)):
            yield setting.name, wrong


def any_stated(channel: Channel, account: str) -> bool:
    from tidings.ground import channel_settings

    declared = (setting for setting in channel.declaration.settings if not setting.apart)
    return any(
        channel_settings.said(channel.declaration, setting, account).by != "default" for setting in declared
    )


def how(channel: Channel, name: str) -> str:
    says = next((each.says for each in channel.declaration.settings if each.name == name), "")
    return f"Set {name}, or use Channels in the console" + (f": {says}" if says else "")
