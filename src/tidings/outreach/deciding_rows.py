"""Decisions and the outreaches they make, written in one statement however many they are."""

import hmac
from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

import msgspec
from django.conf import settings
from django.db import connection

import tidings.staff.public as staff
from tidings.core.cases import micros
from tidings.core.codes import code_for
from tidings.core.deciding import DIGEST, VERDICTS
from tidings.core.policy import Policy
from tidings.core.reasons import codes
from tidings.outreach.decided import Decided
from tidings.outreach.fingerprints import answer_of, fingerprint
from tidings.outreach.seeing import addresses
from tidings.outreach.telling import tell_scheduled
from tidings.outreach.worth import digest_due

# The policy with all laws is long and seldom new: it is sent only when this statement says that it is not there yet.
SAVE = """
WITH sent AS (
    SELECT * FROM jsonb_to_recordset(%(rows)s::jsonb) AS sent(
        campaign_id bigint, version_id bigint, customer_id bigint, event_id bigint, cause text, thread text,
        verdict text, reasons text[], channel text, earliest timestamptz, latest timestamptz, seen jsonb,
        seen_digest text, answer_digest text, topic text, purpose text, urgency text, language text, data jsonb,
        code text, address text, zones text[], expires_at timestamptz, digest text, due_at timestamptz)
), decided AS (
    INSERT INTO outreach_decision (campaign_id, version_id, customer_id, event_id, cause, thread, verdict,
        reasons, channel, earliest, latest, seen, seen_digest, answer_digest, pack, at)
    SELECT campaign_id, version_id, customer_id, event_id, cause, thread, verdict, reasons, channel, earliest,
        latest, seen, seen_digest, answer_digest, %(pack)s, %(now)s
    FROM sent ON CONFLICT DO NOTHING RETURNING id, campaign_id, customer_id, cause
), reached AS (
    INSERT INTO outreach_outreach (decision_id, campaign_id, version_id, customer_id, topic, purpose, urgency, thread,
        language, data, code, channel, address, zones, created_at, due_at, expires_at, digest)
    SELECT decided.id, campaign_id, version_id, customer_id, topic, purpose, urgency, thread, language, data, code,
        channel, address, zones, %(now)s, due_at, expires_at, digest
    FROM sent JOIN decided USING (campaign_id, customer_id, cause)
    WHERE verdict IN ('contact', 'later', 'digest') ORDER BY decided.id RETURNING id
)
SELECT (SELECT array_agg(id ORDER BY id) FROM reached), EXISTS (SELECT 1 FROM outreach_pack WHERE version = %(pack)s)
"""
KEEP_PACK = """
INSERT INTO outreach_pack (version, body, first_used_at) VALUES (%(version)s, %(body)s, %(now)s) ON CONFLICT DO NOTHING
"""


def save(made: Sequence[Decided], *, rules: Policy, company: staff.CompanyCard, now: datetime) -> list[int]:
    """Writes the decisions and their outreaches; what was decided before stays as it was. The outreaches' ids."""
    by_key = {one.sighted.key: one for one in made}
    rows = [row(one, company, rules.version) | due(one, rules, company, now) for one in by_key.values()]
    values = {
        "rows": msgspec.json.encode(rows).decode(),
        "pack": rules.version,
        "now": now,
    }
    with connection.cursor() as cursor:
        cursor.execute(SAVE, values)
        [(ids, is_kept)] = cursor.fetchall()
    if not is_kept:
        keep_pack(rules, now)
    tell_scheduled(ids or [], now=now)
    return ids or []


def keep_pack(rules: Policy, now: datetime) -> None:
    """The policy with all its laws, once for each version, in the caller's transaction."""
    body = msgspec.json.encode(dict(rules.body), enc_hook=str).decode()
    with connection.cursor() as cursor:
        cursor.execute(KEEP_PACK, {"version": rules.version, "body": body, "now": now})


def due(one: Decided, rules: Policy, company: staff.CompanyCard, now: datetime) -> dict[str, Any]:
    """When it goes out, by itself or within the customer's next digest."""
    if one.verdict != DIGEST:
        return {"digest": "", "due_at": one.earliest}
    return {"digest": "waiting", "due_at": digest_due(one.case.zones, rules, company, now)}


def row(one: Decided, company: staff.CompanyCard, pack: str) -> dict[str, Any]:
    trigger, version, facts = one.sighted.trigger, one.sighted.version, one.sighted.facts
    usable = addresses(facts, one.channel) if one.channel else ()
    kept = seen(one)
    return {
        "campaign_id": trigger.campaign_id,
        "version_id": trigger.version_id,
        "customer_id": trigger.customer_id,
        "event_id": trigger.event_id,
        "cause": trigger.cause,
        "thread": trigger.thread,
        "verdict": VERDICTS[one.verdict],
        "reasons": codes(one.reasons),
        "channel": one.channel,
        "earliest": one.earliest,
        "latest": one.latest,
        "seen": kept,
        "seen_digest": fingerprint(kept),
        "answer_digest": fingerprint(answered(one, pack)),
        "topic": version.topic.name,
        "purpose": version.topic.purpose,
        "urgency": one.case.urgency,
        "language": version.language_for(*filter(None, (facts.language, company.language))),
        "data": trigger.data,
        "code": code_for(secret=code_secret(), key=one.sighted.key),
        "address": usable[0] if usable else "",
        "zones": one.case.zones,
        "expires_at": one.sighted.expires,
    }


def seen(one: Decided) -> dict[str, Any]:
    """All that the decision saw, enough to replay it, and no address."""
    return one.case.as_json() | {
        "happened": one.sighted.trigger.at.isoformat(),
        "zones_from": "customer" if one.sighted.facts.zones else "company",
        "fallbacks": one.fallbacks,
    }


def answered(one: Decided, pack: str) -> Mapping[str, Any]:
    """The answer in the form whose digest is kept."""
    return answer_of(
        verdict=VERDICTS[one.verdict],
        reasons=codes(one.reasons),
        channel=one.channel,
        fallbacks=one.fallbacks,
        earliest=one.earliest and micros(one.earliest),
        latest=one.latest and micros(one.latest),
        pack=pack,
    )


def code_secret() -> bytes:
    """The company's secret for check codes, apart from all others made of the same key."""
    return hmac.digest(settings.SECRET_KEY.encode(), b"tidings check code", sha256)
