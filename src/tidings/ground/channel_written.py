"""Whether what somebody wrote for a setting of a channel can be right."""

from collections.abc import Callable
from re import fullmatch

from tidings.channels.contract import Declaration, Setting
from tidings.core.pacing import reading, warm_up
from tidings.ground.channel_standing import named_for

READERS: dict[str, Callable[[str], object]] = {
    "PACE": reading.rate,
    "PACES": reading.rates,
    "WARM_UP": warm_up.read,
}


def wrong_with(declaration: Declaration, setting: Setting, value: str) -> str:
    """What is wrong, with the mend; "" for nothing. Never repeats a secret."""
    if "\0" in value or not (value.isprintable() or takes_lines(setting)):
        return "write it in one line"
    if setting.choices and value not in setting.choices:
        return f"choose one of: {', '.join(filter(None, setting.choices))}"
    for what, reader in READERS.items():
        if setting.name == named_for(declaration, what):
            return refused(reader, value)
    if setting.pattern and not fullmatch(setting.pattern, value):
        return f"it does not have the right form: {setting.says}"
    return ""


def takes_lines(setting: Setting) -> bool:
    """A key is often the text of a file."""
    return setting.secret and setting.name.endswith("_KEY")


def refused(reader: Callable[[str], object], value: str) -> str:
    try:
        reader(value)
    except ValueError as wrong:
        return str(wrong)
    return ""
