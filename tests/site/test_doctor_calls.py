"""The doctor fetches the certificate of our calls and says in clear words what keeps them from being believed."""

from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from tidings.channels import discover
from tidings.channels.voice.rich import digest
from tidings.channels.voice.tests.keys import (
    KEY,
    NOW,
    certificate,
    must_include,
    numbers_from,
    one_number,
    other_key,
    pem_of,
    provider,
)
from tidings.ground import channel_settings, clock
from tidings.ground.clock import SimulatedClock
from tidings.site.doctor import channels
from tidings.site.doctor.calls import signed_calls
from tidings.site.doctor.check import Check
from tidings.staff import public as staff

pytestmark = pytest.mark.django_db
SHOWN = "+12155550121"
OURS = [numbers_from("12155550100", 100)]
LOGO = b"\x89PNG a logo"


class Site(ThreadingHTTPServer):
    """The company's own site: what stands at each path."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Page)
        self.pages: dict[str, bytes] = {}

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}{path}"


class Page(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        found = self.server.pages.get(self.path)
        self.send_response(404 if found is None else 200)
        self.send_header("Content-Length", str(len(found or b"")))
        self.end_headers()
        self.wfile.write(found or b"")

    def log_message(self, *said: object) -> None:
        """The tests' output is not its place."""


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    with Site() as site, clock.using(SimulatedClock(NOW)):
        Thread(target=site.serve_forever, args=(0.01,), daemon=True).start()
        site.pages["/calls.pem"] = certificate(entries=OURS)
        monkeypatch.setenv("TIDINGS_VOICE_PASSPORT_KEY", pem_of(KEY))
        monkeypatch.setenv("TIDINGS_VOICE_PASSPORT_X5U", site.url("/calls.pem"))
        monkeypatch.setenv("TIDINGS_VOICE_NUMBERS", f"{SHOWN};record=LOA-2026-14")
        yield site
        site.shutdown()


def only() -> Check:
    [check] = signed_calls()
    return check


def test_a_certificate_of_our_key_and_numbers_is_well(site: Site) -> None:
    assert only() == Check(
        "signed calls",
        True,
        "believed with the certificate, good until 2026-12-27",
        "Renew it, and publish the new one at the same address",
    )


@pytest.mark.parametrize(
    ("published", "says"),
    [
        (certificate(other_key(), entries=OURS), "the certificate of another key"),
        (certificate(entries=OURS, ends=NOW - timedelta(days=1)), "good from 2026-01-31 to 2026-03-01 only"),
        (certificate(entries=OURS, begins=NOW + timedelta(days=1)), "good from 2026-03-03 to"),
        (certificate(entries=[one_number("12155550122")]), f"does not speak for {SHOWN}"),
        (certificate(), "names no numbers (RFC 8226: TNAuthList)"),
        (certificate(entries=OURS, constraints=must_include("jti")), "refused with 437"),
        (b"<html>Not found</html>", "the certificate cannot be read"),
    ],
    ids=["key", "ended", "early", "numbers", "none", "constraints", "html"],
)
def test_what_keeps_it_from_being_believed_is_said(site: Site, published: bytes, says: str) -> None:
    site.pages["/calls.pem"] = published
    found = only()
    assert (found.ok, found.needed) == (False, True)
    assert says in found.says and found.mend


def test_one_that_ends_soon_is_to_be_renewed(site: Site) -> None:
    site.pages["/calls.pem"] = certificate(entries=OURS, ends=NOW + timedelta(days=10))
    assert (only().ok, only().mend.partition(",")[0]) == (False, "Renew it")


def test_one_that_is_not_there_cannot_be_had(site: Site) -> None:
    site.pages.clear()
    assert "calls.pem answers 404" in only().says
    assert only().mend.startswith("Publish the certificate")


def test_of_a_providers_certificate_it_says_what_cannot_be_seen(site: Site) -> None:
    site.pages["/calls.pem"] = certificate(entries=[provider("709J")])
    well, unseen = signed_calls()
    assert well.ok and unseen.ok and "the provider 709J" in unseen.says


def test_numbers_must_be_stated_be_the_companys_and_have_their_record(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    staff.save_company(actor="test", now=NOW, name="Shop", calls_from=["+1 215 555 0199"])
    monkeypatch.setenv("TIDINGS_VOICE_NUMBERS", SHOWN)
    strange, unproven, well = signed_calls()
    assert "not among the company's calls_from" in strange.says and not strange.ok
    assert "attested B" in unproven.says and not unproven.needed
    assert well.ok
    monkeypatch.setenv("TIDINGS_VOICE_NUMBERS", "")
    assert "no numbers to call from" in next(signed_calls()).says


def test_the_logo_is_held_against_its_digest(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDINGS_VOICE_LOGO_URL", site.url("/logo.png"))
    assert "the logo cannot be had" in list(signed_calls())[-1].says
    site.pages["/logo.png"] = LOGO
    wrong = list(signed_calls())[-1]
    assert (wrong.ok, wrong.mend) == (False, f"Set TIDINGS_VOICE_LOGO_DIGEST to {digest(LOGO)}")
    monkeypatch.setenv("TIDINGS_VOICE_LOGO_DIGEST", digest(LOGO))
    assert only().ok


def test_signing_is_of_use_by_itself_and_leaves_the_channel_as_it_was(site: Site) -> None:
    voice = discover()["voice"]
    assert list(channels.one(voice)) == [Check("channel voice", False, "not set up", needed=False)]
    assert "voice" not in channel_settings.ready()


def test_where_nothing_is_set_nothing_is_said_and_half_of_it_is_named(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIDINGS_VOICE_PASSPORT_KEY", "")
    assert only().says == "a certificate is named, and no key"
    monkeypatch.setenv("TIDINGS_VOICE_PASSPORT_X5U", "")
    assert list(signed_calls()) == []
    monkeypatch.setenv("TIDINGS_VOICE_NUMBERS", "0800 123")
    assert "TIDINGS_VOICE_NUMBERS: 0800 123 is not like" in only().says
    monkeypatch.setenv("TIDINGS_VOICE_NUMBERS", SHOWN)
    monkeypatch.setenv("TIDINGS_VOICE_PASSPORT_KEY", "no key")
    assert "TIDINGS_VOICE_PASSPORT_X5U" in only().says
