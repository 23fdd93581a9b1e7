"""The portal's own phrases: one YAML file a language, the same keys in each (a test sees to it)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from django.utils.translation.trans_real import parse_accept_lang_header

from tidings.core import words as shared

FOLDER = Path(__file__).parent / "words"
LANGUAGES = tuple(sorted(file.stem for file in FOLDER.glob("*.yaml")))
FALLBACK = "en"


@dataclass(frozen=True)
class Words:
    """The phrases of one language; what every surface says alike comes from `core.words`."""

    language: str
    phrases: Mapping[str, str]

    def say(self, key: str, **values: str) -> str:
        """A phrase with its values filled in: plain text, not yet escaped."""
        if key in self.phrases:
            return self.phrases[key].format(**values)
        return shared.phrase(key, language=self.language, **values)

    def knows(self, key: str) -> bool:
        return key in self.phrases


@cache
def words(language: str) -> Words:
    """The phrases of a language tag (`pt-BR` is spoken to in `pt`), else English."""
    spoken = language.split("-")[0].lower()
    spoken = spoken if spoken in LANGUAGES else FALLBACK
    return Words(spoken, yaml.safe_load((FOLDER / f"{spoken}.yaml").read_text(encoding="utf-8")))


def accepted(header: str, *, otherwise: str) -> str:
    """The best of our languages for an Accept-Language header, else `otherwise`."""
    return _first_of_ours(tag for tag, _ in parse_accept_lang_header(header[:200])) or otherwise


def _first_of_ours(tags: Iterable[str]) -> str:
    return next((tag for tag in tags if tag.split("-")[0].lower() in LANGUAGES), "")
