"""What a person's acts mean at a moment: the last word about a matter decides, a tie goes to the refusal."""

from dataclasses import dataclass

import numpy as np

from .demands import GRANTED, NOT_REVOKED, WRITTEN
from .world import ANY, CHANNELS, Acts, Column

REVOKED = 0


@dataclass(frozen=True)
class Said:
    """For each row: where subject and channel stand (0 revoked, else a level of consent), and whether a STOP is the last word."""

    subject: Column
    channel: Column
    stopped: Column


def said(acts: Acts, rows: Column, *, purpose: int, topic: int, channel: Column, now: int) -> Said:
    """What the rows' people have said of a matter by the channel of each row."""
    about = about_matter(acts, rows, purpose, topic, now)
    by_channel = about & covers(acts.channel[rows], channel[:, None])
    state, last = standing(acts, rows, by_channel)
    stopped = acts.stop[rows][np.arange(len(rows)), last] & by_channel.any(axis=1)
    return Said(subject_standing(acts, rows, about), state, stopped & (state == REVOKED))


def about_matter(acts: Acts, rows: Column, purpose: int, topic: int, now: int) -> Column:
    known = acts.at[rows] <= now
    return known & covers(acts.purpose[rows], purpose) & covers(acts.topic[rows], topic)


def covers(spoken: Column, asked: Column | int) -> Column:
    found: Column = (spoken == ANY) | (spoken == asked)
    return found


def standing(acts: Acts, rows: Column, counted: Column) -> tuple[Column, Column]:
    """The level that the counted acts leave, and the place of the last of them."""
    granted, at = acts.granted[rows], acts.at[rows]
    order = np.where(counted, at * 2 + ~granted, -1)
    last = order.argmax(axis=1)
    place = np.arange(len(rows))
    refused_at = np.where(counted & ~granted, at, -1).max(axis=1)
    written = (counted & acts.written[rows] & (at > refused_at[:, None])).any(axis=1)
    level = np.where(written, WRITTEN, np.where(granted[place, last], GRANTED, REVOKED))
    return np.where(counted.any(axis=1), level, NOT_REVOKED), last


def subject_standing(acts: Acts, rows: Column, about: Column) -> Column:
    """A yes by any one channel is a yes to the subject; else what was said of every channel at once."""
    spoken = acts.channel[rows]
    state, _ = standing(acts, rows, about & (spoken == ANY))
    for channel in range(len(CHANNELS)):
        named = (about & (spoken == channel)).any(axis=1)
        by_channel, _ = standing(acts, rows, about & covers(spoken, channel))
        state = np.where(named & (by_channel >= GRANTED), np.maximum(state, by_channel), state)
    return state
