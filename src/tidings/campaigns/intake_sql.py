"""The SQL that stores events, for the sync path here and the asynchronous intake alike.

Both run in autocommit: one statement is one transaction, and its NOTIFY goes out with its commit.
"""

# One JSON array of rows as the only parameter: psycopg's list dumper makes unnest() half as fast.
STORE = """
WITH stored AS (
    INSERT INTO campaigns_event (source, event_id, type, subject, customer, time, received_at, data)
    SELECT source, event_id, type, subject, customer, time, received_at, data FROM jsonb_to_recordset(%s::jsonb) AS sent(
        source text, event_id text, type text, subject text, customer text,
        time timestamptz, received_at timestamptz, data jsonb)
    ON CONFLICT (source, event_id) DO NOTHING
    RETURNING source, event_id
), told AS (SELECT pg_notify('tidings_events', '') WHERE EXISTS (SELECT FROM stored))
SELECT source, event_id FROM stored CROSS JOIN told
"""

# A batch is copied into a table that belongs to the connection and empties itself at each commit.
STAGE = """
CREATE TEMPORARY TABLE IF NOT EXISTS staged (
    source text, event_id text, type text, subject text, customer text,
    time timestamptz, received_at timestamptz, data jsonb) ON COMMIT DELETE ROWS
"""
COPY_IN = "COPY staged (source, event_id, type, subject, customer, time, received_at, data) FROM STDIN"
STORE_STAGED = """
WITH stored AS (
    INSERT INTO campaigns_event (source, event_id, type, subject, customer, time, received_at, data) SELECT source, event_id, type, subject, customer, time, received_at, data FROM staged
    ON CONFLICT (source, event_id) DO NOTHING
    RETURNING source, event_id
), told AS (SELECT pg_notify('tidings_events', '') WHERE EXISTS (SELECT FROM stored))
SELECT source, event_id FROM stored CROSS JOIN told
"""
