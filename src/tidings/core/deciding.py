"""Whether, through which channel and when: columns of cases in, columns of verdicts out.

No I/O, no clock, no randomness and no loop over rows: the same function serves one event and a hundred million
customers. Every reason is found, not only the first, because people ask why.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from tidings.core.cases import NEVER, PASS_BITS, Laid
from tidings.core.policy import ALLOWED, CONSENT, PURPOSES, RELATIONSHIPS, Policy
from tidings.core.reasons import REFUSALS, Reason

VERDICTS = ("contact", "later", "hold_out", "refuse", "digest")
CONTACT, LATER, HOLD_OUT, REFUSE, DIGEST = range(5)
NO_CHANNEL = -1
REFUSAL_BITS = np.uint64(sum(1 << place for place in REFUSALS))
Column = np.ndarray[Any, Any]


def decide(laid: Laid, *, policy: Policy, now: int) -> pa.RecordBatch:
    """Verdicts for laid-out cases at `now` (microseconds since 1970), row by row the same length.

    Out: `verdict` (place in VERDICTS), `reasons` (bits by Reason), `channel` (place in `laid.channels`, -1 none),
    `fallbacks` (places of the further channels that could be used, in order), `earliest` (microseconds, null if refused).
    """
    c = columns(laid.batch)
    reasons = np.zeros(len(c["purpose"]), np.uint64)
    usable = usable_channels(c, policy, reasons)
    relationship(c, policy, reasons)
    frequency(c, policy, reasons)
    chosen = choose(c, usable, laid, now, reasons)
    verdict = np.where(reasons & REFUSAL_BITS, REFUSE, np.where(chosen.at > now, LATER, CONTACT))
    verdict = hold_out(c, verdict, reasons)
    explain_yes(c, policy, verdict, chosen, now, reasons)
    return answer(verdict, reasons, chosen)


def columns(batch: pa.RecordBatch) -> dict[str, Column]:
    """The batch's columns as arrays; list columns as matrices."""
    found = {}
    for name, column in zip(batch.schema.names, batch.columns, strict=True):
        if pa.types.is_fixed_size_list(column.type):
            flat = column.flatten().to_numpy(zero_copy_only=False)
            found[name] = flat.reshape(len(column), column.type.list_size)
        else:
            found[name] = column.to_numpy(zero_copy_only=False)
    return found


def mark(reasons: Column, reason: Reason, where: Column) -> None:
    """Set the reason's bit in the rows where it holds."""
    reasons |= where.astype(np.uint64) << np.uint64(reason)


def usable_channels(c: dict[str, Column], policy: Policy, reasons: Column) -> Column:
    """The channels (bits) with an address, consent and no stop; marks why there is none."""
    rule = np.array([policy.consent[name].channel for name in PURPOSES])[c["purpose"]]
    every = np.uint32(0xFFFFFFFF)
    agreed = np.select(
        [rule == CONSENT.index("granted"), rule == CONSENT.index("not_revoked")],
        [c["granted"] & ~c["revoked"], ~c["revoked"]],
        every,
    ).astype(np.uint32)
    addressed = c["wanted"] & c["reachable"]
    usable = addressed & agreed & ~c["suppressed"]
    none, asked = usable == 0, np.where(addressed, addressed, c["wanted"])
    mark(reasons, Reason.NO_ADDRESS, addressed == 0)
    stopped = none & ((asked & c["suppressed"]) != 0)
    mark(reasons, Reason.SUPPRESSED, stopped & ((addressed != 0) | (asked & ~c["suppressed"] == 0)))
    refused = none & ((asked & ~agreed) != 0) & ((addressed != 0) | (asked & agreed == 0))
    revoked = rule_applies(rule) & ((asked & ~agreed & c["revoked"]) != 0)
    mark(reasons, Reason.CHANNEL_CONSENT_REVOKED, refused & revoked)
    mark(reasons, Reason.NO_CHANNEL_CONSENT, refused & ((asked & ~agreed & ~c["revoked"]) != 0))
    return usable


def rule_applies(rule: Column) -> Column:
    """Where consent is asked about at all."""
    return np.not_equal(rule, CONSENT.index("ignored"))


def relationship(c: dict[str, Column], policy: Policy, reasons: Column) -> None:
    """Marks what the audience, the relationship and the subject's consent forbid."""
    lines = [[policy.relationships[p][r] for r in RELATIONSHIPS] + [0] for p in PURPOSES]
    allowed = np.array(lines)[c["purpose"], c["relationship"]]
    rule = np.array([policy.consent[name].subject for name in PURPOSES])[c["purpose"]]
    rule = np.where(allowed == ALLOWED.index("with_consent"), CONSENT.index("granted"), rule)
    revoked = rule_applies(rule) & (c["subject"] < 0)
    mark(reasons, Reason.NOT_IN_AUDIENCE, c["in_audience"] == 0)
    mark(reasons, Reason.RELATIONSHIP_NOT_ALLOWED, allowed == ALLOWED.index("no"))
    mark(reasons, Reason.SUBJECT_CONSENT_REVOKED, revoked)
    mark(reasons, Reason.NO_SUBJECT_CONSENT, (rule == CONSENT.index("granted")) & (c["subject"] == 0))


def frequency(c: dict[str, Column], policy: Policy, reasons: Column) -> None:
    """Marks the rows whose customer has heard from us as often as a cap of their purpose allows."""
    bound = ~passes(c, "caps")
    for place, cap in enumerate(policy.caps):
        mine = c["purpose"] == PURPOSES.index(cap.purpose)
        mark(reasons, Reason.TOO_MANY_CONTACTS, bound & mine & (c["recent"][:, place] >= cap.contacts))


def passes(c: dict[str, Column], name: str) -> Column:
    """Where a rule (hours, caps, pause, holdout) does not bind."""
    found: Column = np.not_equal(c["passes"] & PASS_BITS[name], 0)
    return found


@dataclass(frozen=True)
class Chosen:
    """The channel of each row (-1: none), the moment, and the further channels in order (-1: no more)."""

    channel: Column
    at: Column
    fallbacks: Column


def choose(c: dict[str, Column], usable: Column, laid: Laid, now: int, reasons: Column) -> Chosen:
    """The first channel in the row's order that is usable and opens in time; marks why none does."""
    order = c["order"]
    opens = moments(c, laid, now)
    known = c["zone_known"].astype(bool) | passes(c, "hours")
    listed = (order >= 0) & (usable[:, None] >> np.maximum(order, 0).astype(np.uint32) & 1 == 1)
    in_time = listed & (opens < c["expires"][:, None])
    mark(reasons, Reason.ZONE_UNKNOWN, ~known)
    too_late(c, now, listed, opens, reasons)
    first = in_time.argmax(axis=1) if order.size else np.zeros(len(order), int)
    rows, found = np.arange(len(first)), in_time.any(axis=1)
    channel = np.where(found, order[rows, first], NO_CHANNEL)
    after = in_time & (np.arange(order.shape[1]) > first[:, None])
    return Chosen(channel, np.where(found, opens[rows, first], NEVER), np.where(after, order, NO_CHANNEL))


def moments(c: dict[str, Column], laid: Laid, now: int) -> Column:
    """When each channel, in the row's order, may be used first; at once for what passes the hours (not the pause)."""
    gathered = laid.open_at[c["profile"][:, None], np.maximum(c["order"], 0)]
    at_once = np.maximum(now, c["paused_until"])[:, None]
    return np.where(passes(c, "hours")[:, None], at_once, gathered)


def too_late(c: dict[str, Column], now: int, listed: Column, opens: Column, reasons: Column) -> None:
    """Marks what is old already, or would be by the end of the pause or by the first open moment."""
    first = np.where(listed, opens, NEVER).min(axis=1, initial=NEVER)
    any_listed = listed.any(axis=1)
    expired = c["expires"] <= now
    paused = ~expired & (c["paused_until"] >= c["expires"])
    waits = any_listed & ~expired & ~paused & ~passes(c, "hours")
    mark(reasons, Reason.EXPIRED, expired)
    mark(reasons, Reason.PAUSED, paused)
    mark(reasons, Reason.NO_COMMON_HOURS, waits & (first == NEVER))
    mark(reasons, Reason.EXPIRED_BEFORE_HOURS, waits & (first != NEVER) & (first >= c["expires"]))


def hold_out(c: dict[str, Column], verdict: Column, reasons: Column) -> Column:
    """Holds out those who would be contacted and whose bucket is among the campaign's share."""
    drawn = (c["bucket"] < c["holdout"]) & (verdict != REFUSE) & ~passes(c, "holdout")
    mark(reasons, Reason.HELD_OUT, drawn)
    return np.where(drawn, HOLD_OUT, verdict)


def explain_yes(
    c: dict[str, Column], policy: Policy, verdict: Column, chosen: Chosen, now: int, reasons: Column
) -> None:
    """Marks why a contact is lawful, why on this channel and why at this time."""
    yes = verdict <= LATER
    subject = np.array([policy.consent[name].subject for name in PURPOSES])[c["purpose"]]
    emergency = c["purpose"] == PURPOSES.index("emergency")
    asked = ~emergency & ((subject == CONSENT.index("granted")) | (c["subject"] > 0))
    mark(reasons, Reason.EMERGENCY, yes & emergency)
    mark(reasons, Reason.CONSENT_GRANTED, yes & asked)
    mark(reasons, Reason.RELATIONSHIP_SUFFICES, yes & ~emergency & ~asked)
    ranked = c["chosen"] >> np.maximum(chosen.channel, 0).astype(np.uint32) & 1 == 1
    mark(reasons, Reason.CHANNEL_CHOSEN, yes & ranked)
    mark(reasons, Reason.CHANNEL_USUAL, yes & ~ranked)
    paused = c["paused_until"] > now
    after_pause = np.maximum(now, c["paused_until"])
    mark(reasons, Reason.PAUSE_ENDS_FIRST, yes & paused)
    mark(reasons, Reason.URGENT, yes & passes(c, "hours"))
    mark(reasons, Reason.OUTSIDE_HOURS, yes & (chosen.at > after_pause))
    mark(reasons, Reason.WITHIN_HOURS, yes & ~passes(c, "hours") & (chosen.at == after_pause))


def answer(verdict: Column, reasons: Column, chosen: Chosen) -> pa.RecordBatch:
    no = verdict >= HOLD_OUT
    columns = {
        "verdict": pa.array(verdict.astype(np.uint8)),
        "reasons": pa.array(reasons),
        "channel": pa.array(np.where(no, NO_CHANNEL, chosen.channel).astype(np.int8)),
        "fallbacks": pa.array(
            np.where(no[:, None], NO_CHANNEL, chosen.fallbacks).tolist(), pa.list_(pa.int8())
        ),
        "earliest": pa.array(chosen.at, pa.int64(), mask=no),
    }
    return pa.RecordBatch.from_pydict(columns)
