"""The settings of channels, by account: what the environment states, else the console, else the declaration's default.

A channel can have several accounts (two relays, two carriers), tried in their order. The first is "main": its settings
have their plain names in the environment; another account's have its name behind two underscores
(`TIDINGS_SMTP_URL__SECOND`), and every setting can be in a file (`..._FILE`).
"""

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from django.conf import settings

from tidings.channels import discover
from tidings.channels.contract import Declaration, Setting
from tidings.ground.channel_standing import named_for, standing
from tidings.ground.channel_stated import stated_in_console

MAIN = "main"
NAME = r"[a-z][a-z0-9]{0,19}"  # an account's


@dataclass(frozen=True, kw_only=True)
class Said:
    """A setting's value for an account, and who says so."""

    value: str
    by: Literal["environment", "console", "default"]


def settings_for(declaration: Declaration, account: str = MAIN) -> dict[str, str]:
    """Every setting of a channel's account, with its default where nothing states it."""
    return {setting.name: said(declaration, setting, account).value for setting in declaration.settings}


def standing_for(declaration: Declaration, account: str = MAIN) -> dict[str, str]:
    """What is said of the account itself, by the last part of the name ("PACE", "WARM_UP", "ORDER", "PAUSED")."""
    start = len(named_for(declaration, ""))
    return {
        setting.name[start:]: said(declaration, setting, account).value for setting in standing(declaration)
    }


def said(declaration: Declaration, setting: Setting, account: str = MAIN) -> Said:
    if value := stated(setting.name, account, setting.default):
        return Said(value=value, by="environment")
    console = stated_in_console(declaration.name, account)
    if console.get(setting.name):
        return Said(value=console[setting.name], by="console")
    return Said(value=setting.default, by="default")


def accounts(declaration: Declaration) -> tuple[str, ...]:
    """The accounts of a channel that have all they need, in the order they are tried."""
    return tuple(name for name in named(declaration) if is_ready(declaration, name))


def ready() -> tuple[str, ...]:
    """The channels that can be used: those with an account that has all it needs."""
    return tuple(name for name, channel in discover().items() if accounts(channel.declaration))


def is_ready(declaration: Declaration, account: str) -> bool:
    return not missing(declaration, account)


def missing(declaration: Declaration, account: str) -> tuple[str, ...]:
    """The required settings that nothing states."""
    return tuple(
        setting.name
        for setting in declaration.settings
        if setting.required and not said(declaration, setting, account).value
    )


def named(declaration: Declaration) -> tuple[str, ...]:
    """Every account that is named anywhere, by its order number, then "main" first."""
    known = {setting.name for setting in (*declaration.settings, *standing(declaration))}
    found = {MAIN, *stated_in_console(declaration.name)}
    for name in (name for name in os.environ if "__" in name):
        setting, _, account = name.partition("__")
        if setting in known:
            found.add(account.removesuffix("_FILE").lower())
    return tuple(sorted(found, key=lambda name: (turn(declaration, name), name != MAIN, name)))


def turn(declaration: Declaration, account: str) -> int:
    order = standing(declaration)[3]
    value = said(declaration, order, account).value
    return int(value) if value.isdecimal() else 0 if account == MAIN else 9999


def stated(name: str, account: str = MAIN, default: str = "") -> str:
    """What the environment (or, for the main account, Django's settings) says; "" for nothing."""
    if account != MAIN:
        name = f"{name}__{account.upper()}"
    # Django's own settings have defaults too: only what differs from the declaration's was stated by somebody.
    short = name.removeprefix("TIDINGS_")
    if is_djangos(short) and (ours := str(getattr(settings, short, ""))) and ours != default:
        return ours
    if path := os.environ.get(f"{name}_FILE"):
        return from_file(Path(path))
    return os.environ.get(name, "")


@cache
def is_djangos(name: str) -> bool:
    """Django's own settings know few of ours, and take long to say so."""
    return hasattr(settings, name)


def from_file(path: Path) -> str:
    """A file that cannot be read states nothing: its channel is not ready, and the doctor says why."""
    try:
        return path.read_text().strip()
    except (OSError, UnicodeDecodeError):
        return ""
