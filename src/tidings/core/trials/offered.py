"""Statements to begin with: what the notice says of the matter, and things that are not so. Whoever starts a trial mends them."""

from collections.abc import Mapping

from tidings.core.notice import Composed
from tidings.core.trials.scoring import Statement

FALSE: Mapping[str, tuple[str, str]] = {
    "en": (
        "I have to send the company a password, a PIN or a card number.",
        "Somebody from the company will come to my door about this.",
    ),
    "pt": (
        "Preciso enviar à empresa uma senha, um PIN ou o número de um cartão.",
        "Alguém da empresa virá à minha porta por causa disto.",
    ),
}
FEWEST, MOST = 3, 6
LONGEST = 300


def offered(notice: Composed) -> tuple[Statement, ...]:
    """Two that are true, in the notice's own words, and two that are not; in an order that tells nothing."""
    false = FALSE.get(notice.language.split("-")[0], FALSE["en"])
    said = (notice.means, notice.if_ignored or notice.done)
    pairs = zip(false, said, strict=True)
    return tuple(
        each
        for wrong, right in pairs
        for each in (Statement(says=wrong, true=False), Statement(says=right[:LONGEST], true=True))
    )
