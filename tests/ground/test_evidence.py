"""Evidence objects as they are kept: once, never another than it was, and no longer than somebody needs it."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.core.evidence import files
from tidings.core.evidence.shapes import EvidenceRefused
from tidings.ground.clock import SimulatedClock
from tidings.ground.evidence import EvidenceGone, evidence, evidence_file, evidences, standing
from tidings.ground.evidence_keeping import evidence_about, evidence_loop, faults, forget_evidence
from tidings.ground.evidence_models import EvidenceFile, EvidenceObject, EvidenceUse
from tidings.ground.evidence_taking import KEPT, take_evidence
from tidings.ground.evidence_uses import Use, used, uses_of

NOW = datetime(2026, 3, 2, 15, 30, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def take(octets: bytes = b"", *, kind: str = "photo", customer: str = "", now: datetime = NOW) -> str:
    return take_evidence(octets=octets or files.photo(), kind=kind, customer=customer, now=now).id


def look(*, days: float) -> None:
    evidence_loop().step(SimulatedClock(NOW + timedelta(days=days)))


def spoil(id: str, size: str = "phone") -> None:
    EvidenceFile.objects.filter(object__sha256=id, size=size).update(
        content=files.octets(files.picture(90, 90))
    )


def bear(id: str, *, outreach: int = 1, customer: str = "ana", days: int = 30, standing="whole") -> None:
    until = NOW + timedelta(days=days)
    used(uses=[Use(id=id, outreach=outreach, customer=customer, standing=standing, until=until)], now=NOW)


def gone(id: str, size: str = "phone") -> str:
    with pytest.raises(EvidenceGone) as found:
        evidence_file(id=id, size=size)
    return found.value.standing


def test_the_same_file_is_the_same_object_however_often_it_comes() -> None:
    first = take()
    assert take(now=NOW + timedelta(days=9)) == first
    assert evidence(id=first).keep_until == NOW + timedelta(days=9) + KEPT
    assert EvidenceObject.objects.count() == 1 and EvidenceFile.objects.count() == 3


def test_each_size_is_served_as_it_was_kept() -> None:
    id = take()
    widths = [evidence_file(id=id, size=size).width for size in ("full", "phone", "small")]
    assert widths == [900, 720, 320]
    assert evidence_file(id=id, size="no such size").width == 900
    assert evidence(id=id).standing == "whole"


@pytest.mark.parametrize("size", ["full", "phone", "small"])
def test_one_altered_octet_is_noticed_and_nothing_is_shown(size: str) -> None:
    id = take()
    spoil(id, size)
    assert gone(id, "small") == gone(id, "full") == "altered"
    assert standing(ids=[id]) == {id: "altered"}
    assert evidences()[0].standing == "altered"


def test_a_full_file_swapped_with_its_hash_is_not_the_object_either() -> None:
    id, other = take(), take(files.screenshot())
    [swapped] = EvidenceFile.objects.filter(object__sha256=other, size="full")
    EvidenceFile.objects.filter(object__sha256=id, size="full").update(
        content=swapped.content, sha256=swapped.sha256
    )
    assert gone(id) == "altered" and standing(ids=[id])[id] == "altered"


def test_a_size_that_is_lost_is_noticed() -> None:
    id = take()
    EvidenceFile.objects.filter(object__sha256=id, size="small").delete()
    assert gone(id) == "altered"


def test_what_is_altered_is_put_right_by_the_same_upload() -> None:
    id = take()
    spoil(id)
    assert take() == id
    assert evidence_file(id=id, size="phone").width == 720


@pytest.mark.parametrize("id", ["", "0" * 64, "../" + "0" * 61, "A" * 64])
def test_what_is_not_there_is_missing(id: str) -> None:
    assert gone(id) == "missing"
    with pytest.raises(EvidenceGone):
        evidence(id=id)


def test_a_refused_file_leaves_nothing() -> None:
    with pytest.raises(EvidenceRefused):
        take(b"<svg/>")
    with pytest.raises(EvidenceRefused):
        take(kind="rumour")
    assert not EvidenceObject.objects.exists()


def test_what_nobody_needs_is_let_go() -> None:
    unused, borne = take(), take(files.screenshot())
    bear(borne, days=400)
    for days in (8, KEPT.days - 1):
        look(days=days)
        assert standing(ids=[unused])[unused] == "whole"
    look(days=KEPT.days + 8)
    assert standing(ids=[unused, borne]) == {unused: "missing", borne: "whole"}
    look(days=409)
    assert not EvidenceObject.objects.exists() and not EvidenceUse.objects.exists()


def test_the_loop_and_the_doctor_notice_what_was_altered_or_lost() -> None:
    altered, lost = take(), take(files.screenshot())
    assert (faults(now=NOW).altered, faults(now=NOW).missing) == (0, 0)
    bear(lost)
    EvidenceObject.objects.filter(sha256=lost).delete()
    spoil(altered)
    look(days=8)
    assert EvidenceObject.objects.get().fault == "altered"
    assert (faults(now=NOW).objects, faults(now=NOW).altered, faults(now=NOW).missing) == (1, 1, 1)


def test_an_outreach_says_what_became_of_its_evidence() -> None:
    bear("0" * 64, standing="missing")
    assert uses_of(outreach=1) == [(NOW, "missing")]
    bear("0" * 64)
    assert uses_of(outreach=1) == [(NOW, "shown")]


def test_whoever_is_erased_takes_what_speaks_of_them_alone() -> None:
    sent, shared, handed_in, named = (take(files.photo(400 + n, 300)) for n in range(4))
    bear(sent)
    bear(shared)
    bear(shared, outreach=2, customer="bia")
    assert take(files.photo(402, 300), customer="ana") == handed_in
    about = evidence_about(customer="ana")
    assert about == {sent, shared, handed_in}
    assert forget_evidence(customer="ana", ids=about | {named}) == 3
    assert set(standing(ids=[sent, shared, handed_in, named]).items()) >= {
        (shared, "whole"),
        (sent, "missing"),
    }
    assert EvidenceUse.objects.get().customer == "bia"
