"""DuckDB: the kernel's work as one statement over the same rows and the same look-up tables, to the same answer.

Best form: native tables of the smallest types, small tables joined by one dense integer, the costly explanations of a no
worked out only where they are needed (CASE), as many threads as we have, no order asked for, and the result taken as Arrow.
"""

from collections.abc import Mapping
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from tidings.core.cases import Laid
from tidings.core.deciding.why import CAP_REASONS
from tidings.core.reasons import REFUSALS, Reason

R = {reason.name: f"{1 << reason}::UBIGINT" for reason in Reason}
REFUSED = f"{sum(1 << reason for reason in REFUSALS)}::UBIGINT"
DIGEST = f"{1 << Reason.DIGEST_CHOSEN | 1 << Reason.DIGEST_EARNED}::UBIGINT"
OUTLASTED = f"{1 << Reason.EXPIRED | 1 << Reason.PAUSED}::UBIGINT"
ZERO = "0::UBIGINT"


def loaded(laid: Laid, threads: int) -> duckdb.DuckDBPyConnection:
    """A database in memory with the rows and tables."""
    duck = duckdb.connect()
    duck.execute(f"SET threads = {threads}")
    duck.execute("SET preserve_insertion_order = false")
    for name, table in tables(laid).items():
        duck.register("given", table)
        duck.execute(f"CREATE TABLE {name} AS SELECT * FROM given")
        duck.unregister("given")
    return duck


def answered(duck: duckdb.DuckDBPyConnection, laid: Laid, now: int) -> pa.Table:
    """The answer's columns with the row's number, in any order."""
    return duck.sql(statement(laid, now)).to_arrow_table()


def tables(laid: Laid) -> dict[str, pa.Table]:
    terms, moments, orders = laid.terms, laid.moments, laid.orders
    count = len(laid.batch)
    rows = {name: column for name, column in zip(laid.batch.schema.names, laid.batch.columns, strict=True) if name != "counts"}  # fmt: skip
    counts = np.asarray(laid.batch.column("counts").flatten()).reshape(count, -1)
    rows |= {f"count{n}": counts[:, n] for n in range(len(terms.caps))}
    masks = {
        f"needs_{name}" if name in ("granted", "written") else name: its for name, its in terms.masks.items()
    }
    profiles = {**masks, "why": terms.why, "duty": terms.duty, "stale": terms.stale, "matter": laid.matter,
                "by_grant": terms.lifted_by_grant, "by_written": terms.lifted_by_written}  # fmt: skip
    profiles |= {f"bars{n}": terms.bars[:, n].astype(np.uint16) for n in range(len(terms.caps))}
    return {
        "people": pa.table({"n": np.arange(count, dtype=np.uint32), **rows}),
        "profiles": keyed(profiles),
        "subjects": flat(subject_revoked=terms.subject_revoked, subject_lacks=terms.subject_lacks, unwritten=terms.subject_unwritten),
        "kin": flat(stands=terms.stands.astype(np.uint16), may_stand=terms.may_stand.astype(np.uint16), exempt=terms.exempt),
        "talks": flat(barred=terms.barred.astype(np.uint16)),
        "lines": keyed({"in_time": moments.in_time, "ever": moments.ever, "why_not": moments.why_not}),
        "opening": flat(opens=moments.opens, latest=moments.latest, why_then=moments.why),
        "sequences": flat(sequence=orders.sequences),
        "choices": flat(why_channel=orders.why),
        "standings": flat(standing_no=laid.standings),
        "lawful": flat(why_lawful=laid.lawful),
    }  # fmt: skip


def keyed(columns: Mapping[str, Any]) -> pa.Table:
    """Columns with the number of their line."""
    count = len(next(iter(columns.values())))
    return pa.table({"key": np.arange(count, dtype=np.int32), **columns})


def flat(**columns: np.ndarray[Any, Any]) -> pa.Table:
    """Tables of lines and columns as one long line."""
    return keyed({name: np.ascontiguousarray(table).ravel() for name, table in columns.items()})


def statement(laid: Laid, now: int) -> str:
    """The whole decision as one SELECT."""
    width, kin = len(laid.channels), laid.terms.ages.classes
    talks, sets = laid.terms.barred.shape[1], laid.orders.sequences.shape[1]
    standings, lawful = laid.standings.shape[1], laid.lawful.shape[1]
    return f"""
WITH met AS (
    SELECT r.*, p.* EXCLUDE (key), s.* EXCLUDE (key), k.* EXCLUDE (key), t.barred, l.in_time, l.ever, l.why_not
    FROM people r
    JOIN profiles p ON p.key = r.profile
    JOIN subjects s ON s.key = r.profile * 4 + r.subject
    JOIN kin k ON k.key = r.profile * {kin} + r.kinship
    JOIN talks t ON t.key = r.profile * {talks} + r.conversation
    JOIN lines l ON l.key = r.moment
), hindered AS (
    SELECT * EXCLUDE (barred), revoked & revocable AS no_channel, subject_lacks & ~stands AS lacks_subject,
        ((needs_granted & ~granted) | (needs_written & ~written)) & ~stands AS lacks_channel,
        ((needs_granted & ~granted) | (needs_written & ~written) | subject_lacks) & stands AS stood,
        unconfirmed & reassigned AS unsure, CASE WHEN open_case = 1 THEN held ELSE 0::USMALLINT END AS in_case,
        barred & ~asked_for AS unasked, {capped(laid)} AS capped,
        CASE WHEN (listed | stale) & duty = 0 THEN 0::UINTEGER ELSE {binding(laid)} END AS bound
    FROM met
), heard AS (
    SELECT *, {channels_of("listed & bound", laid)} AS on_list, {channels_of("stale & bound", laid)} AS old_list FROM hindered
), counted AS (
    SELECT *, wanted & reachable & ~(suppressed | no_channel | subject_revoked | lacks_channel | lacks_subject | unsure
        | in_case | on_list | old_list | unasked | capped) AS usable
    FROM heard
), sequenced AS (
    SELECT c.*, q.sequence, g.standing_no, c.usable & c.in_time AS left_over,
        CASE WHEN q.sequence = 0 THEN 0 ELSE (q.sequence & 15) - 1 END::INTEGER AS place
    FROM counted c
    JOIN sequences q ON q.key = c.order * {sets} + (c.usable & c.in_time)
    JOIN standings g ON g.key = c.matter * {standings} + c.standing
), reasoned AS (
    SELECT *, standing_no | why | why_not
        | CASE WHEN left_over = 0 THEN {no_channel()} | {no_moment()} ELSE {ZERO} END
        | CASE WHEN capped & wanted <> 0 THEN {too_often(laid)} ELSE {ZERO} END AS no,
        CASE WHEN (stood >> place::USMALLINT) & 1 = 1 THEN 2 WHEN subject > 1 THEN 1 ELSE 0 END AS kind
    FROM sequenced
), told AS (
    SELECT r.*, o.opens, o.latest, o.why_then, w.why_channel, f.why_lawful,
        CASE WHEN no & {REFUSED} <> 0 THEN 3 WHEN bucket < holdout AND no_holdout = 0 THEN 2
             WHEN no & {DIGEST} <> 0 THEN 4 WHEN o.opens > {now} THEN 1 ELSE 0 END::UTINYINT AS verdict
    FROM reasoned r
    JOIN opening o ON o.key = r.moment * {width} + r.place
    JOIN choices w ON w.key = r.order * {width} + r.place
    JOIN lawful f ON f.key = r.matter * {lawful} + r.kind
)
SELECT n, verdict,
    CASE verdict WHEN 3 THEN no & ~{DIGEST} WHEN 2 THEN {R["HELD_OUT"]}
        ELSE no | why_then | why_channel | why_lawful END AS reasons,
    CASE WHEN verdict IN (2, 3) THEN -1 ELSE place END::TINYINT AS channel,
    CASE WHEN verdict IN (2, 3) THEN {ZERO} ELSE sequence >> 4 END AS fallbacks,
    CASE WHEN verdict IN (2, 3) THEN NULL ELSE opens END AS earliest,
    CASE WHEN verdict IN (2, 3) THEN NULL ELSE latest END AS latest
FROM told"""


def small(number: int) -> str:
    return f"{number}::USMALLINT"


def bit(condition: str, reason: str) -> str:
    return f"CASE WHEN {condition} THEN {R[reason]} ELSE {ZERO} END"


def capped(laid: Laid) -> str:
    parts = [f"CASE WHEN count{n} >= {contacts} THEN bars{n} ELSE 0::USMALLINT END" for n, (_, contacts, _) in enumerate(laid.terms.caps)]  # fmt: skip
    return "(" + " | ".join(parts or [small(0)]) + ")"


def binding(laid: Laid) -> str:
    """The duties of a row that its relationship and consents do not lift."""
    granted = pairs_of("(granted | written) & ~revoked", laid)
    written = pairs_of("written & ~revoked", laid)
    return f"duty & ~exempt & ~(({granted} & by_grant) | ({written} & by_written))"


def pairs_of(channels: str, laid: Laid) -> str:
    parts = [f"CASE WHEN ({channels}) & {1 << place} <> 0 THEN {1 << n}::UINTEGER ELSE 0::UINTEGER END" for n, (_, place) in enumerate(laid.terms.pairs)]  # fmt: skip
    return "(" + " | ".join(parts or ["0::UINTEGER"]) + ")"


def channels_of(pairs: str, laid: Laid) -> str:
    parts = [f"CASE WHEN ({pairs}) & {1 << n} <> 0 THEN {small(1 << place)} ELSE {small(0)} END" for n, (_, place) in enumerate(laid.terms.pairs)]  # fmt: skip
    return f"CASE WHEN ({pairs}) = 0 THEN {small(0)} ELSE " + " | ".join(parts or [small(0)]) + " END"


def met(hindrance: str) -> str:
    """Whether nothing is left and the hindrance had a part in it."""
    asked = "CASE WHEN wanted & reachable <> 0 THEN wanted & reachable ELSE wanted END"
    return (
        f"(usable = 0 AND ({asked}) & ({hindrance}) <> 0 AND (wanted & reachable <> 0 "
        f"OR ({asked}) & ~({hindrance}) = 0))"
    )


def no_channel() -> str:
    simple = {
        "SUPPRESSED": "suppressed", "SUBJECT_CONSENT_REVOKED": "subject_revoked", "REGISTRY_LISTED": "on_list",
        "REGISTRY_STALE": "old_list", "NUMBER_UNCONFIRMED": "unsure", "OPEN_CASE": "in_case", "CALL_UNASKED": "unasked",
    }  # fmt: skip
    asked = "(CASE WHEN wanted & reachable <> 0 THEN wanted & reachable ELSE wanted END)"
    channel, subject = met("no_channel | lacks_channel"), met("lacks_subject")
    missing, unwritten = "lacks_channel & ~no_channel", "unwritten & lacks_subject"
    paper = "(needs_written & ~written)"
    parts = [
        bit("wanted & reachable = 0", "NO_ADDRESS"),
        *(bit(met(its), reason) for reason, its in simple.items()),
    ]
    parts += [
        bit(f"{channel} AND {asked} & no_channel <> 0", "CHANNEL_CONSENT_REVOKED"),
        bit(f"{channel} AND {asked} & {missing} & ~{paper} <> 0", "NO_CHANNEL_CONSENT"),
        bit(f"{subject} AND {asked} & lacks_subject & ~({unwritten}) <> 0", "NO_SUBJECT_CONSENT"),
        bit(f"({channel} AND {asked} & {missing} & {paper} <> 0) OR ({subject} AND {asked} & {unwritten} <> 0)", "NO_WRITTEN_CONSENT"),
        bit(f"({channel} OR {subject}) AND {asked} & may_stand & (({missing}) | lacks_subject) <> 0", "RELATIONSHIP_TOO_OLD"),
    ]  # fmt: skip
    return "(" + " | ".join(parts) + ")"


def no_moment() -> str:
    """No channel opens in time: does any of them open at all?"""
    waits = f"usable <> 0 AND (why_not & {OUTLASTED}) = 0"
    some = "usable & ever <> 0"
    return f"CASE WHEN {waits} THEN CASE WHEN {some} THEN {R['EXPIRED_BEFORE_HOURS']} ELSE {R['NO_COMMON_HOURS']} END ELSE {ZERO} END"


def too_often(laid: Laid) -> str:
    parts = []
    for n, (_, contacts, per) in enumerate(laid.terms.caps):
        over, whole = f"count{n} >= {contacts} AND bars{n} & wanted <> 0", f"bars{n} & wanted = wanted"
        parts.append(bit(f"{over} AND {whole}", CAP_REASONS[per][0].name))
        parts.append(bit(f"{over} AND NOT ({whole}) AND usable = 0", CAP_REASONS[per][1].name))
    return "(" + " | ".join(parts or [ZERO]) + ")"
