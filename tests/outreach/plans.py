"""How PostgreSQL would go about a statement on long tables, whatever other tests have left in its statistics."""

from django.db import connection

TABLES = ("outreach_outreach", "outreach_attempt")


def plan(sql: str, values: object, *, bitmaps: bool = True) -> str:
    """The plan, within the test's transaction; an empty table may not be read whole, as it always would be."""
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(TABLES)} CASCADE")
        cursor.execute("DELETE FROM pg_statistic WHERE starelid = ANY(%s::regclass[])", [list(TABLES)])
        cursor.execute(f"SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = {bitmaps}")
        cursor.execute(f"EXPLAIN {sql}", values)
        return "\n".join(line for (line,) in cursor.fetchall())
