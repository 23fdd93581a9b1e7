"""A campaign under a careless hand: one notice of it, and what may be done to its parts."""

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from random import Random
from typing import Any

Tree = dict[str, Any]
PROSE = ("subject", "what", "means", "done", "if_ignored")
WHEN = "on|by|until|from|before|after|since|at|em|até|de|a partir de|antes de|depois de|desde|para|el|del|al|hasta el|desde el|después del"
DATE = re.compile(
    rf"(?:\b(?P<before>{WHEN})\s+)?\{{\{{\s*(?P<path>[\w.]+)\s*\|\s*(?:day|moment)\s*\}}\}}", re.IGNORECASE
)
MONEY = re.compile(r"(?:\b(?P<before>the|os|as|los|las)\s+)?\{\{\s*(?P<path>[\w.]+)\s*\|\s*money\s*\}\}")
SHOWN = re.compile(r"\{\{\s*(?P<path>[\w.]+)[^}]*\}\}")


@dataclass(frozen=True, kw_only=True)
class Sender:
    """Who the notice says it is from: the name, and the domain its mail comes from."""

    name: str
    domain: str

    @property
    def slug(self) -> str:
        return re.sub(r"[^a-z]", "", self.domain.split(".")[0])


@dataclass
class Work:
    """A copy of a campaign's tree; `language` is the notice to break, `chance` decides among words."""

    tree: Tree
    language: str
    sender: Sender
    chance: Random

    @classmethod
    def on(cls, tree: Tree, language: str, sender: Sender, chance: Random) -> "Work":
        return cls(deepcopy(tree), language, sender, chance)

    @property
    def tongue(self) -> str:
        return self.language.split("-")[0]

    @property
    def notice(self) -> Tree:
        return self.tree["notice"][self.language]

    @property
    def notices(self) -> list[Tree]:
        return list(self.tree["notice"].values())

    def one_of(self, words: dict[str, list[str]]) -> str:
        """Words in the notice's language, the sender's name and domain put in."""
        said = self.chance.choice(words[self.tongue])
        said = said.replace("@company", self.sender.name).replace("@domain", self.sender.domain)
        return said.replace("@slug", self.sender.slug)

    def shown(self, pattern: re.Pattern[str]) -> list[str]:
        """The paths that `pattern` finds in the prose of the notice."""
        return [path for part in PROSE for path in paths(pattern, self.notice.get(part, ""))]

    def replace_once(self, parts: list[str], pattern: re.Pattern[str], words: str) -> bool:
        """In the first of `parts` that has it; whether there was one."""
        for part in parts:
            text, times = pattern.subn(lambda found: instead(found, words), self.notice.get(part, ""))
            if times:
                self.notice[part] = sentence(text)
                return True
        return False

    def replace_all(self, parts: list[str], pattern: re.Pattern[str], words: str) -> bool:
        return sum(self.replace_once([part], pattern, words) for part in parts) > 0

    def texts(self) -> Iterator[str]:
        """Every text of the notice."""
        for holder, key in slots(self.notice):
            yield holder[key]

    def change_texts(self, change: Callable[[str], str]) -> None:
        """Every text of the notice but the outcomes and evidence addresses, rewritten."""
        for holder, key in slots(self.notice):
            if key not in ("id", "does"):
                holder[key] = change(holder[key])


def paths(pattern: re.Pattern[str], text: str) -> list[str]:
    """The paths of the values that `pattern` finds in a text."""
    return [found["path"] for found in pattern.finditer(text)]


def instead(found: re.Match[str], words: str) -> str:
    """What stands in a placeholder's place; words that begin with ~ leave the preposition before it."""
    if not words.startswith("~"):
        return words
    return f"{found['before']} {words[1:]}" if found["before"] else words[1:]


def slots(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place in a tree that holds a text."""
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(inner, str):
            yield value, key
        elif isinstance(inner, dict | list):
            yield from slots(inner)


def sentence(text: str) -> str:
    """The text with a capital at its start, whatever was put there."""
    return text[:1].upper() + text[1:] if text and not text.startswith("{") else text
