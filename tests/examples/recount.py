"""A second count of a replay of the marketplace, from its tables and its evidence alone: nothing here is of the product."""

import csv
import email
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

SAO_PAULO = ZoneInfo("America/Sao_Paulo")
ZONES = {
    "Sao_Paulo": "DF ES GO MG PR RJ RS SC SP",
    "Fortaleza": "CE MA PB PI RN",
    "Maceio": "AL SE",
    "Manaus": "AM",
    "Eirunepe": "AM",
    "Belem": "AP PA",
    "Santarem": "PA",
    "Recife": "PE",
    "Noronha": "PE",
    "Rio_Branco": "AC",
    "Bahia": "BA",
    "Campo_Grande": "MS",
    "Cuiaba": "MT",
    "Porto_Velho": "RO",
    "Boa_Vista": "RR",
    "Araguaina": "TO",
}
SEEDED = {"paused", "channel_consent_revoked", "too_many_contacts"}
MOMENTS = (
    "order_purchase_timestamp",
    "order_approved_at",
    "order_delivered_carrier_date",
    "order_delivered_customer_date",
)
ESTIMATE = re.compile(r"half came within (\d+) day|metade chegou em até (\d+) dia")
Row = dict[str, str]


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SAO_PAULO).astimezone(UTC)


def zones(state: str) -> list[str]:
    """All of the state's zones; all of the country's where the state says nothing."""
    mine = [f"America/{zone}" for zone, states in ZONES.items() if state in states.split() and state]
    return sorted(mine or [f"America/{zone}" for zone in ZONES])


def lawful_minute(at: datetime, where: list[str]) -> datetime:
    """The first moment from `at` on between 8:00 and 21:00 in all zones, by looking at every quarter of an hour."""
    while not all(time(8) <= at.astimezone(ZoneInfo(zone)).time() < time(21) for zone in where):
        at += timedelta(minutes=15) - timedelta(minutes=at.minute % 15, seconds=at.second)
    return at


@dataclass
class Recount:
    """The tables, the evidence, and what is wrong between them; `fates` by order."""

    data: Path
    out: Path
    fates: dict[str, str] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.orders = {row["order_id"]: row for row in self.table("orders")}
        self.customers = {row["customer_id"]: row for row in self.table("customers")}
        self.reviews = [row for row in self.table("order_reviews") if row["order_id"] in self.orders]
        self.events, self.decisions, self.outreaches = map(self.lines, ("events", "decisions", "outreaches"))
        self.messages = [self.message(file) for file in sorted((self.out / "messages").glob("*.eml"))]
        self.delays = sorted(self.late_deliveries())

    def table(self, name: str) -> list[Row]:
        with gzip.open(self.data / f"{name}.csv.gz", "rt", encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))

    def lines(self, name: str) -> list[dict[str, Any]]:
        return [json.loads(line) for line in (self.out / f"{name}.jsonl").read_text().splitlines()]

    def message(self, file: Path) -> EmailMessage:
        return email.message_from_bytes(file.read_bytes(), policy=default)

    def late_deliveries(self) -> Iterator[tuple[datetime, int]]:
        for row in self.orders.values():
            delivered, promised = row[MOMENTS[3]][:10], row["order_estimated_delivery_date"][:10]
            if promised and delivered > promised:
                days = datetime.fromisoformat(delivered) - datetime.fromisoformat(promised)
                yield utc(row[MOMENTS[3]]), days.days

    def check(self, holds: bool, says: str, *about: Any) -> None:
        if not holds:
            self.wrong.append(" ".join(map(str, (says, *about))))

    def everything(self) -> "Recount":
        self.check_events()
        self.check_messages()
        said = Counter(line["order"] for line in self.outreaches if line["campaign"] == "order-late")
        self.check(max(said.values(), default=1) == 1, "an order was told twice", said.most_common(1))
        told = {line["order"]: line for line in self.outreaches if line["campaign"] == "order-late"}
        refused = {line["order"]: line for line in self.decisions if line["campaign"] == "order-late"}
        for id, row in self.orders.items():
            self.fates[id] = self.fate(row, told.get(id), refused.get(id))
        return self

    def check_events(self) -> None:
        expected = Counter(self.expected_events())
        found = Counter((line["type"], datetime.fromisoformat(line["time"])) for line in self.events)
        self.check(found == expected, "events", found - expected, expected - found)

    def expected_events(self) -> Iterator[tuple[str, datetime]]:
        for row in self.orders.values():
            for column, name in zip(MOMENTS, ("placed", "approved", "shipped", "delivered"), strict=True):
                if row[column]:
                    yield f"com.example.order.{name}", utc(row[column])
            if closed := self.cancelled(row):
                yield "com.example.order.cancelled", closed
        for review in self.reviews:
            yield "com.example.review.received", utc(review["review_answer_timestamp"])

    def cancelled(self, row: Row) -> datetime | None:
        if row["order_status"] not in {"canceled", "unavailable"}:
            return None
        return max(utc(row[column]) for column in MOMENTS if row[column]) + timedelta(hours=24)

    def check_messages(self) -> None:
        """One message an outreach, at its time and in lawful hours, in the customer's language."""
        self.by_id = {message["Message-ID"].strip("<> "): message for message in self.messages}
        sent = {line["message_id"]: line for line in self.outreaches if line["sent_at"]}
        self.check(self.by_id.keys() == sent.keys(), "messages", len(self.by_id), "for outreaches", len(sent))
        self.check(len(sent) == sum(bool(line["sent_at"]) for line in self.outreaches), "an id is shared")
        for id in self.by_id.keys() & sent.keys():
            at, where = datetime.fromisoformat(sent[id]["sent_at"]), sent[id]["zones"]
            self.check(bool(where) and lawful_minute(at, where) == at, "outside hours", id, at, where)
            text = self.text(id)
            portuguese = self.by_id[id]["Content-Language"].startswith("pt")
            self.check(("pedido" in text) is portuguese, "the wrong language", id)
            self.check("{{" not in text and "None" not in text, "an unfilled place", id)

    def text(self, id: str) -> str:
        body = self.by_id[id].get_body(("plain",))
        assert body is not None
        return " ".join(body.get_content().split())

    def fate(self, row: Row, told: dict[str, Any] | None, decided: dict[str, Any] | None) -> str:
        """What became of one order; what should have become of it is checked on the way."""
        name, delivered, cancelled = row["order_id"], row[MOMENTS[3]], self.cancelled(row)
        promised = row["order_estimated_delivery_date"][:10]
        ends = utc(str(datetime.fromisoformat(promised) + timedelta(days=1))) if promised else None
        if not ends or (delivered and utc(delivered) < ends):
            self.check(told is None, "told though it is not late", name)
            return "on time"
        minute = lawful_minute(max(ends, utc(row[MOMENTS[0]])), zones(self.state(row, ends)))
        over = min([at for at in (delivered and utc(delivered), cancelled) if at], default=None)
        if told and told["sent_at"]:
            at = datetime.fromisoformat(told["sent_at"])
            self.check(minute <= at < minute + timedelta(minutes=1), "not the first minute", name, at, minute)
            self.check(not over or over >= minute, "told though it was over", name, over)
            self.check_estimate(told["message_id"], at)
            return "told"
        if over and over < minute and (told or not decided):
            return "withdrawn"
        reasons = set(decided["reasons"]) if decided and decided["verdict"] == "refuse" else {"nothing"}
        stale = minute - ends > timedelta(hours=48) and reasons == {
            "expired"
        }  # promised long before it was bought
        self.check(stale or reasons <= SEEDED, "refused for", name, reasons)
        return "refused"

    def state(self, row: Row, by: datetime) -> str:
        """The customer's state as last heard by a moment."""
        me = self.customers[row["customer_id"]]["customer_unique_id"]
        mine = [
            (utc(order[MOMENTS[0]]), self.customers[order["customer_id"]]["customer_state"])
            for order in self.orders.values()
            if self.customers[order["customer_id"]]["customer_unique_id"] == me
        ]
        heard = [(at, state) for at, state in mine if at <= by]
        return max(heard)[1] if heard else self.customers[row["customer_id"]]["customer_state"]

    def check_estimate(self, id: str, at: datetime) -> None:
        """The days that a text names had been the delay of a delivery completed by then."""
        if found := ESTIMATE.search(self.text(id)):
            known = {days for when, days in self.delays if when <= at}
            self.check(int(found[1] or found[2]) in known, "an estimate that nobody could know", id, found[0])
