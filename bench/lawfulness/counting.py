"""How often people have heard from us in each window the product counts: what was sent, and what is on its way."""

from collections.abc import Sequence

import numpy as np

from tidings.core.policy import Cap

from .asking import Asked
from .local_time import MICROSECOND
from .world import CHANNELS, NEVER, PURPOSES, TOPICS, Column, World

SHARED = {"person": 1, "household": 2, "organisation": 4}


def recent(world: World, asked: Asked, rows: Column, windows: Sequence[Cap]) -> Column:
    """A line a person, a column a window."""
    counts = [counted(world, asked, rows, window) for window in windows]
    return np.minimum(np.stack(counts, axis=1), 255) if counts else np.zeros((len(rows), 0), int)


def counted(world: World, asked: Asked, rows: Column, window: Cap) -> Column:
    contacts = world.contacts
    since = asked.now - window.within // MICROSECOND
    near = (
        (contacts.at > since)
        & (contacts.at != NEVER)
        & meant(window, asked)[contacts.purpose, contacts.channel, contacts.topic]
    )
    own = near.sum(axis=1)
    size = SHARED[window.per]
    if size == 1:
        return own[rows]
    together = np.repeat(own.reshape(-1, size).sum(axis=1), size)
    shares = world.household if size == 2 else world.organisation
    return np.where(shares, together, own)[rows]


def meant(window: Cap, asked: Asked) -> Column:
    """For each purpose, channel and topic whether a contact of it counts for what is asked."""
    about = (PURPOSES[asked.purpose], TOPICS[asked.topic])
    return np.array(
        [
            [
                [
                    window.counts(purpose=purpose, channel=channel, topic=topic, asked=about)
                    for topic in TOPICS
                ]
                for channel in CHANNELS
            ]
            for purpose in PURPOSES
        ]
    )
