"""The doctor names each sender, whom a fault concerns, and what a small DNS server of our own says of the sender's domain."""

from collections.abc import Iterator
from socketserver import BaseRequestHandler, ThreadingUDPServer
from threading import Thread
from typing import Any

import dns.flags
import dns.message
import dns.rcode
import dns.resolver
import dns.rrset
import pytest

from tests.outreach.delivering import CAMPAIGN, NOON, TOPICS
from tidings.campaigns import public as campaigns
from tidings.channels.email.records.keys import name_of, record_of
from tidings.channels.email.tests.keys import ours, settings
from tidings.site.doctor import channels, senders
from tidings.site.doctor.check import Check
from tidings.staff import public as staff

pytestmark = pytest.mark.django_db
ENFORCED = "v=DMARC1; p=reject"
RIGHT = {name_of(each): record_of(each) for each in ours().signers} | {
    "in.shop.example": "v=spf1 ip4:192.0.2.1 -all",
    "_dmarc.shop.example": ENFORCED,
    "default._bimi.shop.example": "v=BIMI1; l=https://shop.example/sign.svg; a=https://shop.example/sign.pem",
}


class Zone(ThreadingUDPServer):
    """Answers for the TXT records it has; every other name does not exist."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Question)
        self.records: dict[str, str] = {}


class Question(BaseRequestHandler):
    server: Zone

    def handle(self) -> None:
        octets, back = self.request
        asked = dns.message.from_wire(octets)
        name = asked.question[0].name
        reply = dns.message.make_response(asked)
        reply.flags |= dns.flags.RA
        text = self.server.records.get(name.to_text(omit_final_dot=True).lower())
        if text is None:
            reply.set_rcode(dns.rcode.NXDOMAIN)
        else:
            pieces = " ".join(f'"{text[at : at + 250]}"' for at in range(0, len(text), 250))
            reply.answer.append(dns.rrset.from_text(name, 60, "IN", "TXT", pieces))
        back.sendto(reply.to_wire(), self.client_address)


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[Zone]:
    with Zone() as zone:
        resolver = dns.resolver.Resolver(configure=False)
        resolver.nameservers, resolver.port = ["127.0.0.1"], zone.server_address[1]
        monkeypatch.setattr(dns.resolver, "default_resolver", resolver)
        for name, value in settings().items():
            monkeypatch.setenv(name, value)
        Thread(target=zone.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield zone
        zone.shutdown()


def company(**changes: Any) -> None:
    staff.save_company(actor="test", now=NOON, name="Shop", second_person=False, **changes)


def mail() -> list[Check]:
    [channel] = [each for name, each in channels.discover().items() if name == "email"]
    return [*channels.one(channel), *senders.senders()]


def test_records_that_are_right_are_all_well(zone: Zone) -> None:
    zone.records = RIGHT
    company(sender_email="news@shop.example")
    found = mail()
    assert all(check.ok for check in found), found
    said = " ".join(check.says for check in found)
    assert all(word in said for word in ("DKIM", "SPF", "aligned by dkim and spf", "BIMI"))


@pytest.mark.parametrize(("missing", "word"), [(0, "DKIM"), (2, "SPF"), (3, "DMARC")])
def test_a_record_that_is_missing_is_named_with_the_one_to_publish(
    zone: Zone, missing: int, word: str
) -> None:
    name = list(RIGHT)[missing]
    zone.records = {each: text for each, text in RIGHT.items() if each != name and "_bimi" not in each}
    wrong = [check for check in mail() if not check.ok]
    assert wrong and word in wrong[0].says and name.partition(".")[2] in f"{wrong[0].says} {wrong[0].mend}"


def test_a_sender_whom_the_signature_does_not_speak_for_is_misaligned(zone: Zone) -> None:
    zone.records = RIGHT | {"_dmarc.shop-news.example": ENFORCED}
    company(sender_email="news@shop-news.example")
    [wrong] = [check for check in mail() if not check.ok]
    assert wrong.name == "sender shop-news.example"
    assert "aligned by nothing" in wrong.says and "TIDINGS_DKIM_DOMAIN" in wrong.mend


def test_a_sign_without_enforcement_is_not_shown_by_anybody(zone: Zone) -> None:
    zone.records = RIGHT | {"_dmarc.shop.example": "v=DMARC1; p=none"}
    assert any(not check.ok and "BIMI" in check.says for check in mail())


def texts() -> list[Check]:
    return [check for check in channels.channels() if check.name == "channel sms"]


def test_an_unregistered_sender_is_named_with_the_campaigns_that_use_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TIDINGS_SMS_URL", "smpp://a:b@127.0.0.1:1")
    monkeypatch.setenv("TIDINGS_SMS_SENDERS", "AU=Example, US=+12025550100;registration=C1")
    company()
    campaigns.sync_topics(text=TOPICS, actor="test", now=NOON)
    campaigns.launch(text=CAMPAIGN.format(name="by-mail", topic="orders"), actor="test", now=NOON)
    by_text = CAMPAIGN.format(name="by-text", topic="orders").replace("channels: [email]", "channels: [sms]")
    campaigns.launch(text=by_text, actor="test", now=NOON)
    found = {check.says: check.ok for check in texts()}
    [wrong] = [says for says in found if "sender to AU" in says]
    assert not found[wrong] and "must be registered" in wrong and wrong.endswith("(live campaigns: by-text)")
    assert found["sender to US: +12025550100 (number, registered as C1)"]


def test_a_sender_on_the_watch_list_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDINGS_SMS_SENDERS", "*=+12025550199")
    company(watch={"numbers": ["(202) 555-0199"]})
    assert [(check.name, check.ok) for check in senders.senders()] == [("channel sms", False)]
