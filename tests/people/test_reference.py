"""The reference names every field there is, and its examples are taken as they stand."""

import re
from datetime import UTC, datetime
from pathlib import Path

from tidings.people.mapping_file import read_mapping
from tidings.people.record import FIELDS, read_record
from tidings.people.record_points import ON_AN_ENVELOPE

DOCS = Path(__file__).resolve().parents[2] / "docs"
RECORD = (DOCS / "reference" / "customer-record.md").read_text()
HOW_TO = (DOCS / "how-to" / "import-customers.md").read_text()


def test_every_field_of_a_record_is_in_the_reference():
    rows = "\n".join(line.split("|")[1] for line in RECORD.splitlines() if line.startswith("| `"))
    assert set(re.findall(r"`(\w+)`", rows)) == set(FIELDS)
    assert all(part in RECORD for part in ON_AN_ENVELOPE)


def test_the_mapping_of_the_how_to_reads_a_row_of_its_file():
    [text] = re.findall(r"```yaml\n(.*?)```", HOW_TO, re.DOTALL)
    mapping = read_mapping(text)
    row = {"nr": "1", "mail": "a@example.com", "tel": "11912345678", "joined": "15/08/2018"}
    row |= {"seen": "15/08/2018 10:00", "opted": "Y", "opted_on": "15/08/2018"}
    record = read_record(mapping.record(row), company_country="", now=datetime(2026, 1, 1, tzinfo=UTC))
    assert record.plain["language"] == "pt-BR"
    assert record.consents[0].granted
    assert record.points["phone"][0].address == "+5511912345678"
