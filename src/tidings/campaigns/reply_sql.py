"""The SQL that keeps the answer to a request of the intake under its `Idempotency-Key`, for the asynchronous door."""

BEGIN = """
INSERT INTO campaigns_intakereply (holder, key, body, began_at, expires_at) VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (holder, key) DO UPDATE
    SET body = excluded.body, began_at = excluded.began_at, expires_at = excluded.expires_at, status = 0, answer = ''
    WHERE campaigns_intakereply.expires_at <= excluded.began_at
       OR (campaigns_intakereply.status = 0 AND campaigns_intakereply.body = excluded.body
           AND campaigns_intakereply.began_at <= excluded.began_at - %s)
RETURNING id
"""
FIND = "SELECT body, status, answer FROM campaigns_intakereply WHERE holder = %s AND key = %s"
KEEP = "UPDATE campaigns_intakereply SET status = %s, answer = %s WHERE holder = %s AND key = %s"
FORGET = "DELETE FROM campaigns_intakereply WHERE holder = %s AND key = %s AND status = 0"
EXPIRE = """
DELETE FROM campaigns_intakereply WHERE id IN
    (SELECT id FROM campaigns_intakereply WHERE expires_at <= %s ORDER BY expires_at LIMIT 10)
"""
