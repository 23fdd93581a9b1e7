"""Domains that look like ours: what a forger would register, and whether a domain that was met looks so."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

# Signs and what is taken for them; the last of some are Cyrillic (a choice of Unicode's confusables, UTS #39).
ALIKE = {
    "o": ("0", "\u043e"), "l": ("1", "i"), "i": ("1", "l", "\u0456"), "e": ("3", "\u0435"), "a": ("4", "\u0430"),
    "s": ("5", "\u0455"), "c": ("\u0441",), "p": ("\u0440",), "x": ("\u0445",), "y": ("\u0443",), "m": ("rn",),
    "w": ("vv",), "d": ("cl",), "rn": ("m",), "vv": ("w",), "cl": ("d",),
}  # fmt: skip
# All that looks alike becomes one sign.
FOLD = {
    ord(look): sign for sign, looks in ALIKE.items() if len(sign) == 1 for look in looks if len(look) == 1
}
FOLD |= {ord("i"): "l", ord("1"): "l", ord("\u0456"): "l"}
FOLD.pop(ord("l"), None)
PAIRS = (("m", "rn"), ("w", "vv"), ("d", "cl"))
ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
ENDINGS = ("com", "net", "org", "info", "co", "app", "online", "site", "shop", "top", "xyz", "click", "eu")
AFFIXES = ("secure", "login", "support", "help", "verify", "account", "my", "online")
SECOND_LEVEL = frozenset({"com", "co", "org", "net", "gov", "edu", "ac", "gob"})
SHORTEST = 4  # letters: what is shorter looks like everything


@dataclass(frozen=True, kw_only=True)
class Lookalike:
    """A domain as it crosses the wire (RFC 5890), and `how` it looks like ours: alike, typo, ending or around."""

    domain: str
    how: str


def lookalikes(own: str) -> tuple[Lookalike, ...]:
    """What to watch for a domain of ours, each one change away; the domain itself is not among them."""
    label, ending = parts(own)
    ways = {
        "alike": (f"{each}.{ending}" for each in alike(label)),
        "typo": (f"{each}.{ending}" for each in typos(label)),
        "ending": (f"{label}.{each}" for each in ENDINGS),
        "around": (f"{each}.{ending}" for each in around(label)),
    }
    found: dict[str, str] = {}
    for how, domains in ways.items():
        for domain in domains:
            found.setdefault(on_the_wire(domain), how)
    found.pop(f"{label}.{ending}", None)
    return tuple(Lookalike(domain=domain, how=how) for domain, how in found.items() if domain)


def resembles(host: str, own: Iterable[str]) -> str:
    """How a host looks like one of our domains (see `Lookalike`); "" where it does not, or is one or below one."""
    ours, met = [each.lower() for each in own if each], in_letters(host)
    if any(met == each or met.endswith(f".{each}") for each in ours):
        return ""
    return next((how for each in ours if (how := likeness(met, each))), "")


def likeness(met: str, own: str) -> str:
    (label, ending), (ours, our_ending) = parts(met), parts(own)
    if label == ours:
        return "ending" if ending != our_ending else ""
    if len(ours) < SHORTEST:
        return ""
    if skeleton(label) == skeleton(ours):
        return "alike"
    if label in typos(ours):
        return "typo"
    return "around" if skeleton(ours) in map(skeleton, re.split(r"[.-]", met)) else ""


def parts(domain: str) -> tuple[str, str]:
    """The name that a company registers and its ending: ("shop", "co.uk") of www.shop.co.uk."""
    labels = domain.lower().strip(".").split(".")
    ends = 2 if len(labels) > 2 and labels[-2] in SECOND_LEVEL and len(labels[-1]) == 2 else 1
    return (labels[-ends - 1] if len(labels) > ends else labels[0]), ".".join(labels[-ends:])


def registered(domain: str) -> str:
    """The domain as a company registers it: shop.co.uk of www.shop.co.uk."""
    return ".".join(parts(domain))


def skeleton(label: str) -> str:
    """The same for all that look alike."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", label) if not unicodedata.combining(sign))
    folded = plain.replace("-", "").translate(FOLD)
    for sign, pair in PAIRS:
        folded = folded.replace(sign, pair)
    return folded


def alike(label: str) -> Iterator[str]:
    for sign, looks in ALIKE.items():
        for place in (found.start() for found in re.finditer(sign, label)):
            yield from (label[:place] + look + label[place + len(sign) :] for look in looks)


def typos(label: str) -> set[str]:
    """A letter left out, doubled, swapped with the next, or the key beside it; a hyphen set in."""
    return {each for each in slips(label) if each and each != label and not each.startswith("-")}


def slips(label: str) -> Iterator[str]:
    for place, sign in enumerate(label):
        before, after = label[:place], label[place + 1 :]
        yield before + after
        yield before + sign + sign + after
        yield from (before + key + after for key in beside(sign))
        if place:
            yield f"{before}-{sign}{after}"
        if after:
            yield before + after[0] + sign + after[1:]


def beside(sign: str) -> Iterator[str]:
    for row in ROWS:
        for left, right in pairwise(row):
            if sign in (left, right):
                yield right if sign == left else left


def around(label: str) -> Iterator[str]:
    for word in AFFIXES:
        yield from (f"{label}-{word}", f"{word}-{label}", f"{label}{word}")


def on_the_wire(domain: str) -> str:
    """ "" for what nobody can register."""
    try:
        return domain.encode("idna").decode()
    except UnicodeError:
        return ""


def in_letters(host: str) -> str:
    try:
        return host.lower().strip(".").encode("ascii").decode("idna")
    except UnicodeError:
        return host.lower().strip(".")
