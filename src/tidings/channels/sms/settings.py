"""The channel's settings, as it declares them."""

from tidings.channels.contract import Setting
from tidings.channels.sms.way import EXTENTS, LONG, RECEIPT_IDS

SETTINGS = (
    Setting(
        name="TIDINGS_SMS_URL",
        says="Where texts go: smpp://user:password@host:2775, smpps://... or twilio+https://SID:token@api.twilio.com",
        secret=True,
        required=True,
    ),
    Setting(
        name="TIDINGS_SMS_SENDERS",
        says="The sender for each country: US=+15550001111;registration=C1ABCD2, AU=Example, *=+447700900000",
        required=True,
    ),
    Setting(
        name="TIDINGS_SMS_CALLBACK",
        says="Our own address for an HTTP provider's receipts and replies: https://your.domain/in/sms/main",
        pattern="https?://.+",
    ),
    Setting(name="TIDINGS_SMS_SEGMENTS", says="How many segments a text may take at most", default="3"),
    Setting(
        name="TIDINGS_SMS_STAND_INS",
        says="Signs telephones lack are written as others: no, signs (quotes, dashes, blanks), letters (accents too)",
        default="signs",
        choices=EXTENTS,
    ),
    Setting(
        name="TIDINGS_SMS_SHIFT",
        says="Languages whose national shift tables the carrier supports (tr, es, pt); ask it before you set this",
    ),
    Setting(
        name="TIDINGS_SMS_LONG",
        says="Long texts go in parts (parts-16: with 16-bit references), or as one payload that the centre divides",
        default="parts",
        choices=LONG,
    ),
    Setting(name="TIDINGS_SMS_CA", says="A file of certificates to trust instead of the machine's own"),
    Setting(name="TIDINGS_SMS_TIMEOUT", says="Seconds to wait for an answer", default="10"),
    Setting(name="TIDINGS_SMPP_WINDOW", says="How many texts may be unanswered at a time", default="50"),
    Setting(
        name="TIDINGS_SMPP_BIND",
        says="How senders bind; transceiver where the centre knows no receivers",
        default="transmitter",
        choices=("transmitter", "transceiver"),
    ),
    Setting(name="TIDINGS_SMPP_SYSTEM_TYPE", says="The system_type that the centre wants, if any"),
    Setting(
        name="TIDINGS_SMPP_RECEIPT_IDS",
        says="How receipts write a message's id: same as the answer, or in decimal or hex where the answer has the other",
        default="same",
        choices=RECEIPT_IDS,
    ),
    Setting(name="TIDINGS_SMPP_ZONE", says="The time zone of the dates in receipts", default="UTC"),
)
