"""What is said of an account of any channel beside the channel's own settings: its pace, its warm-up, its turn, a pause."""

from functools import cache

from tidings.channels.contract import Declaration, Setting

PACE = r"none|\d+(\.\d+)?(/[1-9]\d*)?"


def standing(declaration: Declaration) -> tuple[Setting, ...]:
    """The settings that every channel has, named after it (`TIDINGS_SMS_PACE`)."""
    return standing_of(declaration.name)


@cache
def standing_of(channel: str) -> tuple[Setting, ...]:
    return (
        Setting(
            name=named(channel, "PACE"),
            says="At most so many a second, after a slash so many at once: 20 or 0.5/10. none: no limit. Empty: as the channel declares",
            pattern=PACE,
        ),
        Setting(
            name=named(channel, "PACES"),
            says="The same for destinations, * for each other one: example.com=5/20 *=50",
            pattern=rf"[^\s=]+=({PACE})(\s+[^\s=]+=({PACE}))*",
        ),
        Setting(
            name=named(channel, "WARM_UP"),
            says="A new sender: its first day and each day's most, 2026-11-22: 50 100 500 1000",
            pattern=r"\d{4}-\d\d-\d\d:(\s*[1-9]\d*)+",
        ),
        Setting(
            name=named(channel, "ORDER"),
            says="Accounts are tried in the order of this number",
            pattern=r"\d{1,4}",
        ),
        Setting(
            name=named(channel, "PAUSED"),
            says="yes: nothing goes out by this account until this is empty again",
            choices=("", "yes"),
        ),
    )


def named_for(declaration: Declaration, what: str) -> str:
    return named(declaration.name, what)


def named(channel: str, what: str) -> str:
    return f"TIDINGS_{channel.upper()}_{what}"
