"""Importing files: every row is saved or refused with its mend, and refused rows can be corrected and imported again."""

import csv
import gzip
import json
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pyarrow
import pytest
from pyarrow import parquet

from tidings.people import public as people

pytestmark = pytest.mark.django_db

MAPPING = """
columns:
  nr: id
  mail: email
  tel: phone
  uf: region
  opted: {to: consents.0.granted, values: {Y: true, N: false}}
  opted_on: {to: consents.0.at, format: "%d/%m/%Y"}
constants: {country: BR, consents.0.purpose: marketing, consents.0.basis: consent}
defaults: {language: pt-BR, relationship: customer}
ignore: [note]
"""
HEADER = "nr,name,mail,tel,uf,opted,opted_on,note\n"
ANA = "1,Ana,ana@example.com,11912345678,SP,Y,15/08/2018,x\n"
BIA = '2,"Bia\nda Silva",bia@example.com,,AM,N,,y\n'


@pytest.fixture
def import_text(tmp_path, now):
    """Imports a text as a file of this name."""

    def run(text, name="customers.csv", mapping="", **more):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return people.import_file(path=path, mapping=mapping, actor="command", now=now, **more)

    return run


def numbers(outcome):
    report = outcome.report
    return (report.created, report.updated, report.unchanged, report.refused)


def name_of(external_id):
    [customer] = people.search(words=external_id)
    return customer.name


def person(external_id):
    return people.person(customer_id=people.find(external_ids=[external_id])[external_id])


def test_a_mapped_csv_becomes_customers_and_the_second_time_nothing_changes(import_text):
    assert numbers(import_text(HEADER + ANA + BIA, mapping=MAPPING)) == (2, 0, 0, 0)
    assert numbers(import_text(HEADER + ANA + BIA, mapping=MAPPING)) == (0, 0, 2, 0)
    ana, bia = person("1"), person("2")
    assert (ana.language, ana.zones) == ("pt-BR", ("America/Sao_Paulo",))
    assert {point.address for point in ana.points} == {"ana@example.com", "+5511912345678"}
    assert [(line.granted, line.at) for line in ana.consents] == [(True, datetime(2018, 8, 15, tzinfo=UTC))]
    assert (bia.name, [line.granted for line in bia.consents]) == ("Bia\nda Silva", [False])


def test_a_row_that_says_nothing_of_consent_brings_none(import_text):
    import_text(HEADER + "3,Cid,,,SP,,,\n", mapping=MAPPING)
    assert person("3").consents == ()


def test_refused_rows_are_written_beside_the_file_corrected_and_imported_again(import_text, now):
    text = (
        HEADER + ANA + "4,Dora,dora@nowhere,+5511,XX,maybe,31/31/2018,\n" + "5,=1+1,,+999,SP,Y,01/01/2020,\n"
    )
    outcome = import_text(text, mapping=MAPPING)
    assert numbers(outcome) == (1, 0, 0, 2)
    assert outcome.refused.name == "customers.refused.csv"
    rows = list(csv.DictReader(outcome.refused.open()))
    assert [row["refused_line"] for row in rows] == ["3", "4"]
    assert rows[1]["name"] == "'=1+1"
    assert all(row["refused_because"] and row["refused_mend"] for row in rows)
    rows[0] |= {"mail": "dora@example.com", "tel": "", "opted": "Y", "opted_on": "01/02/2019"}
    rows[1] |= {"tel": "'+5511912345678"}
    with outcome.refused.open("w", newline="") as text:
        writer = csv.DictWriter(text, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    again = people.import_file(path=outcome.refused, mapping=MAPPING, actor="command", now=now)
    assert numbers(again) == (2, 0, 0, 0)
    assert person("5").name == "=1+1"


def test_the_report_names_line_field_reason_and_mend(import_text):
    outcome = import_text("id,email,country\n1,a@example.com,BR\n2,nobody,Atlantis\n")
    [refused] = people.refused_rows(outcome.report.run_id)
    assert refused.line == 3
    assert {problem.field for problem in refused.problems} == {"email", "country"}
    assert all(problem.says and problem.mend for problem in refused.problems)
    assert refused.row == {"id": "2", "email": "nobody", "country": "Atlantis"}
    [run] = people.imports()
    assert (run.name, run.state, run.read, run.refused) == ("customers.csv", "done", 2, 1)


def test_rows_longer_or_shorter_than_the_header_are_refused_because_their_cells_may_have_moved(import_text):
    outcome = import_text("id,name\n1,Souza, Ana\n2\n3,Ok\n")
    assert numbers(outcome) == (1, 0, 0, 2)
    assert [refused.line for refused in people.refused_rows(outcome.report.run_id)] == [2, 3]
    assert "refused_unreadable" in outcome.refused.read_text()


def test_an_id_that_comes_twice_counts_as_its_later_row_and_is_said(import_text):
    outcome = import_text("id,name\n1,First\n1,Second\n")
    assert (outcome.report.repeated, person("1").name) == (1, "Second")


def test_an_empty_cell_leaves_what_is_known(import_text):
    import_text("id,name,email\n1,Ana,a@example.com\n")
    import_text("id,name,email\n1,,\n")
    assert (person("1").name, person("1").points[0].address) == ("Ana", "a@example.com")


@pytest.mark.parametrize("prefix", [b"", b"\xef\xbb\xbf"])
def test_utf8_is_read_with_or_without_its_mark(import_text, prefix):
    import_text(prefix + "id,name\n1,João\n".encode())
    assert person("1").name == "João"


def test_latin_1_is_refused_with_its_line_before_anything_is_saved_and_read_when_said(import_text):
    text = "id,name\n1,Ana\n2,João\n".encode("latin-1")
    with pytest.raises(people.FileRefused, match=r"line 3 is not utf-8.*latin-1"):
        import_text(text)
    assert people.counts().customers == 0
    import_text(text, mapping="encoding: latin-1")
    assert person("2").name == "João"


def test_utf16_is_named(import_text):
    with pytest.raises(people.FileRefused, match="UTF-16"):
        import_text("id,name\n1,Ana\n".encode("utf-16"))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_seen_from_the_header(import_text, delimiter):
    import_text(f"id{delimiter}name\n1{delimiter}Ana\n")
    assert person("1").name == "Ana"


def test_compressed_files_are_read_as_they_are(import_text):
    assert numbers(import_text(gzip.compress(b"id,email\n1,a@example.com\n2,x\n"), name="c.csv.gz")) == (
        1,
        0,
        0,
        1,
    )


def test_jsonl_holds_records_as_they_are_and_events_are_passed_over(import_text):
    lines = [
        json.dumps({"id": "1", "attributes": {"2020": 1}, "emails": ["a@example.com"]}),
        json.dumps({"specversion": "1.0", "id": "e1", "source": "/x", "type": "t"}),
        "",
        "{broken",
        json.dumps({"id": "2", "mobile": "1"}),
    ]
    outcome = import_text("\n".join(lines), name="mixed.jsonl")
    assert numbers(outcome) == (1, 0, 0, 2)
    assert outcome.report.skipped == 1
    assert [refused.line for refused in people.refused_rows(outcome.report.run_id)] == [4, 5]
    assert person("1").attributes == {"2020": 1}
    rows = [json.loads(line) for line in outcome.refused.read_text().splitlines()]
    rows[1]["mobile"] = "+447400123456"
    corrected = "\n".join(map(json.dumps, rows))
    assert numbers(import_text(corrected, name="mixed.refused.jsonl")) == (1, 0, 0, 1)


def test_a_null_in_jsonl_clears_and_an_absent_field_does_not(import_text):
    import_text('{"id": "1", "name": "Ana", "email": "a@example.com"}', name="a.jsonl")
    import_text('{"id": "1", "email": null}', name="a.jsonl")
    assert (person("1").name, [point.state for point in person("1").points]) == ("Ana", ["gone"])


def test_parquet_is_read_with_its_types_and_its_refused_rows_are_parquet_again(tmp_path, now):
    rows = {
        "id": [1, 2, 3],
        "name": ["Ana", None, "Cid"],
        "mobile": ["+447400123456", "nonsense", None],
        "since": [date(2018, 8, 15), date(2019, 1, 1), None],
        "score": [1.5, float("nan"), None],
    }
    parquet.write_table(pyarrow.table(rows), tmp_path / "c.parquet")
    mapping = "columns: {score: attributes.score}"
    outcome = people.import_file(path=tmp_path / "c.parquet", mapping=mapping, actor="command", now=now)
    assert numbers(outcome) == (2, 0, 0, 1)
    assert (person("1").since, person("1").attributes) == (datetime(2018, 8, 15, tzinfo=UTC), {"score": 1.5})
    [refused] = parquet.read_table(outcome.refused).to_pylist()
    assert (refused["id"], refused["refused_line"], refused["since"]) == (2, 2, "2019-01-01")


@pytest.mark.parametrize(
    ("mapping", "says"),
    [
        ("columns: {nr: idd}", "no such field"),
        ("columns: {xx: id}", "has no column 'xx'"),
        ("colums: {nr: id}", "colums"),
        ("columns: {nr: {to: id, fmt: x}}", "columns.nr.fmt"),
        ("columns: [", "not YAML"),
        ("- a", "a mapping has columns"),
        ("", "column 'nr' goes nowhere"),
    ],
)
def test_a_wrong_mapping_is_refused_before_anything_is_read(import_text, mapping, says):
    with pytest.raises(people.MappingRefused, match=says):
        import_text("nr,name\n1,Ana\n", mapping=mapping)


def test_a_file_of_another_kind_is_named(import_text):
    with pytest.raises(people.FileRefused, match=r"\.csv, \.jsonl or \.parquet"):
        import_text("x", name="customers.xlsx")
    with pytest.raises(people.FileRefused, match="not a Parquet file"):
        import_text("x", name="customers.parquet")


def test_times_without_offset_take_the_zone_of_the_mapping(import_text):
    mapping = 'columns: {joined: {to: since, format: "%Y-%m-%d %H:%M:%S", zone: America/Sao_Paulo}}'
    import_text("id,joined\n1,2018-08-15 09:30:00\n", mapping=mapping)
    assert person("1").since == datetime(2018, 8, 15, 12, 30, tzinfo=UTC)


def test_a_run_that_was_killed_is_finished_by_running_it_again(now):
    def rows(until):
        for number in range(2500):
            if number == until:
                raise KeyboardInterrupt
            yield number, {"id": f"c-{number}"}

    with pytest.raises(KeyboardInterrupt):
        people.import_rows(rows=rows(2200), name="big", actor="command", now=now)
    assert people.counts().customers == 2000
    report = people.import_rows(rows=rows(None), name="big", actor="command", now=now + timedelta(hours=1))
    assert (report.created, report.unchanged) == (500, 2000)
    assert [run.state for run in people.imports()] == ["done", "stopped"]


def test_no_row_however_broken_stops_an_import(import_text):
    broken = ["\x00", "\ud800", "x" * 5000, None, True, 1e400, [[]], {"a": {}}, -1]
    fields = [
        "id",
        "name",
        "email",
        "mobile",
        "zone",
        "since",
        "organisation",
        "consents",
        "preferences",
        "post",
    ]
    fields += [
        "push",
        "chat",
        "attributes",
        "country",
        "region",
        "language",
        "relationship",
        "zones",
        "emails",
    ]
    lines = [json.dumps({"id": "ok"} | {field: value}) for field in fields for value in broken]
    outcome = import_text("\n".join(lines), name="broken.jsonl")
    assert outcome.report.read == len(lines)
    assert outcome.report.refused > len(fields)


def test_words_that_yaml_takes_for_yes_and_no_are_still_the_words_of_the_file(import_text):
    mapping = "columns: {opt: {to: attributes.opt, values: {yes: in, no: out}}}"
    import_text("id,opt\n1,yes\n2,No\n", mapping=mapping)
    assert [person(id).attributes for id in ("1", "2")] == [{"opt": "in"}, {"opt": "out"}]


BOMB = "a: &a [x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in pairwise("abcdefgh")
)


@pytest.mark.parametrize(
    "mapping",
    [
        f"ignore:\n  - {{{BOMB.replace(chr(10), ', ')}}}",
        "[" * 5000,
        "constants: {since: 2018-99-99}",
        "# " + "x" * 100_000,
    ],
    ids=["aliases", "deep", "date", "long"],
)
def test_a_mapping_that_would_fill_the_memory_or_cannot_be_read_is_refused(import_text, mapping):
    with pytest.raises(people.MappingRefused):
        import_text("id,name\n1,Ana\n", mapping=mapping)


@pytest.mark.parametrize("encoding", ["hex", "zip", "bz2", "undefined", '"a\\0b"'])
def test_an_encoding_that_makes_no_text_is_refused(import_text, encoding):
    with pytest.raises(people.FileRefused, match="encoding"):
        import_text("id,name\n1,Ana\n", mapping=f"encoding: {encoding}")


@pytest.mark.parametrize("name", ["customers.csv.gz", "customers.jsonl.gz"])
def test_a_small_file_that_unpacks_to_one_endless_line_is_refused(import_text, name):
    with pytest.raises(people.FileRefused, match="line 2 is a line of more than"):
        import_text(gzip.compress(b"id,name\n" + b"1" * 3_000_000), name=name)


def test_a_file_that_unpacks_to_more_than_it_may_is_refused(import_text, tmp_path):
    rows = b"id,name\n" + b"".join(b"%d,Ana\n" % n for n in range(1000))
    with pytest.raises(people.FileRefused, match="larger than"):
        import_text(gzip.compress(rows), name="customers.csv.gz", largest=5000)
    parquet.write_table(pyarrow.table({"id": range(10_000)}), tmp_path / "c.parquet")
    with pytest.raises(people.FileRefused, match="larger than"):
        import_text((tmp_path / "c.parquet").read_bytes(), name="d.parquet", largest=5000)
