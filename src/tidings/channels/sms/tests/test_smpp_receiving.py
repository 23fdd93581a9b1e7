"""What a message centre delivers: receipts in every dialect, people's texts in every coding, parts put together."""

from collections.abc import Iterator
from datetime import UTC, datetime
from threading import Thread
from typing import Any

import pytest

from tidings.channels.contract import Raw, Receipt, Reply, Unreadable
from tidings.channels.sms.channel import CHANNEL
from tidings.channels.sms.smpp.binding import Lost
from tidings.channels.sms.smpp.ids import canonical
from tidings.channels.sms.smpp.listening import SmppListener
from tidings.channels.sms.smpp.message import Party, Short
from tidings.channels.sms.smpp.pdu import DELIVER_SM, Pdu
from tidings.channels.sms.tests.examples import MESSAGE, SENDERS
from tidings.channels.sms.tests.ports import Kept
from tidings.channels.sms.tests.smsc import Smsc
from tidings.channels.sms.way import Way

SETTINGS = {"TIDINGS_SMS_URL": "smpp://tidings:secret@127.0.0.1:1", "TIDINGS_SMS_SENDERS": SENDERS}


class Listening:
    """A listener at work in a thread, and what it kept."""

    def __init__(self, smsc: Smsc, ports: Kept | None = None) -> None:
        self.smsc, self.ports = smsc, ports or Kept(MESSAGE.at)
        self.failure: BaseException | None = None
        way = Way(
            scheme="smpp", host="127.0.0.1", port=smsc.port, user="tidings", password="secret", patience_s=1
        )
        self.listener = SmppListener(way, self.ports)
        self.thread = Thread(target=self._run, daemon=True)
        self.thread.start()

    def delivers(self, text: str = "", *, hex: str | None = None, udh: str = "", **fields: Any) -> int:
        common = {"source_addr": "447700900123", "source_addr_ton": 1, "destination_addr": "447700900000"}
        common |= {"destination_addr_ton": 1, "dest_addr_ton": 1, "short_message": text}
        return self.smsc.do("deliver", fields={**common, **fields}, hex=hex, udh=udh, text=text)["status"]

    def heard(self) -> list[Any]:
        return [one for raw in self.ports.raws for one in CHANNEL.read(raw, SETTINGS)]

    def end(self) -> None:
        self.listener.stop()
        self.thread.join(5)

    def _run(self) -> None:
        try:
            self.listener.run()
        except Exception as error:
            self.failure = error


@pytest.fixture
def smsc() -> Iterator[Smsc]:
    smsc = Smsc()
    yield smsc
    smsc.close()


@pytest.fixture
def listening(smsc: Smsc) -> Iterator[Listening]:
    listening = Listening(smsc)
    yield listening
    listening.end()


def raw(text: str | bytes, *, esm_class: int = 4, data_coding: int = 0, **tlvs: bytes) -> Raw:
    octets = text if isinstance(text, bytes) else text.encode("latin-1")
    short = Short(
        source=Party(address="447700900123"),
        destination=Party(address="447700900000"),
        text=octets,
        esm_class=esm_class,
        data_coding=data_coding,
        tlvs={int(tag.removeprefix("t"), 16): value for tag, value in tlvs.items()},
    )
    return Raw(kind="deliver_sm", key="k", body=Pdu(DELIVER_SM, 1, short.body()).octets(), at=MESSAGE.at)


def one_receipt(text: str, settings: dict[str, str] | None = None, **tlvs: bytes) -> Receipt:
    (found,) = CHANNEL.read(raw(text, **tlvs), SETTINGS | (settings or {}))
    assert isinstance(found, Receipt)
    return found


STANDARD = (
    "id:A17 sub:001 dlvrd:001 submit date:2608161100 done date:2608161101 stat:{} err:000 text:Your order"
)


@pytest.mark.parametrize(
    ("stat", "state"),
    [
        ("DELIVRD", "delivered"),
        ("EXPIRED", "expired"),
        ("DELETED", "failed"),
        ("UNDELIV", "failed"),
        ("REJECTD", "failed"),
        ("ACCEPTD", "accepted"),
        ("UNKNOWN", "accepted"),
    ],
)
def test_every_state_of_a_receipt(stat: str, state: str) -> None:
    receipt = one_receipt(STANDARD.format(stat))
    assert (receipt.provider_id, receipt.state, receipt.says) == ("A17", state, stat)
    assert receipt.at == datetime(2026, 8, 16, 11, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "id:A17 sub:001 dlvrd:001 submit date:260816110001 done date:260816110102 stat:DELIVRD err:000 Text:Your",
        "id:A17 stat:DELIVRD",
        "id:A17 submit date:260816110001 done date:soon stat:DELIVRD err:",
        "ID:A17 SUB:1 STAT:delivrd",
    ],
)
def test_dialects_of_a_receipt(text: str) -> None:
    receipt = one_receipt(text)
    assert (receipt.provider_id, receipt.state) == ("A17", "delivered")


def test_seconds_and_the_centres_own_zone_are_read() -> None:
    text = "id:A17 done date:260816110102 stat:DELIVRD"
    assert one_receipt(text).at == datetime(2026, 8, 16, 11, 1, 2, tzinfo=UTC)
    away = one_receipt(text, {"TIDINGS_SMPP_ZONE": "America/Sao_Paulo"})
    assert away.at == datetime(2026, 8, 16, 14, 1, 2, tzinfo=UTC)


def test_the_parameters_are_believed_before_the_text() -> None:
    receipt = one_receipt("id:B stat:DELIVRD", t1E=b"A17\0", t427=b"\x05", t423=b"\x03\x00\x01")
    assert (receipt.provider_id, receipt.state, receipt.address_dead) == ("A17", "failed", True)
    assert one_receipt("", t1E=b"A17\0", t427=b"\x02").state == "delivered"


@pytest.mark.parametrize(
    ("ids", "told", "receipted"),
    [
        ("decimal", b"FF\0", "255"),
        ("hex", b"255\0", "FF"),
        ("same", b"FF\0", "FF"),
        ("decimal", b"00ff\0", "0000255"),
    ],
)
def test_ids_are_matched_across_hexadecimal_and_decimal(ids: str, told: bytes, receipted: str) -> None:
    receipt = one_receipt(f"id:{receipted} stat:DELIVRD", {"TIDINGS_SMPP_RECEIPT_IDS": ids})
    assert receipt.provider_id == canonical(told, ids)


@pytest.mark.parametrize("text", ["", "Hello", "id:A17", "stat:DELIVRD", "id:A17 stat:FINE"])
def test_a_receipt_that_says_nothing_is_set_aside_with_the_reason(text: str) -> None:
    with pytest.raises(Unreadable, match="receipt"):
        CHANNEL.read(raw(text), SETTINGS)


@pytest.mark.parametrize(
    ("octets", "data_coding", "text"),
    [
        (b"STOP", 0, "STOP"),
        (b"\x00 \x1be \x7f", 0, "@ € à"),
        ("Não".encode("latin-1"), 3, "Não"),
        ("Não".encode("latin-1"), 0, "Não"),
        (b"STOP", 1, "STOP"),
        ("Да 🙂".encode("utf-16-be"), 8, "Да 🙂"),
        ("Да".encode("utf-16-be"), 0x18, "Да"),
        (b"STOP", 0xF0, "STOP"),
    ],
)
def test_a_text_is_read_in_the_coding_it_states(octets: bytes, data_coding: int, text: str) -> None:
    (reply,) = CHANNEL.read(raw(octets, esm_class=0, data_coding=data_coding), SETTINGS)
    assert isinstance(reply, Reply)
    assert (reply.text, reply.sender, reply.said_to) == (text, "+447700900123", "+447700900000")


def test_a_text_in_a_national_table_is_read_with_it() -> None:
    (reply,) = CHANNEL.read(raw(b"\x03\x24\x01\x01\x1bsey", esm_class=0x40), SETTINGS)
    assert isinstance(reply, Reply)
    assert reply.text == "şey"


def test_receipts_and_texts_arrive_are_kept_and_acknowledged(listening: Listening) -> None:
    assert listening.delivers(STANDARD.format("DELIVRD"), esm_class=4) == 0
    assert listening.delivers("Não, obrigada 🙂", data_coding=8) == 0
    receipt, reply = listening.heard()
    assert (receipt.state, reply.text) == ("delivered", "Não, obrigada 🙂")


def test_a_receipt_told_twice_is_one_and_a_person_may_say_the_same_thing_twice(listening: Listening) -> None:
    for _ in range(2):
        listening.delivers(STANDARD.format("DELIVRD"), esm_class=4)
        listening.delivers("1")
    assert [type(one) for one in listening.heard()].count(Receipt) == 1
    assert [one.text for one in listening.heard() if isinstance(one, Reply)] == ["1", "1"]


@pytest.mark.parametrize("order", [(1, 2, 3), (3, 1, 2)])
@pytest.mark.parametrize("head", ["050003{ref}03{number:02}", "06080401{ref}03{number:02}"])
def test_parts_are_put_together_in_whatever_order_they_come(
    listening: Listening, order: tuple[int, ...], head: str
) -> None:
    words = {1: "One, ", 2: "two, ", 3: "three."}
    for number in order:
        assert listening.delivers(words[number], udh=head.format(ref="7f", number=number)) == 0
    (reply,) = listening.heard()
    assert reply.text == "One, two, three."


def test_parts_told_by_parameters_are_put_together_too(listening: Listening) -> None:
    for number, words in ((1, "Stop "), (2, "it")):
        listening.delivers(words, sar_msg_ref_num=9, sar_total_segments=2, sar_segment_seqnum=number)
    assert [one.text for one in listening.heard()] == ["Stop it"]


def test_the_parts_wait_where_another_process_finds_them(smsc: Smsc, listening: Listening) -> None:
    listening.delivers("One ", udh="0500030a0201")
    listening.end()
    smsc.do("alone")  # else the centre may deliver to who has gone and was not seen to go
    after = Listening(smsc, listening.ports)
    after.delivers("two", udh="0500030a0202")
    after.delivers("two", udh="0500030a0202")
    after.end()
    assert [one.text for one in after.heard()] == ["One two"]


def test_what_cannot_be_kept_is_not_acknowledged_and_ends_the_listening(smsc: Smsc) -> None:
    class Full(Kept):
        def keep(self, raw: Raw) -> bool:
            raise OSError("no room")

    listening = Listening(smsc, Full(MESSAGE.at))
    assert listening.delivers("STOP") == 0x64
    listening.thread.join(5)
    assert isinstance(listening.failure, OSError)


def test_the_centres_inquiries_are_answered_and_its_going_away_is_noticed(
    smsc: Smsc, listening: Listening
) -> None:
    assert smsc.do("inquire")["status"] == 0
    smsc.do("hang up")
    listening.thread.join(5)
    assert isinstance(listening.failure, Lost)


@pytest.mark.parametrize(
    "octets",
    [
        "00000004",
        "ffffffff00000005000000000000000100",
        "0000001100000005000000000000000100" + "0000000f",
    ],
)
def test_a_centre_gone_astray_ends_the_listening_and_nothing_hangs(
    smsc: Smsc, listening: Listening, octets: str
) -> None:
    smsc.do("raw", hex=octets + "00" * 12)
    listening.thread.join(5)
    assert isinstance(listening.failure, Lost)


def test_a_unit_that_is_no_message_is_kept_as_unreadable_and_acknowledged(
    smsc: Smsc, listening: Listening
) -> None:
    smsc.do("raw", hex="00000011000000050000000000000009" + "00")
    assert smsc.do("inquire")["status"] == 0
    (kept,) = listening.ports.raws
    with pytest.raises(Unreadable, match="deliver_sm"):
        CHANNEL.read(kept, SETTINGS)


def test_stopping_unbinds_soon(smsc: Smsc, listening: Listening) -> None:
    smsc.do("inquire")
    listening.end()
    assert not listening.thread.is_alive()
    assert listening.failure is None
    assert smsc.do("tell")["sessions"] in ([], [""])
