"""What plans rehearsed before would send: contacts on their way that count against the caps of the next."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from tidings.outreach.planning.judging import Judged
from tidings.outreach.planning.plan import Plan
from tidings.outreach.recent import Contact, Lately

Column = np.ndarray[Any, Any]


@dataclass
class Offered:
    """The contacts of one plan: customers and their channels' places."""

    plan: Plan
    channels: tuple[str, ...] = ()
    ids: list[Column] = field(default_factory=list)
    places: list[Column] = field(default_factory=list)

    def among(self, ids: Column) -> list[Contact]:
        """Those to these customers."""
        found = []
        for whose, places in zip(self.ids, self.places, strict=True):
            for row in np.flatnonzero(np.isin(whose, ids)).tolist():
                found.append(contact(int(whose[row]), self.channels[places[row]], self.plan))
        return found


@dataclass
class Offers:
    """The plans of one rehearsal, in the order in which they came to the caps."""

    made: list[Offered] = field(default_factory=list)

    def begin(self, plan: Plan) -> None:
        """The next plan has its turn."""
        self.made.append(Offered(plan))

    def add(self, judged: Judged) -> None:
        """What a part of it would send."""
        last, rows = self.made[-1], judged.alone
        last.channels = judged.channels
        last.ids.append(judged.sighted.facts.column("customer_id").to_numpy()[rows])
        last.places.append(judged.column("channel")[rows])

    def onto(self, known: Lately, ids: Column) -> set[int]:
        """Adds what concerns these customers and their people to what is known of them; to whom that was."""
        if len(self.made) == 1 and not known.circles:
            return set()  # nobody's contacts are counted together, and each is in a plan once
        everyone = np.fromiter({*ids.tolist()}.union(*map(known.counted_with, known.circles)), np.int64)
        contacts = [contact for offered in self.made for contact in offered.among(everyone)]
        for one in contacts:
            known.add(one)
        return {one.customer_id for one in contacts}


def contact(customer_id: int, channel: str, plan: Plan) -> Contact:
    """A contact of a plan, not yet sent, with what it is worth."""
    matter = plan.matter
    offer = plan.version.campaign_id, matter.urgency, plan.merit.value
    return Contact(0, customer_id, channel, matter.purpose, matter.topic, None, *offer)
