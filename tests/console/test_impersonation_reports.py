"""The company's security people read, settle and export what was reported as forged."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.console.conftest import NOW
from tidings.conversations import public as conversations
from tidings.ground.clock import SimulatedClock, using
from tidings.staff import public as staff

pytestmark = pytest.mark.django_db
PAGE = "/console/impersonation/reports/"


def reported(words: str = "Pay <script>now", kind: str = "text", file: bytes = b"\xffmail") -> int:
    staff.save_company(actor="command", now=NOW, name="Marula Bank", zone="Africa/Windhoek")
    evidence = conversations.Evidence(sender="Bank?", words=words, file=file)
    return conversations.report_impersonation(kind=kind, evidence=evidence, asker="192.0.2.9", now=NOW)


def test_security_reads_the_evidence_and_settles_it(signed_in: Callable[..., Client]) -> None:
    id = reported()
    client = signed_in("security")
    with using(SimulatedClock(NOW)):
        assert "1 report of what pretended to be ours" in client.get("/console/").content.decode()
        assert f"Number {id}" in client.get(PAGE).content.decode()
        page = client.get(f"{PAGE}{id}/").content.decode()
        assert "Pay &lt;script&gt;now" in page and "Bank?" in page
        file = client.get(f"{PAGE}{id}/file")
        assert file.content == b"\xffmail" and file.headers["Content-Disposition"].startswith("attachment")
        client.post(f"{PAGE}{id}/settle", {"state": "forged"})
        client.post(f"{PAGE}{id}/settle", {"state": "nonsense"})
    [card] = conversations.impersonations()
    assert (card.state, card.settled_by) == ("forged", "user:security@example.com")
    done = [line.action for line in staff.audit(limit=10)]
    assert done.count("impersonation.settled") == 1 and "impersonation.read" in done
    assert conversations.open_impersonations() == 0


def test_the_list_is_plotted_filtered_and_exported_without_evidence(
    signed_in: Callable[..., Client],
) -> None:
    reported()
    reported("They rang", "call")
    client = signed_in("auditor")
    with using(SimulatedClock(NOW)):
        page = client.get(PAGE, {"state": "open"}).content.decode()
        assert page.count("<rect") == 2 and page.count('<circle class="shade-') == 2
        assert "Number" not in client.get(PAGE, {"state": "forged"}).text
        rows = client.get(f"{PAGE}export.csv").text.splitlines()
    assert len(rows) == 3 and "Pay" not in "".join(rows)
    assert client.post(f"{PAGE}1/settle", {"state": "ours"}).status_code == 403
    assert client.get(f"{PAGE}999999/").status_code == 404


def test_others_cannot_read_it(signed_in: Callable[..., Client]) -> None:
    assert signed_in("agent").get(PAGE).status_code == 403
