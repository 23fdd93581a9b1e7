"""The settings of channels, by account: what the environment states, else the console, else the declaration's default.

A channel can have several accounts (two relays, two carriers), tried in their order. The first is "main": its settings
have their plain names in the environment; another account's have its name behind two underscores
(`TIDINGS_SMTP_URL__SECOND`), and every setting can be in a file (`..._FILE`).
"""

import os
from pathlib import Path

from django.conf import settings

from tidings.channels import discover
from tidings.channels.contract import Declaration
from tidings.ground.channel_stated import stated_in_console

MAIN = "main"


def settings_for(declaration: Declaration, account: str = MAIN) -> dict[str, str]:
    """Every setting of a channel's account, with its default where nothing states it."""
    console = stated_in_console(declaration.name, account)
    return {
        setting.name: stated(setting.name, account) or console.get(setting.name) or setting.default
        for setting in declaration.settings
    }


def accounts(declaration: Declaration) -> tuple[str, ...]:
    """The accounts of a channel that have all they need, in the order they are tried."""
    return tuple(name for name in named(declaration) if is_ready(declaration, name))


def ready() -> tuple[str, ...]:
    """The channels that can be used: those with an account that has all it needs."""
    return tuple(name for name, channel in discover().items() if accounts(channel.declaration))


def is_ready(declaration: Declaration, account: str) -> bool:
    values = settings_for(declaration, account)
    return all(values[setting.name] for setting in declaration.settings if setting.required)


def named(declaration: Declaration) -> tuple[str, ...]:
    """Every account that is named anywhere, "main" first."""
    found = {
        name.removeprefix(f"{setting.name}__").removesuffix("_FILE").lower()
        for setting in declaration.settings
        for name in os.environ
        if name.startswith(f"{setting.name}__")
    }
    return (MAIN, *sorted((found | set(stated_in_console(declaration.name))) - {MAIN}))


def stated(name: str, account: str = MAIN) -> str:
    """What the environment (or, for the main account, Django's settings) says; "" for nothing."""
    if account != MAIN:
        name = f"{name}__{account.upper()}"
    ours = getattr(settings, name.removeprefix("TIDINGS_"), "")
    if ours or f"{name}_FILE" not in os.environ:
        return str(ours or os.environ.get(name, ""))
    return Path(os.environ[f"{name}_FILE"]).read_text().strip()
