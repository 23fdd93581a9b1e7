"""Why: every reason of a no, and what made a contact lawful, its channel the right one and its moment the first."""

import numpy as np

from tidings.core.cases.laid import Laid
from tidings.core.cases.standing import LAWFUL
from tidings.core.cases.terms import SUBJECTS
from tidings.core.deciding.hindrances import Hindrances, at
from tidings.core.deciding.rows import Column, Rows
from tidings.core.reasons import Reason

NOTHING_SAID = SUBJECTS.index(0)
STOOD_IN = LAWFUL.index(Reason.RELATIONSHIP_STANDS_IN)
OUTLASTED = np.uint64(1 << Reason.EXPIRED | 1 << Reason.PAUSED)
ASKED = ("profile", "moment", "subject", "kinship", "reachable", "suppressed", "written")
HINDERING = (
    "usable", "revoked", "subject_revoked", "lacks", "subject_lacks", "unconfirmed", "held", "listed", "stale", "barred"
)  # fmt: skip
CAP_REASONS = {
    "person": (Reason.TOO_MANY_CONTACTS, Reason.CHANNEL_CAP),
    "household": (Reason.HOUSEHOLD_CAP, Reason.HOUSEHOLD_CAP),
    "organisation": (Reason.ORGANISATION_CAP, Reason.ORGANISATION_CAP),
}


def bit(where: Column, reason: Reason) -> Column:
    """The reason's bit in the rows where it holds."""
    found: Column = where.astype(np.uint64) << np.uint64(reason)
    return found


def why_not(rows: Rows, found: Hindrances, none: Column, laid: Laid) -> Column:
    """Every reason of a no (and of a digest); reasons that concern a channel are told where none is left."""
    matter = laid.matter[rows.profile]
    no = laid.standings.ravel()[at(matter, rows.standing, laid.standings.shape[1])]
    no |= laid.terms.why[rows.profile]
    no |= laid.moments.why_not[rows.moment]
    some = np.flatnonzero(none)
    if len(some):
        few, theirs = rows.only(some, *ASKED), found.only(some, *HINDERING)
        no[some] |= no_channel(few, theirs, laid) | no_moment(few, theirs.usable, no[some], laid)
    over = np.flatnonzero(found.capped & laid.terms.masks["wanted"][rows.profile])
    if len(over):
        no[over] |= too_often(rows.only(over, "profile", "counts"), found.usable[over] == 0, laid)
    return no


class Asked:
    """The channels a row was about: those with an address, or all that are wanted where there is none."""

    def __init__(self, rows: Rows, found: Hindrances, laid: Laid) -> None:
        self.wanted = laid.terms.masks["wanted"][rows.profile]
        self.addressed = self.wanted & rows.reachable
        self.asked = np.where(self.addressed, self.addressed, self.wanted)
        self.none = found.usable == 0

    def met(self, hindrance: Column) -> Column:
        """Where nothing is left and the hindrance had a part in it."""
        blocks = (self.asked & hindrance) != 0
        met: Column = self.none & blocks & ((self.addressed != 0) | (self.asked & ~hindrance == 0))
        return met


def no_channel(rows: Rows, found: Hindrances, laid: Laid) -> Column:
    """Why no channel is left, where none is."""
    asked = Asked(rows, found, laid)
    simple = {
        Reason.SUPPRESSED: rows.suppressed,
        Reason.SUBJECT_CONSENT_REVOKED: found.subject_revoked,
        Reason.REGISTRY_LISTED: found.listed,
        Reason.REGISTRY_STALE: found.stale,
        Reason.NUMBER_UNCONFIRMED: found.unconfirmed,
        Reason.OPEN_CASE: found.held,
        Reason.CALL_UNASKED: found.barred,
    }
    no = bit(asked.addressed == 0, Reason.NO_ADDRESS)
    for reason, hindrance in simple.items():
        no |= bit(asked.met(hindrance), reason)
    return no | no_consent(rows, found, asked, laid)


def no_consent(rows: Rows, found: Hindrances, asked: Asked, laid: Laid) -> Column:
    """Which consent is missing, and whether an older relationship would have done."""
    channel, subject = asked.met(found.revoked | found.lacks), asked.met(found.subject_lacks)
    of = asked.asked
    written = laid.terms.masks["written"][rows.profile] & ~rows.written
    unwritten = laid.terms.subject_unwritten[rows.profile, rows.subject] & found.subject_lacks
    missing = found.lacks & ~found.revoked
    old = laid.terms.may_stand[rows.profile, rows.kinship].astype(np.uint16) & (missing | found.subject_lacks)
    return (
        bit(channel & ((of & found.revoked) != 0), Reason.CHANNEL_CONSENT_REVOKED)
        | bit(channel & ((of & missing & ~written) != 0), Reason.NO_CHANNEL_CONSENT)
        | bit(subject & ((of & found.subject_lacks & ~unwritten) != 0), Reason.NO_SUBJECT_CONSENT)
        | bit(
            (channel & ((of & missing & written) != 0)) | (subject & ((of & unwritten) != 0)),
            Reason.NO_WRITTEN_CONSENT,
        )
        | bit((channel | subject) & ((of & old) != 0), Reason.RELATIONSHIP_TOO_OLD)
    )


def no_moment(rows: Rows, usable: Column, no: Column, laid: Laid) -> Column:
    """Channels are left, but none opens in time: never at all, or only when the news is old."""
    found = np.zeros(len(rows), np.uint64)
    waits = np.flatnonzero((usable != 0) & ((no & OUTLASTED) == 0))
    ever = (usable[waits] & laid.moments.ever[rows.moment[waits]]) != 0
    found[waits] = bit(ever, Reason.EXPIRED_BEFORE_HOURS) | bit(~ever, Reason.NO_COMMON_HOURS)
    return found


def too_often(rows: Rows, none: Column, laid: Laid) -> Column:
    """Which caps are reached: those that bar every channel, and those that bar some where none is left."""
    terms, wanted = laid.terms, laid.terms.masks["wanted"][rows.profile]
    no = np.zeros(len(rows), np.uint64)
    for n, (_, contacts, per) in enumerate(terms.caps):
        barred = terms.bars[rows.profile, n].astype(np.uint16) & wanted
        over = (rows.counts[:, n] >= contacts) & (barred != 0)
        whole = barred == wanted
        no |= bit(over & whole, CAP_REASONS[per][0])
        no |= bit(over & ~whole & none, CAP_REASONS[per][1])
    return no


def why(rows: Rows, found: Hindrances, no: Column, channel: Column, laid: Laid) -> Column:
    """The reasons of a yes: the consent, the channel and the moment (and of a digest those that `no` holds)."""
    width = len(laid.channels)
    yes = no | laid.orders.why.ravel()[at(rows.order, channel, width)]
    yes |= laid.moments.why.ravel()[at(rows.moment, channel, width)]
    kind = agreed(rows, found, channel, laid)
    return yes | laid.lawful.ravel()[at(laid.matter[rows.profile], kind, laid.lawful.shape[1])]


def agreed(rows: Rows, found: Hindrances, channel: Column, laid: Laid) -> Column:
    """What makes it lawful, a place in LAWFUL: the matter itself, consent, or a relationship in its place."""
    kind = (rows.subject > NOTHING_SAID).astype(np.uint8)
    stood = np.flatnonzero(found.stands >> channel.astype(np.uint16) & np.uint16(1))
    if len(stood):
        few = rows.only(stood, "profile", "subject", "granted", "written")
        place = channel[stood].astype(np.uint16)
        mask, p = laid.terms.masks, few.profile
        lacks = mask["granted"][p] & ~few.granted | mask["written"][p] & ~few.written
        lacks |= laid.terms.subject_lacks[p, few.subject]
        kind[stood] = np.where(lacks >> place & np.uint16(1), STOOD_IN, kind[stood])
    return kind
