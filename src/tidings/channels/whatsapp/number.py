"""A person's number as the network writes it, and as everybody else does."""

import re

from tidings.channels.contract import CannotCompose

E164 = re.compile(r"\+[1-9]\d{6,14}", re.ASCII)
OLD_MEXICAN = re.compile(r"521(\d{10})", re.ASCII)
# Accounts made before Brazil's mobile numbers got their ninth digit are still named without it.
OLD_BRAZILIAN = re.compile(r"55([1-9]\d)([6-9]\d{7})", re.ASCII)


def number_of(wa_id: str) -> str:
    """The E.164 number of a `wa_id` (digits only); "" when it is none."""
    digits = wa_id.removeprefix("+")
    if found := OLD_MEXICAN.fullmatch(digits):
        digits = f"52{found[1]}"
    elif found := OLD_BRAZILIAN.fullmatch(digits):
        digits = f"55{found[1]}9{found[2]}"
    return f"+{digits}" if E164.fullmatch(f"+{digits}") else ""


def reachable(number: str) -> str:
    """The number, fit to be sent to; raises `CannotCompose`."""
    if not E164.fullmatch(number):
        raise CannotCompose("the address is not a number in E.164 form, like +5511912345678")
    return number
