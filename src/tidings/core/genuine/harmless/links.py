"""Links that a checker wrapped and that name the identical link; and links that are shown beside their words."""

import re

from tidings.core.genuine.harmless.wrappers import target
from tidings.core.genuine.spanned import Spanned

LINK = re.compile(r"https?://[^\s<>\"\u201c\u201d]+", re.IGNORECASE)
TRAILING = ".,;:!?'\""
PAIRS = {")": "(", "]": "[", "}": "{"}
IN_BRACKETS = re.compile(r"[ \n]*[<\[(][ ]?(https?://[^\s<>\[\]]+?)[ ]?[>\])](?![\w])", re.IGNORECASE)
OF_ADDRESS = re.compile(r"([\w.+\-@]+)[ ]?[<\[(](?:mailto:|tel:)?\1[>\])]")
ADDRESS_IN_ANGLES = re.compile(r"[<\[](?:mailto:)?([\w.+\-]+@[\w.\-]+)[>\]]", re.IGNORECASE)
TWICE = re.compile(r"(https?://[^\s<>\"]+)(?:[ \n]+\1(?=[\s.,;]|$))+")


def unwrapped(text: Spanned) -> Spanned:
    """Every link as the one it leads to, where a wrapper says so by itself (no look-up)."""
    return text.replaced(LINK, lambda match: led(match[0]))


def shown(text: Spanned) -> Spanned:
    """`words <link>` as `words link`; the same link twice, or an address and its mailto:, as one."""
    text = text.replaced(IN_BRACKETS, lambda match: f" {match[1]}")
    text = text.replaced(OF_ADDRESS, lambda match: match[1])
    text = text.replaced(ADDRESS_IN_ANGLES, lambda match: match[1])
    return text.replaced(TWICE, lambda match: match[1])


def led(link: str) -> str:
    """Where a link leads, with what stood right behind it."""
    bare = trimmed(link)
    return target(bare) + link[len(bare) :]


def trimmed(link: str) -> str:
    """Without the stop or bracket that ends the sentence it stands in (RFC 3986 appendix C)."""
    while link:
        last = link[-1]
        unpaired = last in PAIRS and link.count(last) > link.count(PAIRS[last])
        if last not in TRAILING and not unpaired:
            break
        link = link[:-1]
    return link
