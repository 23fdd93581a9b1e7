"""A trial begun and a panel that answers it, as the tests need it."""

from datetime import datetime
from typing import Any

from tests.campaigns.files import ANN, LATE, NOW
from tidings.campaigns import public as campaigns
from tidings.core.trials import Reply, Statement
from tidings.ground import links

STATEMENTS = (
    Statement(says="My order comes later than promised.", true=True),
    Statement(says="I get the delivery fee back.", true=True),
    Statement(says="I have to pay something now.", true=False),
    Statement(says="My order was cancelled.", true=False),
)
RIGHT = ("true", "true", "false", "false")
WRONG = ("false", "unsure", "true", "true")
ASKED = LATE.replace("topic: deliveries", "topic: deliveries\ntrial: needed")
OTHER = ASKED.replace("We are sorry", "We regret it")


def begin(*texts: str, now: datetime = NOW, **changes: Any) -> campaigns.TrialCard:
    """A trial of the texts (one or two) with a panel of five, saved first."""
    numbers = [campaigns.save_version(text=text, actor=ANN, now=now).number for text in texts or (ASKED,)]
    given = {"version": numbers[0], "against": numbers[1] if numbers[1:] else None, "language": "en"}
    given |= {"statements": STATEMENTS, "panellists": 5}
    return campaigns.start_trial(campaign="parcel-late", actor=ANN, now=now, **given | changes)


def answer(
    card: campaigns.TrialCard,
    *,
    marks: dict[int, tuple[str, ...]] | None = None,
    now: datetime = NOW,
    **changes: Any,
) -> int:
    """A newcomer answers for every version, by `marks` for each version's number (all right where not named)."""
    id = links.read(campaigns.join(id=card.id, now=now), purpose="panellist", now=now).id
    while (before := campaigns.sheet(id=id, now=now)).version:
        chosen = (marks or {}).get(before.version, RIGHT)
        given = {"panellist": "", "step": "keep", "marks": chosen, "genuine": "yes"}
        campaigns.reply(id=id, version=before.version, given=Reply(**given | changes), now=now)
    return id
