"""From the bank's marketing table to customers and CloudEvents.

The people (age, work, loans, earlier contacts, the Euribor rate of their row) are real and anonymous. Everything
beside them is seeded from the row's number, and only for the demonstration: names, addresses in example.com, numbers
of the reserved range +1 202 555 01xx, balances, payments, appointments, applications, and when they happen.
"""

import csv
import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

LISBON = ZoneInfo("Europe/Lisbon")
SOURCE = "https://bank.example.com/core"
PEOPLE, DAYS = 480, 10
DEFAULT_END = datetime(2026, 10, 16, 15, 30, tzinfo=UTC)
GIVEN = [
    "Ana",
    "Rui",
    "Marta",
    "João",
    "Inês",
    "Pedro",
    "Sofia",
    "Tiago",
    "Rita",
    "Nuno",
    "Clara",
    "Hugo",
    "Teresa",
    "Paulo",
    "Joana",
    "Vasco",
]
FAMILY = [
    "Silva",
    "Santos",
    "Ferreira",
    "Pereira",
    "Costa",
    "Oliveira",
    "Martins",
    "Rocha",
    "Lopes",
    "Marques",
    "Nunes",
    "Pinto",
]
PLACES = ("Vienna", "Toronto", "Osaka", "Reykjavík", "Nairobi", "Lima")
BRANCHES = ("Baixa", "Chiado", "Boavista", "Coimbra Norte")
TOWNS = (("1000-001", "Lisboa"), ("4000-001", "Porto"), ("3000-001", "Coimbra"), ("8000-001", "Faro"))
HOUSING, PERSONAL = ("housing loan", "crédito imobiliário"), ("personal loan", "crédito pessoal")

Event = dict[str, Any]


@dataclass(frozen=True)
class Person:
    """One row of the table with what is seeded beside it."""

    number: int
    row: dict[str, str]

    @property
    def id(self) -> str:
        return f"B{self.number:05d}"

    def seed(self, what: str, below: int) -> int:
        """A stable number in [0, below) for this person."""
        return int.from_bytes(sha256(f"{what}:{self.id}".encode()).digest()[:6]) % below


def people(data: Path) -> list[Person]:
    """Every forty-third person of the table, so that all months of it are there."""
    with gzip.open(data / "bank-additional-full.csv.gz", "rt", encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter=";"))
    return [Person(number, rows[number]) for number in range(0, len(rows), len(rows) // PEOPLE)][:PEOPLE]


def customers(data: Path, *, end: datetime = DEFAULT_END) -> Iterator[tuple[datetime, dict[str, Any]]]:
    """Everybody is known before the first event."""
    known = end - timedelta(days=DAYS, hours=1)
    for person in people(data):
        yield known, customer(person, known)


def customer(person: Person, known: datetime) -> dict[str, Any]:
    row = person.row
    given, family = GIVEN[person.seed("given", len(GIVEN))], FAMILY[person.seed("family", len(FAMILY))]
    island = person.seed("island", 20) == 0
    return {
        "id": person.id,
        "name": f"{given} {family}",
        "language": "en" if person.seed("language", 4) == 0 else "pt",
        "relationship": "customer",
        "country": "PT",
        "zone": "Atlantic/Azores" if island else "Europe/Lisbon",
        "email": f"{person.id.lower()}@example.com",
        "mobile"
        if row["contact"] == "cellular"
        else "landline": f"+1202555{100 + person.seed('phone', 100):04d}",
        "post": at_home(person) if person.seed("post", 3) else None,
        "attributes": {name: row[name] for name in ("age", "job", "marital", "education", "housing", "loan")},
        "consents": consents(person, known),
        "preferences": [{"topic": "savings", "paused_until": (known + timedelta(days=90)).isoformat()}]
        if person.seed("pause", 25) == 0
        else [],
    }


def at_home(person: Person) -> dict[str, str]:
    """A street that is nowhere, a number for each household: who lives alone shares no cap with others."""
    code, city = TOWNS[person.seed("town", len(TOWNS))]
    return {
        "line1": f"Rua do Exemplo {person.number + 1}",
        "postal_code": code,
        "city": city,
        "country": "PT",
    }


def consents(person: Person, known: datetime) -> list[dict[str, Any]]:
    """Seeded: who took or was asked about a deposit before agreed to offers by email; one in thirty took it back."""
    asked = person.row["y"] == "yes" or person.row["poutcome"] != "nonexistent"
    if not asked:
        return []
    agreed = {"purpose": "marketing", "topic": "savings", "channel": "email", "basis": "consent"}
    lines = [
        {
            **agreed,
            "granted": True,
            "at": (known - timedelta(days=200)).isoformat(),
            "evidence": {"seeded": True},
        }
    ]
    if person.seed("revoked", 30) == 0:
        lines.append({**lines[0], "granted": False, "at": (known - timedelta(days=20)).isoformat()})
    return lines


def events(data: Path, *, end: datetime = DEFAULT_END) -> Iterator[Event]:
    """Ten days of the bank's life up to `end`, in the order of time."""
    told: list[tuple[datetime, Event]] = []
    for person in people(data):
        told += (
            payments(person, end)
            + appointments(person, end)
            + applications(person, end)
            + savings(person, end)
        )
    for _, event in sorted(
        ((at, event) for at, event in told if at <= end), key=lambda it: (it[0], it[1]["id"])
    ):
        yield event


def payments(person: Person, end: datetime) -> list[tuple[datetime, Event]]:
    """One in sixteen used a card abroad; half of them say within minutes, in the app, that it was them."""
    if person.seed("abroad", 16):
        return []
    at = moment_of(person, "payment", end, every_hour=True)
    payment = {
        "id": f"P{person.number:05d}",
        "amount": euros(Decimal(20 + person.seed("amount", 90000)) / 100),
        "place": PLACES[person.seed("place", len(PLACES))],
        "at": at.astimezone(LISBON).isoformat(),
    }
    known = {"payment": payment, "card": {"last4": f"{person.seed('card', 10000):04d}"}}
    told = [event(person, "card.used_abroad", payment["id"], at, known)]
    if person.seed("confirmed", 2):
        told.append(event(person, "payment.confirmed", payment["id"], at + timedelta(minutes=7), known))
    return told


def appointments(person: Person, end: datetime) -> list[tuple[datetime, Event]]:
    """One in eight has an appointment; two in five confirm before the reminder would go out."""
    if person.seed("appointment", 8):
        return []
    booked = moment_of(person, "booked", end)
    meets = at_branch_hours(booked + timedelta(days=2 + person.seed("ahead", 4)), person)
    appointment = {
        "id": f"A{person.number:05d}",
        "at": meets.isoformat(),
        "remind_at": (meets - timedelta(hours=24)).isoformat(),
        "branch": BRANCHES[person.seed("branch", len(BRANCHES))],
    }
    known = {"appointment": appointment}
    told = [event(person, "appointment.booked", appointment["id"], booked, known)]
    if person.seed("confirms", 5) < 2:
        told.append(
            event(person, "appointment.confirmed", appointment["id"], booked + timedelta(hours=5), known)
        )
    return told


def applications(person: Person, end: datetime) -> list[tuple[datetime, Event]]:
    """One in twelve of those with a loan has applied for another; the bank has a question, at times answered at a branch."""
    has_housing, has_loan = person.row["housing"] == "yes", person.row["loan"] == "yes"
    if not (has_housing or has_loan) or person.seed("application", 12):
        return []
    kind, kind_pt = HOUSING if has_housing else PERSONAL
    at = moment_of(person, "question", end, every_hour=True)
    application = {
        "id": f"Q{person.number:05d}",
        "kind": kind,
        "kind_pt": kind_pt,
        "deadline": (at + timedelta(days=14)).date().isoformat(),
    }
    known = {"application": application}
    told = [event(person, "application.question", application["id"], at, known)]
    if person.seed("answered", 4) == 0:
        told.append(event(person, "application.answered", application["id"], at + timedelta(hours=2), known))
    return told


def savings(person: Person, end: datetime) -> list[tuple[datetime, Event]]:
    """Two in five have an idle balance (seeded); the rate is the Euribor of that person's own row."""
    if person.seed("idle", 5) > 1:
        return []
    at = moment_of(person, "savings", end)
    idle, rate = Decimal(1500 + person.seed("balance", 2_000_000) / 100), Decimal(person.row["euribor3m"])
    known = {
        "id": f"S{person.number:05d}",
        "idle": euros(idle),
        "rate": float(rate),
        "gain": euros(idle * rate / 100),
        "as_of": (at.date() - timedelta(days=1)).isoformat(),
    }
    return [event(person, "savings.worked_out", known["id"], at, {"savings": known})]


def event(
    person: Person, name: str, about: str, at: datetime, data: dict[str, Any]
) -> tuple[datetime, Event]:
    return at, {
        "specversion": "1.0",
        "type": f"com.example.{name}",
        "source": SOURCE,
        "id": f"{about}/{name}",
        "subject": about,
        "customer": person.id,
        "time": at.isoformat(),
        "data": data,
    }


def moment_of(person: Person, what: str, end: datetime, *, every_hour: bool = False) -> datetime:
    """A seeded minute of the ten days; office systems speak by day, cards are used around the clock."""
    day = end - timedelta(days=person.seed(f"{what} day", DAYS))
    minute = person.seed(f"{what} minute", 24 * 60 if every_hour else 9 * 60) + (0 if every_hour else 9 * 60)
    return datetime.combine(day.astimezone(LISBON).date(), time(minute // 60, minute % 60), LISBON)


def at_branch_hours(day: datetime, person: Person) -> datetime:
    """A half hour between 9:00 and 16:30 on a weekday."""
    meets: date = day.astimezone(LISBON).date()
    while meets.weekday() >= 5:
        meets += timedelta(days=1)
    half_hours = 18 + person.seed("half hour", 15)
    return datetime.combine(meets, time(half_hours // 2, half_hours % 2 * 30), LISBON)


def euros(amount: Decimal) -> dict[str, str]:
    return {"amount": str(amount.quantize(Decimal("0.01"), ROUND_HALF_EVEN)), "currency": "EUR"}
