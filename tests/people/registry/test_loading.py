"""Files of registries, loaded whole or as changes."""

import gzip
import zipfile
from datetime import UTC, date, datetime

import pytest

from tidings.people import public as people
from tidings.people.registry import files

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
DNC, RND = "us-national-dnc", "us-reassigned"

pytestmark = pytest.mark.django_db


@pytest.fixture
def load(tmp_path):
    def load(text, *, name=DNC, dated=date(2026, 10, 21), full=True, file="list.txt", **more):
        path = tmp_path / file
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return people.load_registry(
            name=name, path=path, dated=dated, full=full, actor="command", now=NOW, **more
        )

    return load


@pytest.fixture
def listed(known):
    def listed(customer):
        return known(customer, at=NOW).listed

    return listed


def test_who_stands_on_a_list_is_known_by_the_channels_of_that_number(load, saved, listed):
    one, other = saved(phone="+12025550123"), saved(id="c-2", phone="+12025550124", email="a@example.com")
    report = load("202,5550123\r\n")
    assert (report.numbers, report.bad, people.registries()) == (1, 0, {DNC: date(2026, 10, 21)})
    assert listed(one) == {DNC: ("sms", "whatsapp", "voice:mobile")}
    assert listed(other) == {}


def test_a_header_blank_lines_a_bom_and_repeats_are_taken_in_stride(load):
    text = b"\xef\xbb\xbfPhone Number\r\n2025550123\r\n\r\n2025550123\r\n2025550124\r\n"
    report = load(text)
    assert (report.lines, report.numbers, report.bad) == (3, 2, 0)


def test_a_zip_a_gz_and_an_xml_say_the_same(load, tmp_path):
    xml = '<?xml version="1.0"?><list type="full"><ac val="202"><ph val="5550123"/><ph val="5550124"/></ac></list>'
    assert load(xml, file="full.xml").numbers == 2
    with zipfile.ZipFile(tmp_path / "made.zip", "w") as archive:
        archive.writestr("202.txt", "2025550123\n")
        archive.writestr("212.txt", "2125550123\n2125550124\n")
    assert load((tmp_path / "made.zip").read_bytes(), file="full.zip").numbers == 3
    assert load(gzip.compress(b"2025550123\n"), file="full.txt.gz").numbers == 1


def test_changes_add_and_remove_from_the_list_in_use(load, saved, listed):
    customer = saved(phone="+12025550123")
    load("2025550123\n2025550199\n")
    report = load("2025550123,D\n2125550100,A\n", full=False, dated=date(2026, 11, 1))
    assert (report.added, report.removed, report.numbers) == (1, 1, 2)
    assert listed(customer) == {}
    assert people.registries() == {DNC: date(2026, 11, 1)}


def test_changes_need_a_list_and_never_go_back(load):
    with pytest.raises(people.RegistryRefused, match="whole list first"):
        load("2025550123,A\n", full=False)
    load("2025550123\n", dated=date(2026, 11, 1))
    with pytest.raises(people.RegistryRefused, match="newer"):
        load("2025550124,A\n", full=False, dated=date(2026, 10, 1))


def test_a_new_whole_list_takes_the_place_of_the_old_one_and_the_proof_of_the_old_one_stays(
    load, saved, listed
):
    customer = saved(phone="+12025550123")
    load("2025550123\n")
    load("2025550199\n", dated=date(2026, 11, 20))
    assert listed(customer) == {}
    versions = people.registry_versions(name=DNC)
    assert [(card.dated.isoformat(), card.current, len(card.sha256)) for card in versions] == [
        ("2026-11-20", True, 64),
        ("2026-10-21", False, 64),
    ]


def test_the_same_file_is_loaded_once(load):
    load("2025550123\n")
    assert load("2025550123\n").known
    assert len(people.registry_versions()) == 1


def test_bad_lines_stop_no_other_and_are_written_out(load, tmp_path):
    refused = tmp_path / "bad.txt"
    report = load("2025550123\n" * 50 + "20255501\n", refused_to=refused)
    assert (report.bad, report.numbers) == (1, 1)
    assert report.bad_lines == ((51, "20255501", "has too few or too many digits"),)
    assert refused.read_text() == "20255501\n"


def test_another_kind_of_file_leaves_the_list_as_it_was(load, saved, listed):
    customer = saved(phone="+12025550123")
    load("2025550123\n")
    for text in ("name;mail\nAna;a@example.com\n", "", b"\x00\x01\x02"):
        with pytest.raises(people.RegistryRefused):
            load(text, dated=date(2026, 11, 1))
    assert listed(customer) == {DNC: ("sms", "whatsapp", "voice:mobile")}


def test_a_name_says_its_country_and_a_day_lies_in_the_past(load):
    with pytest.raises(people.RegistryRefused, match="begin with its country"):
        load("2025550123\n", name="dnc")
    with pytest.raises(people.RegistryRefused, match="future"):
        load("2025550123\n", dated=date(2026, 11, 22))


def test_a_number_that_may_be_somebody_elses_is_unconfirmed_until_its_owner_confirms_it(load, saved, known):
    """A-24: yes and no data are verified again, and only no is safe."""
    text = "2025550101,20220310,yes\n2025550102,2021-01-26,no data\n2025550103,2022-03-11,no\n"
    load(text, name=RND)
    people_by_number = {n: saved(id=f"c-{n}", phone=f"+1202555010{n}") for n in range(1, 5)}
    unconfirmed = {n: known(id, at=NOW).unconfirmed for n, id in people_by_number.items()}
    channels = ("sms", "whatsapp", "voice:mobile")
    assert unconfirmed == {1: channels, 2: channels, 3: (), 4: ()}
    people.record_consent(
        customer_id=people_by_number[1],
        granted=True,
        purpose="service",
        channel="mobile",
        address="+12025550101",
        evidence={"form": "f"},
        source="portal",
        at=NOW,
        now=NOW,
    )
    assert known(people_by_number[1], at=NOW).unconfirmed == ()


def test_the_companys_own_list_stops_advertising_for_good(load, saved, known):
    customer = saved(phone="+12025550123", email="a@example.com")
    report = load("202-555-0123\nA@example.com\nnobody\n" + "2025550199\n" * 60, name="us-company")
    assert (report.added, report.bad) == (3, 1)
    assert known(customer).addresses == {}
    assert set(known(customer, purpose="service").addresses) == {"email", "mobile"}
    with pytest.raises(people.RegistryRefused, match="only its owner can do"):
        load("2025550123,D\n", name="us-company", full=False)
    load("2025550177\n", name="us-company", dated=date(2026, 11, 20))
    saved(phone="+12025550123")
    assert known(customer).addresses == {}


def packed_elsewhere(levels):
    """XML that ten lines of entities would unpack to any size."""
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, levels))
    return f'<!DOCTYPE list [<!ENTITY e0 "2025550123">{entities}]><list><ph>&e{levels - 1};</ph></list>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
def test_a_document_type_is_refused_wherever_it_stands_and_however_it_is_written(load, encoding):
    text = f"<?xml version='1.0'?><!-- {'long ' * 2000} -->{packed_elsewhere(9)}"
    with pytest.raises(people.RegistryRefused, match="document type"):
        load(text.encode(encoding), file="list.xml")


def test_xml_nested_without_end_is_refused(load):
    with pytest.raises(people.RegistryRefused, match="nests"):
        load("<list>" * 100_000, file="list.xml")


def test_area_codes_and_changes_around_numbers_hold_for_them(load):
    load("2025550123\n2125550124\n")
    changes = (
        '<x:changes xmlns:x="urn:x"><x:delete><phone>2025550123</phone></x:delete>'
        "<x:add><area>212</area><phone>5550199</phone><phone>+1 202 555 0177</phone></x:add></x:changes>"
    )
    report = load(changes, full=False, dated=date(2026, 10, 22), file="changes.xml")
    assert (report.added, report.removed, report.numbers, report.bad) == (2, 1, 3, 0)


def test_a_packed_file_that_unpacks_to_more_than_anybody_has_is_refused(load, tmp_path, monkeypatch):
    monkeypatch.setattr(files, "MOST_BYTES", 100_000)
    lines = b"2025550123\n" * 6_000
    with zipfile.ZipFile(tmp_path / "made.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("1.txt", lines)
        archive.writestr("2.txt", lines)
    for packed, name in (((tmp_path / "made.zip").read_bytes(), "a.zip"), (gzip.compress(lines * 2), "a.gz")):
        with pytest.raises(people.RegistryRefused, match="unpacks to more"):
            load(packed, file=name)
    assert people.registries() == {}


def test_a_packed_file_that_breaks_off_is_refused(load):
    with pytest.raises(people.RegistryRefused, match="broken"):
        load(gzip.compress(b"2025550123\n" * 100_000)[:-20], file="a.gz")
