"""The page's other ways to ask: a pasted message, a mail's file, a call. Marks stand in the asker's own text, ours is never shown."""

import re
from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.conversations.genuine import mailed
from tests.portal.journey import SENT, found_company
from tidings.conversations.public import Verdict
from tidings.core.genuine.verdict import Place
from tidings.outreach.models import Attempt, Outreach
from tidings.portal.is_it_you import SIZE_CLASS
from tidings.portal.marking import pieces

pytestmark = pytest.mark.django_db
PAGE = "/is-it-you"


def words_of(mail: bytes) -> str:
    part = message_from_bytes(mail, policy=default).get_body(("plain",))
    assert part
    return part.get_content()


def ask(client: Client, **said: Any) -> Any:
    return client.post(PAGE, said)


def title(answer: Any) -> str:
    [found] = re.findall("<h1>(.*?)</h1>", answer.content.decode())
    return found


def shown(answer: Any) -> str:
    """Without the noise that hides how long the page is: its hexadecimal digits may spell anything."""
    return re.sub("<!--[0-9a-f]*-->", "", answer.content.decode())


def pasted(client: Client, text: str) -> Any:
    return ask(client, way="message", message=text)


def test_a_pasted_message_is_ours_and_one_changed_amount_is_marked(client: Client, tmp_path: Path) -> None:
    said = words_of(mailed(tmp_path))
    assert title(pasted(client, said)) == "Yes, this message is ours"
    changed = said.replace("f346", "f347", 1)
    answer = pasted(client, changed)
    assert title(answer) == "This message was changed: do not trust it"
    page = answer.content.decode()
    assert re.findall(r"<mark>.*?\[\d+: (.*?)\]</mark>", page) == ["f347"]


def test_our_own_words_are_never_shown(client: Client, tmp_path: Path) -> None:
    said = words_of(mailed(tmp_path))
    page = shown(pasted(client, said.replace("f346", "x999")))
    assert "f346" not in page and "something of ours is missing" not in page
    left_out = shown(pasted(client, said.replace("It is still on its way.", "")))
    assert "still on its way" not in left_out and "something of ours is missing here" in left_out


def test_another_text_with_a_stolen_code_is_not_ours(client: Client, tmp_path: Path) -> None:
    mailed(tmp_path)
    code = Outreach.objects.get().code
    answer = pasted(client, f"Pay at once: https://evil.example/. Check: {code} <script>")
    assert title(answer) == "No, this message is not ours"
    assert "What to do now" in answer.content.decode() and "<script>" not in answer.content.decode()


def test_a_mail_is_checked_from_its_file(client: Client, tmp_path: Path) -> None:
    mail = mailed(tmp_path)
    whole = ask(client, way="mail", mail=SimpleUploadedFile("it.eml", mail))
    forged = ask(client, way="mail", mail=SimpleUploadedFile("it.eml", mail.replace(b"f346", b"f347")))
    assert title(forged) in ("This message was changed: do not trust it", "No, this message is not ours")
    assert title(whole) == "Yes, this message is ours"


@pytest.mark.parametrize(
    "said",
    [
        {"way": "message", "message": " "},
        {"way": "message", "message": "x" * 20_001},
        {"way": "mail"},
        {"way": "call", "number": "", "when": "now"},
        {"way": "call", "number": "12", "when": "now"},
        {"way": "call", "number": "", "own": "x", "when": "now"},
        {"way": "call", "number": "+5511961234567", "minute": "soon"},
        {"way": "call", "own": "+5511961234567", "minute": "0001-01-01T00:00"},
    ],
)
def test_what_cannot_be_asked_is_explained(client: Client, said: dict[str, str]) -> None:
    found_company()
    answer = ask(client, **said)
    assert answer.status_code == 422 or "No, it is not us" in answer.content.decode()
    assert 'role="status"' in answer.content.decode()


def test_a_call_is_ours_at_its_minute_on_the_companys_clock(client: Client, tmp_path: Path) -> None:
    mailed(tmp_path)
    number = "+5511961234567"
    Attempt.objects.update(
        channel="voice", address=number, started_at=SENT, finished_at=SENT + timedelta(minutes=3)
    )
    assert f"{SENT - timedelta(hours=3):%H:%M}" == "12:30"
    shown, minute = "+55 11 4004-0000", "2026-03-02T12:31"
    then = ask(client, way="call", number=shown, own="(11) 96123-4567", minute=minute, when="then")
    assert title(then) == "Yes, that was us"
    now = ask(client, way="call", number=shown, own=number, minute=minute, when="now")
    assert title(now) == "No, it is not us"
    other = ask(client, way="call", number=shown, own="+5511961239999", minute=minute, when="then")
    assert title(other) == "No, that was not us"
    unsaid = ask(client, way="call", number=shown, minute=minute, when="then")
    assert title(unsaid) == "Which of your telephones rang?" and 'id="own"' in unsaid.content.decode()


def test_a_number_we_never_call_from_is_not_us_whoever_was_called(client: Client) -> None:
    found_company(calls_from=["+55 11 4004-0000"])
    for shown, said in (
        ("4004-9999", "No, it is not us"),
        ("+551140040000", "Which of your telephones rang?"),
    ):
        assert title(ask(client, way="call", number=shown, when="now")) == said


def test_answers_are_of_one_length_for_a_listener_on_the_line(client: Client, tmp_path: Path) -> None:
    mailed(tmp_path)
    code = Outreach.objects.get().code
    pages = [ask(client, code=typed) for typed in (code, "0123456789AB", code[:-1] + "U")]
    pages.append(pasted(client, "Send money"))
    lengths = {len(page.content) for page in pages}
    assert {length % SIZE_CLASS for length in lengths} == {0} and len(lengths) == 1
    assert max(lengths) < 60_000


def test_a_get_shows_every_way_in_two_languages_sets_no_cookie_and_asks_nothing(client: Client) -> None:
    found_company()
    for language, lead in (("en", "Paste a text"), ("pt", "Colar um texto")):
        page = client.get(PAGE, {"way": "call"}, headers={"accept-language": language})
        assert lead in page.content.decode() and len(page.content) < 60_000
        assert not page.cookies and "<script" not in page.content.decode()


def test_pieces_are_the_whole_text_whatever_the_places() -> None:
    verdict = Verdict(
        answer="altered",
        text="Fw: hello there",
        places=(Place(4, 9), Place(10, 10)),
        beside=(Place(0, 4),),
    )
    found = pieces(verdict)
    assert "".join(piece.text for piece in found) == verdict.text
    assert [(piece.kind, piece.number) for piece in found] == [
        ("beside", 0),
        ("changed", 1),
        ("same", 0),
        ("missing", 2),
        ("same", 0),
    ]
