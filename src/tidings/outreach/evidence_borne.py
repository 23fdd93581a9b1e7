"""The evidence objects of a batch of messages: held against their hashes, pictured where the channel can, written down as used.

What is missing or was altered is left out and never replaced: its words stay, and the notice's page says that it cannot be shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from tidings.channels.contract import Message, Picture
from tidings.core.evidence.pointing import objects, pointed
from tidings.core.notice import Composed
from tidings.ground.evidence import EvidenceGone, Standing, StoredFile, stored
from tidings.ground.evidence_uses import Use, used
from tidings.outreach.compose import NOTICE_GOOD_FOR
from tidings.outreach.models import Outreach
from tidings.outreach.sending import installed


@dataclass
class Bearing:
    """What one batch bears: each object is read once, whoever is shown it."""

    known: dict[str, tuple[Standing, Sequence[StoredFile]]] = field(default_factory=dict)
    uses: list[Use] = field(default_factory=list)

    def bear(self, row: Outreach, message: Message) -> Message:
        """The message with what its channel can show; one without evidence objects stays as it is."""
        borne = list(objects(message.composed))
        if not borne:
            return message
        self.lead_to(row, message.composed, customer=row.customer_external_id)
        pictures = {place: self.pictures(shown.value) for place, shown in borne} if shows(row.channel) else {}
        return replace(
            in_words(message), pictures={place: found for place, found in pictures.items() if found}
        )

    def lead_to(self, row: Outreach, composed: Composed, *, customer: str) -> None:
        """The message shows a row's evidence, or leads to the page that does (an item of a digest)."""
        for _, shown in objects(composed):
            self.use(row, shown.value, customer)

    def use(self, row: Outreach, id: str, customer: str) -> None:
        standing, _ = self.read(id)
        until = row.expires_at + NOTICE_GOOD_FOR + timedelta(days=1)
        self.uses.append(Use(id=id, outreach=row.id, customer=customer, standing=standing, until=until))

    def read(self, id: str) -> tuple[Standing, Sequence[StoredFile]]:
        if id not in self.known:
            self.known[id] = looked_at(id)
        return self.known[id]

    def pictures(self, id: str) -> tuple[Picture, ...]:
        """Largest first; none of a document."""
        return tuple(
            Picture(
                content_type=file.content_type, content=file.content, width=file.width, height=file.height
            )
            for file in self.read(id)[1]
            if file.width
        )

    def write_down(self, *, now: datetime) -> None:
        """In the caller's transaction: what was used, and what had to be left out."""
        if self.uses:
            once = {(use.id, use.outreach): use for use in self.uses}
            used(uses=list(once.values()), now=now)


def looked_at(id: str) -> tuple[Standing, Sequence[StoredFile]]:
    try:
        files = list(stored(id))
    except EvidenceGone as gone:
        return gone.standing, ()
    return ("whole", files) if files else ("missing", ())


def in_words(message: Message) -> Message:
    """As it is said: an object is its words and its place on the notice's page."""
    composed = pointed(message.composed, page=message.links.notice)
    return message if composed is message.composed else replace(message, composed=composed)


def shows(channel: str) -> bool:
    found = installed(channel)
    return found is not None and "pictures" in found.declaration.abilities
