"""What became of the late orders: counted from the tables and the evidence, not from what the system says of itself."""

from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from .tables import SAO_PAULO, Row, cancelled_at, local, table

Line = dict[str, Any]


def report(data: Path, decisions: list[Line], outreaches: list[Line]) -> dict[str, Any]:
    """`late_orders` = told + withdrawn + refused + held out (+ `late_unaccounted`, which must be 0)."""
    orders = table(data, "orders")
    late = {row["order_id"]: row for row in orders if is_late(row)}
    told_by = {line["order"]: line for line in outreaches if line["campaign"] == "order-late"}
    decided_by = {line["order"]: line for line in decisions if line["campaign"] == "order-late"}
    fates = {id: fate(row, told_by.get(id), decided_by.get(id)) for id, row in late.items()}
    count = Counter(kind for kind, _ in fates.values())
    return {
        "orders": len(orders),
        "late_orders": len(late),
        "late_told": count["told"],
        "late_withdrawn": count["withdrawn"],
        "late_refused": count["refused"],
        "late_refused_by_reason": dict(Counter(why for kind, why in fates.values() if kind == "refused")),
        "late_held_out": count["held_out"],
        "late_unaccounted": count["unaccounted"],
        "late_told_within_24h": sum(in_a_day(row, told_by.get(id)) for id, row in late.items()),
        "told_though_not_late": sum(id not in late and bool(line["sent_at"]) for id, line in told_by.items()),
    }


def promised_end(row: Row) -> datetime:
    """24:00 of the promised day in São Paulo."""
    return local(row["order_estimated_delivery_date"][:10]) + timedelta(days=1)


def is_late(row: Row) -> bool:
    """Late: the promised day has ended without delivery, those never delivered included."""
    if not row["order_estimated_delivery_date"]:
        return False
    delivered = row["order_delivered_customer_date"]
    return not delivered or local(delivered) >= promised_end(row)


def fate(row: Row, outreach: Line | None, decision: Line | None) -> tuple[str, str]:
    """What became of telling one late order, and why."""
    if outreach and outreach["sent_at"]:
        return "told", ""
    if outreach and outreach["state"] == "withdrawn":
        return "withdrawn", outreach["reason"]
    if outreach:
        return "refused", outreach["reason"] or outreach["state"]
    if decision and decision["verdict"] == "hold_out":
        return "held_out", ""
    if decision:
        return "refused", "+".join(decision["reasons"])
    return ("withdrawn", "before it was due") if was_over(row) else ("unaccounted", "")


def was_over(row: Row) -> bool:
    """Whether delivery or cancellation came by the time anything was due: the promised day's end, or the purchase."""
    due = max(promised_end(row), local(row["order_purchase_timestamp"]))
    delivered, cancelled = row["order_delivered_customer_date"], cancelled_at(row)
    return bool(delivered and local(delivered) <= due) or bool(cancelled and cancelled <= due)


def in_a_day(row: Row, outreach: Line | None) -> bool:
    if not outreach or not outreach["sent_at"]:
        return False
    return datetime.fromisoformat(outreach["sent_at"]).astimezone(SAO_PAULO) - promised_end(row) <= timedelta(
        hours=24
    )
