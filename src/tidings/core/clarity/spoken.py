"""A notice as a voice reads it: what happened, what it means, what its evidence shows, then what can be pressed."""

import re
from collections.abc import Mapping
from math import ceil

from tidings.core.evidence.pointing import OBJECT
from tidings.core.notice import Composed

WORDS_A_SECOND = 2.5  # 150 words a minute, an announcer's pace
PRESS: Mapping[str, str] = {
    "en": "Press {key}: {says}.",
    "pt": "Tecle {key}: {says}.",
    "es": "Pulse {key}: {says}.",
}


def spoken(notice: Composed) -> str:
    """The prompt of a call, each next step with its key."""
    press = PRESS.get(notice.language.partition("-")[0].lower(), PRESS["en"])
    steps = [press.format(key=n, says=step.says) for n, step in enumerate(notice.next_steps, 1)]
    # What a picture shows is heard; addresses and records are left to the page.
    shown = [f"{each.says.rstrip('.')}." for each in notice.evidence if each.kind == OBJECT]
    return " ".join(part for part in (notice.what, notice.means, *shown, *steps) if part)


def seconds(prompt: str) -> int:
    """About how long a voice takes; digits are said one by one."""
    words = len(re.findall(r"[^\W\d]+", prompt)) + len(re.findall(r"\d", prompt))
    return ceil(words / WORDS_A_SECOND)
