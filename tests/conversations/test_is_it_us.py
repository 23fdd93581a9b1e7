"""Is it you? A message that was really sent, pasted and forwarded: ours, altered at its places, or not ours."""

from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from time import monotonic

import pytest

from tests.conversations.genuine import ASKER, mailed
from tests.portal.journey import SENT, found_company, tell
from tidings.conversations import public as conversations
from tidings.conversations.evening import STEP_S
from tidings.core import codes
from tidings.core.genuine.html_text import html_text
from tidings.outreach.models import Outreach
from tidings.outreach.public import erase
from tidings.people import public as people
from tidings.staff import public as staff

pytestmark = pytest.mark.django_db
NOW = SENT + timedelta(hours=1)
SHOWN = "+55 11 4004-0000"


def faces(octets: bytes) -> tuple[str, str]:
    mail = message_from_bytes(octets, policy=policy.default)
    plain, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain and html
    return plain.get_content(), html.get_content()


def asked(pasted: str) -> conversations.Verdict:
    return conversations.check_message(pasted, asker=ASKER, now=NOW)


def marked(pasted: str) -> list[str]:
    verdict = asked(pasted)
    assert verdict.answer == "altered", verdict
    return [pasted[place.start : place.end] for place in verdict.places]


def test_both_faces_of_a_mail_are_ours_however_they_are_pasted(tmp_path: Path) -> None:
    plain, html = faces(mailed(tmp_path))
    for pasted in (plain, html_text(html), plain.replace("\n", "\n> "), plain.partition("\n-- ")[0]):
        assert asked(pasted).answer == "ours", pasted


def test_a_changed_word_a_missing_one_and_one_too_many_are_marked(tmp_path: Path) -> None:
    plain, _ = faces(mailed(tmp_path))
    assert marked(plain.replace("f346", "f347", 1)) == ["f347"]
    assert marked(plain.replace("did not arrive", "did arrive")) == [""]
    assert marked("Call 0800 999 now.\n" + plain) == ["Call 0800 999 now."]
    assert marked(plain.replace("https://loja.example/n/", "https://1oja.example/n/"))[0].startswith(
        "https://1oja"
    )


def test_a_stolen_code_on_other_words_is_never_ours(tmp_path: Path) -> None:
    mailed(tmp_path)
    code = codes.spoken(Outreach.objects.get().code)
    verdict = asked(
        f"Your account is locked. Send your PIN to 0800 999. Code {code} at https://loja.example/is-it-you"
    )
    assert verdict.answer == "not_ours" and [place.start for place in verdict.places] == [0]


def test_a_text_without_a_code_of_ours_is_not_ours(tmp_path: Path) -> None:
    plain, _ = faces(mailed(tmp_path))
    code = codes.spoken(Outreach.objects.get().code)
    stranger = codes.spoken(codes.code_for(secret=b"another company", key="x"))
    assert asked(plain.replace(code, stranger)).answer == "not_ours"
    assert asked(plain.replace(code, "")).answer == "not_ours"
    assert asked("").answer == "not_ours"


def test_not_ours_takes_a_whole_step_of_time_whether_the_code_is_ours_or_not(tmp_path: Path) -> None:
    mailed(tmp_path)
    stolen = codes.spoken(Outreach.objects.get().code)
    stranger = codes.spoken(codes.code_for(secret=b"another company", key="x"))
    for code in (stolen, stranger):
        began = monotonic()
        assert asked(f"Send your PIN to 0800 999. Code {code}").answer == "not_ours"
        assert monotonic() - began >= STEP_S


def test_what_was_said_stays_ours_after_the_company_changed_its_name_zone_and_secret(
    tmp_path: Path, settings: object
) -> None:
    plain, _ = faces(mailed(tmp_path))
    staff.save_company(
        actor="test",
        now=NOW,
        name="Loja Verde",
        zone="Asia/Tokyo",
        help_line="1",
        public_url="https://x.example",
    )
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]  # type: ignore[attr-defined]
    settings.SECRET_KEY = "another secret of fifty characters or more, for tests"  # type: ignore[attr-defined]
    assert asked(plain).answer == "ours"


def test_an_erased_persons_message_cannot_be_compared_but_its_code_is_ours(tmp_path: Path) -> None:
    plain, _ = faces(mailed(tmp_path))
    erase(customer_id=Outreach.objects.get().customer_id, customer="maria", now=NOW)
    assert asked(plain).answer == "code_only"
    code = Outreach.objects.get().code
    assert conversations.check_code(code, asker=ASKER, now=NOW).answer == "ours"


def test_a_mail_forwarded_as_an_attachment_is_compared_in_both_its_faces(tmp_path: Path) -> None:
    octets = mailed(tmp_path)
    assert conversations.check_mail(attached(octets), asker=ASKER, now=NOW).answer == "ours"
    html = faces(octets)[1]
    scam = message_from_bytes(octets, policy=policy.default)
    scam.get_body(("html",)).set_content(
        html.replace("loja.example/n/", "evil.example/n/", 1), subtype="html"
    )  # type: ignore[union-attr]
    verdict = conversations.check_mail(attached(scam.as_bytes()), asker=ASKER, now=NOW)
    assert verdict.answer == "altered"
    assert "evil.example" in verdict.text[verdict.places[0].start : verdict.places[0].end]


def test_a_forged_sender_of_genuine_words_is_marked(tmp_path: Path) -> None:
    octets = mailed(tmp_path).replace(b"<avisos@loja.example>", b"<avisos@loja-segura.example>", 1)
    verdict = conversations.check_mail(attached(octets), asker=ASKER, now=NOW)
    assert verdict.answer == "altered"
    assert "loja-segura" in verdict.text[verdict.places[0].start : verdict.places[0].end]


def test_a_mail_forwarded_within_another_leaves_the_forwarders_own_words_aside(tmp_path: Path) -> None:
    plain, _ = faces(mailed(tmp_path))
    mail = EmailMessage()
    mail["From"], mail["To"] = "maria@example.org", "check@loja.example"
    said = "Is this you?\n\n---------- Forwarded message ---------\nFrom: Loja Azul <avisos@loja.example>\n"
    mail.set_content(said + "Date: Mon, Mar 2, 2026 at 12:30 PM\nSubject: Order f346 is late\n\n" + plain)
    verdict = conversations.check_mail(mail.as_bytes(), asker=ASKER, now=NOW)
    assert verdict.answer == "ours"
    [beside] = verdict.beside
    assert verdict.text[beside.start : beside.end].strip() == "Is this you?"


def attached(octets: bytes) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "maria@example.org", "check@loja.example", "Fwd: late"
    mail.set_content("Is this you?")
    mail.add_attachment(message_from_bytes(octets, policy=policy.default))
    return mail.as_bytes()


def test_a_call_is_ours_while_it_rings_and_not_before_or_long_after() -> None:
    told = tell()
    people.save(record={"id": "maria"}, now=NOW)
    outreach = Outreach.objects.get(id=told.outreach_id)
    outreach.attempts.create(
        number=2,
        channel="voice:mobile",
        address="+5511961234567",
        message_id="m2",
        started_at=SENT,
        finished_at=SENT + timedelta(minutes=4),
        outcome="accepted",
    )
    answers = [
        conversations.check_call(SHOWN, SENT + timedelta(minutes=minute), own=own, asker=ASKER, now=NOW).answer
        for own, minute in (
            ("+55 11 96123-4567", 3), ("11961234567", 3), ("+55 11 96123-4567", 20), ("+5511961234568", 3), ("12", 3),
        )
    ]  # fmt: skip
    assert answers == ["in_call", "in_call", "not_in_call", "not_in_call", "mistyped"]


def test_a_number_that_anybody_can_show_proves_nothing_and_one_of_nobody_disproves() -> None:
    found_company(calls_from=[SHOWN])

    def answer(rang: str, own: str = "") -> str:
        return conversations.check_call(rang, NOW, own=own, asker=ASKER, now=NOW).answer

    assert answer(SHOWN) == answer("(11) 4004-0000") == "own_number"
    assert answer("+55 11 4004-0001") == answer("911") == "not_in_call"
    assert answer("", "+5511961234567") == "not_in_call"
    assert answer("") == answer("unknown") == answer(SHOWN, "x") == "mistyped"


def test_one_code_is_not_asked_about_for_ever_from_wherever() -> None:
    found_company()
    told = tell()
    answers = [
        conversations.check_code(told.code, asker=f"198.51.100.{last}", now=NOW).answer for last in range(31)
    ]
    assert answers == ["ours"] * 30 + ["too_many"]
