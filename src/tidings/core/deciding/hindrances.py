"""What stands between a person and each channel: sets of channels as bits, one set a row and hindrance."""

from dataclasses import dataclass

import numpy as np

from tidings.core.cases.laid import Laid
from tidings.core.deciding.rows import Column, Columns, Rows

SHORT = np.uint16(0)


@dataclass(frozen=True)
class Hindrances(Columns):
    """Each is a set of channels a row; `usable` is what is left of the channels that are wanted and have an address."""

    usable: Column
    revoked: Column  # the customer said no to the channel
    subject_revoked: Column  # or to the subject
    lacks: Column  # the channel asks for more consent than there is
    subject_lacks: Column
    stands: Column  # here the relationship replaces consent
    unconfirmed: Column
    held: Column
    listed: Column
    stale: Column
    barred: Column
    capped: Column


def hindrances(rows: Rows, laid: Laid) -> Hindrances:
    """All hindrances of these rows."""
    terms, p = laid.terms, rows.profile
    mask = terms.masks
    stands = standing_in(rows, laid)
    revoked = rows.revoked & mask["revocable"][p]
    subject_revoked = terms.subject_revoked.ravel()[at(p, rows.subject, 4)]
    lacks = (mask["granted"][p] & ~rows.granted | mask["written"][p] & ~rows.written) & ~stands
    subject_lacks = terms.subject_lacks.ravel()[at(p, rows.subject, 4)] & ~stands
    unconfirmed = rows.unconfirmed & mask["reassigned"][p]
    held = np.where(rows.open_case, mask["held"][p], SHORT)
    listed, stale = registers(rows, laid)
    barred, capped = bars(rows, laid), caps(rows, laid)
    hindered = rows.suppressed | revoked | subject_revoked | lacks | subject_lacks
    hindered |= unconfirmed | held | listed | stale | barred | capped
    usable = mask["wanted"][p] & rows.reachable & ~hindered
    return Hindrances(
        usable, revoked, subject_revoked, lacks, subject_lacks, stands, unconfirmed, held, listed, stale, barred, capped
    )  # fmt: skip


def at(line: Column, column: Column, width: int) -> Column:
    """Where a table of this width keeps (line, column) once it is laid flat."""
    found: Column = line * np.int32(width) + column
    return found


def standing_in(rows: Rows, laid: Laid) -> Column:
    """The channels on which a relationship young enough replaces consent."""
    terms = laid.terms
    if not terms.stands.any():
        return np.zeros(len(rows), np.uint16)
    found: Column = terms.stands.ravel()[at(rows.profile, rows.kinship, terms.ages.classes)].astype(np.uint16)
    return found


def bars(rows: Rows, laid: Laid) -> Column:
    """Who wrote is answered there: the channels that an open conversation bars, unless they were asked for."""
    found, some = np.zeros(len(rows), np.uint16), np.flatnonzero(rows.conversation)
    if len(some):
        table = laid.terms.barred
        barred = table[rows.profile[some], rows.conversation[some]].astype(np.uint16)
        found[some] = barred & ~rows.asked_for[some]
    return found


def caps(rows: Rows, laid: Laid) -> Column:
    """The channels barred because they, or everything together, were used as often as is allowed."""
    found = np.zeros(len(rows), np.uint16)
    for n, (_, contacts, _) in enumerate(laid.terms.caps):
        over = np.flatnonzero(rows.counts[:, n] >= contacts)
        found[over] |= laid.terms.bars[rows.profile[over], n].astype(np.uint16)
    return found


def registers(rows: Rows, laid: Laid) -> tuple[Column, Column]:
    """The channels whose address stands on a register that must be heeded, and those whose register is too old to tell."""
    terms = laid.terms
    listed, stale = np.zeros(len(rows), np.uint16), np.zeros(len(rows), np.uint16)
    if not terms.pairs:
        return listed, stale
    some = np.flatnonzero((rows.listed | terms.stale[rows.profile]) & terms.duty[rows.profile])
    if len(some):
        p, kinship = rows.profile[some], rows.kinship[some]
        binding = terms.duty[p] & ~terms.exempt.ravel()[at(p, kinship, terms.ages.classes)]
        binding &= ~lifted(rows.granted[some], rows.written[some], rows.revoked[some], p, laid)
        listed[some] = channels_of(rows.listed[some] & binding, laid)
        stale[some] = channels_of(terms.stale[p] & binding, laid)
    return listed, stale


def lifted(granted: Column, written: Column, revoked: Column, profile: Column, laid: Laid) -> Column:
    """The duties that do not bind because the person agreed to this very contact."""
    terms = laid.terms
    by_grant = terms.pairs_of[(granted | written) & ~revoked] & terms.lifted_by_grant[profile]
    found: Column = by_grant | terms.pairs_of[written & ~revoked] & terms.lifted_by_written[profile]
    return found


def channels_of(pairs: Column, laid: Laid) -> Column:
    """The channels of pairs of register and channel."""
    found: Column = np.zeros(len(pairs), np.uint16)
    hit = np.flatnonzero(pairs)
    for n, (_, place) in enumerate(laid.terms.pairs if len(hit) else ()):
        found[hit] |= (pairs[hit] >> np.uint32(n) & np.uint32(1)).astype(np.uint16) << np.uint16(place)
    return found
